-- What is told to other programs and people: written with what it tells of, sent afterwards.
CREATE TABLE message (
  id         text COLLATE "C" PRIMARY KEY, -- made of what it tells, and to whom: told twice it is the same
  tenant     bigint NOT NULL,
  target     text COLLATE "C" NOT NULL,
  event      text COLLATE "C" NOT NULL,
  survey     text COLLATE "C" NOT NULL,
  response   bytea,
  data       text,
  made_ms    bigint NOT NULL,
  begun_ms   bigint NOT NULL,
  tries      bigint NOT NULL DEFAULT 0,
  due_ms     bigint,
  settled_ms bigint,
  delivered  boolean NOT NULL DEFAULT false
);
CREATE INDEX message_by_due ON message (tenant, target, due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX message_by_response ON message (tenant, survey, response) WHERE response IS NOT NULL;

CREATE TABLE message_target (
  tenant      bigint NOT NULL,
  name        text COLLATE "C" NOT NULL,
  address     bytea NOT NULL,
  failing_ms  bigint,
  disabled_ms bigint,
  error       text,
  PRIMARY KEY (tenant, name)
);

-- The same tables as on SQLite. Every key starts with the tenant and the survey, so that rows may be spread by them.
-- What a person wrote and JSON does not escape is kept as bytes: a text of PostgreSQL holds no NUL.
CREATE TABLE response (
  tenant       bigint NOT NULL,
  survey       text COLLATE "C" NOT NULL,
  id           bytea NOT NULL,
  position     bigint NOT NULL, -- order of first storage within the survey; kept when a higher seq replaces
  seq          bigint NOT NULL,
  submitted_ms bigint NOT NULL,
  received_ms  bigint NOT NULL,
  hash         bytea NOT NULL,
  body         text NOT NULL,
  state        text,
  due_ms       bigint,
  PRIMARY KEY (tenant, survey, id)
) PARTITION BY HASH (tenant, survey);
CREATE UNIQUE INDEX response_by_position ON response (tenant, survey, position);
CREATE INDEX response_by_due ON response (tenant, survey, due_ms) WHERE state IS NOT NULL;

CREATE TABLE cell (
  tenant  bigint NOT NULL,
  survey  text COLLATE "C" NOT NULL,
  part    text COLLATE "C" NOT NULL,
  quarter bigint NOT NULL,
  hash    bytea NOT NULL, -- of the value, which may be too long for a key
  code    bigint NOT NULL,
  value   bytea NOT NULL,
  n       bigint NOT NULL,
  PRIMARY KEY (tenant, survey, part, quarter, hash, code)
) PARTITION BY HASH (tenant, survey);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format('CREATE TABLE response_%s PARTITION OF response FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
    -- Room on each page for the next version of a counter: most updates then touch no index.
    EXECUTE format('CREATE TABLE cell_%s PARTITION OF cell FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 70)', part, part);
  END LOOP;
END $$;

-- Whoever writes responses of a survey locks its row first, so that positions are seen in their order.
CREATE TABLE survey (
  tenant    bigint NOT NULL,
  name      text COLLATE "C" NOT NULL,
  position  bigint NOT NULL DEFAULT 0, -- the last that was given
  changes   bigint NOT NULL DEFAULT 0,
  responses bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant, name)
) WITH (fillfactor = 50);

CREATE TABLE tombstone (
  tenant   bigint NOT NULL,
  survey   text COLLATE "C" NOT NULL,
  hash     bytea NOT NULL,
  made_ms  bigint NOT NULL,
  until_ms bigint,
  PRIMARY KEY (tenant, survey, hash)
);

CREATE TABLE definition (
  position  bigint GENERATED ALWAYS AS IDENTITY,
  tenant    bigint NOT NULL,
  survey    text COLLATE "C" NOT NULL,
  version   bytea NOT NULL,
  stored_ms bigint NOT NULL,
  body      text NOT NULL,
  PRIMARY KEY (tenant, survey, version)
);

CREATE TABLE settings (
  tenant bigint NOT NULL,
  survey text COLLATE "C" NOT NULL,
  body   text NOT NULL,
  PRIMARY KEY (tenant, survey)
);

CREATE TABLE generation (
  tenant bigint PRIMARY KEY,
  n      bigint NOT NULL
);

CREATE TABLE token (
  hash       bytea PRIMARY KEY,
  name       bytea NOT NULL,
  scopes     text NOT NULL,
  survey     text,
  created_ms bigint NOT NULL,
  revoked_ms bigint,
  expires_ms bigint,
  used_ms    bigint
);

CREATE TABLE session (
  hash       bytea PRIMARY KEY,
  token      bytea NOT NULL REFERENCES token (hash),
  expires_ms bigint NOT NULL
);

CREATE TABLE probe (
  tenant    bigint PRIMARY KEY,
  probed_ms bigint NOT NULL
);

CREATE TABLE counted (
  tenant bigint PRIMARY KEY,
  rule   bigint NOT NULL
);

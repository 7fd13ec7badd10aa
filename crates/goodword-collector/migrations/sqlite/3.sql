-- What is told to other programs and people: written with what it tells of, sent afterwards.
CREATE TABLE message (
  id         TEXT PRIMARY KEY, -- made of what it tells, and to whom: told twice it is the same
  tenant     INTEGER NOT NULL,
  target     TEXT NOT NULL, -- the name that the settings give to who is told
  event      TEXT NOT NULL,
  survey     TEXT NOT NULL,
  response   BLOB, -- the id of the response that it tells of; its text is read when it is sent
  data       TEXT, -- JSON, of what tells of no response
  made_ms    INTEGER NOT NULL,
  begun_ms   INTEGER NOT NULL, -- since when it is tried
  tries      INTEGER NOT NULL DEFAULT 0,
  due_ms     INTEGER, -- when it is tried next; NULL once that is over
  settled_ms INTEGER,
  delivered  INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX message_by_due ON message (tenant, target, due_ms) WHERE due_ms IS NOT NULL;
CREATE INDEX message_by_response ON message (tenant, survey, response) WHERE response IS NOT NULL;

CREATE TABLE message_target (
  tenant      INTEGER NOT NULL,
  name        TEXT NOT NULL,
  address     BLOB NOT NULL, -- SHA-256 of where it was: another address begins anew
  failing_ms  INTEGER, -- since when nothing has arrived
  disabled_ms INTEGER,
  error       TEXT,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

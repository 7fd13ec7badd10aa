-- Access, follow-ups, erasure, and counts that are kept with the rows.
ALTER TABLE token ADD COLUMN expires_ms INTEGER;
ALTER TABLE token ADD COLUMN used_ms INTEGER;

CREATE TABLE session (
  hash       BLOB PRIMARY KEY, -- SHA-256 of what the cookie holds
  token      BLOB NOT NULL REFERENCES token (hash),
  expires_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  tenant INTEGER NOT NULL,
  survey TEXT NOT NULL,
  body   TEXT NOT NULL, -- JSON
  PRIMARY KEY (tenant, survey)
) STRICT, WITHOUT ROWID;

-- Grows when a definition or settings change, so that every process learns of it.
CREATE TABLE generation (
  tenant INTEGER PRIMARY KEY,
  n      INTEGER NOT NULL
) STRICT;

-- Of the follow-up, as the body says it.
ALTER TABLE response ADD COLUMN state TEXT;
ALTER TABLE response ADD COLUMN due_ms INTEGER;
CREATE INDEX response_by_due ON response (tenant, survey, due_ms) WHERE state IS NOT NULL;

-- What is left of an erased response, so that a late copy is refused.
CREATE TABLE tombstone (
  tenant   INTEGER NOT NULL,
  survey   TEXT NOT NULL,
  hash     BLOB NOT NULL, -- SHA-256 of survey and id
  made_ms  INTEGER NOT NULL,
  until_ms INTEGER,
  PRIMARY KEY (tenant, survey, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE survey (
  tenant    INTEGER NOT NULL,
  name      TEXT NOT NULL,
  changes   INTEGER NOT NULL,
  responses INTEGER NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- Counts of the stored responses by quarter of an hour, kept in the transaction that changes them.
CREATE TABLE cell (
  tenant  INTEGER NOT NULL,
  survey  TEXT NOT NULL,
  part    TEXT NOT NULL, -- '' the answers, a segment, a question
  quarter INTEGER NOT NULL,
  value   TEXT NOT NULL,
  code    INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (tenant, survey, part, quarter, value, code)
) STRICT, WITHOUT ROWID;

-- By which rule the cells were made; another rule counts anew.
CREATE TABLE counted (
  tenant INTEGER PRIMARY KEY,
  rule   INTEGER NOT NULL
) STRICT;

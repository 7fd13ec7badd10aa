-- The first schema. Every key starts with the tenant: there is one (1) until there are several.
PRAGMA application_id = 0x676f6f64;

CREATE TABLE response (
  position     INTEGER PRIMARY KEY AUTOINCREMENT, -- order of first storage; kept when a higher seq replaces
  tenant       INTEGER NOT NULL,
  survey       TEXT NOT NULL,
  id           BLOB NOT NULL,
  seq          INTEGER NOT NULL,
  submitted_ms INTEGER NOT NULL,
  received_ms  INTEGER NOT NULL,
  hash         BLOB NOT NULL, -- SHA-256 of the content that was frozen at Send
  body         TEXT NOT NULL, -- the response as it is exported
  UNIQUE (tenant, survey, id)
) STRICT;

-- An index ends with the row's position, so this one gives a survey's responses in order of first storage.
CREATE INDEX response_by_survey ON response (tenant, survey);

CREATE TABLE definition (
  position  INTEGER PRIMARY KEY AUTOINCREMENT, -- the highest is the latest
  tenant    INTEGER NOT NULL,
  survey    TEXT NOT NULL,
  version   TEXT NOT NULL, -- '' where the definition names none
  stored_ms INTEGER NOT NULL,
  body      TEXT NOT NULL,
  UNIQUE (tenant, survey, version)
) STRICT;

CREATE TABLE token (
  hash       BLOB PRIMARY KEY, -- SHA-256 of the secret, which is kept nowhere
  name       TEXT NOT NULL,
  scopes     TEXT NOT NULL,
  survey     TEXT,
  created_ms INTEGER NOT NULL,
  revoked_ms INTEGER
) STRICT;

CREATE TABLE probe (
  tenant    INTEGER PRIMARY KEY,
  probed_ms INTEGER NOT NULL
) STRICT;

-- What proves who answers, each once: an invitation, before and after it is used, or a signed proof that was used.
CREATE TABLE proof (
  tenant     INTEGER NOT NULL,
  survey     TEXT NOT NULL,
  hash       BLOB NOT NULL, -- SHA-256 of the invitation, or of the jti of what is signed
  response   BLOB, -- SHA-256 of the id of the response that it proves; NULL before
  expires_ms INTEGER,
  PRIMARY KEY (tenant, survey, hash)
) STRICT, WITHOUT ROWID;

-- What proves who answers, each once: an invitation, before and after it is used, or a signed proof that was used.
CREATE TABLE proof (
  tenant     bigint NOT NULL,
  survey     text COLLATE "C" NOT NULL,
  hash       bytea NOT NULL,
  response   bytea,
  expires_ms bigint,
  PRIMARY KEY (tenant, survey, hash)
);

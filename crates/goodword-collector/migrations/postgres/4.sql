-- What was told of a survey that tells nothing of small groups: sets of responses, each counted once and for good.
CREATE TABLE release (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant bigint NOT NULL,
  survey text COLLATE "C" NOT NULL,
  counts text -- the tally as JSON; NULL since one of its responses was erased
);
CREATE INDEX release_by_survey ON release (tenant, survey);

-- A response stands in one release at most, also after that is told no longer: never in another beside other people.
CREATE TABLE release_member (
  tenant   bigint NOT NULL,
  survey   text COLLATE "C" NOT NULL,
  response bytea NOT NULL,
  release  bigint NOT NULL,
  PRIMARY KEY (tenant, survey, response)
);

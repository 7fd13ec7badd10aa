-- What was told of a survey that tells nothing of small groups: sets of responses, each counted once and for good.
CREATE TABLE release (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant INTEGER NOT NULL,
  survey TEXT NOT NULL,
  counts TEXT -- the tally as JSON; NULL since one of its responses was erased
) STRICT;
CREATE INDEX release_by_survey ON release (tenant, survey);

-- A response stands in one release at most, also after that is told no longer: never in another beside other people.
CREATE TABLE release_member (
  tenant   INTEGER NOT NULL,
  survey   TEXT NOT NULL,
  response BLOB NOT NULL, -- its id
  release  INTEGER NOT NULL,
  PRIMARY KEY (tenant, survey, response)
) STRICT, WITHOUT ROWID;

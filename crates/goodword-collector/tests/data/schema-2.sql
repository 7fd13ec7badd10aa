-- A database as a collector of schema 2 left it: ten responses to one survey, of which one was erased, and two to another.
PRAGMA application_id = 0x676f6f64;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE response (
  position     INTEGER PRIMARY KEY AUTOINCREMENT, -- order of first storage; kept when a higher seq replaces
  tenant       INTEGER NOT NULL,
  survey       TEXT NOT NULL,
  id           BLOB NOT NULL,
  seq          INTEGER NOT NULL,
  submitted_ms INTEGER NOT NULL,
  received_ms  INTEGER NOT NULL,
  hash         BLOB NOT NULL, -- SHA-256 of the content that was frozen at Send
  body         TEXT NOT NULL, state TEXT, due_ms INTEGER, -- the response as it is exported
  UNIQUE (tenant, survey, id)
) STRICT;
INSERT INTO response VALUES(1,1,'support',X'0199f1c27c5e7b3a9d10000000000000',1,1772357213589,1795994476093,X'fd84cdc966810b7f27b974cc672d6c4572de3b49a6d0124b4fb26be0eeba22dd','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000000","survey":"support","submitted_at":"2026-03-01T09:26:53.589Z","answers":{"empathy":1,"promise":"kept","recommend":0},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":1000},"context":{"url":"https://a.example/0?x","device":"mobile"},"fields":{"plan":"pro"},"received_at":"2026-11-29T23:21:16.093Z"}',NULL,NULL);
INSERT INTO response VALUES(2,1,'support',X'0199f1c27c5e7b3a9d10000000000001',1,1772443613589,1795994476101,X'a1de182b9060eac4ad6f72004ae8f7ab954b9ab1c69e2049d8070f01148f7d1f','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000001","survey":"support","survey_version":"1","submitted_at":"2026-03-02T09:26:53.589Z","answers":{"empathy":2,"promise":"broken","recommend":1,"effort":2},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":2000},"context":{"url":"https://a.example/1?x","device":"desktop"},"fields":{"plan":"free"},"received_at":"2026-11-29T23:21:16.101Z"}',NULL,NULL);
INSERT INTO response VALUES(3,1,'support',X'0199f1c27c5e7b3a9d10000000000002',1,1772530013589,1795994476109,X'cc73092cb499af8a3e3b4f00513774a0de225afa7829210eb298ad3b56042475','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000002","survey":"support","submitted_at":"2026-03-03T09:26:53.589Z","answers":{"empathy":3,"promise":"exceeded","recommend":2},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":3000},"context":{"url":"https://a.example/2?x","device":"mobile"},"fields":{"plan":"pro"},"received_at":"2026-11-29T23:21:16.109Z"}',NULL,NULL);
INSERT INTO response VALUES(4,1,'support',X'0199f1c27c5e7b3a9d10000000000003',1,1772616413589,1795994476112,X'd343936ea51395b64cf52fbbcac45361a52429f2635055a07638ccdbb2359e37','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000003","survey":"support","survey_version":"1","submitted_at":"2026-03-04T09:26:53.589Z","answers":{"empathy":4,"promise":"kept","recommend":3,"effort":4},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":4000},"context":{"url":"https://a.example/0?x","device":"desktop"},"fields":{"plan":"free"},"follow_up":{"contact":"3@shop.example","within_hours":24,"state":"answered","due_at":"2026-11-30T23:21:16.112Z","answered_at":"2026-11-29T23:21:16.150Z"},"received_at":"2026-11-29T23:21:16.112Z"}','answered',1796080876112);
INSERT INTO response VALUES(5,1,'support',X'0199f1c27c5e7b3a9d10000000000004',1,1772702813589,1795994476117,X'abf866710740507dac42a22c9fbce25018008811e39a27c32be5f7c0bd2f42ed','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000004","survey":"support","submitted_at":"2026-03-05T09:26:53.589Z","answers":{"empathy":5,"promise":"broken","recommend":4},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":5000},"context":{"url":"https://a.example/1?x","device":"mobile"},"fields":{"plan":"pro"},"follow_up":{"contact":"4@shop.example","within_hours":24,"state":"open","due_at":"2026-11-30T23:21:16.117Z"},"received_at":"2026-11-29T23:21:16.117Z"}','open',1796080876117);
INSERT INTO response VALUES(6,1,'support',X'0199f1c27c5e7b3a9d10000000000005',1,1772789213589,1795994476119,X'708deb20b90446ec07341d34eefbe6fec6d2269e0e232b4c37f826fff8251aee','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000005","survey":"support","survey_version":"1","submitted_at":"2026-03-06T09:26:53.589Z","answers":{"empathy":1,"promise":"exceeded","recommend":5,"comment":"=1+1; “words”","effort":6},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":6000},"context":{"url":"https://a.example/2?x","device":"desktop"},"fields":{"plan":"free"},"received_at":"2026-11-29T23:21:16.119Z","later":{"unknown": [1, 2]}}',NULL,NULL);
INSERT INTO response VALUES(7,1,'support',X'0199f1c27c5e7b3a9d10000000000006',1,1772875613589,1795994476120,X'946bca8d541a8e70891f0c208c594ea797eb851a7bd79afb3a17e30317e60083','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000006","survey":"support","submitted_at":"2026-03-07T09:26:53.589Z","answers":{"empathy":2,"promise":"kept","recommend":6},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":7000},"context":{"url":"https://a.example/0?x","device":"mobile"},"fields":{"plan":"pro"},"received_at":"2026-11-29T23:21:16.120Z"}',NULL,NULL);
INSERT INTO response VALUES(9,1,'support',X'0199f1c27c5e7b3a9d10000000000008',1,1773048413589,1795994476126,X'62dad0051be539f9c154961febcaad7188665d8640ce63f5416f6cc979d7e3b1','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000008","survey":"support","submitted_at":"2026-03-09T09:26:53.589Z","answers":{"empathy":4,"promise":"exceeded","recommend":8},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":9000},"context":{"url":"https://a.example/2?x","device":"mobile"},"fields":{"plan":"pro"},"received_at":"2026-11-29T23:21:16.126Z"}',NULL,NULL);
INSERT INTO response VALUES(10,1,'support',X'0199f1c27c5e7b3a9d10000000000009',1,1773134813589,1795994476128,X'de9cb65f7bdc743c1b86618c09ca312b8cb33cfa861a3dd8c13c0820bfdb4d8e','{"id":"0199f1c2-7c5e-7b3a-9d10-000000000009","survey":"support","survey_version":"1","submitted_at":"2026-03-10T09:26:53.589Z","answers":{"empathy":5,"promise":"kept","recommend":9,"effort":3},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":10000},"context":{"url":"https://a.example/0?x","device":"desktop"},"fields":{"plan":"free"},"received_at":"2026-11-29T23:21:16.128Z"}',NULL,NULL);
INSERT INTO response VALUES(11,1,'shop',X'0199f1c27c5e7b3a9d1000000000000a',1,1773221213589,1795994476137,X'c6f21667adc58963279a42eacd4c2dd2b9cdac06d909552c57ced668ee606787','{"id":"0199f1c2-7c5e-7b3a-9d10-00000000000a","survey":"shop","submitted_at":"2026-03-11T09:26:53.589Z","answers":{"empathy":1,"promise":"broken","recommend":10},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":11000},"context":{"url":"https://a.example/1?x","device":"mobile"},"fields":{"plan":"pro"},"received_at":"2026-11-29T23:21:16.137Z"}',NULL,NULL);
INSERT INTO response VALUES(12,1,'shop',X'0199f1c27c5e7b3a9d1000000000000b',1,1773307613589,1795994476145,X'7c43523e3fc20c338c925a318f671fe37c04f97230d4a89e013788a6739d3737','{"id":"0199f1c2-7c5e-7b3a-9d10-00000000000b","survey":"shop","submitted_at":"2026-03-12T09:26:53.589Z","answers":{"empathy":2,"promise":"exceeded","recommend":0},"complete":true,"seq":1,"order":["empathy","promise","recommend","comment"],"timing_ms":{"answered":12000},"context":{"url":"https://a.example/2?x","device":"desktop"},"fields":{"plan":"free"},"received_at":"2026-11-29T23:21:16.145Z"}',NULL,NULL);
CREATE TABLE definition (
  position  INTEGER PRIMARY KEY AUTOINCREMENT, -- the highest is the latest
  tenant    INTEGER NOT NULL,
  survey    TEXT NOT NULL,
  version   TEXT NOT NULL, -- '' where the definition names none
  stored_ms INTEGER NOT NULL,
  body      TEXT NOT NULL,
  UNIQUE (tenant, survey, version)
) STRICT;
INSERT INTO definition VALUES(1,1,'support','1',1795994476064,'{"id": "support", "version": "1", "questions": [{"id": "effort", "kind": "scale", "min": 1, "max": 7}], "segments": ["plan"]}');
CREATE TABLE token (
  hash       BLOB PRIMARY KEY, -- SHA-256 of the secret, which is kept nowhere
  name       TEXT NOT NULL,
  scopes     TEXT NOT NULL,
  survey     TEXT,
  created_ms INTEGER NOT NULL,
  revoked_ms INTEGER
, expires_ms INTEGER, used_ms INTEGER) STRICT;
INSERT INTO token VALUES(X'4c6bf945497b597b7f0183e6a8d7c07180bc8c52974d7d25e2c3f996d5516960','first administrator','admin',NULL,1795994476041,NULL,NULL,1795994476064);
CREATE TABLE probe (
  tenant    INTEGER PRIMARY KEY,
  probed_ms INTEGER NOT NULL
) STRICT;
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
INSERT INTO settings VALUES(1,'support','{"keys":["gw_pub_0123456789"],"origins":["https://shop.example:443"],"retention_days":null,"closed":false}');
CREATE TABLE generation (
  tenant INTEGER PRIMARY KEY,
  n      INTEGER NOT NULL
) STRICT;
INSERT INTO generation VALUES(1,2);
CREATE TABLE tombstone (
  tenant   INTEGER NOT NULL,
  survey   TEXT NOT NULL,
  hash     BLOB NOT NULL, -- SHA-256 of survey and id
  made_ms  INTEGER NOT NULL,
  until_ms INTEGER,
  PRIMARY KEY (tenant, survey, hash)
) STRICT, WITHOUT ROWID;
INSERT INTO tombstone VALUES(1,'support',X'f344a8f63e0dca977418a156a5c8f40a67c9cdb4d895a375af90453b59c10e2f',1795994476164,NULL);
CREATE TABLE survey (
  tenant    INTEGER NOT NULL,
  name      TEXT NOT NULL,
  changes   INTEGER NOT NULL,
  responses INTEGER NOT NULL,
  PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;
INSERT INTO survey VALUES(1,'shop',2,2);
INSERT INTO survey VALUES(1,'support',12,9);
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
INSERT INTO cell VALUES(1,'shop','',1995549,'',191059,1);
INSERT INTO cell VALUES(1,'shop','',1995549,'',191133,1);
INSERT INTO cell VALUES(1,'shop','device',1995549,'desktop',157,1);
INSERT INTO cell VALUES(1,'shop','device',1995549,'mobile',83,1);
INSERT INTO cell VALUES(1,'shop','fields.plan',1995549,'free',157,1);
INSERT INTO cell VALUES(1,'shop','fields.plan',1995549,'pro',83,1);
INSERT INTO cell VALUES(1,'shop','page',1995549,'https://a.example/1',83,1);
INSERT INTO cell VALUES(1,'shop','page',1995549,'https://a.example/2',157,1);
INSERT INTO cell VALUES(1,'shop','time',1995549,'',429,1);
INSERT INTO cell VALUES(1,'shop','time',1995549,'',433,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191061,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191110,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191127,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191195,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191244,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191261,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191293,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',191310,1);
INSERT INTO cell VALUES(1,'support','',1995549,'',192102,1);
INSERT INTO cell VALUES(1,'support','answers.effort',1995549,'2',6,1);
INSERT INTO cell VALUES(1,'support','answers.effort',1995549,'3',6,1);
INSERT INTO cell VALUES(1,'support','answers.effort',1995549,'4',6,1);
INSERT INTO cell VALUES(1,'support','answers.effort',1995549,'6',6,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'desktop',102,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'desktop',134,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'desktop',268,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'desktop',334,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'mobile',85,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'mobile',151,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'mobile',219,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'mobile',285,1);
INSERT INTO cell VALUES(1,'support','device',1995549,'mobile',317,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'free',102,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'free',134,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'free',268,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'free',334,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'pro',85,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'pro',151,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'pro',219,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'pro',285,1);
INSERT INTO cell VALUES(1,'support','fields.plan',1995549,'pro',317,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/0',85,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/0',151,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/0',268,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/0',334,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/1',134,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/1',317,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/2',102,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/2',219,1);
INSERT INTO cell VALUES(1,'support','page',1995549,'https://a.example/2',285,1);
INSERT INTO cell VALUES(1,'support','reached',1995549,'effort',3,4);
INSERT INTO cell VALUES(1,'support','survey_version',1995549,'1',102,1);
INSERT INTO cell VALUES(1,'support','survey_version',1995549,'1',134,1);
INSERT INTO cell VALUES(1,'support','survey_version',1995549,'1',268,1);
INSERT INTO cell VALUES(1,'support','survey_version',1995549,'1',334,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',318,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',350,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',369,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',382,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',393,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',401,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',408,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',420,1);
INSERT INTO cell VALUES(1,'support','time',1995549,'',425,1);
CREATE TABLE counted (
  tenant INTEGER PRIMARY KEY,
  rule   INTEGER NOT NULL
) STRICT;
INSERT INTO counted VALUES(1,2);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('definition',1);
INSERT INTO sqlite_sequence VALUES('response',12);
CREATE INDEX response_by_survey ON response (tenant, survey);
CREATE INDEX response_by_due ON response (tenant, survey, due_ms) WHERE state IS NOT NULL;
COMMIT;

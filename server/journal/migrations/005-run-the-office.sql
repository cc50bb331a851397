-- What running an office needs: people with their posts, paired devices, evidence, copies. It only adds (see 004-readers.sql).
UPDATE data_readers SET oldest = 4;

-- The role of each member of staff. `role` stays what the release before knows: admin, or officer for everybody else.
ALTER TABLE staff ADD COLUMN post TEXT;

-- Where the journal stood at the end of each day, as it was printed and shown: the chain's hash and the Merkle head up to there.
CREATE TABLE published_heads (
  seq   INTEGER PRIMARY KEY,
  day   TEXT NOT NULL,
  hash  TEXT NOT NULL,
  root  TEXT NOT NULL,
  heads TEXT NOT NULL,
  at    INTEGER NOT NULL
) STRICT;

-- People. A PIN that was handed out holds until `handed_until`, and opens only the choice of one's own; null: it was chosen. Who has left
-- keeps the row, for the record, and no secret. `oidc_subject` is who somebody is at another house that signs people in.
ALTER TABLE staff ADD COLUMN handed_until INTEGER;
ALTER TABLE staff ADD COLUMN left_at INTEGER;
ALTER TABLE staff ADD COLUMN seen INTEGER;
ALTER TABLE staff ADD COLUMN oidc_subject TEXT;
CREATE UNIQUE INDEX staff_by_oidc_subject ON staff (oidc_subject);

-- Sessions: from where, by which family of browsers, when last heard of; and whether it may only choose a secret.
ALTER TABLE sessions ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN seen INTEGER;
ALTER TABLE sessions ADD COLUMN choosing INTEGER NOT NULL DEFAULT 0;

-- What people did beside the queue, found without reading a year of tickets. Only these records touch the index.
CREATE INDEX journal_acts ON journal (seq) WHERE type IN
  ('ActNoted', 'OfficeChanged', 'OfficePlanned', 'PlanDropped', 'ClockTrusted', 'PracticeBegan', 'PracticeEnded',
   'ServiceStopped', 'ServiceResumed', 'KioskPaused', 'KioskResumed');

-- The screens of the hall, each with a key of its own (docs/decisions/041). Of its secrets only hashes are kept. `generation`, `mark`,
-- `former` and `settled` tell which of its tokens are good (server/pairing/one-holder.ts).
CREATE TABLE screens (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,
  place        TEXT NOT NULL,
  state        TEXT NOT NULL,
  root_hash    TEXT,
  former_hash  TEXT,
  machine_hash TEXT,
  invite_hash  TEXT,
  invite_until INTEGER,
  generation   INTEGER NOT NULL DEFAULT 0,
  mark         TEXT NOT NULL DEFAULT '',
  former       TEXT,
  settled      INTEGER NOT NULL DEFAULT 1,
  paired_at    INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   TEXT NOT NULL,
  seen         INTEGER,
  address      TEXT,
  build        TEXT
) STRICT;

-- The monthly ranking. What a confirmed month was made of and came to, whole as it was then; every step of a month's life; what people
-- entered by hand (a changed total, points they give), all kept; and complaints, known by the number of their file.
CREATE TABLE scoring_months (
  month   TEXT NOT NULL,
  version INTEGER NOT NULL,
  body    TEXT NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (month, version)
) STRICT;
CREATE TABLE scoring_steps (
  id      INTEGER PRIMARY KEY,
  month   TEXT NOT NULL,
  did     TEXT NOT NULL,
  version INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  by      TEXT NOT NULL,
  why     TEXT,
  hash    TEXT
) STRICT;
CREATE TABLE scoring_entries (
  id    INTEGER PRIMARY KEY,
  month TEXT NOT NULL,
  staff TEXT NOT NULL,
  what  TEXT NOT NULL,
  value REAL,
  why   TEXT NOT NULL,
  by    TEXT NOT NULL,
  at    INTEGER NOT NULL
) STRICT;
CREATE TABLE complaints (
  id          TEXT PRIMARY KEY,
  day         TEXT NOT NULL,
  staff       TEXT NOT NULL,
  file        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  state       TEXT NOT NULL,
  by          TEXT NOT NULL,
  at          INTEGER NOT NULL,
  decided_by  TEXT,
  decided_at  INTEGER,
  decided_why TEXT
) STRICT;

-- Copies: what is known of each place they go to, as JSON; and the other hubs whose copies this one keeps (keys only as SHA-256).
CREATE TABLE keeping (target TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE keeping_sender (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  since    INTEGER NOT NULL,
  seen     INTEGER
) STRICT, WITHOUT ROWID;

-- When each file another hub sent here came in, by this hub's clock: clearing up goes by it, and by no date the sender wrote.
CREATE TABLE keeping_arrival (
  sender TEXT NOT NULL,
  name   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (sender, name)
) STRICT, WITHOUT ROWID;

-- Records whose person was erased (docs/decisions/052): the leaf of what stood there, so that every Merkle head stays what it was.
CREATE TABLE journal_erased (seq INTEGER PRIMARY KEY, leaf TEXT NOT NULL) STRICT;

-- What the set-up assistant has been told so far, as JSON: one draft, gone once the hall is open.
CREATE TABLE setup_draft (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL) STRICT;

-- What the office says on top of the common list of procedures, from which day, by whom; nothing is taken out again (docs/decisions/050).
-- procedure_off and procedure_place are what of it holds now, as the release before reads it. And which codes each list that came in had.
CREATE TABLE procedure_saying (
  id       INTEGER PRIMARY KEY,
  scope    TEXT NOT NULL,
  name     TEXT NOT NULL,
  topic    TEXT NOT NULL,
  from_day TEXT NOT NULL,
  body     TEXT NOT NULL,
  by       TEXT NOT NULL,
  at       INTEGER NOT NULL,
  why      TEXT
) STRICT;
CREATE TABLE procedure_list (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  source TEXT NOT NULL,
  codes  TEXT NOT NULL
) STRICT;

-- The halls a city hears of, and the last thing each said, as JSON (keys only as SHA-256; docs/decisions/055).
CREATE TABLE city_hall (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  since    INTEGER NOT NULL,
  heard    INTEGER,
  standing TEXT
) STRICT, WITHOUT ROWID;

-- The agents that were paired by a code, written down like screens (docs/decisions/054). Their keys are among the secrets.
CREATE TABLE paired_agents (
  id           TEXT PRIMARY KEY,
  name         TEXT NOT NULL,
  place        TEXT NOT NULL,
  state        TEXT NOT NULL,
  root_hash    TEXT,
  former_hash  TEXT,
  machine_hash TEXT,
  invite_hash  TEXT,
  invite_until INTEGER,
  generation   INTEGER NOT NULL DEFAULT 0,
  mark         TEXT NOT NULL DEFAULT '',
  former       TEXT,
  settled      INTEGER NOT NULL DEFAULT 1,
  paired_at    INTEGER,
  changed_at   INTEGER NOT NULL,
  changed_by   TEXT NOT NULL,
  seen         INTEGER,
  address      TEXT,
  build        TEXT
) STRICT;

-- Settings that are being brought in, as JSON, from before their office goes down the road until the rest of them is written down: a start
-- that finds them here was cut in between (docs/decisions/042).
CREATE TABLE settings_arriving (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL) STRICT;

-- The journal: append-only, chained. `text` is the record exactly as hashed; the other columns are read out of it for questions.
-- No index besides: each would be one more page to sync with every ticket.
CREATE TABLE journal (
  seq    INTEGER PRIMARY KEY,
  text   TEXT NOT NULL,
  hash   TEXT NOT NULL,
  day    TEXT GENERATED ALWAYS AS (json_extract(text, '$.day')) VIRTUAL,
  type   TEXT GENERATED ALWAYS AS (json_extract(text, '$.event.type')) VIRTUAL
) STRICT;

-- Where each day begins in the journal: one row a day, found without an index over every record.
CREATE TABLE journal_days (seq INTEGER PRIMARY KEY, day TEXT NOT NULL) STRICT;
CREATE TRIGGER journal_is_never_edited BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- The newest link, kept apart: a journal that lost its tail disagrees with it.
CREATE TABLE journal_head (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
INSERT INTO journal_head VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What each command was answered: the same id is answered the same, for at least a day.
CREATE TABLE answers (
  command     TEXT PRIMARY KEY,
  at          INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  answer      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings: whole documents, versioned; the highest version is in force.
CREATE TABLE settings (
  kind    TEXT NOT NULL,
  version INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  by      TEXT NOT NULL,
  body    TEXT NOT NULL,
  PRIMARY KEY (kind, version)
) STRICT, WITHOUT ROWID;

-- Those who work here. A secret is kept only as its argon2id hash.
CREATE TABLE staff (
  id     TEXT PRIMARY KEY,
  name   TEXT NOT NULL,
  role   TEXT NOT NULL CHECK (role IN ('officer', 'admin')),
  secret TEXT NOT NULL,
  since  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  staff      TEXT NOT NULL REFERENCES staff (id),
  since      INTEGER NOT NULL,
  until      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The hub's own secrets, made at the first start: the key that signs slips, the key that opens the hall's screens.
CREATE TABLE secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

/** Rises with every change of a table or of how a day is reckoned: a facts.db of another version is made anew. */
export const FACTS_VERSION = 5

/**
 * facts.db: what the journal says, in tables for questions. All of it can be made anew from the journal, so nothing here needs the
 * care the journal gets. Of each day that has ended there is one row in `day`, written last; today is never in here.
 *
 * Instants are ms since epoch, spans ms, `hour` 0 to 23 by the office's clock, `…_seq` the journal's records a row comes from.
 */
export const FACTS_SCHEMA = `
CREATE TABLE meta (only INTEGER PRIMARY KEY CHECK (only = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;

-- A day that was opened twice, because of a clock put right, has two rows.
CREATE TABLE day (
  first_seq  INTEGER PRIMARY KEY,
  day        TEXT NOT NULL,
  last_seq   INTEGER NOT NULL,
  time_zone  TEXT NOT NULL,
  issued     INTEGER NOT NULL,
  kept       INTEGER NOT NULL,
  onward     INTEGER NOT NULL,
  states     TEXT NOT NULL,     -- JSON: how many stops ended in each state
  conserved  INTEGER NOT NULL,
  names      TEXT NOT NULL,     -- JSON: what services, counters, classes and officers were called then
  words      TEXT NOT NULL,     -- JSON and the columns of columns.ts: the day's stops packed for figures
  cells      BLOB NOT NULL
) STRICT;
CREATE INDEX day_by_day ON day (day);

CREATE TABLE stop (
  day         TEXT NOT NULL,
  no          INTEGER NOT NULL,  -- in the order of issued_seq, over all openings of the day
  ticket      TEXT NOT NULL,
  part        INTEGER NOT NULL,
  number      TEXT NOT NULL,
  service     TEXT NOT NULL,
  class       TEXT NOT NULL,
  counter     TEXT,
  staff       TEXT,
  origin      TEXT NOT NULL,
  appointment INTEGER NOT NULL,
  kept        INTEGER NOT NULL,
  arrived_at  INTEGER NOT NULL,
  hour        INTEGER NOT NULL,
  called_at   INTEGER,
  started_at  INTEGER,
  ended_at    INTEGER,
  wait_ms     INTEGER,
  service_ms  INTEGER,
  state       TEXT NOT NULL,
  at_day_end  INTEGER NOT NULL,
  transferred INTEGER NOT NULL,
  recalls     INTEGER NOT NULL,
  picked      INTEGER NOT NULL,
  automatic   INTEGER NOT NULL,
  overtaken   INTEGER NOT NULL,
  level       TEXT,
  issued_seq  INTEGER NOT NULL,
  called_seq  INTEGER,
  ended_seq   INTEGER,
  PRIMARY KEY (day, no)
) STRICT, WITHOUT ROWID;

-- Who sat where: open or paused. Between two rows the counter was closed. Left open over the day's end: until its last act.
CREATE TABLE presence (
  day        TEXT NOT NULL,
  counter    TEXT NOT NULL,
  staff      TEXT NOT NULL,
  staff_name TEXT NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('open', 'paused')),
  from_at    INTEGER NOT NULL,
  until_at   INTEGER NOT NULL,
  from_seq   INTEGER NOT NULL,
  PRIMARY KEY (day, from_seq, counter)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
  day        TEXT NOT NULL,
  first_seq  INTEGER NOT NULL,
  hour       INTEGER NOT NULL,
  counter    TEXT NOT NULL,
  staff      TEXT NOT NULL,
  open_ms    INTEGER NOT NULL,
  paused_ms  INTEGER NOT NULL,
  serving_ms INTEGER NOT NULL,
  PRIMARY KEY (day, first_seq, hour, counter, staff)
) STRICT, WITHOUT ROWID;

-- What citizens answered. takes_back: no answer, but the entry of another row's seq was a mistake. Ask rating-figures.ts, which knows.
CREATE TABLE rating (
  day       TEXT NOT NULL,
  seq       INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  ticket    TEXT,
  counter   TEXT,
  staff     TEXT,
  service   TEXT,
  level     TEXT NOT NULL,
  satisfied INTEGER NOT NULL,
  channel   TEXT NOT NULL,
  campaign  TEXT,
  on_day    TEXT NOT NULL,  -- what it is about; for paper not the day it was typed in
  takes_back INTEGER,
  hour      INTEGER,        -- of the stop it is about, as in stop; null on paper
  class     TEXT,
  reasons   TEXT,           -- JSON list of ids; null once the ticket was erased
  PRIMARY KEY (day, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX rating_by_day ON rating (on_day);
CREATE INDEX rating_taken_back ON rating (takes_back) WHERE takes_back IS NOT NULL;

-- The months of answers as they were cut into bundles. Ask kept-bundles.ts, which knows when one still holds.
CREATE TABLE answer_month (
  month    TEXT PRIMARY KEY,
  last_seq INTEGER NOT NULL,  -- the last row of rating that was looked at
  cut      TEXT NOT NULL      -- JSON: CutMonth of bundles.ts
) STRICT;

CREATE TABLE appointment (
  day       TEXT NOT NULL,
  first_seq INTEGER NOT NULL,
  id        TEXT NOT NULL,
  service   TEXT NOT NULL,
  slot_at   INTEGER NOT NULL,
  state     TEXT NOT NULL,
  PRIMARY KEY (day, first_seq, id)
) STRICT, WITHOUT ROWID;
`

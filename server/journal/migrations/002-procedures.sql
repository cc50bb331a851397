-- The lookup board's catalogue: what the State published, and what this office says about it.

-- One row for each import that changed something; the file itself is not kept.
CREATE TABLE procedure_import (
  id          INTEGER PRIMARY KEY,
  imported_at INTEGER NOT NULL,
  source      TEXT    NOT NULL,
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL
) STRICT;

-- Each text a procedure ever had; the one of its latest import counts.
CREATE TABLE procedure_version (
  code      TEXT    NOT NULL,
  import_id INTEGER NOT NULL REFERENCES procedure_import (id),
  content   TEXT    NOT NULL,
  PRIMARY KEY (code, import_id)
) STRICT, WITHOUT ROWID;

-- The office's own word: procedures it does not take. Kept apart, so that an import never switches one on again.
CREATE TABLE procedure_off (
  code   TEXT    PRIMARY KEY,
  off_at INTEGER NOT NULL,
  reason TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The office's own word: where to go, for a whole field or for one procedure (which then counts).
CREATE TABLE procedure_place (
  scope      TEXT NOT NULL CHECK (scope IN ('field', 'code')),
  name       TEXT NOT NULL,
  service_id TEXT,
  place      TEXT,
  PRIMARY KEY (scope, name)
) STRICT, WITHOUT ROWID;

-- Rises with every change above, so that a running hub sees what an import beside it has done.
CREATE TABLE procedure_rev (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  rev INTEGER NOT NULL
) STRICT;
INSERT INTO procedure_rev (one, rev) VALUES (1, 0);

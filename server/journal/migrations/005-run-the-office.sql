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

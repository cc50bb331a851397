-- Which programs may open this data: those that know data version `oldest` or a newer one. A migration that only adds lets the program
-- before it in, so that an upgrade that failed is taken back without losing what was written meanwhile.
CREATE TABLE data_readers (only INTEGER PRIMARY KEY CHECK (only = 1), oldest INTEGER NOT NULL) STRICT;
INSERT INTO data_readers VALUES (1, 4);

-- What running an office needs: people with their posts, paired devices, evidence, copies. It only adds (see 004-readers.sql).
UPDATE data_readers SET oldest = 4;

-- The role of each member of staff. `role` stays what the release before knows: admin, or officer for everybody else.
ALTER TABLE staff ADD COLUMN post TEXT;

-- SPDX-License-Identifier: GPL-3.0-or-later
-- What only SQLite understands: a second engine brings a file of its own with the same names and parameters.
-- The other files keep to what SQLite and PostgreSQL both understand, except for three things that the loader of a second
-- engine has to see to: ?1 is $1 there, a limit of -1 (no limit) is null there, and a + before a column, which keeps
-- SQLite from an index, is left out.

-- begin_write ()
-- Begin a transaction that will write. Takes the write lock at once: a later upgrade could fail without waiting.
begin immediate;

-- begin_read ()
-- Begin a transaction that only reads: all its reads see one state of the database.
begin deferred;

-- commit ()
-- End the transaction and keep its changes.
commit;

-- data_version ()
-- A number that changes when another connection has written.
pragma data_version;

-- user_version ()
-- The schema version of the file.
pragma user_version;

-- key_add (kind text, key text, person_no bigint)
-- Add one search key. A key that the person has already is no error.
insert or ignore into person_key (kind, key, person_no) values (:kind, :key, :person_no);

-- change_forget (record_id text, fields_kept text, mark text)
-- Erase the old and new values in the history of a record, except those of :fields_kept: names with a blank on both
-- sides of each.
update history_change
set old_value = case old_value when '' then '' else :mark end, new_value = case new_value when '' then ''
    else :mark end
where history_id in (select id from history where record_id = :record_id) and instr(:fields_kept, ' ' ||
    field || ' ') = 0;

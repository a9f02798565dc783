-- SPDX-License-Identifier: GPL-3.0-or-later
-- What ANALYZE says of 100,000 cases: made with `make demo-large N=100000 FILE=/tmp/large.db`, then
--   sqlite3 /tmp/large.db 'select tbl, idx, stat from sqlite_stat1'
-- in this form. Taken again when tables or indexes change.
insert into sqlite_stat1 (tbl, idx, stat) values ('access_grant', 'access_grant_of_account', '6 6 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('access_grant', 'access_grant_unseen', '6 6 2');
insert into sqlite_stat1 (tbl, idx, stat) values ('access_grant', 'sqlite_autoindex_access_grant_1', '6 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('account', 'sqlite_autoindex_account_1', '672 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('account', 'sqlite_autoindex_account_2', '672 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('answer', 'answer', '39010461 16 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('audit', 'audit_at', '4508170 69');
insert into sqlite_stat1 (tbl, idx, stat) values ('audit', 'audit_of_case', '4507765 46 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('audit', 'audit_of_who', '4508170 6669 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_counter', 'case_counter', '5 5 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_by_due', '100000 11 1 1 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_by_level', '100000 25000 579 5 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_by_name', '100000 4 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_by_number', '100000 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_by_opening', '100000 13 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_by_serial', '100000 4 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_in_status', '100000 14286 9 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_load', '100000 50000 75 26');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_of_owner', '100000 149 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'case_of_person', '100000 1 1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_file', 'sqlite_autoindex_case_file_1', '100000 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_source', 'case_source', '24228 2 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('case_source', 'case_source_of', '24228 8076 8076 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('definition', 'sqlite_autoindex_definition_1', '42 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('fact', 'fact', '1 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('history', 'history_of_case', '4507698 46 4 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('history', 'history_of_record', '4507698 2 2 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('history', 'sqlite_autoindex_history_1', '4507698 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('history_change', 'history_change', '35910021 8 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('person', 'sqlite_autoindex_person_1', '100000 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('person_key', 'person_key', '1114658 278665 5 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('person_key', 'person_key_of_person', '1114658 12 3 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('record', 'record_by_due', '354082 23606 18636 33');
insert into sqlite_stat1 (tbl, idx, stat) values ('record', 'record_in_state', '2484713 60603 36540 11 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('record', 'record_of_case', '2484713 26 3 3 2 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('record', 'record_of_parent', '2484713 9 8 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('record', 'record_of_person', '2484713 26 3 2 1');
insert into sqlite_stat1 (tbl, idx, stat) values ('record', 'sqlite_autoindex_record_1', '2484713 1');

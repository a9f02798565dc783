-- SPDX-License-Identifier: GPL-3.0-or-later
-- Erasure: what is removed for good.

-- record_answers_drop (record_id text)
-- Remove the answers of a record.
delete from answer where record_id = :record_id;

-- record_sources_drop (record_id text)
-- Remove the links of cases to a shared assessment.
delete from case_source where source = :record_id;

-- record_drop (id text)
-- Remove a record.
delete from record where id = :id;

-- case_drafts_drop (case_id text)
-- Remove every account's drafts of a case.
delete from draft where case_id = :case_id;

-- record_changes_drop (record_id text)
-- Remove the changed fields in the history of a record.
delete from history_change where history_id in (select id from history where record_id = :record_id);

-- case_changes_drop (case_id text)
-- Remove the changed fields in the history of a case.
delete from history_change where history_id in (select id from history where case_id = :case_id);

-- case_grants_forget (case_id text, reason text)
-- Replace the reasons for access to a case.
update access_grant set reason = :reason where case_id = :case_id;

-- person_drop (id text)
-- Remove a person who has no case.
delete from person where id = :id and not exists (select 1 from case_file c where c.person_id = :id);

-- person_keys_drop (id text)
-- Remove the search keys of a person.
delete from person_key where person_no = (select no from person where id = :id);

-- case_name_forget (id text)
-- Remove the sort name of a case.
update case_file set name_order = '' where id = :id;

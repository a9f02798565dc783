-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who changed what. Rows are only ever added, except by erasure.

-- {history_select}
select id, at, who, case_id, record_id, kind, action, summary from history;

-- {history_order}
order by at desc, id desc limit :limit;

-- history_add (id text, at text, who text, case_id text, record_id text, kind text, action text, summary text)
-- Add an entry to the history.
insert into history (id, at, who, case_id, record_id, kind, action, summary)
values (:id, :at, :who, :case_id, :record_id, :kind, :action, :summary);

-- change_add (history_id text, place int, field text, old_value text, new_value text)
-- Add a changed field to a history entry.
insert into history_change (history_id, place, field, old_value, new_value)
values (:history_id, :place, :field, :old_value, :new_value);

-- history_of_case (case_id text-or-null, record_id text-or-null, limit int)
-- History of a case, newest first.
{history_select}
where case_id = :case_id and (:record_id is null or record_id = :record_id) {history_order};

-- history_of_record (as history_of_case)
-- History of a record, newest first.
{history_select}
where record_id = :record_id and (:case_id is null or case_id = :case_id) {history_order};

-- history_under (record_id text, limit int)
-- History of a shared assessment: the record and all records under it, newest first.
{history_select}
where record_id in (select id from record where id = :record_id or parent_id = :record_id)
order by at desc, id desc limit :limit;

-- history_all (as history_of_case)
-- History of the database, newest first.
{history_select} where :case_id is null and :record_id is null order by id desc limit :limit;

-- change_list (history_id text)
-- The changed fields of a history entry.
select field, old_value, new_value from history_change where history_id = :history_id order by place;

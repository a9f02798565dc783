-- SPDX-License-Identifier: GPL-3.0-or-later
-- Records, their answers, the definitions of their forms.

-- {record_columns}
-- Columns in the order in which record_list.c reads them.
r.id, r.kind, r.case_id, r.person_id, r.parent_id, r.round, r.title, r.state, r.due, r.happened, r.form_id,
    r.form_version, r.form_hash, r.version, r.created_at, r.created_by, r.updated_at, r.updated_by,
    r.episode;

-- {record_select}
select {record_columns} from record r;

-- record_insert (id text, kind text, case_id text-or-null, person_id text-or-null, parent_id text-or-null, round
--   int, title text, state text, due text, happened text, form_id text, form_version int, form_hash text-or-null,
--   created_at text, created_by text, updated_at text, updated_by text, episode int)
-- Add a record. Its answers are rows of their own.
insert into record (id, kind, case_id, person_id, parent_id, round, title, state, due, happened, form_id,
    form_version, form_hash, created_at, created_by, updated_at, updated_by, episode, version)
values (:id, :kind, :case_id, :person_id, :parent_id, :round, :title, :state, :due, :happened, :form_id,
    :form_version, :form_hash, :created_at, :created_by, :updated_at, :updated_by, :episode, 1);

-- record_update (id text, case_id text-or-null, person_id text-or-null, parent_id text-or-null, round int, title
--   text, state text, due text, happened text, form_id text, form_version int, form_hash text-or-null, updated_at
--   text, updated_by text, version int)
-- Replace a record, if its version is still :version.
update record
set case_id = :case_id, person_id = :person_id, parent_id = :parent_id, round = :round, title = :title,
    state = :state, due = :due, happened = :happened, form_id = :form_id, form_version = :form_version,
    form_hash = :form_hash, updated_at = :updated_at, updated_by = :updated_by, version = version + 1
where id = :id and version = :version;

-- record_version (id text)
-- The version of a record.
select version from record where id = :id;

-- record_get (id text)
-- One record.
{record_select} where r.id = :id;

-- record_newest (case_id text, kind text)
-- The newest record of a kind in a case.
{record_select} where r.case_id = :case_id and r.kind = :kind
order by r.round desc, r.at_order desc, r.id desc limit 1;

-- record_newest_under (parent_id text, kind text, state text-or-null)
-- The newest record of a kind under a parent record, in any state or in one.
{record_select}
where r.parent_id = :parent_id and r.kind = :kind and (:state is null or r.state = :state)
order by r.round desc, r.at_order desc, r.id desc limit 1;

-- answer_list (record_id text)
-- The answers of a record, in the order in which they were first given.
select name, value, place from answer where record_id = :record_id order by place, name;

-- answer_put (record_id text, name text, place int, value text)
-- Write one answer.
insert into answer (record_id, name, place, value) values (:record_id, :name, :place, :value)
on conflict (record_id, name) do update set value = excluded.value;

-- answer_drop (record_id text, name text)
-- Remove one answer.
delete from answer where record_id = :record_id and name = :name;

-- definition_has (hash text)
-- Whether a form or catalogue definition is stored.
select 1 from definition where hash = :hash;

-- definition_put (hash text, kind text, id text, version int, text text, at text)
-- Store a form or catalogue definition once.
insert into definition (hash, kind, id, version, text, at)
values (:hash, :kind, :id, :version, :text, :at) on conflict (hash) do nothing;

-- definition_get (hash text)
-- The text of a form or catalogue definition.
select text from definition where hash = :hash;

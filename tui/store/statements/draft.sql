-- SPDX-License-Identifier: GPL-3.0-or-later
-- Drafts: what was typed and not saved yet.

-- draft_put (id text, owner text, kind text, case_id text, record_id text, base_version int, title text, updated_at
--   text, content text)
-- Store a draft. A draft of another account is not replaced.
insert into draft (id, owner, kind, case_id, record_id, base_version, title, updated_at, content)
values (:id, :owner, :kind, :case_id, :record_id, :base_version, :title, :updated_at, :content)
on conflict (id) do update set kind = excluded.kind, case_id = excluded.case_id, record_id =
    excluded.record_id, base_version = excluded.base_version, title = excluded.title, updated_at =
    excluded.updated_at, content = excluded.content
where owner = excluded.owner;

-- draft_get (id text, owner text)
-- One draft of an account.
select id, owner, kind, case_id, record_id, base_version, title, updated_at, content from draft
where id = :id and owner = :owner;

-- draft_drop (id text, owner text)
-- Remove a draft of an account.
delete from draft where id = :id and owner = :owner;

-- draft_forget (record_id text, case_id text, kind text)
-- Remove every account's drafts of a record, and of a kind in a case.
delete from draft where record_id = :record_id or (case_id = :case_id and kind = :kind);

-- draft_list (owner text)
-- The drafts of an account, newest first.
select id, owner, kind, case_id, record_id, base_version, title, updated_at from draft
where owner = :owner order by updated_at desc, id desc;

-- draft_all ()
-- Every draft, of all accounts.
select id, owner, kind, case_id, record_id, base_version, title, updated_at, content from draft;

-- draft_carry (id text, owner text, kind text, case_id text, record_id text, base_version int, title text, updated_at
--   text, content text)
-- Store a draft of another copy of this database where it is newer.
insert into draft (id, owner, kind, case_id, record_id, base_version, title, updated_at, content)
values (:id, :owner, :kind, :case_id, :record_id, :base_version, :title, :updated_at, :content)
on conflict (id) do update set base_version = excluded.base_version, title = excluded.title, updated_at =
    excluded.updated_at, content = excluded.content
where owner = excluded.owner and updated_at < excluded.updated_at;

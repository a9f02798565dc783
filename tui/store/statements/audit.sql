-- SPDX-License-Identifier: GPL-3.0-or-later
-- The audit log. Rows are only ever added.

-- {audit_columns}
-- Columns in the order in which audit.c reads them.
seq, at, who, source, action, kind, case_id, record_id, detail, digest;

-- {audit_rest}
-- A null filter filters nothing.
and (:case_id is null or case_id = :case_id) and (:who is null or who = :who) and (:from is null or at >=
    :from) and (:before is null or at < :before) and seq > :beyond;

-- audit_last ()
-- The newest entry of the audit log, which the next one is chained to.
select seq, digest from audit where seq = (select max(seq) from audit);

-- audit_add (seq bigint, at text, who text, source text, action text, kind text, case_id text, record_id text,
--   detail text, digest text)
-- Add an entry to the audit log.
insert into audit ({audit_columns})
values (:seq, :at, :who, :source, :action, :kind, :case_id, :record_id, :detail, :digest);

-- audit_of_case (case_id text-or-null, who text-or-null, from text-or-null, before text-or-null, beyond bigint,
--   limit int)
-- Audit log of a case, newest first.
select {audit_columns} from audit where case_id <> '' and case_id = :case_id {audit_rest}
order by seq desc limit :limit;

-- audit_of_who (as audit_of_case)
-- Audit log of an account, newest first.
select {audit_columns} from audit where who = :who {audit_rest} order by seq desc limit :limit;

-- audit_newest (as audit_of_case)
-- Audit log, newest first.
select {audit_columns} from audit where true {audit_rest} order by seq desc limit :limit;

-- audit_page (after bigint, limit int)
-- Audit log in order, a page at a time, for verification.
select {audit_columns} from audit where seq > :after order by seq limit :limit;

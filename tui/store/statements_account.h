/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statements of accounts, of access for a time, and of the audit trail.
 */
#ifndef STORE_STATEMENTS_ACCOUNT_H
#define STORE_STATEMENTS_ACCOUNT_H

#define ACCOUNT_COLUMNS                                                                                                \
	"id, name, full_name, role, team, office, password, must_change, totp, totp_step, disabled, created_at, "      \
	"created_by, last_login_at, last_login_from, version"
#define AUDIT_COLUMNS "seq, at, who, source, action, kind, case_id, record_id, detail, digest"
/* ?1 case, ?2 who, ?3 from this moment on, ?4 before that one, ?5 beyond this number, ?6 limit; null: any. */
#define AUDIT_REST                                                                                                     \
	" and (?1 is null or case_id = ?1) and (?2 is null or who = ?2) and (?3 is null or at >= ?3) "                 \
	"and (?4 is null or at < ?4) and seq > ?5 "

#define ACCOUNT_STATEMENTS(X)                                                                                          \
	X(FACT_GET, "select value from fact where name = ?1")                                                          \
	X(FACT_PUT, "insert into fact (name, value) values (?1, ?2) on conflict (name) do update set value = "         \
		    "excluded.value")                                                                                  \
	X(ACCOUNT_INSERT, "insert into account (id, name, full_name, role, team, office, password, must_change, "      \
			  "totp, totp_step, disabled, created_at, created_by) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, "    \
			  "?8, ?9, ?10, ?11, ?12, ?13)")                                                               \
	X(ACCOUNT_UPDATE, "update account set full_name = ?2, role = ?3, team = ?4, office = ?5, password = ?6, "      \
			  "must_change = ?7, totp = ?8, totp_step = ?9, disabled = ?10, last_login_at = ?11, "         \
			  "last_login_from = ?12, version = version + 1 where id = ?1 and version = ?13")              \
	X(ACCOUNT_BY_NAME, "select " ACCOUNT_COLUMNS " from account where name = ?1")                                  \
	X(ACCOUNT_LIST, "select " ACCOUNT_COLUMNS " from account order by name")                                       \
	X(ACCOUNT_COUNT, "select count(*) from account")                                                               \
	X(FAILURE_GET, "select failures, last_at from login_failure where key = ?1")                                   \
	X(FAILURE_PUT, "insert into login_failure (key, failures, last_at) values (?1, ?2, ?3) on conflict (key) "     \
		       "do update set failures = excluded.failures, last_at = excluded.last_at")                       \
	X(FAILURE_DROP, "delete from login_failure where key = ?1")                                                    \
	X(GRANT_ADD, "insert into access_grant (id, case_id, account, reason, at, until) values (?1, ?2, ?3, ?4, "     \
		     "?5, ?6)")                                                                                        \
	X(GRANT_HOLDS, "select until from access_grant where account = ?1 and case_id = ?2 and until > ?3 "            \
		       "order by until desc limit 1")                                                                  \
	X(GRANT_END, "update access_grant set until = ?4 where account = ?1 and case_id = ?2 and reason = ?3 "         \
		     "and until > ?4")                                                                                 \
	X(GRANT_UNSEEN, "select g.id, g.case_id, c.number, g.account, g.reason, g.at, g.until from access_grant g "    \
			"join case_file c on c.id = g.case_id where g.seen_by = '' and (?1 is null or exists "         \
			"(select 1 from account a where a.name = c.owner and a.team = ?1)) order by g.at limit ?2")    \
	X(GRANT_SEEN, "update access_grant set seen_by = ?2 where id = ?1 and seen_by = ''")                           \
	X(AUDIT_LAST, "select seq, digest from audit where seq = (select max(seq) from audit)")                        \
	X(AUDIT_ADD, "insert into audit (" AUDIT_COLUMNS ") values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")         \
	X(AUDIT_OF_CASE, "select " AUDIT_COLUMNS " from audit where case_id <> '' and case_id = ?1" AUDIT_REST         \
			 "order by seq desc limit ?6")                                                                 \
	X(AUDIT_OF_WHO, "select " AUDIT_COLUMNS " from audit where who = ?2" AUDIT_REST "order by seq desc limit ?6")  \
	X(AUDIT_NEWEST, "select " AUDIT_COLUMNS " from audit where 1" AUDIT_REST "order by seq desc limit ?6")         \
	/* For checking: in order, a page at a time. */                                                                \
	X(AUDIT_PAGE, "select " AUDIT_COLUMNS " from audit where seq > ?1 order by seq limit ?2")

#endif

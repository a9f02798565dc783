/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/base/units.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>

bool access_covers(const struct session *s, enum permit p, const struct case_row *c)
{
	struct case_ties t = {c->owner, c->team, c->office};
	return (s->permits & PERMIT_BIT(p)) && scope_reaches(s->scope[p], s->actor, s->team, s->office, &t);
}

bool access_check_row(struct session *s, enum permit p, const struct case_row *c, struct err *e)
{
	char now[TIME_TEXT], until[TIME_TEXT];
	if (!session_may(s, p, e))
		return false;
	if (access_covers(s, p, c))
		return true;
	session_now(s, now);
	if (!store_grant_until(s->store, s->actor, c->id, now, until, e))
		return false;
	return *until || err_set(e, ERR_REACH, c->number, "%s is %s%s.", c->number,
				 *c->owner ? "with " : "with nobody in your reach", c->owner);
}

bool access_check_case(struct session *s, enum permit p, const char *case_id, struct err *e)
{
	struct case_row c = {0};
	if (!session_may(s, p, e))
		return false;
	if (!case_id || !*case_id || s->scope[p] == SCOPE_ALL)
		return true;
	bool good = store_case_get(s->store, case_id, &c, e) && access_check_row(s, p, &c, e);
	case_row_fini(&c);
	return good;
}

struct case_reach access_filter(const struct session *s, enum permit p)
{
	enum scope scope = s->scope[p];
	if (scope == SCOPE_ALL)
		return (struct case_reach){0};
	return (struct case_reach){.name = s->actor,
				   .team = scope >= SCOPE_TEAM ? s->team : "",
				   .office = scope >= SCOPE_OFFICE ? s->office : "",
				   .nobodys = scope > SCOPE_OWN};
}

/* ---- access for a time ---- */

bool access_lent_end(struct session *s, const char *case_id, const char *account, const char *reason, struct err *e)
{
	char now[TIME_TEXT];
	struct audit_note n = {.action = "access-ended", .kind = "case", .case_id = case_id, .detail = account};
	bool own;
	session_now(s, now);
	return transaction_begin(s, &own, e) &&
	       transaction_end(s, own, store_grant_end(s->store, account, case_id, reason, now, e) && audit_add(s, &n, e), e);
}

bool access_unseen(struct session *s, struct grant_list *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	return session_may(s, PERMIT_APPROVE, e) &&
	       store_grants_unseen(s->store, s->scope[PERMIT_APPROVE] >= SCOPE_OFFICE ? NULL : s->team, 100, out, e);
}

bool access_seen(struct session *s, const char *grant_id, struct err *e)
{
	struct audit_note n = {.action = "access-seen", .detail = grant_id};
	bool own;
	return session_may(s, PERMIT_APPROVE, e) && transaction_begin(s, &own, e) &&
	       transaction_end(s, own, store_grant_seen(s->store, grant_id, s->actor, e) && audit_add(s, &n, e), e);
}

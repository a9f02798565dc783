/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/service/access.h>
#include <sarai/service/audit.h>
#include <sarai/store/account.h>

#include "reach.h"
#include "reasons.h"
#include "work.h"

#define HOUR 3600

bool reach_plain(const struct session *s, enum permit p, const struct case_row *c)
{
	struct case_ties t = {c->owner, c->team, c->office};
	return (s->permits & PERMIT_BIT(p)) && scope_reaches(s->scope[p], s->actor, s->team, s->office, &t);
}

bool reach_row(struct session *s, enum permit p, const struct case_row *c, struct err *e)
{
	char now[TIME_TEXT], until[TIME_TEXT];
	if (!session_may(s, p, e))
		return false;
	if (reach_plain(s, p, c))
		return true;
	session_now(s, now);
	if (!store_grant_until(s->store, s->actor, c->id, now, until, e))
		return false;
	return *until || err_set(e, ERR_REACH, c->number, "%s is %s%s.", c->number,
				 *c->owner ? "with " : "with nobody in your reach", c->owner);
}

bool reach_case(struct session *s, enum permit p, const char *case_id, struct err *e)
{
	struct case_row c = {0};
	if (!session_may(s, p, e))
		return false;
	if (!case_id || !*case_id || s->scope[p] == SCOPE_ALL)
		return true;
	bool good = store_case_get(s->store, case_id, &c, e) && reach_row(s, p, &c, e);
	case_row_fini(&c);
	return good;
}

struct case_reach reach_filter(const struct session *s, enum permit p)
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

/* What one lends is known already; what is opened, supervisors take note of. */
static bool grant(struct session *s, const struct case_row *c, const char *account, const char *reason, int hours,
		  const char *action, bool lent, struct err *e)
{
	struct access_grant g = {0};
	struct audit_note n = {.action = action, .kind = "case", .case_id = c->id, .detail = c->number};
	bool own;
	id_new(&s->ids, g.id);
	memcpy(g.case_id, c->id, sizeof g.case_id);
	snprintf(g.account, sizeof g.account, "%s", account);
	g.reason = mem_text(reason);
	session_now(s, g.at);
	time_to_iso(clock_now(s->clock) + (int64_t)hours * HOUR, g.until);
	bool good = work_begin(s, &own, e) &&
		    work_end(s, own,
			     store_grant_add(s->store, &g, e) &&
				     (!lent || store_grant_seen(s->store, g.id, s->actor, e)) && audit_add(s, &n, e),
			     e);
	free(g.reason);
	return good;
}

bool access_turned_away(struct session *s, const char *case_id, struct err *e)
{
	struct case_row c = {0};
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_get(s->store, case_id, &c, e))
		return false;
	struct audit_note n = {.action = "access-refused", .kind = "case", .case_id = c.id, .detail = c.number};
	bool good = audit_add(s, &n, e);
	case_row_fini(&c);
	return good;
}

bool access_open(struct session *s, const char *case_id, const char *reason, struct err *e)
{
	struct case_row c = {0};
	if (!session_may(s, PERMIT_VIEW, e))
		return false;
	char *why = text_clean(reason ? reason : "", strlen(reason ? reason : ""), false);
	bool good = reason_check(s, why, NULL, "access", e) && store_case_get(s->store, case_id, &c, e) &&
	       grant(s, &c, s->actor, why, s->config->settings.access_hours, "access-opened", false, e);
	case_row_fini(&c);
	free(why);
	return good;
}

bool access_lend(struct session *s, const char *case_id, const char *account, const char *reason, int hours,
		 struct err *e)
{
	struct case_row c = {0};
	bool good = store_case_get(s->store, case_id, &c, e) &&
		    grant(s, &c, account, reason, hours, "access-lent", true, e);
	case_row_fini(&c);
	return good;
}

bool access_lent_end(struct session *s, const char *case_id, const char *account, const char *reason, struct err *e)
{
	char now[TIME_TEXT];
	struct audit_note n = {.action = "access-ended", .kind = "case", .case_id = case_id, .detail = account};
	bool own;
	session_now(s, now);
	return work_begin(s, &own, e) &&
	       work_end(s, own, store_grant_end(s->store, account, case_id, reason, now, e) && audit_add(s, &n, e), e);
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
	return session_may(s, PERMIT_APPROVE, e) && work_begin(s, &own, e) &&
	       work_end(s, own, store_grant_seen(s->store, grant_id, s->actor, e) && audit_add(s, &n, e), e);
}

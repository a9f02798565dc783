/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a case out of reach for a time: with a reason, or lent by somebody who may.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/base/units.h>
#include <sarai/edit/reason.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/model/permit.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>

/* What one lends is known already; what is opened, supervisors take note of. */
static bool grant(struct session *s, const struct case_row *c, const char *account, const char *reason, int hours,
		  const char *action, bool lent, struct err *e)
{
	struct access_grant g = {0};
	struct audit_note n = {.action = action, .kind = "case", .case_id = c->id, .detail = c->number, .log = c->number};
	bool own;
	id_new(&s->ids, g.id);
	memcpy(g.case_id, c->id, sizeof g.case_id);
	snprintf(g.account, sizeof g.account, "%s", account);
	g.reason = mem_strdup(reason);
	session_now(s, g.at);
	time_to_iso(clock_now(s->clock) + (int64_t)hours * HOUR, g.until);
	bool good = transaction_begin(s, &own, e) &&
		    transaction_end(s, own,
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
	struct audit_note n = {.action = "access-refused", .kind = "case", .case_id = c.id, .detail = c.number, .log = c.number};
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

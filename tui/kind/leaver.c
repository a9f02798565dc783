/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/kind/leaver.h>
#include <sarai/kind/transfer.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>

void leaving_fini(struct leaving *l)
{
	draft_list_fini(&l->drafts);
}

static bool take_name(const char *typed, char out[64], struct err *e)
{
	return account_name_take(typed, out) || err_set(e, ERR_DATA, "account", "\"%.60s\" is not the name of an account.", typed);
}

static bool give_cases(struct session *s, struct leaving *l, const char *cases_to, struct err *e)
{
	struct case_list found = {0};
	char reason[240], now[TIME_TEXT];
	if (!store_case_list(s->store, &(struct case_filter){.owner = l->name, .open_only = true}, &found, e))
		return false;
	bool good = found.n == 0 || cases_to ||
		    err_set(e, ERR_DATA, l->name, "%d open case%s assigned to this account. Say to whom: --cases-to NAME.", found.n,
			    found.n == 1 ? " is" : "s are");
	if (good && found.n) {
		char(*ids)[ID_TEXT] = mem_alloc((size_t)found.n * sizeof *ids);
		for (int i = 0; i < found.n; i++)
			memcpy(ids[i], found.at[i].id, ID_TEXT);
		session_now(s, now);
		snprintf(reason, sizeof reason, "%s has left on %.10s: all open cases go to %s.", l->name, now, l->to);
		good = cases_assign(s, (const char(*)[ID_TEXT])ids, found.n, l->to, reason, e);
		free(ids);
		l->cases = found.n;
	}
	case_list_fini(&found);
	return good;
}

static bool leave(struct session *s, struct leaving *l, const char *cases_to, struct err *e)
{
	struct account a = {0};
	bool good = store_account_get(s->store, l->name, &a, e) && give_cases(s, l, cases_to, e) &&
		    (a.disabled || account_disable(s, l->name, true, e)) && store_draft_list(s->store, l->name, &l->drafts, e);
	mem_wipe(&a, sizeof a);
	return good;
}

bool account_leave(struct session *s, const char *name, const char *cases_to, struct leaving *out, struct err *e)
{
	bool own;
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_CONFIGURE, e) || !take_name(name, out->name, e) ||
	    (cases_to && !take_name(cases_to, out->to, e)) || !transaction_begin(s, &own, e))
		return false;
	if (transaction_end(s, own, leave(s, out, cases_to, e), e))
		return true;
	leaving_fini(out);
	return false;
}

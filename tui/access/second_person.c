/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who has made the password of an account last is a fact of the database, by the name of the account: "TIME ACCOUNT".
 */
#include <stdio.h>
#include <string.h>

#include <sarai/access/second_person.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/units.h>
#include <sarai/store/account.h>

static void fact_name(const char *account, char out[96])
{
	snprintf(out, 96, "password-made-for.%s", account);
}

bool second_person_note(struct session *s, const char *account, struct err *e)
{
	char name[96], value[TIME_TEXT + 64], now[TIME_TEXT];
	session_now(s, now);
	snprintf(value, sizeof value, "%s %s", now, s->actor);
	fact_name(account, name);
	return store_fact_put(s->store, name, value, e);
}

/* Who has made the password of an account last, and when; by is "" where that is no account of this database. Where
 * nothing was noted (databases of earlier versions) it was whoever made the account. */
static bool last_made_by(struct session *s, const char *account, char by[64], int64_t *at, struct err *e)
{
	struct account a = {0};
	struct err why = {0};
	char name[96], value[TIME_TEXT + 64], when[TIME_TEXT];
	*by = 0;
	*at = 0;
	fact_name(account, name);
	if (!store_account_get(s->store, account, &a, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	bool good = store_fact_get(s->store, name, value, sizeof value, e);
	const char *blank = good ? strchr(value, ' ') : NULL;
	snprintf(when, sizeof when, "%.*s", blank ? (int)(blank - value) : TIME_TEXT - 1, blank ? value : a.created_at);
	snprintf(by, 64, "%s", blank ? blank + 1 : a.created_by);
	mem_wipe(&a, sizeof a);
	if (!time_from_iso(when, at))
		*at = 0;
	return good;
}

#define CHAIN_MAX 32 /* accounts that have made each other's passwords */

/* Through accounts made for it as well: one that the asker has made may have made this one. */
static bool could_be(struct session *s, const char *asker, bool *is, struct err *e)
{
	char chain[CHAIN_MAX][64], by[64];
	int64_t at, since = clock_now(s->clock) - SECOND_PERSON_DAYS * (int64_t)DAY;
	*is = false;
	snprintf(chain[0], sizeof chain[0], "%s", s->actor);
	for (int n = 1;; n++) {
		if (!last_made_by(s, chain[n - 1], by, &at, e))
			return false;
		if (!*by || at <= since)
			return true;
		for (int i = 0; i < n; i++) {
			if (!strcmp(by, chain[i]))
				return true; /* a circle without the asker */
		}
		*is = !strcmp(by, asker) || n == CHAIN_MAX;
		if (*is)
			return true;
		snprintf(chain[n], sizeof chain[n], "%s", by);
	}
}

bool second_person_check(struct session *s, const char *asker, struct err *e)
{
	bool is;
	if (!strcmp(asker, s->actor))
		return err_set(e, ERR_DENIED, asker, "Somebody else has to confirm what you asked for yourself.");
	if (!*s->rights)
		return true; /* whoever keeps the server: there is no account behind this session */
	if (!could_be(s, asker, &is, e))
		return false;
	return !is || err_set(e, ERR_DENIED, asker,
			      "%s has made a password for your account, or for one that made it, within the last %d days. "
			      "Somebody else has to confirm this.",
			      asker, SECOND_PERSON_DAYS);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/login_wait.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/store/account.h>

#define ACCOUNT_FREE 3 /* tries without a wait */
#define PLACE_FREE 50
#define WAIT_FIRST 5 /* seconds, doubled each time */
#define WAIT_MOST 900
#define PLACE_FORGETS HOUR  /* without a wrong one there */
#define STRANGERS_MOST 1000 /* names that nobody has, and places, kept at a time */
#define PLACES_MOST 20	    /* from which one account has logged in */

static int wait_after(int failures, int free_tries)
{
	int wait = WAIT_FIRST;
	if (failures < free_tries)
		return 0;
	for (int i = free_tries; i < failures && wait < WAIT_MOST; i++)
		wait *= 2;
	return wait < WAIT_MOST ? wait : WAIT_MOST;
}

int account_wait(int failures)
{
	return wait_after(failures, ACCOUNT_FREE);
}

int place_wait(int failures)
{
	return wait_after(failures, PLACE_FREE);
}

/* ---- one count ---- */

/* How many there are, and how long one has to wait. A time in the future is from before the clock was set back: the wait
 * begins again now, or it would last until that time comes. */
static bool look(struct session *s, const char *key, bool of_place, int *failures, int *wait_s, struct err *e)
{
	char last[TIME_TEXT], now_text[TIME_TEXT];
	int64_t at = 0, now = clock_now(s->clock);
	*failures = 0;
	if (!*key)
		return true;
	if (!store_failures_get(s->store, key, failures, last, e))
		return false;
	if (!*failures)
		return true;
	if (!time_from_iso(last, &at) || at > now) {
		session_now(s, now_text);
		if (!store_failures_put(s->store, key, *failures, now_text, e))
			return false;
		at = now;
	}
	if (of_place && now - at >= PLACE_FORGETS)
		*failures = 0;
	int wait = of_place ? place_wait(*failures) : account_wait(*failures);
	if (at + wait - now > *wait_s)
		*wait_s = (int)(at + wait - now);
	return true;
}

static bool count(struct session *s, const char *key, int failures, struct err *e)
{
	char now[TIME_TEXT];
	session_now(s, now);
	return !*key || (store_failures_put(s->store, key, failures + 1, now, e) &&
			 (failures > 0 || store_failures_bound(s->store, STRANGERS_MOST, e)));
}

static bool begin(struct session *s, const struct login_try *t, int *wait_s, struct err *e)
{
	int of_account, of_place;
	*wait_s = 0;
	if (!look(s, t->account, false, &of_account, wait_s, e) || !look(s, t->place, true, &of_place, wait_s, e))
		return false;
	return *wait_s > 0 || (count(s, t->account, of_account, e) && count(s, t->place, of_place, e));
}

/* ---- tries ---- */

bool login_try_begin(struct session *s, const char *name, const char *place, struct login_try *t, int *wait_s,
		     struct err *e)
{
	bool own, known = false;
	memset(t, 0, sizeof *t);
	snprintf(t->account, sizeof t->account, "account:%s", name);
	snprintf(t->place, sizeof t->place, "from:%s", place);
	if (!transaction_begin(s, &own, e))
		return false;
	bool good = store_login_place_known(s->store, name, place, &known, e);
	if (known)
		t->place[0] = 0;
	return transaction_end(s, own, good && begin(s, t, wait_s, e), e);
}

bool unlock_try_begin(struct session *s, struct login_try *t, int *wait_s, struct err *e)
{
	bool own;
	memset(t, 0, sizeof *t);
	snprintf(t->account, sizeof t->account, "unlock:%s", s->actor);
	return transaction_begin(s, &own, e) && transaction_end(s, own, begin(s, t, wait_s, e), e);
}

static bool take_back(struct session *s, const char *key, bool all, struct err *e)
{
	char last[TIME_TEXT];
	int failures = 0;
	if (!*key)
		return true;
	if (!store_failures_get(s->store, key, &failures, last, e))
		return false;
	return failures < 1 || store_failures_put(s->store, key, all ? 0 : failures - 1, last, e);
}

bool login_try_right(struct session *s, const struct login_try *t, const char *name, const char *place, bool whole,
		     struct err *e)
{
	char now[TIME_TEXT];
	session_now(s, now);
	/* What others have typed at the same place stays counted: one's own password must not clear it. */
	return take_back(s, t->account, whole, e) && take_back(s, t->place, false, e) &&
	       (!whole || !*place || store_login_place_put(s->store, name, place, now, PLACES_MOST, e));
}

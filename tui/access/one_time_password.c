/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include <sarai/access/one_time_password.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/store/account.h>

#define FACT "account-once." /* a fact of the database: when the password of an account was handed out */

static void fact_name(const char *account, char out[96])
{
	snprintf(out, 96, FACT "%s", account);
}

bool one_time_password_begin(struct session *s, const char *account, struct err *e)
{
	char name[96], now[TIME_TEXT];
	fact_name(account, name);
	session_now(s, now);
	return store_fact_put(s->store, name, now, e);
}

bool one_time_password_holds(struct session *s, const struct account *a, struct err *e)
{
	char name[96], at[TIME_TEXT];
	int64_t then;
	int days = s->config->settings.once_days;
	if (!a->must_change || !days)
		return true;
	fact_name(a->name, name);
	if (!store_fact_get(s->store, name, at, sizeof at, e))
		return false;
	if (!time_from_iso(at, &then) || clock_now(s->clock) - then <= (int64_t)days * DAY)
		return true;
	return err_set(e, ERR_EXPIRED, "password", "The password you were given on %.10s has expired.", at);
}

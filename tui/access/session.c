/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/crypto/digest.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>

void session_init(struct session *s, const char *actor, struct store *store, const struct config *config,
		  const struct clock *clock)
{
	memset(s, 0, sizeof *s);
	snprintf(s->actor, sizeof s->actor, "%s", actor);
	s->permits = PERMIT_EVERYTHING;
	for (int i = 0; i < PERMIT_COUNT; i++)
		s->scope[i] = SCOPE_ALL;
	s->store = store;
	s->config = config;
	s->clock = clock;
	ids_init(&s->ids, clock);
}

void session_take_role(struct session *s, const struct user_role *r)
{
	s->permits = 0;
	for (int i = 0; i < PERMIT_COUNT; i++) {
		s->scope[i] = r ? r->may[i] : SCOPE_NONE;
		if (s->scope[i] != SCOPE_NONE)
			s->permits |= PERMIT_BIT(i);
	}
	snprintf(s->role, sizeof s->role, "%s", r ? r->name : "");
}

bool session_may(const struct session *s, enum permit p, struct err *e)
{
	if (s->permits & PERMIT_BIT(p))
		return true;
	return err_set(e, ERR_DENIED, "", "Your account may not do this: %s.", permit_words(p));
}

void session_now(const struct session *s, char out[TIME_TEXT])
{
	time_to_iso(clock_now(s->clock), out);
}

/* ---- the account behind it ---- */

static void rights_of(const struct account *a, char out[DIGEST_TEXT])
{
	struct str s = {0};
	str_addf(&s, "%s\n%s\n%s\n%s", a->role, a->team, a->office, a->password);
	digest_of(str_text(&s), s.len, out);
	mem_wipe(s.s, s.len);
	str_fini(&s);
}

void session_take_rights(struct session *s, const struct account *a)
{
	rights_of(a, s->rights);
}

bool session_still_holds(struct session *s, struct err *e)
{
	struct account a = {0};
	struct err why = {0};
	char now[DIGEST_TEXT];
	if (!*s->rights || s->leaving)
		return true;
	if (!store_account_get(s->store, s->actor, &a, &why)) {
		if (why.code == ERR_MISSING)
			return err_set(e, ERR_ENDED, s->actor, "There is no such account any more.");
		return err_set(e, why.code, why.where, "%s", why.detail);
	}
	rights_of(&a, now);
	bool disabled = a.disabled, same = !strcmp(now, s->rights);
	mem_wipe(&a, sizeof a);
	if (disabled)
		return err_set(e, ERR_ENDED, s->actor, "This account has been disabled.");
	return same || err_set(e, ERR_ENDED, s->actor,
			       "The role, team, office or password of this account has been changed.");
}

bool session_is_over(struct session *s, struct err *why)
{
	struct err e = {0};
	bool over = (!store_still_current(s->store, &e) && (e.code == ERR_MOVED || e.code == ERR_NEWER)) ||
		    (!session_still_holds(s, &e) && e.code == ERR_ENDED);
	if (over)
		*why = e;
	return over;
}

bool session_leave(struct session *s)
{
	store_follow(s->store);
	if (!store_begin(s->store, NULL))
		return false;
	store_rollback(s->store);
	s->leaving = true;
	return true;
}

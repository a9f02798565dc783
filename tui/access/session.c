/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/config/config.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
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

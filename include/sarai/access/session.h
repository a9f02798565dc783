/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One person at work: who, with which permissions, on which store and configuration. Handed to every service.
 */
#ifndef SARAI_ACCESS_SESSION_H
#define SARAI_ACCESS_SESSION_H

#include <sarai/base/calendar.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/config/config.h>
#include <sarai/crypto/digest.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>

struct session {
	char actor[64];            /* account */
	char role[48], team[48], office[48];
	char source[64];           /* address or terminal it came from */
	enum scope scope[PERMIT_COUNT]; /* over whose cases each permission holds */
	unsigned permits;          /* those that hold over any */
	char rights[DIGEST_TEXT];  /* digest of the account as it was at the login; "": no account, nothing to compare */
	bool leaving;              /* it ends by itself: what is being typed is saved as a draft, whatever else holds */
	bool must_change;          /* the password was handed out: it has to be changed first */
	char last_login_at[TIME_TEXT], last_login_from[64]; /* before this one; "" */
	const char *key_file;      /* the server's key, for one-time codes; borrowed */
	enum calendar calendar;    /* that the user types dates in, beside the Gregorian one */
	struct store *store;       /* borrowed */
	const struct config *config;
	const struct clock *clock;
	struct ids ids;
	bool reasons_repeat;       /* the same reason is given for several entries on purpose: one typed for a list, demo cases */
};

/* With every permission over all cases: for commands of the system's administrator, practice databases, tests. */
void session_init(struct session *s, const char *actor, struct store *store, const struct config *config,
		  const struct clock *clock);

/* false and ERR_DENIED when the person may not. Every service calls this first. */
bool session_may(const struct session *s, enum permit p, struct err *e);

/* What a role may, taken over. NULL: nothing. */
void session_take_role(struct session *s, const struct user_role *r);

/* Remember the account as it is now: role, team, office, password. */
void session_take_rights(struct session *s, const struct account *a);
/* Is the account still as it was at the login? ERR_ENDED: it was disabled, or its role, team, office or password changed.
 * Asked in each transaction of the session and at each tick. */
bool session_still_holds(struct session *s, struct err *e);
/* Must the session end? Its account has changed, or the database is another one now; *why says it. */
bool session_is_over(struct session *s, struct err *why);
/* End it: from now on only drafts are saved. false: they have nowhere to go. */
bool session_leave(struct session *s);

void session_now(const struct session *s, char out[TIME_TEXT]);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_ACCESS_ACCOUNT_ADMIN_H
#define SARAI_ACCESS_ACCOUNT_ADMIN_H

#include <sarai/access/account.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/crypto/password.h>
#include <sarai/store/account.h>

/* A password to hand over comes back in once; it has to be changed at the first login. */
bool account_add(struct session *s, const struct account_facts *f, char once[PASSWORD_ONCE], struct err *e);

/* NULL facts stay as they are. Whoever would give more cases, or more to do with them, to themselves asks for it instead
 * (*asked): somebody else has to confirm it. Refused where nobody would be left who keeps accounts. */
bool account_change(struct session *s, const struct account_facts *f, bool *asked, struct err *e);

/* What somebody who keeps accounts has asked for themselves. */
struct account_request {
	char account[64], full_name[120], role_now[48];
	char role[48], team[48], office[48], asked_at[TIME_TEXT];
	bool own; /* asked by whoever looks at it */
};
struct account_request_list {
	struct account_request *at;
	int n, cap;
};
/* For whoever keeps accounts or approves. */
bool account_requests(struct session *s, struct account_request_list *out, struct err *e);
void account_request_list_fini(struct account_request_list *l);
/* By somebody else than who asked; a yes needs a second person (second_person.h). */
bool account_request_answer(struct session *s, const char *account, bool yes, struct err *e);
bool account_disable(struct session *s, const char *name, bool disable, struct err *e);
bool account_reset(struct session *s, const char *name, char once[PASSWORD_ONCE], struct err *e);
bool accounts_list(struct session *s, struct account_list *out, struct err *e); /* without passwords */

/* The first administrator, only while there is no account at all. */
bool account_first(struct session *s, const char *name, const char *full_name, const char *password, struct err *e);

#endif

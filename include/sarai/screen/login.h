/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Logging in, before the first page.
 */
#ifndef SARAI_SCREEN_LOGIN_H
#define SARAI_SCREEN_LOGIN_H

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/screen/login.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

struct login_options {
	const char *name;   /* already in the line; NULL: empty */
	bool fixed;	    /* and it cannot be another */
	const char *source; /* where it comes from: address or terminal */
	const char *place;  /* by which wrong passwords are counted; NULL: by the source */
	const char *said;   /* a message to begin with; NULL */
	void (*run)(void *ctx, struct stack *s); /* for tests, instead of stack_run */
	void *ctx;
};

/* Until somebody is logged in (true: the session is theirs) or leaves. The session has store, configuration and clock.
 * With *e set it failed. */
bool login_run(struct term *term, struct session *session, const struct login_options *o, struct diags *d, struct err *e);

#endif

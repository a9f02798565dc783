/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Waiting after wrong passwords. Counted by account and, apart from that and much more generously, by place (an address;
 * an office has one for all). An account that has logged in from a place before is not counted and does not wait there.
 */
#ifndef SARAI_ACCESS_LOGIN_WAIT_H
#define SARAI_ACCESS_LOGIN_WAIT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

#define WAIT_KEY 160

/* A try that counts as wrong until it is given back. */
struct login_try {
	char account[WAIT_KEY], place[WAIT_KEY]; /* keys of what was counted; "": not counted there */
};

/* Counts the try as wrong before the password is looked at, in a transaction of its own: however many come at once, no
 * more of them are looked at than one after the other. *wait_s > 0: it was not counted, one has to wait. */
bool login_try_begin(struct session *s, const char *name, const char *place, struct login_try *t, int *wait_s,
		     struct err *e);
/* The same for the locked page of a session: counted by itself, so that nobody else keeps it shut. */
bool unlock_try_begin(struct session *s, struct login_try *t, int *wait_s, struct err *e);

/* Inside a transaction: it was right. whole: all wrong ones of the account are forgotten, and the place is known;
 * otherwise (a code is still asked for) just this one is taken back. */
bool login_try_right(struct session *s, const struct login_try *t, const char *name, const char *place, bool whole,
		     struct err *e);

/* Seconds to wait after so many wrong passwords in a row: of an account, of a place. */
int account_wait(int failures);
int place_wait(int failures);

#endif

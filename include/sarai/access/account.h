/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accounts: logging in, passwords, and keeping accounts. What an account may is its role's (roles.ini).
 */
#ifndef SARAI_ACCESS_ACCOUNT_H
#define SARAI_ACCESS_ACCOUNT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/store.h>

/* Is there any account yet? Without one the first administrator is made. */
bool accounts_any(struct store *s, bool *any, struct err *e);

enum login_result {
	LOGIN_OK,
	LOGIN_WRONG, /* name, password or code: never which */
	LOGIN_WAIT,  /* too many wrong ones: *wait_s seconds more */
	LOGIN_CODE,  /* right so far; the authenticator's code is asked for */
	LOGIN_FAILED /* *e */
};

struct login_request {
	const char *name, *password, *code; /* code NULL: not asked yet */
	const char *source;                 /* where it comes from: address or terminal */
	const char *place;                  /* by which tries are counted; NULL: the source */
};

/* Every try counts as wrong from before the password is looked at until it was right (login_wait.h). On OK fills the session (account, role, reach, last login before this one). Takes as long for a name that is not
 * there. */
enum login_result account_login(struct session *out, const struct login_request *r, int *wait_s, struct err *e);

/* The same person again, after the page was locked. Wrong ones are counted by themselves: whatever others type at a
 * login keeps nobody out of their own page. */
enum login_result account_unlock(struct session *s, const char *password, int *wait_s, struct err *e);

/* Change one's own password; the old one is asked again unless it was handed out just now (session.must_change). */
bool account_set_password(struct session *s, const char *old_password, const char *new_password, struct err *e);

/* The authenticator: a secret is shown, its first code confirms it; off again with the password. */
bool account_totp_confirm(struct session *s, const char *secret, const char *code, struct err *e);
bool account_totp_off(struct session *s, const char *password, struct err *e);
bool account_has_totp(struct session *s, bool *has, struct err *e);

struct account_facts {
	const char *name, *full_name, *role, *team, *office;
};

/* Is there an account of this name? false also where that cannot be read. */
bool account_is_there(struct store *s, const char *typed);

/* A name as typed, into the one it is kept under: small letters, digits . - _, a letter first, 2 to 32. false when it
 * is not one. */
bool account_name_take(const char *typed, char out[64]);

#endif

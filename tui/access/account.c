/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Logging in, and one's own password and authenticator.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/audit.h>
#include <sarai/access/login_wait.h>
#include <sarai/access/one_time_password.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/crypto/password.h>
#include <sarai/crypto/totp.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>

bool accounts_any(struct store *s, bool *any, struct err *e)
{
	int n = 0;
	if (!store_account_count(s, &n, e))
		return false;
	*any = n > 0;
	return true;
}

bool account_name_take(const char *typed, char out[64])
{
	size_t n = 0;
	for (; *typed == ' '; typed++)
		;
	for (; *typed && n < 32; typed++) {
		char c = *typed >= 'A' && *typed <= 'Z' ? (char)(*typed - 'A' + 'a') : *typed;
		bool letter = c >= 'a' && c <= 'z', more = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
		if (!letter && !(more && n > 0))
			break;
		out[n++] = c;
	}
	out[n] = 0;
	for (; *typed == ' '; typed++)
		;
	return n > 1 && !*typed;
}

/* The trail tells of it; the name only when it is one, for people type passwords into the wrong line. */
static bool note_wrong(struct session *s, const char *name, const char *source, bool known, struct err *e)
{
	struct session who = *s;
	struct audit_note n = {.action = "login-refused", .log = ""};
	snprintf(who.actor, sizeof who.actor, "%s", known ? name : "(no account)");
	snprintf(who.source, sizeof who.source, "%s", source);
	return audit_add(&who, &n, e);
}

/* ---- logging in ---- */

/* 1 right, 0 wrong, -1 to be asked for. */
static int code_right(struct session *s, struct account *a, const char *code)
{
	struct seal_key key;
	char secret[TOTP_SECRET];
	int64_t step = 0;
	if (!*a->totp)
		return 1;
	if (!code)
		return -1;
	bool right = s->key_file && seal_key_open(&key, s->key_file, NULL) &&
		     unseal_text(&key, a->name, a->totp, secret, sizeof secret, NULL) &&
		     totp_right(secret, code, clock_now(s->clock), &step) && step > a->totp_step;
	seal_key_wipe(&key);
	mem_wipe(secret, sizeof secret);
	if (right)
		a->totp_step = step;
	return right;
}

static void take_account(struct session *s, const struct account *a, const char *source)
{
	snprintf(s->actor, sizeof s->actor, "%s", a->name);
	snprintf(s->team, sizeof s->team, "%s", a->team);
	snprintf(s->office, sizeof s->office, "%s", a->office);
	snprintf(s->source, sizeof s->source, "%s", source);
	memcpy(s->last_login_at, a->last_login_at, sizeof s->last_login_at);
	memcpy(s->last_login_from, a->last_login_from, sizeof s->last_login_from);
	s->must_change = a->must_change;
	session_take_role(s, roles_get(s->config->roles, a->role));
	session_take_rights(s, a);
}

static bool note_login(struct session *s, struct account *a, const struct login_try *t, const char *place, struct err *e)
{
	struct audit_note n = {.action = "login"};
	session_now(s, a->last_login_at);
	snprintf(a->last_login_from, sizeof a->last_login_from, "%s", s->source);
	return login_try_right(s, t, a->name, place, true, e) && store_account_update(s->store, a, e) &&
	       audit_add(s, &n, e);
}

bool account_is_there(struct store *s, const char *typed)
{
	struct account a = {0};
	char name[64];
	bool there = account_name_take(typed, name) && store_account_get(s, name, &a, NULL);
	mem_wipe(&a, sizeof a);
	return there;
}

static bool take_back(struct session *s, const struct login_try *t, const char *name, const char *place, bool whole,
		      struct err *e)
{
	bool own;
	return transaction_begin(s, &own, e) &&
	       transaction_end(s, own, login_try_right(s, t, name, place, whole, e), e);
}

/* The password was right, so it does not count as a try; why the login was refused is in the audit log. */
static void note_expired(struct session *s, const struct login_try *t, const char *name, const char *place, const char *source)
{
	struct session who = *s;
	snprintf(who.actor, sizeof who.actor, "%s", name);
	snprintf(who.source, sizeof who.source, "%s", source);
	take_back(s, t, name, place, true, NULL);
	audit_add(&who, &(struct audit_note){.action = "password-expired", .log = ""}, NULL);
}

enum login_result account_login(struct session *s, const struct login_request *r, int *wait_s, struct err *e)
{
	struct account a = {0};
	struct err why = {0};
	struct login_try t;
	char name[64];
	const char *place = r->place ? r->place : r->source;
	bool own;
	bool good_name = account_name_take(r->name, name);
	s->rights[0] = 0; /* of whoever was here before */
	if (!login_try_begin(s, good_name ? name : "", place, &t, wait_s, e))
		return LOGIN_FAILED;
	if (*wait_s > 0)
		return LOGIN_WAIT;
	bool known = good_name && store_account_get(s->store, name, &a, &why);
	if (!known && why.code != ERR_NONE && why.code != ERR_MISSING) {
		err_set(e, why.code, why.where, "%s", why.detail);
		return LOGIN_FAILED;
	}
	bool right = password_right(known ? a.password : "", r->password) && !a.disabled;
	int code = right ? code_right(s, &a, r->code) : 0;
	if (code < 0) {
		mem_wipe(&a, sizeof a);
		return take_back(s, &t, name, place, false, e) ? LOGIN_CODE : LOGIN_FAILED;
	}
	if (!right || !code) {
		bool noted = note_wrong(s, name, r->source, known, e);
		mem_wipe(&a, sizeof a);
		return noted ? LOGIN_WRONG : LOGIN_FAILED;
	}
	if (!one_time_password_holds(s, &a, e)) {
		mem_wipe(&a, sizeof a);
		note_expired(s, &t, name, place, r->source);
		return LOGIN_FAILED;
	}
	take_account(s, &a, r->source);
	bool noted = transaction_begin(s, &own, e) && transaction_end(s, own, note_login(s, &a, &t, place, e), e);
	mem_wipe(&a, sizeof a);
	return noted ? LOGIN_OK : LOGIN_FAILED;
}

enum login_result account_unlock(struct session *s, const char *password, int *wait_s, struct err *e)
{
	struct account a = {0};
	struct login_try t;
	if (!unlock_try_begin(s, &t, wait_s, e))
		return LOGIN_FAILED;
	if (*wait_s > 0)
		return LOGIN_WAIT;
	if (!store_account_get(s->store, s->actor, &a, e))
		return LOGIN_FAILED;
	bool right = password_right(a.password, password) && !a.disabled;
	mem_wipe(&a, sizeof a);
	if (!right)
		return note_wrong(s, s->actor, s->source, true, e) ? LOGIN_WRONG : LOGIN_FAILED;
	struct audit_note n = {.action = "unlocked"};
	return take_back(s, &t, s->actor, "", true, e) && audit_add(s, &n, e) ? LOGIN_OK : LOGIN_FAILED;
}

/* ---- one's own password ---- */

/* Whoever sits at the terminal knows it. Wrong ones are counted as at the locked page: nobody guesses here instead. */
static bool prove(struct session *s, const struct account *a, const char *password, struct err *e)
{
	struct login_try t;
	int wait = 0;
	if (!unlock_try_begin(s, &t, &wait, e))
		return false;
	if (wait > 0)
		return err_set(e, ERR_DENIED, "password", "Too many wrong tries. Wait %d second%s, then try again.", wait,
			       wait == 1 ? "" : "s");
	if (password_right(a->password, password))
		return take_back(s, &t, s->actor, "", true, e);
	return note_wrong(s, s->actor, s->source, true, e) &&
	       err_set(e, ERR_DENIED, "password", "The present password is not right.");
}

bool account_set_password(struct session *s, const char *old_password, const char *new_password, struct err *e)
{
	struct account a = {0};
	struct audit_note n = {.action = "password-changed", .log = ""};
	bool own;
	const char *weak = password_weak(new_password, s->actor);
	if (weak)
		return err_set(e, ERR_DATA, "password", "%s", weak);
	if (!store_account_get(s->store, s->actor, &a, e))
		return false;
	bool good = s->must_change || prove(s, &a, old_password, e);
	if (good && password_right(a.password, new_password))
		good = err_set(e, ERR_DATA, "password", "That is the password you have. Choose another one.");
	good = good && password_hash(new_password, a.password, e);
	a.must_change = false;
	if (good)
		good = transaction_begin(s, &own, e) &&
		       transaction_end(s, own, store_account_update(s->store, &a, e) && audit_add(s, &n, e), e);
	if (good) {
		s->must_change = false;
		session_take_rights(s, &a); /* other sessions of the account end */
	}
	mem_wipe(&a, sizeof a);
	return good;
}

/* ---- the authenticator ---- */

static bool set_totp(struct session *s, struct account *a, const char *action, struct err *e)
{
	struct audit_note n = {.action = action, .log = ""};
	bool own;
	return transaction_begin(s, &own, e) &&
	       transaction_end(s, own, store_account_update(s->store, a, e) && audit_add(s, &n, e), e);
}

bool account_totp_confirm(struct session *s, const char *secret, const char *code, struct err *e)
{
	struct account a = {0};
	struct seal_key key;
	int64_t step;
	if (!totp_right(secret, code, clock_now(s->clock), &step))
		return err_set(e, ERR_DATA, "code",
			       "This is not the code of this moment. Is the clock of the phone right?");
	if (!s->key_file)
		return err_set(e, ERR_INTERNAL, "code", "There is no place for the server's key.");
	bool good = seal_key_open(&key, s->key_file, e) && store_account_get(s->store, s->actor, &a, e) &&
		    seal_text(&key, a.name, secret, a.totp, e);
	seal_key_wipe(&key);
	a.totp_step = step;
	good = good && set_totp(s, &a, "authenticator-on", e);
	mem_wipe(&a, sizeof a);
	return good;
}

bool account_totp_off(struct session *s, const char *password, struct err *e)
{
	struct account a = {0};
	if (!store_account_get(s->store, s->actor, &a, e))
		return false;
	bool good = prove(s, &a, password, e);
	a.totp[0] = 0;
	good = good && set_totp(s, &a, "authenticator-off", e);
	mem_wipe(&a, sizeof a);
	return good;
}

bool account_has_totp(struct session *s, bool *has, struct err *e)
{
	struct account a = {0};
	if (!store_account_get(s->store, s->actor, &a, e))
		return false;
	*has = *a.totp != 0;
	mem_wipe(&a, sizeof a);
	return true;
}

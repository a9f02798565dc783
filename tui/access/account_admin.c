/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeping accounts: the administrator's work.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/crypto/password.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>

static bool known_role(const struct session *s, const char *role, struct err *e)
{
	return roles_get(s->config->roles, role) ||
	       err_set(e, ERR_DATA, "role", "There is no role \"%s\" in roles.ini.", role);
}

static bool good_name(const char *typed, char out[64], struct err *e)
{
	return account_name_take(typed, out) ||
	       err_set(e, ERR_DATA, "name", "A name has 2 to 32 small letters, digits, . - or _, a letter first.");
}

static void take(char *to, size_t size, const char *from)
{
	if (!from)
		return;
	char *clean = text_clean(from, strlen(from), false);
	char *cut = text_cut(clean, (int)size / 4);
	snprintf(to, size, "%s", cut);
	mem_wipe(clean, strlen(clean));
	free(cut);
	free(clean);
}

static void take_facts(struct account *a, const struct account_facts *f)
{
	take(a->full_name, sizeof a->full_name, f->full_name);
	take(a->team, sizeof a->team, f->team);
	take(a->office, sizeof a->office, f->office);
	if (f->role)
		snprintf(a->role, sizeof a->role, "%s", f->role);
}

static bool insert(struct session *s, struct account *a, struct err *e)
{
	struct audit_note n = {.action = "account-made", .detail = a->name};
	struct err why = {0};
	if (store_account_insert(s->store, a, &why))
		return audit_add(s, &n, e);
	return why.code == ERR_DATA ? err_set(e, ERR_DATA, "name", "There is an account \"%s\" already.", a->name)
				    : err_set(e, why.code, why.where, "%s", why.detail);
}

static bool make(struct session *s, const struct account_facts *f, const char *password, bool must_change,
		 struct err *e)
{
	struct account a = {.must_change = must_change};
	bool own;
	if (!good_name(f->name, a.name, e) || !known_role(s, f->role ? f->role : "", e) ||
	    !password_hash(password, a.password, e))
		return false;
	take_facts(&a, f);
	id_new(&s->ids, a.id);
	session_now(s, a.created_at);
	snprintf(a.created_by, sizeof a.created_by, "%s", s->actor);
	bool good = transaction_begin(s, &own, e) && transaction_end(s, own, insert(s, &a, e), e);
	mem_wipe(&a, sizeof a);
	return good;
}

bool account_add(struct session *s, const struct account_facts *f, char once[PASSWORD_ONCE], struct err *e)
{
	if (!session_may(s, PERMIT_CONFIGURE, e))
		return false;
	return (password_once(once) || err_set(e, ERR_INTERNAL, "password", "There is no randomness now.")) &&
	       make(s, f, once, true, e);
}

bool account_first(struct session *s, const char *name, const char *full_name, const char *password, struct err *e)
{
	bool any, own;
	const char *role = NULL, *weak = password_weak(password, name);
	const struct roles *r = s->config->roles;
	/* The role that may most among those that keep accounts: one person alone begins. */
	int most = -1;
	for (int i = 0; i < r->n; i++) {
		int n = 0;
		for (int k = 0; k < PERMIT_COUNT; k++)
			n += r->at[i].may[k] != SCOPE_NONE;
		if (r->at[i].may[PERMIT_CONFIGURE] != SCOPE_NONE && n > most) {
			most = n;
			role = r->at[i].name;
		}
	}
	if (weak)
		return err_set(e, ERR_DATA, "password", "%s", weak);
	struct account_facts f = {.name = name, .full_name = full_name, .role = role};
	/* In one transaction, so that two who come at the same moment do not both become the first. */
	if (!transaction_begin(s, &own, e))
		return false;
	bool good = accounts_any(s->store, &any, e) &&
		    (!any ||
		     err_set(e, ERR_DENIED, "account", "Somebody else has made the first account just now. Log in.")) &&
		    make(s, &f, password, false, e);
	return transaction_end(s, own, good, e);
}

/* Read, change, write, tell: `how` changes it and names what was done. */
static bool change(struct session *s, const char *typed, const char *action, bool (*how)(struct account *a, void *ctx),
		   void *ctx, struct err *e)
{
	struct account a = {0};
	char name[64];
	bool own;
	if (!session_may(s, PERMIT_CONFIGURE, e) || !good_name(typed, name, e) || !transaction_begin(s, &own, e))
		return false;
	struct audit_note n = {.action = action, .detail = name};
	bool good = store_account_get(s->store, name, &a, e) && how(&a, ctx) && store_account_update(s->store, &a, e) &&
		    audit_add(s, &n, e);
	mem_wipe(&a, sizeof a);
	return transaction_end(s, own, good, e);
}

static bool set_facts(struct account *a, void *ctx)
{
	take_facts(a, ctx);
	return true;
}

bool account_change(struct session *s, const struct account_facts *f, struct err *e)
{
	struct account_facts copy = *f;
	return (!f->role || known_role(s, f->role, e)) && change(s, f->name, "account-changed", set_facts, &copy, e);
}

static bool set_disabled(struct account *a, void *ctx)
{
	a->disabled = *(bool *)ctx;
	return true;
}

bool account_disable(struct session *s, const char *name, bool disable, struct err *e)
{
	char taken[64];
	if (session_may(s, PERMIT_CONFIGURE, NULL) && disable && account_name_take(name, taken) &&
	    !strcmp(taken, s->actor))
		return err_set(e, ERR_DATA, "account", "You cannot shut yourself out. Ask another administrator.");
	return change(s, name, disable ? "account-disabled" : "account-enabled", set_disabled, &disable, e);
}

static bool set_password(struct account *a, void *ctx)
{
	memcpy(a->password, ctx, sizeof a->password);
	a->must_change = true;
	a->totp[0] = 0;
	return true;
}

bool account_reset(struct session *s, const char *name, char once[PASSWORD_ONCE], struct err *e)
{
	char hash[PASSWORD_HASH];
	if (!session_may(s, PERMIT_CONFIGURE, e) || !password_once(once) || !password_hash(once, hash, e))
		return false;
	bool good = change(s, name, "password-reset", set_password, hash, e);
	mem_wipe(hash, sizeof hash);
	return good;
}

bool accounts_list(struct session *s, struct account_list *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_CONFIGURE, e) || !store_account_list(s->store, out, e))
		return false;
	for (int i = 0; i < out->n; i++) {
		mem_wipe(out->at[i].password, sizeof out->at[i].password);
		mem_wipe(out->at[i].totp, sizeof out->at[i].totp);
	}
	return true;
}

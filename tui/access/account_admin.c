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
#include <sarai/access/second_person.h>
#include <sarai/access/one_time_password.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
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

/* "role case-worker -> supervisor, team North -> South": what the audit log says of a change. */
static void add_change(struct str *to, const char *what, const char *before, const char *now)
{
	if (strcmp(before, now))
		str_addf(to, ", %s %s -> %s", what, *before ? before : "none", *now ? now : "none");
}

/* What an account may: all that the system log is told, without the name of the person. */
static void describe_rights(const struct account *was, const struct account *is, struct str *to)
{
	str_add(to, is->name);
	add_change(to, "role", was->role, is->role);
	add_change(to, "team", was->team, is->team);
	add_change(to, "office", was->office, is->office);
}

static void describe_change(const struct account *was, const struct account *is, struct str *to)
{
	describe_rights(was, is, to);
	add_change(to, "full name", was->full_name, is->full_name);
}

static bool log_change(struct session *s, const char *action, const struct account *was, const struct account *is, struct err *e)
{
	struct str detail = {0}, rights = {0};
	describe_change(was, is, &detail);
	describe_rights(was, is, &rights);
	bool good = audit_add(s, &(struct audit_note){.action = action, .detail = str_text(&detail), .log = str_text(&rights)}, e);
	str_fini(&detail);
	str_fini(&rights);
	return good;
}

static bool insert(struct session *s, struct account *a, struct err *e)
{
	struct account none = {0};
	struct err why = {0};
	if (store_account_insert(s->store, a, &why))
		return log_change(s, "account-made", &none, a, e) && (!a->must_change || (second_person_note(s, a->name, e) && one_time_password_begin(s, a->name, e)));
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

static bool keeps_accounts(const struct session *s, const struct account *a)
{
	const struct user_role *r = roles_get(s->config->roles, a->role);
	return !a->disabled && r && r->may[PERMIT_CONFIGURE] != SCOPE_NONE;
}

/* Somebody must be left who keeps accounts, or nobody could ever be let in again. */
static bool somebody_is_left(struct session *s, const struct account *was, const struct account *is, struct err *e)
{
	struct account_list all = {0};
	bool left = false;
	if (!keeps_accounts(s, was) || keeps_accounts(s, is))
		return true;
	if (!store_account_list(s->store, &all, e))
		return false;
	for (int i = 0; i < all.n; i++)
		left = left || (strcmp(all.at[i].name, is->name) && keeps_accounts(s, &all.at[i]));
	account_list_fini(&all);
	return left || err_set(e, ERR_DATA, "account", "%s is the last account that can keep accounts. Give that to somebody else first.",
			       is->name);
}

/* Does what the role may do depend on team or office? */
static bool goes_by_team(const struct user_role *r)
{
	for (int i = 0; r && i < PERMIT_COUNT; i++) {
		if (r->may[i] == SCOPE_TEAM || r->may[i] == SCOPE_OFFICE)
			return true;
	}
	return false;
}

/* Would this give an account more cases, or more to do with them, than it has? Another team or office counts where
 * the role goes by it: it is other people's files. */
static bool widens(const struct session *s, const struct account *was, const struct account *is)
{
	const struct user_role *a = roles_get(s->config->roles, was->role), *b = roles_get(s->config->roles, is->role);
	for (int i = 0; b && i < PERMIT_COUNT; i++) {
		if (b->may[i] > (a ? a->may[i] : SCOPE_NONE))
			return true;
	}
	return goes_by_team(b) && (strcmp(was->team, is->team) || strcmp(was->office, is->office));
}

/* Read, change, write, tell: `how` changes it. */
static bool change(struct session *s, const char *name, const char *action, void (*how)(struct account *a, const void *ctx),
		   const void *ctx, struct err *e)
{
	struct account was = {0}, is;
	bool own;
	if (!transaction_begin(s, &own, e))
		return false;
	bool good = store_account_get(s->store, name, &was, e);
	is = was;
	if (good) {
		how(&is, ctx);
		good = somebody_is_left(s, &was, &is, e) && store_account_update(s->store, &is, e) &&
		       log_change(s, action, &was, &is, e);
	}
	mem_wipe(&was, sizeof was);
	mem_wipe(&is, sizeof is);
	return transaction_end(s, own, good, e);
}

static void set_facts(struct account *a, const void *ctx)
{
	take_facts(a, ctx);
}

/* ---- more for oneself: somebody else says yes ---- */

#define REQUEST "account-request." /* a fact of the database: role, team, office, day; "" when there is none */

static void request_name(const char *account, char out[96])
{
	snprintf(out, 96, REQUEST "%s", account);
}

static bool ask_for(struct session *s, const struct account *was, const struct account *is, struct err *e)
{
	char name[96], now[TIME_TEXT];
	struct str value = {0};
	bool own;
	request_name(is->name, name);
	session_now(s, now);
	str_addf(&value, "%s\n%s\n%s\n%s", is->role, is->team, is->office, now);
	bool good = transaction_begin(s, &own, e) &&
		    transaction_end(s, own,
				    store_fact_put(s->store, name, str_text(&value), e) &&
					    log_change(s, "account-change-asked", was, is, e),
				    e);
	str_fini(&value);
	return good;
}

bool account_change(struct session *s, const struct account_facts *f, bool *asked, struct err *e)
{
	struct account was = {0}, is;
	char name[64];
	*asked = false;
	if (!session_may(s, PERMIT_CONFIGURE, e) || (f->role && !known_role(s, f->role, e)) || !good_name(f->name, name, e))
		return false;
	if (*s->rights && !strcmp(name, s->actor)) {
		if (!store_account_get(s->store, name, &was, e))
			return false;
		is = was;
		take_facts(&is, f);
		*asked = widens(s, &was, &is);
		bool good = !*asked || ask_for(s, &was, &is, e);
		mem_wipe(&was, sizeof was);
		mem_wipe(&is, sizeof is);
		if (!good || *asked)
			return good;
	}
	return change(s, name, "account-changed", set_facts, f, e);
}

static bool may_answer(struct session *s, struct err *e)
{
	return session_may(s, PERMIT_CONFIGURE, NULL) || session_may(s, PERMIT_APPROVE, e);
}

/* One line of a request's value; *at goes on behind it. */
static void next_line(const char **at, char *out, size_t size)
{
	size_t n = strcspn(*at, "\n");
	snprintf(out, size, "%.*s", (int)n, *at);
	*at += n + ((*at)[n] == '\n');
}

static bool request_get(struct session *s, const char *account, struct account_request *out, bool *is, struct err *e)
{
	char name[96], value[256];
	const char *at = value;
	memset(out, 0, sizeof *out);
	request_name(account, name);
	if (!store_fact_get(s->store, name, value, sizeof value, e))
		return false;
	*is = *value != 0;
	snprintf(out->account, sizeof out->account, "%s", account);
	next_line(&at, out->role, sizeof out->role);
	next_line(&at, out->team, sizeof out->team);
	next_line(&at, out->office, sizeof out->office);
	next_line(&at, out->asked_at, sizeof out->asked_at);
	return true;
}

bool account_requests(struct session *s, struct account_request_list *out, struct err *e)
{
	struct account_list all = {0};
	memset(out, 0, sizeof *out);
	if (!may_answer(s, e) || !store_account_list(s->store, &all, e))
		return false;
	bool good = true;
	for (int i = 0; good && i < all.n; i++) {
		struct account_request r;
		bool is;
		good = request_get(s, all.at[i].name, &r, &is, e);
		if (!good || !is)
			continue;
		r.own = !strcmp(all.at[i].name, s->actor);
		snprintf(r.role_now, sizeof r.role_now, "%s", all.at[i].role);
		snprintf(r.full_name, sizeof r.full_name, "%s", all.at[i].full_name);
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		out->at[out->n++] = r;
	}
	account_list_fini(&all);
	return good;
}

void account_request_list_fini(struct account_request_list *l)
{
	free(l->at);
	*l = (struct account_request_list){0};
}

static void set_request(struct account *a, const void *ctx)
{
	const struct account_request *r = ctx;
	snprintf(a->role, sizeof a->role, "%s", r->role);
	snprintf(a->team, sizeof a->team, "%s", r->team);
	snprintf(a->office, sizeof a->office, "%s", r->office);
}

bool account_request_answer(struct session *s, const char *account, bool yes, struct err *e)
{
	struct account_request r;
	char name[96];
	bool own, is;
	if (!may_answer(s, e))
		return false;
	if (!strcmp(account, s->actor) && !yes)
		return true;
	if (!transaction_begin(s, &own, e))
		return false;
	request_name(account, name);
	bool good = (!yes || second_person_check(s, account, e)) && request_get(s, account, &r, &is, e) &&
		    (is || err_set(e, ERR_MISSING, account, "Nothing is asked for this account any more.")) &&
		    (!yes || known_role(s, r.role, e)) && store_fact_put(s->store, name, "", e) &&
		    (yes ? change(s, account, "account-change-confirmed", set_request, &r, e)
			 : audit_add(s, &(struct audit_note){.action = "account-change-refused", .detail = account, .log = account}, e));
	return transaction_end(s, own, good, e);
}

/* ---- disabling, new passwords ---- */

static void set_disabled(struct account *a, const void *ctx)
{
	a->disabled = *(const bool *)ctx;
}

bool account_disable(struct session *s, const char *typed, bool disable, struct err *e)
{
	char name[64];
	if (!session_may(s, PERMIT_CONFIGURE, e) || !good_name(typed, name, e))
		return false;
	if (disable && !strcmp(name, s->actor))
		return err_set(e, ERR_DATA, "account", "You cannot disable your own account. Ask another administrator.");
	return change(s, name, disable ? "account-disabled" : "account-enabled", set_disabled, &disable, e);
}

static void set_password(struct account *a, const void *ctx)
{
	memcpy(a->password, ctx, sizeof a->password);
	a->must_change = true;
	a->totp[0] = 0;
}

bool account_reset(struct session *s, const char *typed, char once[PASSWORD_ONCE], struct err *e)
{
	char hash[PASSWORD_HASH], name[64];
	if (!session_may(s, PERMIT_CONFIGURE, e) || !good_name(typed, name, e) || !password_once(once) || !password_hash(once, hash, e))
		return false;
	bool own;
	bool good = transaction_begin(s, &own, e) &&
		    transaction_end(s, own,
				    change(s, name, "password-reset", set_password, hash, e) &&
					    second_person_note(s, name, e) && one_time_password_begin(s, name, e),
				    e);
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeping accounts: the list of them, and what can be done with one.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/crypto/password.h>
#include <sarai/form/form.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/screen/app.h>
#include <sarai/store/account.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New", "Make an account."},
	{ACT_STATE, "shut", "s", "Shut or open", "Shut an account, or open it again."},
	{ACT_RESET, "reset", "r", "New password", "Hand out a new password, to be changed at the next login."},
	{ACT_REQUESTS, "requests", "k F11", "Requests", "What people who keep accounts have asked for themselves."},
};
const struct action_table actions_accounts = {"accounts", own, (int)(sizeof own / sizeof own[0])};

struct accounts {
	struct account_list found;
	char name[64]; /* being asked about */
};

static struct accounts *of(struct list_page *p)
{
	return p->data;
}

static const char *role_label(const struct list_page *p, const char *role)
{
	const struct user_role *r = roles_get(p->app->session->config->roles, role);
	return r ? r->label : role;
}

static bool read_accounts(struct list_page *p, int *count, struct err *e)
{
	account_list_fini(&of(p)->found);
	if (!accounts_list(p->app->session, &of(p)->found, e))
		return false;
	*count = of(p)->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct account *a = &of(p)->found.at[i];
	char when[DATE_TEXT] = "never";
	int64_t at;
	if (time_from_iso(a->last_login_at, &at))
		time_show(at, when);
	paint_text(line, 0, 2, 14, ROLE_VALUE, a->name);
	paint_text(line, 0, 17, 20, ROLE_TEXT, role_label(p, a->role));
	paint_text(line, 0, 38, 11, ROLE_TEXT, a->team);
	paint_text(line, 0, 50, 17, ROLE_DIM, when);
	paint_text(line, 0, 68, -1, ROLE_ERROR, a->disabled ? "shut" : a->must_change ? "new" : "");
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct account *a = &of(p)->found.at[i];
	str_addf(text, "%s %s %s %s %s", a->name, a->full_name, role_label(p, a->role), a->team, a->office);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct account *a = &of(p)->found.at[i];
	str_addf(out, "%s%s%s%s. Enter changes role, team and office.", a->full_name, *a->full_name ? ", " : "",
		 *a->office ? "office " : "no office", a->office);
}

/* ---- one account's facts, by the form engine ---- */

static struct option_list *role_list(const struct list_page *p)
{
	const struct roles *r = p->app->session->config->roles;
	struct option_list *l = option_list_new("roles");
	for (int i = 0; i < r->n; i++)
		option_list_add(l, r->at[i].name, r->at[i].label);
	return l;
}

static void handed_out(struct list_page *p, const char *name, const char *once)
{
	struct str t = {0};
	str_addf(&t,
		 "Account: %s\nPassword: %s\n\nHand it over in person. It has to be changed at the first login. It is "
		 "shown only "
		 "here and now.",
		 name, once);
	dialog_text(p->app->stack, "A password to hand over", str_text(&t));
	mem_wipe(t.s, t.len);
	str_fini(&t);
}

static const struct field_def fields[] = {
	{.name = "name",
	 .type = FIELD_TEXT,
	 .label = "Name to log in with",
	 .max = 32,
	 .required_if = "always",
	 .help = "Small letters, digits, . - or _; a letter first."},
	{.name = "full_name", .type = FIELD_TEXT, .label = "Full name", .max = 60},
	{.name = "role",
	 .type = FIELD_CHOICE,
	 .label = "Role",
	 .list = "roles",
	 .required_if = "always",
	 .help = "What this person may do, and over whose cases: see roles.ini."},
	{.name = "team",
	 .type = FIELD_TEXT,
	 .label = "Team",
	 .max = 30,
	 .help = "Supervisors see the cases of their team. Write it the same for all of a team."},
	{.name = "office", .type = FIELD_TEXT, .label = "Office", .max = 30},
};

static const char *value(const struct form *f, const char *name)
{
	return form_value_of(f, name);
}

static bool facts_saved(void *ctx, struct form *f, struct err *e)
{
	struct list_page *p = ctx;
	struct session *s = p->app->session;
	struct account_facts facts = {value(f, "name"), value(f, "full_name"), value(f, "role"), value(f, "team"),
				      value(f, "office")};
	char once[PASSWORD_ONCE], name[sizeof of(p)->name];
	bool is_new = !*of(p)->name;
	/* The form goes with its page, and the facts point into it. */
	snprintf(name, sizeof name, "%s", facts.name);
	bool asked = false;
	if (!(is_new ? account_add(s, &facts, once, e) : account_change(s, &facts, &asked, e)))
		return false;
	stack_pop(p->app->stack);
	if (is_new)
		handed_out(p, name, once);
	else
		stack_say(p->app->stack, ROLE_GOOD, "%s",
			  asked ? "Asked for. Another administrator or a supervisor has to confirm it."
				: "Saved. If they are working now, they have to log in again; what they type is kept.");
	mem_wipe(once, sizeof once);
	return true;
}

static void open_facts(struct list_page *p, const struct account *a)
{
	struct form_def *def = form_def_builtin("account", "Account", fields, (int)(sizeof fields / sizeof fields[0]));
	struct form *f = form_new(def, clock_today(p->app->session->clock), &p->app->session->config->lists);
	snprintf(of(p)->name, sizeof of(p)->name, "%s", a ? a->name : "");
	form_add_list(f, role_list(p));
	if (a) {
		struct pairs answers = {0};
		pairs_set(&answers, "name", a->name);
		pairs_set(&answers, "full_name", a->full_name);
		pairs_set(&answers, "role", a->role);
		pairs_set(&answers, "team", a->team);
		pairs_set(&answers, "office", a->office);
		form_load(f, &answers);
		pairs_clear(&answers);
	}
	open_plain_form(p->app, a ? "Change account" : "New account", def, f, facts_saved, p);
}

static void open_row(struct list_page *p, int i)
{
	open_facts(p, &of(p)->found.at[i]);
}

/* ---- shutting, new passwords ---- */

static void shut(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (choice != 0)
		return;
	bool was = false;
	for (int i = 0; i < of(p)->found.n; i++)
		was |= !strcmp(of(p)->found.at[i].name, of(p)->name) && of(p)->found.at[i].disabled;
	if (account_disable(p->app->session, of(p)->name, !was, &e))
		stack_say(p->app->stack, ROLE_GOOD, was ? "The account is open again." : "The account is shut.");
	else
		stack_say_err(p->app->stack, &e);
	list_page_shown(stack_top(p->app->stack));
}

static void reset(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	char once[PASSWORD_ONCE];
	if (choice != 0)
		return;
	if (account_reset(p->app->session, of(p)->name, once, &e))
		handed_out(p, of(p)->name, once);
	else
		stack_say_err(p->app->stack, &e);
	mem_wipe(once, sizeof once);
}

static bool act(struct list_page *p, int action, int i)
{
	static const struct choice choices[] = {{'y', "Yes"}, {'n', "No"}};
	const struct account *a = i >= 0 ? &of(p)->found.at[i] : NULL;
	struct str q = {0};
	if (action == ACT_NEW) {
		open_facts(p, NULL);
		return true;
	}
	if (action == ACT_REQUESTS) {
		open_account_requests(p->app);
		return true;
	}
	if (!a || (action != ACT_STATE && action != ACT_RESET))
		return false;
	snprintf(of(p)->name, sizeof of(p)->name, "%s", a->name);
	if (action == ACT_STATE)
		str_addf(&q,
			 a->disabled ? "Open the account of %s again?"
				     : "Shut the account of %s? Nobody can log in with it then.",
			 a->name);
	else
		str_addf(&q, "Hand out a new password for %s? The old one stops, and so does an authenticator.",
			 a->name);
	dialog_choose(p->app->stack, "Account", str_text(&q), choices, 2, action == ACT_STATE ? shut : reset, p);
	str_fini(&q);
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Accounts");
}

static void top(struct list_page *p, struct canvas *line)
{
	paintf(line, 0, 0, -1, ROLE_HEADING, "%d account%s: name, role, team, last login", of(p)->found.n,
	       of(p)->found.n == 1 ? "" : "s");
}

static void fini(struct list_page *p)
{
	account_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "No accounts yet.",
	.read = read_accounts,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class accounts_class = {
	.name = "accounts",
	.need = PERMIT_BIT(PERMIT_CONFIGURE),
	.actions = &actions_accounts,
	.help = "Everybody who can log in. n makes an account and shows a password to hand over; Enter changes role, "
		"team and "
		"office; s shuts an account, so that nobody can log in with it: its work stays. r hands out a new "
		"password.",
	LIST_PAGE_FUNCTIONS,
};

void open_accounts(struct app *a)
{
	list_page_push(a, &accounts_class, &spec, NULL, mem_alloc(sizeof(struct accounts)));
}

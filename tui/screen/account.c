/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One's own account: who one is here, another password, the authenticator, the calendar one types dates in.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/preference.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/crypto/totp.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/screen/app.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "screens.h"

/* Questions one after the other; what is typed is shown as stars, and wiped when the answer is done with. */
struct change {
	struct app *app;
	char *old_password, *new_password;
	char secret[TOTP_SECRET];
};

static void change_free(struct change *c)
{
	if (c->old_password)
		mem_wipe(c->old_password, strlen(c->old_password));
	if (c->new_password)
		mem_wipe(c->new_password, strlen(c->new_password));
	free(c->old_password);
	free(c->new_password);
	mem_wipe(c->secret, sizeof c->secret);
	free(c);
}

static void got_again(void *ctx, const char *text)
{
	struct change *c = ctx;
	struct err e = {0};
	if (!text)
		stack_say(c->app->stack, ROLE_HINT, "The password stays as it was.");
	else if (strcmp(text, c->new_password))
		stack_say(c->app->stack, ROLE_ERROR, "The two are not the same. The password stays as it was.");
	else if (account_set_password(c->app->session, c->old_password, c->new_password, &e))
		stack_say(c->app->stack, ROLE_GOOD, "The password is changed.");
	else
		stack_say(c->app->stack, ROLE_ERROR, "%s The password stays as it was.", e.detail);
	change_free(c);
}

static void got_new(void *ctx, const char *text)
{
	struct change *c = ctx;
	if (!text) {
		change_free(c);
		return;
	}
	c->new_password = mem_strdup(text);
	dialog_secret(c->app->stack, "Password", "The new password again:", got_again, c);
}

static void got_old(void *ctx, const char *text)
{
	struct change *c = ctx;
	if (!text) {
		change_free(c);
		return;
	}
	c->old_password = mem_strdup(text);
	dialog_secret(c->app->stack, "Password", "A new one, of at least twelve characters:", got_new, c);
}

static struct change *begin(struct app *a)
{
	struct change *c = mem_alloc(sizeof *c);
	c->app = a;
	return c;
}

/* ---- the authenticator ---- */

static void got_code(void *ctx, const char *code)
{
	struct change *c = ctx;
	struct err e = {0};
	if (!code)
		stack_say(c->app->stack, ROLE_HINT, "No authenticator was set up.");
	else if (account_totp_confirm(c->app->session, c->secret, code, &e))
		stack_say(c->app->stack, ROLE_GOOD,
			  "The authenticator is set up: its code is asked for at each login.");
	else
		stack_say(c->app->stack, ROLE_ERROR, "%s Nothing was set up.", e.detail);
	change_free(c);
}

static void ask_code(struct app *a)
{
	struct change *c = begin(a);
	struct str q = {0};
	if (!totp_secret(c->secret)) {
		stack_say(a->stack, ROLE_ERROR, "There is no randomness now. Try again.");
		change_free(c);
		return;
	}
	str_addf(&q, "Type this key into the authenticator (time based, 6 digits, 30 seconds):\n");
	for (int i = 0; c->secret[i]; i++)
		str_addf(&q, "%s%c", i && i % 4 == 0 ? " " : "", c->secret[i]);
	str_add(&q, "\nThen type the six digits it shows:");
	dialog_ask(a->stack, "Authenticator", str_text(&q), "", 6, 1, got_code, c);
	mem_wipe(q.s, q.len);
	str_fini(&q);
}

static void got_off(void *ctx, const char *text)
{
	struct app *a = ctx;
	struct err e = {0};
	if (text && account_totp_off(a->session, text, &e))
		stack_say(a->stack, ROLE_GOOD, "The authenticator is off.");
	else if (text)
		stack_say(a->stack, ROLE_ERROR, "%s", e.detail);
}

/* ---- the calendar ---- */

static void got_calendar(void *ctx, int choice)
{
	struct app *a = ctx;
	struct err e = {0};
	if (choice < 0)
		return;
	if (!session_set_calendar(a->session, (enum calendar)choice, &e))
		stack_say_err(a->stack, &e);
	else if (choice == CALENDAR_GREGORIAN)
		stack_say(a->stack, ROLE_GOOD, "Dates you type are Gregorian. Another calendar is asked about where a date cannot be.");
	else
		stack_say(a->stack, ROLE_GOOD, "Dates you type are read in both calendars, and you are asked which is meant.");
}

static void ask_calendar(struct app *a)
{
	struct choice choices[CALENDAR_COUNT];
	struct str q = {0};
	for (int i = 0; i < CALENDAR_COUNT; i++)
		choices[i] = (struct choice){(char)('1' + i), calendar_words((enum calendar)i)};
	str_addf(&q, "In which calendar do you type dates? Now: %s. They are kept and shown as Gregorian ones.",
		 calendar_words(a->session->calendar));
	dialog_choose(a->stack, "Calendar", str_text(&q), choices, CALENDAR_COUNT, got_calendar, a);
	str_fini(&q);
}

/* ---- the choice ---- */

static void chosen(void *ctx, int choice)
{
	struct app *a = ctx;
	bool has = false;
	if (choice >= 0 && !a->with_accounts)
		choice = 2; /* the only one there */
	if (choice == 0)
		dialog_secret(a->stack, "Password", "The present password:", got_old, begin(a));
	else if (choice == 1 && account_has_totp(a->session, &has, NULL) && has)
		dialog_secret(a->stack, "Authenticator", "Turn it off? Your password:", got_off, a);
	else if (choice == 1)
		ask_code(a);
	else if (choice == 2)
		ask_calendar(a);
}

void open_own_account(struct app *a)
{
	const struct session *s = a->session;
	const struct user_role *r = roles_get(s->config->roles, s->role);
	bool has = false;
	struct str q = {0};
	if (a->with_accounts) {
		account_has_totp(a->session, &has, NULL);
		str_addf(&q, "You are %s, %s. You see %s.", s->actor, r ? r->label : "without a role",
			 scope_words(s->scope[PERMIT_VIEW]));
	} else {
		str_addf(&q, "You are %s. This is a practice database: there are no accounts in it.", s->actor);
	}
	const struct choice choices[] = {{'1', "Change the password"},
					 {'2', has ? "Turn the authenticator off" : "Set up an authenticator"},
					 {'3', "Calendar of the dates you type"}};
	dialog_choose(a->stack, "Your account", str_text(&q), a->with_accounts ? choices : choices + 2,
		      a->with_accounts ? 3 : 1, chosen, a);
	str_fini(&q);
}

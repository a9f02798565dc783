/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/preference.h>
#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/screen/app.h>
#include <sarai/screen/tables.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

struct app *app_of(const struct screen *s)
{
	return stack_ctx(s->stack);
}

void app_count_drafts(struct app *a)
{
	struct draft_list l = {0};
	if (drafts_list(a->session, &l, NULL))
		a->drafts = l.n;
	draft_list_fini(&l);
}

static unsigned app_permits(void *ctx)
{
	struct app *a = ctx;
	return a->session->permits;
}

static void app_status(void *ctx, struct str *right)
{
	struct app *a = ctx;
	if (a->names_hidden)
		str_add(right, "names hidden  ");
	if (a->drafts > 0)
		str_addf(right, "%d draft%s  ", a->drafts, a->drafts == 1 ? "" : "s");
	str_add(right, a->session->actor);
}

static void app_jump(void *ctx, const char *typed)
{
	struct app *a = ctx;
	struct case_row k = {0};
	struct err e = {0};
	if (!typed || !*typed)
		return;
	if (cases_jump(a->session, typed, &k, &e))
		open_case(a, k.id);
	else if (e.code == ERR_MISSING) {
		open_find(a, typed, false);
		stack_say(a->stack, ROLE_HINT, "%s", e.detail);
	} else
		stack_say_err(a->stack, &e);
	case_row_fini(&k);
}

/* What works on every screen. */
static bool app_act(void *ctx, struct stack *s, int action)
{
	struct app *a = ctx;
	switch (action) {
	case ACT_FIND:
		open_find(a, NULL, false);
		return true;
	case ACT_JUMP:
		dialog_ask(s, "Go to a case", "Case number (its last figures are enough) or name:", "", 80, 1, app_jump,
			   a);
		return true;
	case ACT_HIDE:
		a->names_hidden = !a->names_hidden;
		stack_say(s, ROLE_GOOD,
			  a->names_hidden ? "Names are hidden on every screen." : "Names are shown again.");
		return true;
	case ACT_LOCK:
		open_lock(a);
		return true;
	case ACT_REFRESH: {
		struct screen *top = stack_top(s);
		if (top && top->class->shown)
			top->class->shown(top);
		return true;
	}
	case ACT_PRINT:
		stack_say(s, ROLE_HINT, "There is nothing to print on this screen.");
		return true;
	default:
		return false;
	}
}

#define SAY_WAITING_MS 1500

/* A save waits for others: the page says so, instead of standing still. */
static void say_waiting(void *ctx)
{
	struct app *a = ctx;
	stack_say(a->stack, ROLE_HINT, "Others are saving just now. This waits for its turn; nothing is lost.");
	stack_paint(a->stack);
}

static void say_last_login(struct app *a)
{
	char when[DATE_TEXT];
	int64_t at;
	if (time_from_iso(a->session->last_login_at, &at)) {
		time_show(at, when);
		stack_say(a->stack, ROLE_HINT,
			  "Your last login: %s, from %s. Was that not you? Tell your administrator.", when,
			  *a->session->last_login_from ? a->session->last_login_from : "here");
	}
}

struct app *app_new(struct session *session, struct term *term, bool with_accounts, struct diags *d)
{
	struct app *a = mem_alloc(sizeof *a);
	a->session = session;
	a->with_accounts = with_accounts;
	a->keys = keymap_new(screen_tables, screen_table_count, session->config->keys, d);
	if (!a->keys) {
		free(a);
		return NULL;
	}
	struct stack_options o = {
		.keys = a->keys,
		.clock = session->clock,
		.tick_ms = session->config->settings.draft_ms,
		.permits = app_permits,
		.status = app_status,
		.act = app_act,
		.idle = app_idle,
		.ctx = a,
	};
	a->stack = stack_new(term, &o);
	session_read_preferences(session);
	store_on_wait(session->store, SAY_WAITING_MS, say_waiting, a);
	app_count_drafts(a);
	open_home(a);
	if (a->drafts > 0) {
		open_drafts(a);
		stack_say(a->stack, ROLE_TITLE, "%s",
			  "You have typing that is not saved yet. Enter continues it, Esc leaves it for later.");
	} else if (*session->last_login_at)
		say_last_login(a);
	return a;
}

void app_leave(struct app *a, bool another)
{
	a->another = another;
	stack_keep_all(a->stack);
	stack_end(a->stack);
}

bool app_end_if_over(struct app *a)
{
	struct err e = {0};
	if (!session_is_over(a->session, &e))
		return false;
	if (!session_leave(a->session)) {
		/* Nowhere to save it: the text stays on the page for as long as its author wants to see it. */
		stack_say(a->stack, ROLE_ERROR, "%s Your text cannot be saved: write it down, then log out.", e.detail);
		return false;
	}
	a->ended = e;
	app_leave(a, false);
	return true;
}

void app_free(struct app **a)
{
	if (!*a)
		return;
	store_on_wait((*a)->session->store, 0, NULL, NULL);
	stack_free(&(*a)->stack);
	keymap_free(&(*a)->keys);
	free(*a);
	*a = NULL;
}

/* ---- tables ---- */

/* One a line. */
/* clang-format off */
const struct action_table *const screen_tables[] = {
	&actions_global,
	&actions_list,
	&actions_menu,
	&actions_page,
	&actions_form,
	&actions_find,
	&actions_cases,
	&actions_case,
	&actions_assessment,
	&actions_plan,
	&actions_agenda,
	&actions_drafts,
	&actions_records,
	&actions_conflict,
	&actions_lock,
	&actions_accounts,
	&actions_audit,
	&actions_timeline,
	&actions_household,
	&actions_household_plan,
	&actions_signals,
	&actions_interventions,
	&actions_contexts,
	&actions_signed,
	&actions_status,
	&actions_approvals,
	&actions_caseload,
	&actions_load_cases,
	&actions_directory,
	&actions_entry,
	&actions_finding,
	&actions_referrals,
	&actions_referral,
	&actions_rights,
	&actions_retention,
	&actions_account_requests,
};
/* clang-format on */
const int screen_table_count = (int)(sizeof screen_tables / sizeof screen_tables[0]);

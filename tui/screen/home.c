/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/notification.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/notices.h>
#include <sarai/view/today.h>

#include "screens.h"

#define MENU_COLS 24
#define WHEN_COLS 19 /* "URGENT late 41 min", "URGENT late 20 days" */
#define NUMBER_COLS 14

static void leave(struct app *a)
{
	stack_end(a->stack);
}

static void find_or_register(struct app *a)
{
	open_find(a, NULL, true);
}

static void cases_to_plan(struct app *a)
{
	open_cases(a, CASES_PLAN);
}

static void cases_to_see(struct app *a)
{
	open_cases(a, CASES_LOOK);
}

/* What one can do from here; an item is there only for those with one of its permissions (0: for everybody). */
/* One a line. */
/* clang-format off */
static const struct {
	struct menu_item item;
	unsigned need;
	void (*open)(struct app *a);
} entries[] = {
	{{'1', "Screening", "Find a person or register a new one, then screen.", 0},
	 PERMIT_BIT(PERMIT_SCREEN) | PERMIT_BIT(PERMIT_REGISTER),
	 find_or_register},
	{{'2', "Protection planning", "Cases with an assessment: goals, actions, agreement.", 0},
	 PERMIT_BIT(PERMIT_PLAN),
	 cases_to_plan},
	{{'3', "Follow-up", "What is due by day; record a contact.", 0}, PERMIT_BIT(PERMIT_FOLLOW_UP), open_agenda},
	{{'4', "Cases", "All open cases, yours or everyone's.", 0}, PERMIT_BIT(PERMIT_VIEW), cases_to_see},
	{{'5', "Drafts", "What you typed and have not saved yet.", 0}, 0, open_drafts},
	{{'6', "About the levels", "Who set the weights, when, and what they mean.", 0}, 0, open_weights},
	{{'7', "Communities, context", "What holds for everybody in a place: profiles, and who rests on older ones.",
	  0},
	 PERMIT_BIT(PERMIT_VIEW),
	 open_contexts},
	{{'8', "Approvals", "Plans, closures and other things that wait for a yes.", 0},
	 PERMIT_BIT(PERMIT_APPROVE),
	 open_approvals},
	{{'9', "Caseload", "Who has how much to carry; give cases to others.", 0},
	 PERMIT_BIT(PERMIT_VIEW),
	 open_caseload},
	{{'r', "Referrals", "Late and open ones, and services that cannot be had.", 0},
	 PERMIT_BIT(PERMIT_VIEW),
	 open_all_referrals},
	{{'d', "Directory", "Who does what, where, for whom; best fit for a person.", 0},
	 PERMIT_BIT(PERMIT_VIEW),
	 open_directory},
	{{'g', "Programme signals", "What many cases of one place have in common; interventions.", 0},
	 PERMIT_BIT(PERMIT_CONTEXT),
	 open_signals},
	{{'w', "Weights", "What other weights would do; where people assign another level.", 0},
	 PERMIT_BIT(PERMIT_CONFIGURE),
	 open_weights_trials},
	{{'e', "Retention", "Closed files whose time is over: keep longer, or the end of them.", 0},
	 PERMIT_BIT(PERMIT_APPROVE),
	 open_retention},
	{{'i', "Figures, exports", "Cases counted; codes of single cases for others, with their consent.", 0},
	 PERMIT_BIT(PERMIT_EXPORT) | PERMIT_BIT(PERMIT_EXPORT_CASES),
	 open_exports},
	{{'u', "Your account", "Who you are here, your password, an authenticator.", 0}, 0, open_own_account},
	{{'x', "Accounts", "Everybody who can log in: new ones, roles, passwords.", 0},
	 PERMIT_BIT(PERMIT_CONFIGURE),
	 open_accounts},
	{{'t', "Audit trail", "Who did what and who looked at what, and whether the trail is whole.", 0},
	 PERMIT_BIT(PERMIT_AUDIT),
	 open_audit},
	{{'0', "Leave", "Close the program. Drafts are kept.", 0}, 0, leave},
};
/* clang-format on */
#define ENTRIES ((int)(sizeof entries / sizeof entries[0]))

struct home {
	struct app *app;
	struct screen *screen;
	struct menu menu;
	struct menu_item items[ENTRIES]; /* those this person may choose; id: the entry */
	struct today today;
	struct list_view list;
	int64_t now;
};

static struct home *of(const struct screen *s)
{
	return s->data;
}

static void today_row(void *ctx, int i, struct canvas *line, bool focus)
{
	struct home *h = ctx;
	const struct today_item *t = &h->today.at[i];
	struct str s = {0};
	enum role role = ROLE_TEXT;
	(void)focus;
	switch (t->kind) {
	case TODAY_URGENT:
		role = ROLE_URGENT;
		str_add(&s, "URGENT ");
		break;
	case TODAY_OVERDUE:
		role = ROLE_ERROR;
		break;
	case TODAY_DUE:
		break;
	case TODAY_WAITING:
		role = ROLE_TITLE;
		str_add(&s, "to answer");
		break;
	case TODAY_NEWS:
		str_add(&s, "to see");
		break;
	case TODAY_DRAFT:
		str_add(&s, "draft");
		break;
	}
	if (t->kind == TODAY_URGENT)
		urgent_due_words(t->due, h->now, &s);
	else if (t->kind <= TODAY_DUE)
		due_words_of(t->due, h->now, &s);
	paint_text(line, 0, 2, WHEN_COLS, role, str_text(&s));
	paint_text(line, 0, 3 + WHEN_COLS, NUMBER_COLS, ROLE_LABEL, t->number);
	paint_text(line, 0, 4 + WHEN_COLS + NUMBER_COLS, -1, ROLE_TEXT, t->what);
	str_fini(&s);
}

static void home_read(struct screen *s)
{
	struct home *h = of(s);
	struct err e = {0};
	today_fini(&h->today);
	h->now = clock_now(h->app->session->clock);
	if (!today_read(h->app->session, &h->today, &e))
		stack_say_err(h->app->stack, &e);
	app_count_drafts(h->app);
	list_set_count(&h->list, h->today.n);
}

static void home_title(const struct screen *s, struct str *out)
{
	if (stack_depth(s->stack) == 1)
		str_add(out, "Home");
}

static void home_draw(const struct screen *s, struct canvas *body)
{
	struct home *h = of(s);
	struct canvas left = canvas_cut(body, 0, 0, body->rows, MENU_COLS);
	struct canvas right = canvas_cut(body, 2, MENU_COLS, body->rows - 2, body->cols - MENU_COLS);
	menu_draw(&h->menu, &left);
	paintf(body, 0, MENU_COLS, -1, ROLE_HEADING, "Today: %d urgent, %d late, %d due, %d to answer, %d draft%s",
	       h->today.urgent, h->today.overdue, h->today.due_today, h->today.waiting, h->today.drafts,
	       h->today.drafts == 1 ? "" : "s");
	if (h->today.n == 0) {
		paint_text(&right, 0, 2, -1, ROLE_TEXT, "Nothing is due today.");
		paint_cursor(body, 0, 0);
	} else {
		list_draw(&h->list, &right);
	}
}

static void leave_answer(void *ctx, int choice)
{
	struct home *h = ctx;
	if (choice == 0)
		stack_end(h->app->stack);
}

static bool home_may_close(struct screen *s)
{
	static const struct choice choices[] = {{'y', "Yes, leave"}, {'n', "No, stay"}};
	dialog_choose(s->stack, "Leave", "Leave the program? Drafts are kept.", choices, 2, leave_answer, s->data);
	return false;
}

/* ---- a case that a colleague has opened with a reason ---- */

static void noted(void *ctx, int choice)
{
	struct home *h = ctx;
	struct err e = {0};
	int i = list_index(&h->list);
	if (choice < 0 || i < 0 || !*h->today.at[i].grant_id)
		return;
	char case_id[ID_TEXT];
	memcpy(case_id, h->today.at[i].case_id, sizeof case_id);
	if (choice == 1)
		open_case(h->app, case_id);
	else if (access_seen(h->app->session, h->today.at[i].grant_id, &e))
		stack_say(h->app->stack, ROLE_GOOD, "Noted.");
	else
		stack_say_err(h->app->stack, &e);
	home_read(h->screen);
}

static void ask_noted(struct home *h, const struct today_item *t)
{
	static const struct choice choices[] = {{'1', "I have taken note"}, {'2', "Open the case"}};
	struct str q = {0};
	str_addf(&q, "%s. %s", t->number, t->what);
	dialog_choose(h->app->stack, "Another's case was opened", str_text(&q), choices, 2, noted, h);
	str_fini(&q);
}

/* ---- what the program tells a supervisor ---- */

static void acknowledged(void *ctx, int choice)
{
	struct home *h = ctx;
	struct err e = {0};
	int i = list_index(&h->list);
	if (choice < 0 || i < 0 || !*h->today.at[i].notification_id)
		return;
	char case_id[ID_TEXT];
	memcpy(case_id, h->today.at[i].case_id, sizeof case_id);
	if (choice == 0)
		open_case(h->app, case_id);
	else if (notification_acknowledge(h->app->session, h->today.at[i].notification_id, choice == 2, &e))
		stack_say(h->app->stack, ROLE_GOOD, choice == 2 ? "Acknowledged. The clock has ended." : "Acknowledged.");
	else
		stack_say_err(h->app->stack, &e);
	home_read(h->screen);
}

static void ask_acknowledged(struct home *h, const struct today_item *t)
{
	static const struct choice choices[] = {
		{'1', "Open the case"}, {'2', "Acknowledge"}, {'3', "Acknowledge, and end the clock"}};
	struct str q = {0};
	str_addf(&q, "%s. %s", t->number, t->what);
	dialog_choose(h->app->stack, t->kind == TODAY_URGENT ? "Urgent: for the supervisor" : "For the supervisor", str_text(&q), choices, t->confirms ? 3 : 2,
		      acknowledged, h);
	str_fini(&q);
}

static bool home_act(struct screen *s, int action)
{
	struct home *h = of(s);
	int i = list_index(&h->list);
	if (action == ACT_ENTER) {
		if (i < 0)
			stack_say(s->stack, ROLE_HINT, "Press a number to choose.");
		else if (h->today.at[i].kind == TODAY_DRAFT) {
			struct err e = {0};
			struct edit *w = edit_open_draft(h->app->session, h->today.at[i].draft_id, &e);
			if (w)
				open_work(h->app, w);
			else
				stack_say_err(s->stack, &e);
		} else if (*h->today.at[i].notification_id && (h->today.at[i].waits || h->today.at[i].confirms)) {
			ask_acknowledged(h, &h->today.at[i]);
		} else if (*h->today.at[i].grant_id) {
			ask_noted(h, &h->today.at[i]);
		} else if (*h->today.at[i].referral_id) {
			char case_id[ID_TEXT], id[ID_TEXT];
			memcpy(case_id, h->today.at[i].case_id, sizeof case_id);
			memcpy(id, h->today.at[i].referral_id, sizeof id);
			open_referral(h->app, case_id, id);
		} else if (h->today.at[i].kind == TODAY_WAITING || h->today.at[i].kind == TODAY_NEWS) {
			struct err e = {0};
			char case_id[ID_TEXT];
			enum case_section section = h->today.at[i].section;
			memcpy(case_id, h->today.at[i].case_id, sizeof case_id);
			/* Seen, also where the case has gone to somebody else. */
			if (h->today.at[i].kind == TODAY_NEWS && !notices_seen(h->app->session, case_id, &e))
				stack_say_err(s->stack, &e);
			else if (section == SECTION_NONE)
				open_status(h->app, case_id);
			else if (section == SECTION_FAMILY)
				open_household(h->app, case_id);
			else
				open_section(h->app, section, case_id);
		} else {
			open_case(h->app, h->today.at[i].case_id);
		}
		return true;
	}
	return list_act(&h->list, action, 10);
}

static bool home_text(struct screen *s, const char *utf8)
{
	struct home *h = of(s);
	int chosen = -1;
	if (!menu_text(&h->menu, utf8, &chosen))
		return false;
	if (chosen >= 0)
		entries[chosen].open(h->app);
	return true;
}

static void home_hint(const struct screen *s, struct str *out)
{
	struct home *h = of(s);
	int i = list_index(&h->list);
	if (i < 0) {
		str_add(out, "Press the number of what you want to do.");
		return;
	}
	const struct today_item *t = &h->today.at[i];
	if (t->name && *t->name && !h->app->names_hidden && (h->app->session->permits & PERMIT_BIT(PERMIT_NAMES)))
		str_addf(out, "%s. ", t->name);
	if (*t->level) {
		level_words(h->app->session->config, t->level, out);
		str_add(out, ". ");
	}
	if (*t->notification_id && t->waits) {
		str_addf(out, "%s. Enter: open the case, or acknowledge.", t->what);
		return;
	}
	switch (t->kind) {
	case TODAY_WAITING:
		str_addf(out, "%s. Enter opens it: there you answer.", t->what);
		break;
	case TODAY_NEWS:
		str_addf(out, "%s. Enter opens it.", t->what);
		break;
	case TODAY_DRAFT:
		str_add(out, "Enter goes on with the draft.");
		break;
	default:
		str_addf(out, "%s. Enter opens the case.", t->what); /* the row may have had no room for all of it */
		break;
	}
}

static void home_close(struct screen *s)
{
	struct home *h = of(s);
	today_fini(&h->today);
	list_fini(&h->list);
	free(h);
}

static const struct screen_class home_class = {
	.name = "home",
	.widget = &actions_menu,
	.help = "Press a number to start one of the three jobs, or to look at cases and drafts.\n"
		"Today shows what needs you: urgent first, then late, due today, what waits "
		"for your answer, news, drafts. Arrows move in it, "
		"Enter opens the row.",
	.title = home_title,
	.draw = home_draw,
	.act = home_act,
	.text = home_text,
	.hint = home_hint,
	.may_close = home_may_close,
	.shown = home_read,
	.tick = home_read,
	.close = home_close,
};

void open_home(struct app *a)
{
	struct home *h = mem_alloc(sizeof *h);
	h->app = a;
	h->menu.items = h->items;
	for (int i = 0; i < ENTRIES; i++) {
		if (entries[i].need && !(a->session->permits & entries[i].need))
			continue;
		h->items[h->menu.n] = entries[i].item;
		h->items[h->menu.n++].id = i;
	}
	h->menu.at = -1;
	list_init(&h->list, h, today_row, NULL);
	h->screen = stack_push(a->stack, &home_class, h);
}

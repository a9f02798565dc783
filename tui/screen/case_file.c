/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The case file: a head that stays, numbered sections, and the summary a colleague reads in a minute.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/summary.h>

#include "screens.h"

#define MENU_COLS 20

static const struct action_def own[] = {
	{ACT_CONTACT, "contact", "c F9", "Record contact", "Record a contact, or an attempt, with this person."},
	{ACT_PLAN, "plan", "p F11", "Plan", "The protection plan."},
	{ACT_TIMELINE, "timeline", "t 9 F12", "Timeline", "All that happened, by day; every change behind it."},
};
const struct action_table actions_case = {"case", own, 3};

static const struct menu_item items[] = {
	{'1', "Person", "Names, birth, languages, safe contact.", SECTION_PERSON},
	{'2', "Consent", "What the person agreed to, and the limits.", SECTION_CONSENT},
	{'3', "Screening", "Consent, urgent flags, the two legs, decision.", SECTION_SCREENING},
	{'4', "Assessment", "Factors at four levels, score, assigned level.", SECTION_ASSESSMENT},
	{'5', "Plan", "Wishes, goals, actions, agreement.", SECTION_PLAN},
	{'r', "Referrals", "Asking others for a service: sent, answered, late; what cannot be had.", SECTION_REFERRALS},
	{'6', "Follow-up", "Contacts and attempts, newest first.", SECTION_FOLLOW_UP},
	{'7', "Safety, urgent",
	 "Safety assessment and plan, urgent flags acted on, asylum, care after violence.", SECTION_SAFETY},
	{'8', "Status", "Status, approvals, assigning, transfer, closing, opening again.", SECTION_STATUS},
	{'0', "Notes", "Signed notes, restricted notes, case conferences.", SECTION_NOTES},
	{'f', "Household", "Members here and elsewhere, their cases, one assessment for all.", SECTION_FAMILY},
	{'j', "Papers, journey", "Documents, the journey in stages, people to reach or not.", SECTION_JOURNEY},
	{'k', "Child", "Under 18 or age disputed: care, guardian, best interests, tracing; what is locked.",
	 SECTION_CHILD},
	{'x', "Trafficking", "Signs, act, means and purpose, who decided, reflection period.", SECTION_TRAFFICKING},
	{'g', "Rights", "Their own copy, corrections, taking consent back, the end of the file.", SECTION_RIGHTS},
};

struct case_file {
	struct app *app;
	struct case_row case_row;
	struct menu menu;
	struct text_view text;
	int64_t read_at; /* what the summary says of hours and days holds for then */
	int cols, rows;
};

static struct case_file *of(const struct screen *s)
{
	return s->data;
}

static void read_case(struct screen *s)
{
	struct case_file *f = of(s);
	struct err e = {0};
	char id[ID_TEXT];
	memcpy(id, f->case_row.id, sizeof id);
	case_row_fini(&f->case_row);
	memset(&f->case_row, 0, sizeof f->case_row);
	if (!cases_get(f->app->session, id, &f->case_row, &e)) {
		memcpy(f->case_row.id, id, sizeof id);
		stack_say_err(s->stack, &e);
		return;
	}
	f->read_at = clock_now(f->app->session->clock);
	char *page = case_summary(f->app->session, id, term_cols(stack_term(s->stack)) - MENU_COLS - 2, &e);
	if (!page)
		stack_say_err(s->stack, &e);
	int at = f->text.top; /* as far down as one has read */
	text_view_set(&f->text, page ? page : "");
	f->text.top = at;
	free(page);
}

/* The head counts on by itself; the summary below it must not say another time. */
static void tick(struct screen *s)
{
	struct case_file *f = of(s);
	if (clock_now(f->app->session->clock) / 60 != f->read_at / 60)
		read_case(s);
}

static void title(const struct screen *s, struct str *out)
{
	str_add(out, of(s)->case_row.number);
}

static void draw(const struct screen *s, struct canvas *body)
{
	struct case_file *f = of(s);
	int top = case_head_rows(&f->case_row, body->cols);
	struct canvas head = canvas_cut(body, 0, 0, top, body->cols);
	case_head_draw(f->app, &f->case_row, &head);
	paint_rule(body, top++);
	struct canvas left = canvas_cut(body, top, 0, body->rows - top, MENU_COLS);
	struct canvas right = canvas_cut(body, top, MENU_COLS, body->rows - top, body->cols - MENU_COLS);
	f->rows = right.rows;
	f->cols = right.cols;
	text_view_draw(&f->text, &right);
	menu_draw(&f->menu, &left);
}

/* ---- sections ---- */

static void go(struct case_file *f, int section)
{
	struct app *a = f->app;
	const char *id = f->case_row.id;
	switch (section) {
	case SECTION_PERSON:
		open_record(a, "person", id, f->case_row.person_id, NULL);
		break;
	case SECTION_SCREENING:
		open_record(a, "screening", id, NULL, NULL);
		break;
	case SECTION_ASSESSMENT:
		open_assessment(a, id);
		break;
	case SECTION_PLAN:
		open_plan(a, id);
		break;
	case SECTION_REFERRALS:
		open_referrals(a, id);
		break;
	case SECTION_SAFETY:
		open_section(a, SECTION_SAFETY, id);
		/* An open flag is what one comes for. */
		if (f->case_row.flags && *f->case_row.flags)
			open_record(a, "urgent-response", id, NULL, NULL);
		break;
	case SECTION_FAMILY:
		open_household(a, id);
		break;
	case SECTION_STATUS:
		open_status(a, id);
		break;
	default:
		open_section(a, (enum case_section)section, id);
		break;
	}
}

static bool act(struct screen *s, int action)
{
	struct case_file *f = of(s);
	int chosen = -1;
	if (action == ACT_CONTACT) {
		open_record(f->app, "follow-up", f->case_row.id, NULL, NULL);
		return true;
	}
	if (action == ACT_TIMELINE) {
		open_timeline(f->app, f->case_row.id);
		return true;
	}
	if (action == ACT_PLAN) {
		open_plan(f->app, f->case_row.id);
		return true;
	}
	if ((action == ACT_PAGE_UP || action == ACT_PAGE_DOWN) && text_view_act(&f->text, action, f->rows, f->cols))
		return true;
	if (!menu_act(&f->menu, action, &chosen))
		return false;
	if (chosen >= 0)
		go(f, chosen);
	return true;
}

static bool text(struct screen *s, const char *utf8)
{
	struct case_file *f = of(s);
	int chosen = -1;
	if (!menu_text(&f->menu, utf8, &chosen))
		return false;
	if (chosen >= 0)
		go(f, chosen);
	return true;
}

static void hint(const struct screen *s, struct str *out)
{
	const struct menu *m = &of(s)->menu;
	if (m->at >= 0 && m->at < m->n)
		str_add(out, m->items[m->at].hint);
}

static void close_case(struct screen *s)
{
	struct case_file *f = of(s);
	text_view_fini(&f->text);
	case_row_fini(&f->case_row);
	free(f);
}

static const struct screen_class case_class = {
	.name = "case",
	.actions = &actions_case,
	.widget = &actions_menu,
	.help = "The head stays: number, level (calculated and assigned apart), urgent flags with their clock, what is "
		"due.\n"
		"Press a number or letter for a section. PgUp and PgDn move in the summary.",
	.title = title,
	.draw = draw,
	.act = act,
	.text = text,
	.hint = hint,
	.shown = read_case,
	.tick = tick,
	.close = close_case,
};

static void push_case(struct app *a, const char *case_id)
{
	struct case_file *f = mem_alloc(sizeof *f);
	f->app = a;
	snprintf(f->case_row.id, sizeof f->case_row.id, "%s", case_id);
	f->menu.items = items;
	f->menu.n = (int)(sizeof items / sizeof items[0]);
	stack_push(a->stack, &case_class, f);
}

/* ---- another's case: a reason first ---- */

struct asking {
	struct app *app;
	char case_id[ID_TEXT];
};

static void got_reason(void *ctx, const char *reason)
{
	struct asking *q = ctx;
	struct app *a = q->app;
	struct err e = {0};
	if (!reason) {
		stack_say(a->stack, ROLE_HINT, "The case stays closed.");
	} else if (access_open(a->session, q->case_id, reason, &e)) {
		push_case(a, q->case_id);
		stack_say(a->stack, ROLE_HINT, "Open to you for %d hours. The supervisor sees your reason.",
			  a->session->config->settings.access_hours);
	} else {
		stack_say(a->stack, ROLE_ERROR, "%s", e.detail);
	}
	free(q);
}

static void ask_reason(struct app *a, const char *case_id, const char *whose)
{
	struct asking *q = mem_alloc(sizeof *q);
	struct str t = {0};
	q->app = a;
	snprintf(q->case_id, sizeof q->case_id, "%s", case_id);
	str_addf(&t, "%s Why do you have to see it? What you write is kept, and the supervisor is told.", whose);
	dialog_ask(a->stack, "Another's case", str_text(&t), "", 300, 3, got_reason, q);
	str_fini(&t);
}

void open_case(struct app *a, const char *case_id)
{
	struct case_row k = {0};
	struct err e = {0}, refused = {0};
	if (cases_get(a->session, case_id, &k, &e))
		push_case(a, case_id);
	else if (e.code == ERR_REACH && access_turned_away(a->session, case_id, &refused))
		ask_reason(a, case_id, e.detail);
	else
		stack_say_err(a->stack, refused.code ? &refused : &e);
	case_row_fini(&k);
}

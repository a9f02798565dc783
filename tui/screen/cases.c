/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of cases: to look at, or to plan for.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/model/due.h>
#include <sarai/model/status.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_MINE, "mine", "e F9", "Mine/everyone's", "Your own cases, or everyone's."},
	{ACT_ORDER, "order", "o F11", "Order", "Order by what is due, level, number, name, or day of opening."},
};
const struct action_table actions_cases = {"cases", own, 2};

static const char *const orders[] = {"by due time", "by number", "by name", "by level", "newest first"};

#define WIDE_COLS 100 /* of the terminal: from there on a site's own fields have a column */
#define LISTED_COL 80

struct cases {
	enum case_purpose purpose;
	bool everyone;
	enum case_order order;
	struct case_list found;
};

static struct cases *of(struct list_page *p)
{
	return p->data;
}

/* For planning: those assessed, planned or being helped. */
static bool may_plan(const struct case_row *k)
{
	return *k->assessed_at != 0;
}

static bool read_cases(struct list_page *p, int *count, struct err *e)
{
	struct cases *c = of(p);
	struct case_filter f = {.open_only = true, .order = c->order};
	if (!c->everyone)
		f.owner = p->app->session->actor;
	case_list_fini(&c->found);
	if (c->purpose == CASES_BELOW) {
		if (!cases_below(p->app->session, &c->found, e))
			return false;
		*count = c->found.n;
		return true;
	}
	if (!cases_list(p->app->session, &f, &c->found, e))
		return false;
	if (c->purpose == CASES_PLAN) {
		int kept = 0;
		for (int i = 0; i < c->found.n; i++) {
			if (may_plan(&c->found.at[i]))
				c->found.at[kept++] = c->found.at[i];
			else
				case_row_fini(&c->found.at[i]);
		}
		c->found.n = kept;
	}
	*count = c->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct case_row *k = &of(p)->found.at[i];
	const char *band = *k->band_assigned ? k->band_assigned : k->band_calculated;
	struct str s = {0};
	enum case_status status;
	paint_text(line, 0, 2, 14, ROLE_LABEL, k->number);
	person_words(p->app, k, &s);
	paint_text(line, 0, 17, 22, ROLE_TEXT, str_text(&s));
	str_clear(&s);
	level_words(p->app->session->config, band, &s);
	paint_text(line, 0, 40, 12, level_role(p->app->session->config, band), str_text(&s));
	paint_text(line, 0, 53, 10, ROLE_TEXT, status_from_name(k->status, &status) ? status_words(status) : k->status);
	str_clear(&s);
	if (k->flags && *k->flags) {
		urgent_words(k, p->now, &s);
		paint_text(line, 0, 64, -1, ROLE_URGENT, str_text(&s));
	} else {
		due_words_of(k->due, p->now, &s);
		paint_text(line, 0, 64, -1, strncmp(str_text(&s), "late", 4) ? ROLE_TEXT : ROLE_ERROR, str_text(&s));
	}
	if (line->cols >= WIDE_COLS && k->listed && !p->app->names_hidden)
		paint_text(line, 0, LISTED_COL, -1, ROLE_DIM, k->listed);
	str_fini(&s);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct case_row *k = &of(p)->found.at[i];
	str_addf(text, "%s %s ", k->number, k->status);
	person_words(p->app, k, text);
	if (k->listed && !p->app->names_hidden)
		str_addf(text, " %s", k->listed);
}

static const char *below_words(const struct case_row *k)
{
	if (!strcmp(k->level_below, "waiting"))
		return "A lower level waits for approval; until then the calculated one counts";
	if (!strcmp(k->level_below, "rejected"))
		return "A lower level was not approved; the calculated one counts";
	return !strcmp(k->level_below, "approved") ? "Lower than calculated, approved" : "Lower than calculated, with a reason";
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct case_row *k = &of(p)->found.at[i];
	enum due_kind due;
	person_facts(p->app, k, out);
	if (*k->level_below)
		str_addf(out, "%s%s", out->len ? ". " : "", below_words(k));
	if (k->listed && *k->listed && !p->app->names_hidden)
		str_addf(out, "%s%s", out->len ? ". " : "", k->listed);
	if (due_from_name(k->due_kind, &due) && due != DUE_NOTHING) {
		str_addf(out, "%sNext: %s ", out->len ? ". " : "", due_words(due));
		due_words_of(k->due, p->now, out);
	}
	str_addf(out, ". With %s.", *k->owner ? k->owner : "nobody");
}

static void open_row(struct list_page *p, int i)
{
	if (of(p)->purpose == CASES_PLAN)
		open_plan(p->app, of(p)->found.at[i].id);
	else
		open_case(p->app, of(p)->found.at[i].id);
}

static bool act(struct list_page *p, int action, int i)
{
	struct cases *c = of(p);
	(void)i;
	if (action == ACT_MINE)
		c->everyone = !c->everyone;
	else if (action == ACT_ORDER)
		c->order = (c->order + 1) % (CASE_BY_OPENED + 1);
	else
		return false;
	list_page_shown(stack_top(p->app->stack));
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	static const char *const titles[] = {"Cases", "Protection planning", "Levels below the calculated one"};
	str_add(out, titles[of(p)->purpose]);
}

static void top(struct list_page *p, struct canvas *line)
{
	struct cases *c = of(p);
	if (c->purpose == CASES_BELOW) {
		paintf(line, 0, 0, -1, ROLE_HEADING, "%d open case%s with a level below the calculated one, newest first",
		       c->found.n, c->found.n == 1 ? "" : "s");
		return;
	}
	paintf(line, 0, 0, -1, ROLE_HEADING, "%d open case%s%s, %s, %s", c->found.n, c->found.n == 1 ? "" : "s",
	       c->purpose == CASES_PLAN ? " with an assessment" : "", c->everyone ? "everyone's" : "yours",
	       orders[c->order]);
}

static void fini(struct list_page *p)
{
	case_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "No case here yet. From home, 1 registers and screens a person.",
	.read = read_cases,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class cases_class = {
	.name = "cases",
	.actions = &actions_cases,
	.help = "One line a case: number, person, level, status, and what is due. Enter opens a case. / narrows the list "
		"as you type.",
	LIST_PAGE_FUNCTIONS,
};

/* ---- levels below the calculated one ---- */

static const struct list_page_spec below_spec = {
	.empty = "No open case has a level below the calculated one.",
	.read = read_cases,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct action_table no_actions = {"levels", NULL, 0};

static const struct screen_class below_class = {
	.name = "levels",
	.actions = &no_actions,
	.help = "Open cases whose assigned level is below the calculated one: with a reason, approved, or waiting for approval. "
		"While one waits, the calculated level counts for what is due. Enter opens the case.",
	LIST_PAGE_FUNCTIONS,
};

void open_cases(struct app *a, enum case_purpose purpose)
{
	struct cases *c = mem_alloc(sizeof *c);
	c->purpose = purpose;
	c->order = CASE_BY_DUE;
	list_page_push(a, purpose == CASES_BELOW ? &below_class : &cases_class, purpose == CASES_BELOW ? &below_spec : &spec, NULL, c);
}


/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Caseloads: who has how much to carry; and the cases of one worker, from where several are given to another at once.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/kind/transfer.h>
#include <sarai/kind/transfer_reach.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/status.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/caseload.h>

#include "screens.h"

#define LEVEL_COLS 9
#define NAME_COLS 16

const struct action_table actions_caseload = {"caseload", NULL, 0};

static const struct action_def own[] = {
	{ACT_MARK, "mark", "Space", "Mark", "Mark this case, or take the mark away."},
	{ACT_ASSIGN, "assign", "g F9", "Give", "Give the marked cases (or this one) to a colleague."},
};
const struct action_table actions_load_cases = {"load-cases", own, 2};

static void open_worker(struct app *a, const char *owner);

/* ---- workers ---- */

static struct caseload_list *loads_of(const struct list_page *p)
{
	return p->data;
}

static bool read_loads(struct list_page *p, int *count, struct err *e)
{
	*count = 0;
	caseload_list_fini(loads_of(p));
	if (!caseloads_read(p->app->session, loads_of(p), e))
		return false;
	*count = loads_of(p)->n;
	return true;
}

static const char *name_of(const struct caseload *c)
{
	return *c->owner ? c->owner : "(nobody)";
}

/* Levels that fit, highest first; those not assessed last. */
static void load_row(struct list_page *p, int i, struct canvas *line)
{
	const struct caseload_list *l = loads_of(p);
	const struct caseload *c = &l->at[i];
	int col = 2 + NAME_COLS;
	paint_text(line, 0, 2, NAME_COLS - 1, ROLE_LABEL, name_of(c));
	for (int level = l->n_levels - 1; level >= 0 && col + LEVEL_COLS < line->cols - 24; level--, col += LEVEL_COLS)
		paintf(line, 0, col, LEVEL_COLS, ROLE_TEXT, "%4d", c->cases[level]);
	paintf(line, 0, line->cols - 24, 6, ROLE_TEXT, "%4d", c->total);
	paintf(line, 0, line->cols - 17, 6, c->too_much ? ROLE_ERROR : ROLE_TEXT, "%4d", c->load);
	if (c->too_much)
		paint_text(line, 0, line->cols - 11, -1, ROLE_ERROR, "! too much");
}

static void load_top(struct list_page *p, struct canvas *line)
{
	const struct caseload_list *l = loads_of(p);
	const struct catalogue *c = p->app->session->config->catalogue;
	int col = 2 + NAME_COLS;
	paint_text(line, 0, 2, NAME_COLS - 1, ROLE_HEADING, "Open cases");
	for (int level = l->n_levels - 1; level >= 0 && col + LEVEL_COLS < line->cols - 24; level--, col += LEVEL_COLS)
		paint_text(line, 0, col, LEVEL_COLS - 1, ROLE_HEADING, level ? c->bands[level - 1].label : "No level");
	paint_text(line, 0, line->cols - 24, 6, ROLE_HEADING, "Cases");
	paintf(line, 0, line->cols - 17, -1, ROLE_HEADING, "Weight (of %d)",
	       p->app->session->config->due->oversight.load_limit);
}

static void load_match(struct list_page *p, int i, struct str *text)
{
	str_add(text, name_of(&loads_of(p)->at[i]));
}

static void load_hint(struct list_page *p, int i, struct str *out)
{
	if (i >= 0)
		str_addf(out,
			 "%s. Enter shows the cases; from there they can be given to others. The weight counts cases "
			 "by level.",
			 name_of(&loads_of(p)->at[i]));
}

static void open_load(struct list_page *p, int i)
{
	open_worker(p->app, loads_of(p)->at[i].owner);
}

static void load_title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Caseload");
}

static void load_fini(struct list_page *p)
{
	caseload_list_fini(loads_of(p));
	free(p->data);
}

static const struct list_page_spec load_spec = {
	.empty = "There are no open cases.",
	.read = read_loads,
	.row = load_row,
	.match = load_match,
	.hint = load_hint,
	.open = open_load,
	.title = load_title,
	.top = load_top,
	.fini = load_fini,
};

static const struct screen_class load_class = {
	.name = "caseload",
	.actions = &actions_caseload,
	.help = "Open cases by worker and level. The weight says how much there is to carry: a case of a high level "
		"counts more. "
		"What is too much stands in follow-up.ini. Enter shows the cases of one worker.",
	LIST_PAGE_FUNCTIONS,
};

void open_caseload(struct app *a)
{
	list_page_push(a, &load_class, &load_spec, NULL, mem_alloc(sizeof(struct caseload_list)));
}

/* ---- the cases of one worker ---- */

struct worker {
	char owner[64], to[64];
	struct case_list found;
	char (*marked)[ID_TEXT];
	int n_marked, cap;
	char (*giving)[ID_TEXT]; /* those a question is about */
	int n_giving;
	char *reason;
};

static struct worker *worker_of(const struct list_page *p)
{
	return p->data;
}

static int mark_of(const struct worker *w, const char *case_id)
{
	for (int i = 0; i < w->n_marked; i++) {
		if (!strcmp(w->marked[i], case_id))
			return i;
	}
	return -1;
}

static bool read_worker(struct list_page *p, int *count, struct err *e)
{
	struct worker *w = worker_of(p);
	struct case_filter f = {.owner = w->owner, .open_only = true, .order = CASE_BY_LEVEL};
	*count = 0;
	case_list_fini(&w->found);
	if (!cases_list(p->app->session, &f, &w->found, e))
		return false;
	*count = w->found.n;
	/* What has gone elsewhere meanwhile is marked no more. */
	for (int i = 0; i < w->n_marked;) {
		bool there = false;
		for (int k = 0; k < w->found.n; k++)
			there |= !strcmp(w->found.at[k].id, w->marked[i]);
		if (there)
			i++;
		else
			memcpy(w->marked[i], w->marked[--w->n_marked], ID_TEXT);
	}
	return true;
}

static void worker_row(struct list_page *p, int i, struct canvas *line)
{
	const struct case_row *k = &worker_of(p)->found.at[i];
	const char *band = *k->band_assigned ? k->band_assigned : k->band_calculated;
	struct str s = {0};
	enum case_status status;
	paint_text(line, 0, 2, 3, ROLE_TITLE, mark_of(worker_of(p), k->id) >= 0 ? "[x]" : "[ ]");
	paint_text(line, 0, 6, 14, ROLE_LABEL, k->number);
	person_words(p->app, k, &s);
	paint_text(line, 0, 21, 22, ROLE_TEXT, str_text(&s));
	str_clear(&s);
	level_words(p->app->session->config, band, &s);
	paint_text(line, 0, 44, 12, level_role(p->app->session->config, band), str_text(&s));
	paint_text(line, 0, 57, 10, ROLE_TEXT, status_from_name(k->status, &status) ? status_words(status) : k->status);
	str_clear(&s);
	due_words_of(k->due, p->now, &s);
	paint_text(line, 0, 68, -1, ROLE_TEXT, str_text(&s));
	str_fini(&s);
}

static void worker_match(struct list_page *p, int i, struct str *text)
{
	const struct case_row *k = &worker_of(p)->found.at[i];
	str_addf(text, "%s %s ", k->number, k->status);
	person_words(p->app, k, text);
}

static void worker_hint(struct list_page *p, int i, struct str *out)
{
	int n = worker_of(p)->n_marked;
	if (i >= 0 && n > 0)
		str_addf(out, "%d marked. g gives %s to a colleague; Space marks and unmarks; Enter opens the case.", n,
			 n == 1 ? "it" : "them");
	else if (i >= 0)
		str_add(out, "Space marks a case, g gives the marked ones (or this one) to a colleague; Enter opens "
			     "the case.");
}

static void worker_open(struct list_page *p, int i)
{
	open_case(p->app, worker_of(p)->found.at[i].id);
}

static void give_now(struct list_page *p)
{
	struct worker *w = worker_of(p);
	struct err e = {0};
	int n = w->n_giving;
	if (!cases_assign(p->app->session, (const char(*)[ID_TEXT])w->giving, n, w->to, w->reason, &e)) {
		stack_say_err(p->app->stack, &e);
		return;
	}
	w->n_marked = 0;
	list_page_shown(stack_top(p->app->stack));
	stack_say(p->app->stack, ROLE_GOOD, n == 1 ? "%d case is with %s now." : "%d cases are with %s now.", n, w->to);
}

static void confirmed(void *ctx, int choice)
{
	struct list_page *p = ctx;
	if (choice == 0)
		give_now(p);
	else
		stack_say(p->app->stack, ROLE_HINT, "Nothing was given.");
}

static void give(void *ctx, const char *reason)
{
	static const struct choice choices[] = {{'y', "Yes, give"}, {'n', "No"}};
	struct list_page *p = ctx;
	struct worker *w = worker_of(p);
	if (!reason)
		return;
	free(w->reason);
	w->reason = mem_strdup(reason);
	char *loss = transfer_loss(p->app->session, (const char(*)[ID_TEXT])w->giving, w->n_giving, w->to, false);
	if (loss)
		dialog_choose(p->app->stack, "Give", loss, choices, 2, confirmed, p);
	else
		give_now(p);
	free(loss);
}

static void ask_reason(void *ctx, const char *to)
{
	struct list_page *p = ctx;
	if (!to || !*to)
		return;
	snprintf(worker_of(p)->to, sizeof worker_of(p)->to, "%s", to);
	dialog_ask(p->app->stack, "Give", "Why? (for whoever gets them, and for the history)", "", 400, 3, give, p);
}

static void ask_whom(struct list_page *p, int i)
{
	struct worker *w = worker_of(p);
	struct err e = {0};
	struct str question = {0};
	struct option_list *names = colleagues_read(p->app->session, "colleagues", &e);
	if (!names) {
		stack_say_err(p->app->stack, &e);
		return;
	}
	w->n_giving = w->n_marked ? w->n_marked : 1;
	free(w->giving);
	w->giving = mem_alloc((size_t)w->n_giving * sizeof *w->giving);
	if (w->n_marked)
		memcpy(w->giving, w->marked, (size_t)w->n_marked * sizeof *w->giving);
	else
		memcpy(w->giving[0], w->found.at[i].id, ID_TEXT);
	str_addf(&question, "Give %d case%s to (", w->n_giving, w->n_giving == 1 ? "" : "s");
	for (int k = 0, told = 0; k < names->n && told < 8; k++) {
		if (strcmp(names->at[k].code, w->owner))
			str_addf(&question, "%s%s", told++ ? ", " : "", names->at[k].code);
	}
	str_add(&question, "):");
	dialog_ask(p->app->stack, "Give", str_text(&question), "", 60, 1, ask_reason, p);
	option_list_free(&names);
	str_fini(&question);
}

static bool worker_act(struct list_page *p, int action, int i)
{
	struct worker *w = worker_of(p);
	if ((action != ACT_MARK && action != ACT_ASSIGN) || i < 0)
		return false;
	if (action == ACT_ASSIGN) {
		ask_whom(p, i);
		return true;
	}
	int at = mark_of(w, w->found.at[i].id);
	if (at >= 0) {
		memcpy(w->marked[at], w->marked[--w->n_marked], ID_TEXT);
	} else {
		w->marked = mem_grow(w->marked, &w->cap, w->n_marked + 1, sizeof *w->marked);
		memcpy(w->marked[w->n_marked++], w->found.at[i].id, ID_TEXT);
	}
	list_act(&p->list, ACT_DOWN, p->page_rows);
	return true;
}

static void worker_title(struct list_page *p, struct str *out)
{
	str_add(out, *worker_of(p)->owner ? worker_of(p)->owner : "Nobody");
}

static void worker_top(struct list_page *p, struct canvas *line)
{
	const struct worker *w = worker_of(p);
	paintf(line, 0, 0, -1, ROLE_HEADING, "%d open case%s of %s, by level%s", w->found.n, w->found.n == 1 ? "" : "s",
	       *w->owner ? w->owner : "nobody", w->n_marked ? "; some are marked" : "");
}

static void worker_fini(struct list_page *p)
{
	struct worker *w = worker_of(p);
	case_list_fini(&w->found);
	free(w->marked);
	free(w->giving);
	free(w->reason);
	free(w);
}

static const struct list_page_spec worker_spec = {
	.empty = "No open cases.",
	.read = read_worker,
	.row = worker_row,
	.match = worker_match,
	.hint = worker_hint,
	.open = worker_open,
	.act = worker_act,
	.title = worker_title,
	.top = worker_top,
	.fini = worker_fini,
};

static const struct screen_class worker_class = {
	.name = "load-cases",
	.actions = &actions_load_cases,
	.help = "The open cases of one worker, highest level first. Space marks, g gives the marked ones to a "
		"colleague at "
		"once, with the reason; they see it on their page of today. All of them move, or none.",
	LIST_PAGE_FUNCTIONS,
};

static void open_worker(struct app *a, const char *owner)
{
	struct worker *w = mem_alloc(sizeof *w);
	snprintf(w->owner, sizeof w->owner, "%s", owner);
	list_page_push(a, &worker_class, &worker_spec, NULL, w);
}

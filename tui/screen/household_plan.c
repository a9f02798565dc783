/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done for a household as a whole: risks of its one assessment that nobody answers yet, actions, and
 * suggestions that say why.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/kind/household_action.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/plan.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_STEP, "action", "a n F9", "Action", "Add an action for the household."},
	{ACT_STATE, "state", "s", "State", "Set the state of the action on this row."},
};
const struct action_table actions_household_plan = {"household-plan", own, 2};

enum row_kind { ROW_HEADING, ROW_RISK, ROW_ACTION, ROW_SUGGESTION };
struct plan_row {
	enum row_kind kind;
	int index;
	const char *text; /* headings */
};

struct page {
	char household_id[ID_TEXT], case_id[ID_TEXT];
	struct household_plan plan;
	struct plan_row *rows;
	int n, cap;
};

static struct page *of(struct list_page *p)
{
	return p->data;
}

static const struct catalogue *catalogue_of(const struct list_page *p)
{
	return p->app->session->config->catalogue;
}

static void add(struct page *x, enum row_kind kind, int index, const char *text)
{
	x->rows = mem_grow(x->rows, &x->cap, x->n + 1, sizeof *x->rows);
	x->rows[x->n++] = (struct plan_row){kind, index, text};
}

static void add_part(struct page *x, enum row_kind kind, int n, const char *heading)
{
	if (n > 0)
		add(x, ROW_HEADING, 0, heading);
	for (int i = 0; i < n; i++)
		add(x, kind, i, NULL);
}

static bool read_plan(struct list_page *p, int *count, struct err *e)
{
	struct page *x = of(p);
	household_plan_fini(&x->plan);
	x->n = 0;
	if (!household_plan_read(p->app->session, x->household_id, &x->plan, e))
		return false;
	add_part(x, ROW_RISK, x->plan.n_open_risks, "Household risks without an action yet (Enter plans one)");
	add_part(x, ROW_ACTION, x->plan.actions.n, "For the household");
	add_part(x, ROW_SUGGESTION, x->plan.n_suggestions, "Suggested, most urgent first (Enter takes)");
	*count = x->n;
	return true;
}

/* ---- painting ---- */

static void action_row(struct list_page *p, const struct record *r, struct canvas *line)
{
	enum action_state state;
	char day[DATE_TEXT] = "";
	const char *what = pairs_get(&r->answers, "action");
	bool known = action_state_from_name(r->state, &state), open = known && action_state_open(state);
	struct date d;
	int64_t at;
	if (date_from_iso(pairs_get(&r->answers, "due_on"), &d))
		date_show(d, day);
	bool late = open && time_from_iso(r->due, &at) && at < p->now;
	paint_text(line, 0, 2, 10, ROLE_LABEL, known ? action_state_words(state) : "");
	paint_text(line, 0, 13, 45, open ? ROLE_TEXT : ROLE_DIM, *what ? what : r->title ? r->title : "");
	paint_text(line, 0, 59, 12, late ? ROLE_ERROR : ROLE_TEXT, *day ? day : "no date");
	paint_text(line, 0, 72, -1, late ? ROLE_ERROR : ROLE_DIM, late ? "late" : open ? "" : "closed");
}

static void factors_words(const struct list_page *p, const struct suggestion *s, struct str *out)
{
	for (int k = 0; k < s->n_factors; k++)
		str_addf(out, "%s%s", k ? ", " : "", catalogue_of(p)->factors[s->factors[k]].label);
}

static const char *service_words(const struct list_page *p, const struct suggestion *s)
{
	return config_label(p->app->session->config, "services", catalogue_of(p)->services[s->service]);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct page *x = of(p);
	const struct plan_row *r = &x->rows[i];
	struct str why = {0};
	switch (r->kind) {
	case ROW_HEADING:
		paint_text(line, 0, 2, -1, ROLE_HEADING, r->text);
		break;
	case ROW_RISK: {
		int f = x->plan.open_risks[r->index];
		paint_text(line, 0, 2, 3, ROLE_ERROR, answer_mark(x->plan.answers.factor[f]));
		paint_text(line, 0, 6, -1, ROLE_TEXT, catalogue_of(p)->factors[f].label);
		break;
	}
	case ROW_ACTION:
		action_row(p, &x->plan.actions.at[r->index], line);
		break;
	case ROW_SUGGESTION:
		str_add(&why, "for ");
		factors_words(p, &x->plan.suggestions[r->index], &why);
		paint_text(line, 0, 2, 27, ROLE_TEXT, service_words(p, &x->plan.suggestions[r->index]));
		paint_text(line, 0, 30, -1, ROLE_DIM, str_text(&why));
		break;
	}
	str_fini(&why);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct page *x = of(p);
	if (i < 0)
		return;
	const struct plan_row *r = &x->rows[i];
	if (r->kind == ROW_RISK) {
		int f = x->plan.open_risks[r->index];
		str_addf(out, "%s: %s for the household. Enter plans an action.", catalogue_of(p)->factors[f].label,
			 answer_words(x->plan.answers.factor[f]));
	} else if (r->kind == ROW_ACTION) {
		const struct pairs *a = &x->plan.actions.at[r->index].answers;
		str_addf(out, "%s. Enter opens, s sets the state.",
			 config_label(p->app->session->config, "services", pairs_get(a, "service")));
	} else if (r->kind == ROW_SUGGESTION) {
		str_addf(out, "%s would answer: ", service_words(p, &x->plan.suggestions[r->index]));
		factors_words(p, &x->plan.suggestions[r->index], out);
	}
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct household_plan *v = &of(p)->plan;
	char day[DATE_TEXT] = "";
	int64_t at;
	if (!*v->assessment.id) {
		paint_text(line, 0, 0, -1, ROLE_HINT,
			   "The household is not assessed yet: its risks and suggestions appear after that.");
		return;
	}
	if (time_from_iso(v->assessment.happened, &at))
		date_show(time_date(at), day);
	paintf(line, 0, 0, -1, v->n_open_risks ? ROLE_HINT : ROLE_GOOD,
	       "Assessment of %s. %d household risk%s without an action.", day, v->n_open_risks,
	       v->n_open_risks == 1 ? "" : "s");
}

/* ---- doing ---- */

void open_household_action(struct app *a, const char *household_id, const char *case_id, const char *service,
			   const char *factors)
{
	struct err e = {0};
	struct edit *w = household_action_open(a->session, household_id, case_id, service, factors, &e);
	if (w)
		open_work(a, w);
	else
		stack_say_err(a->stack, &e);
}

static void plan_risk(struct list_page *p, int factor)
{
	const struct factor *f = &catalogue_of(p)->factors[factor];
	const struct household_plan *v = &of(p)->plan;
	int first = plan_service_for(catalogue_of(p), factor, v->suggestions, v->n_suggestions + v->n_withheld);
	open_household_action(p->app, of(p)->household_id, of(p)->case_id,
			      first >= 0 ? catalogue_of(p)->services[first] : NULL, f->name);
}

static void take_suggestion(struct list_page *p, const struct suggestion *s)
{
	struct str factors = {0};
	for (int k = 0; k < s->n_factors; k++)
		str_addf(&factors, "%s%s", k ? " " : "", catalogue_of(p)->factors[s->factors[k]].name);
	open_household_action(p->app, of(p)->household_id, of(p)->case_id, catalogue_of(p)->services[s->service],
			      str_text(&factors));
	str_fini(&factors);
}

static void open_row(struct list_page *p, int i)
{
	const struct page *x = of(p);
	const struct plan_row *r = &x->rows[i];
	if (r->kind == ROW_RISK)
		plan_risk(p, x->plan.open_risks[r->index]);
	else if (r->kind == ROW_ACTION)
		open_record(p->app, "household-action", NULL, x->plan.actions.at[r->index].id, NULL);
	else if (r->kind == ROW_SUGGESTION)
		take_suggestion(p, &x->plan.suggestions[r->index]);
}

static bool act(struct list_page *p, int action, int i)
{
	const struct page *x = of(p);
	const struct plan_row *r = i >= 0 && i < x->n ? &x->rows[i] : NULL;
	if (action == ACT_STEP && r && r->kind != ROW_HEADING && r->kind != ROW_ACTION)
		open_row(p, i);
	else if (action == ACT_STEP)
		open_household_action(p->app, x->household_id, x->case_id, NULL, NULL);
	else if (action == ACT_STATE && r && r->kind == ROW_ACTION)
		ask_action_state(p->app, &x->plan.actions.at[r->index]);
	else if (action == ACT_STATE)
		stack_say(p->app->stack, ROLE_HINT, "Go to an action first (arrows), then s sets its state.");
	else
		return false;
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "For the household");
}

static void fini(struct list_page *p)
{
	household_plan_fini(&of(p)->plan);
	free(of(p)->rows);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing is planned for the household yet. a adds an action.",
	.read = read_plan,
	.row = row,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class plan_class = {
	.name = "household-plan",
	.actions = &actions_household_plan,
	.help = "What serves the household as a whole is planned here once, and stands in the plan of every member who "
		"has a case: a household risk that an action names has its answer for all of them. The owner of the "
		"case it was planned from is reminded of it.\nWhat depends on one person, such as return, tracing or "
		"papers, is planned in that person's own case. Write here nothing that one of them said alone.",
	LIST_PAGE_FUNCTIONS,
};

void open_household_plan(struct app *a, const char *case_id, const char *household_id)
{
	struct page *x = mem_alloc(sizeof *x);
	snprintf(x->household_id, sizeof x->household_id, "%s", household_id);
	snprintf(x->case_id, sizeof x->case_id, "%s", case_id);
	list_page_push(a, &plan_class, &spec, case_id, x);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The protection plan on one page: wishes and agreement, goals with their actions, risks nobody answers yet, and
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
#include <sarai/form/form.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/gate.h>
#include <sarai/model/inherit.h>
#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

#include "plan_page.h"

static const struct action_def own[] = {
	{ACT_STEP, "action", "a F9", "Action", "Add an action."},
	{ACT_GOAL, "goal", "g F11", "Goal", "Add a goal."},
	{ACT_WISHES, "wishes", "w F12", "Wishes, agree",
	 "The person's own wishes, and whether they agree with the plan."},
	{ACT_STATE, "state", "s", "State", "Set the state of the action on this row."},
	{ACT_REFER, "refer", "r", "Refer", "Make a referral of the action on this row, or open the one there is."},
	{ACT_NO_ACTION, "no-action", "n", "No action", "Say why a risk on this row gets no action."},
	{ACT_DISMISS, "dismiss", "d", "Dismiss", "Say no to the suggestion on this row, with the reason."},
};
const struct action_table actions_plan = {"plan", own, sizeof own / sizeof *own};

static void add(struct plan *pl, enum row_kind kind, int index, const char *text, bool indent)
{
	pl->rows = mem_grow(pl->rows, &pl->cap, pl->n + 1, sizeof *pl->rows);
	pl->rows[pl->n++] = (struct plan_row){kind, index, text, indent};
}

static void add_actions(struct plan *pl, const char *goal)
{
	const struct plan_view *v = &pl->view;
	for (int i = 0; i < v->actions.n; i++) {
		const char *g = pairs_get(&v->actions.at[i].answers, "goal");
		bool known = false;
		for (int k = 0; k < v->goals.n; k++)
			known |= !strcmp(v->goals.at[k].id, g);
		if (goal ? !strcmp(g, goal) : !known)
			add(pl, ROW_ACTION, i, NULL, goal != NULL);
	}
}

static bool read_plan(struct list_page *p, int *count, struct err *e)
{
	struct plan *pl = plan_of(p);
	struct plan_view *v = &pl->view;
	plan_view_fini(v);
	memset(v, 0, sizeof *v);
	pl->n = 0;
	if (!plan_read(p->app->session, p->case_row.id, v, e))
		return false;
	add(pl, ROW_WISHES, 0, NULL, false);
	if (v->n_open_risks > 0) {
		add(pl, ROW_HEADING, 0, "Risks without an answer yet (Enter: action or no action)", false);
		for (int i = 0; i < v->n_open_risks; i++)
			add(pl, ROW_RISK, i, NULL, false);
	}
	if (v->goals.n + v->actions.n > 0)
		add(pl, ROW_HEADING, 0, "Goals and actions", false);
	for (int i = 0; i < v->goals.n; i++) {
		add(pl, ROW_GOAL, i, NULL, false);
		add_actions(pl, v->goals.at[i].id);
	}
	add_actions(pl, NULL);
	if (v->household_actions.n > 0) {
		add(pl, ROW_HEADING, 0, "For the household, planned once for all its members", false);
		for (int i = 0; i < v->household_actions.n; i++)
			add(pl, ROW_HOUSEHOLD, i, NULL, false);
	}
	if (v->n_suggestions > 0) {
		add(pl, ROW_HEADING, 0, "Suggested, most urgent first (Enter takes, d dismisses)", false);
		for (int i = 0; i < v->n_suggestions; i++)
			add(pl, ROW_SUGGESTION, i, NULL, false);
	}
	if (v->n_withheld > 0) {
		add(pl, ROW_HEADING, 0, "Not suggested: it could put the person in danger", false);
		for (int i = 0; i < v->n_withheld; i++)
			add(pl, ROW_WITHHELD, v->n_suggestions + i, NULL, false);
	}
	if (v->no_actions.n > 0) {
		add(pl, ROW_HEADING, 0, "No action, because", false);
		for (int i = 0; i < v->no_actions.n; i++)
			add(pl, ROW_NO_ACTION, i, NULL, false);
	}
	*count = pl->n;
	return true;
}

static void iso_day(const char *iso, char out[DATE_TEXT])
{
	struct date d;
	int64_t at;
	*out = 0;
	if (date_from_iso(iso, &d))
		date_show(d, out);
	else if (time_from_iso(iso, &at))
		date_show(time_date(at), out);
}

static const char *factor_label(const struct list_page *p, const char *name)
{
	int f = catalogue_factor(plan_catalogue(p), name);
	return f >= 0 ? plan_catalogue(p)->factors[f].label : name;
}

static bool is_locked(struct list_page *p, const struct pairs *action)
{
	enum gate_lock locks[GATE_LOCK_COUNT];
	return gates_of_action(&plan_of(p)->view.gates, action, locks) > 0;
}

/* Why a service is suggested. */
static void suggestion_reasons(const struct catalogue *c, const struct suggestion *s, struct str *out)
{
	const char *between = "for ";
	if (s->flag >= 0) {
		str_addf(out, "urgent: %s", c->flags[s->flag].label);
		between = ", ";
	} else if (s->screened) {
		str_add(out, "decided in the screening");
		between = ", ";
	}
	for (int k = 0; k < s->n_factors; k++, between = ", ")
		str_addf(out, "%s%s", between, c->factors[s->factors[k]].label);
}

/* Why it is not, and what to ask. */
static void suggestion_against(const struct catalogue *c, const struct suggestion *s, struct str *out)
{
	const char *what = s->against_factor >= 0 ? c->factors[s->against_factor].label
			   : s->against_flag >= 0 ? c->flags[s->against_flag].label
						  : "";
	if (s->against == SUGGEST_NEVER)
		str_add(out, "The person said: never to the family");
	else
		str_addf(out, s->against == SUGGEST_UNKNOWN ? "Not known yet, ask first: %s" : "Because of: %s", what);
}

static void draw_action(struct list_page *p, const struct record *r, int col, struct canvas *line)
{
	const struct pairs *a = &r->answers;
	const char *what = pairs_get(a, "action"), *due = pairs_get(a, "due_on");
	enum action_state state;
	char day[DATE_TEXT];
	bool open = action_state_from_name(r->state, &state) && action_state_open(state);
	iso_day(due, day);
	paint_text(line, 0, col, 10, ROLE_LABEL,
		   action_state_from_name(r->state, &state) ? action_state_words(state) : "");
	paint_text(line, 0, col + 11, 58 - col - 11, open ? ROLE_TEXT : ROLE_DIM,
		   *what ? what : config_label(p->app->session->config, "services", pairs_get(a, "service")));
	int64_t at;
	bool late = open && time_from_iso(r->due, &at) && at < p->now;
	bool locked = open && !strcmp(r->kind, "action") && is_locked(p, a);
	paint_text(line, 0, 59, 12, late ? ROLE_ERROR : ROLE_TEXT, *day ? day : "no date");
	paint_text(line, 0, 72, -1, late || locked ? ROLE_ERROR : ROLE_DIM,
		   locked ? "locked"
		   : late ? "late"
		   : open ? ""
			  : "closed");
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	struct plan *pl = plan_of(p);
	const struct plan_view *v = &pl->view;
	const struct plan_row *r = &pl->rows[i];
	const struct catalogue *c = plan_catalogue(p);
	char day[DATE_TEXT];
	switch (r->kind) {
	case ROW_HEADING:
		paint_text(line, 0, 2, -1, ROLE_HEADING, r->text);
		break;
	case ROW_WISHES: {
		const char *wishes = pairs_get(&v->plan.answers, "wishes");
		paint_text(line, 0, 2, 15, ROLE_LABEL, "Own wishes (w):");
		paint_text(line, 0, 18, -1, ROLE_TEXT, *wishes ? wishes : "not asked yet");
		break;
	}
	case ROW_GOAL:
		iso_day(pairs_get(&v->goals.at[r->index].answers, "target_on"), day);
		paint_text(line, 0, 2, 5, ROLE_LABEL, "Goal:");
		paint_text(line, 0, 8, 50, ROLE_VALUE, pairs_get(&v->goals.at[r->index].answers, "goal"));
		paint_text(line, 0, 59, -1, ROLE_TEXT, day);
		break;
	case ROW_ACTION:
		draw_action(p, &v->actions.at[r->index], r->indent ? 5 : 2, line);
		break;
	case ROW_HOUSEHOLD:
		draw_action(p, &v->household_actions.at[r->index], 2, line);
		break;
	case ROW_RISK: {
		int f = v->open_risks[r->index];
		paint_text(line, 0, 2, 3, ROLE_ERROR, answer_mark(v->assessment.answers.factor[f]));
		paint_text(line, 0, 6, -1, ROLE_TEXT, c->factors[f].label);
		break;
	}
	case ROW_NO_ACTION: {
		const struct pairs *a = &v->no_actions.at[r->index].answers;
		paint_text(line, 0, 2, 28, ROLE_LABEL, factor_label(p, pairs_get(a, "factor")));
		paint_text(line, 0, 31, -1, ROLE_TEXT, pairs_get(a, "because"));
		break;
	}
	case ROW_SUGGESTION: {
		const struct suggestion *s = &v->suggestions[r->index];
		struct str why = {0};
		suggestion_reasons(c, s, &why);
		paint_text(line, 0, 2, 27, ROLE_TEXT,
			   config_label(p->app->session->config, "services", c->services[s->service]));
		struct str points = {0};
		if (s->points)
			points_words(-s->points, &points);
		paint_text(line, 0, 30, 7, ROLE_LABEL, str_text(&points));
		str_fini(&points);
		paint_text(line, 0, 37, -1, ROLE_DIM, str_text(&why));
		str_fini(&why);
		break;
	}
	case ROW_WITHHELD: {
		struct str why = {0};
		suggestion_against(c, &v->suggestions[r->index], &why);
		paint_text(line, 0, 2, 27, ROLE_DIM,
			   config_label(p->app->session->config, "services", c->services[v->suggestions[r->index].service]));
		paint_text(line, 0, 30, -1, ROLE_TEXT, str_text(&why));
		str_fini(&why);
		break;
	}
	}
}

/* An answer of an action as its form shows it, and what follows; nothing where there is none. */
static void add_answer(struct list_page *p, const struct pairs *a, const char *name, const char *after, struct str *out)
{
	const struct config *c = p->app->session->config;
	const struct form_def *def = config_form(c, "action");
	int field = def ? form_def_field(def, name) : -1;
	if (field < 0 || !pairs_has(a, name))
		return;
	struct form *f = form_new(def, clock_today(p->app->session->clock), &c->lists);
	form_load(f, a);
	char *shown = form_show(f, field);
	str_addf(out, "%s%s", shown, after);
	free(shown);
	form_free(&f);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct plan *pl = plan_of(p);
	if (i < 0)
		return;
	const struct plan_row *r = &pl->rows[i];
	const struct plan_view *v = &pl->view;
	switch (r->kind) {
	case ROW_ACTION: {
		const struct pairs *a = &v->actions.at[r->index].answers;
		enum action_state state;
		if (action_state_from_name(v->actions.at[r->index].state, &state) && action_state_open(state) &&
		    is_locked(p, a)) {
			gates_words(&v->gates, a, out);
			break;
		}
		add_answer(p, a, "service", ". ", out);
		add_answer(p, a, "responsible", *pairs_get(a, "responsible_name") ? ": " : ". ", out);
		add_answer(p, a, "responsible_name", ". ", out);
		str_add(out, "Enter opens, s sets the state, r refers.");
		break;
	}
	case ROW_HOUSEHOLD: {
		const struct pairs *a = &v->household_actions.at[r->index].answers;
		str_addf(out, "For the household: %s. Enter opens it, s sets the state; both hold for every member.",
			 config_label(p->app->session->config, "services", pairs_get(a, "service")));
		break;
	}
	case ROW_RISK:
		str_addf(out, "%s: %s. Enter answers it.", plan_catalogue(p)->factors[v->open_risks[r->index]].label,
			 answer_words(v->assessment.answers.factor[v->open_risks[r->index]]));
		break;
	case ROW_SUGGESTION: {
		const struct suggestion *s = &v->suggestions[r->index];
		int tenths = score_tenths(s->points);
		if (s->points)
			str_addf(out, "Could take %d.%d points off the score: ", tenths / 10, tenths % 10);
		suggestion_reasons(plan_catalogue(p), s, out);
		str_add(out, ".");
		break;
	}
	case ROW_WITHHELD:
		suggestion_against(plan_catalogue(p), &v->suggestions[r->index], out);
		str_add(out, v->suggestions[r->index].against == SUGGEST_UNKNOWN
				     ? ". Its answer is in the assessment or the screening."
				     : ". It can still be planned where the person wants it and it is safe.");
		break;
	case ROW_GOAL:
		str_add(out, "Enter opens the goal, and says there how far it is reached.");
		break;
	case ROW_NO_ACTION:
		str_addf(out, "Because: %s", pairs_get(&v->no_actions.at[r->index].answers, "because"));
		break;
	case ROW_WISHES:
		str_add(out, "What the person wants comes first. Enter: write it, and whether they agree.");
		break;
	default:
		break;
	}
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct plan_view *v = &plan_of(p)->view;
	const char *agreed = pairs_get(&v->plan.answers, "agreed");
	char day[DATE_TEXT];
	iso_day(pairs_get(&v->plan.answers, "agreed_on"), day);
	if (!strcmp(v->approval, "waiting") || !strcmp(v->approval, "needed"))
		paintf(line, 0, 0, -1, ROLE_HINT,
		       "Agreed with the person%s%s; waits for approval before it is in force.", *day ? " on " : "",
		       day);
	else if (!strcmp(v->approval, "rejected"))
		paint_text(line, 0, 0, -1, ROLE_ERROR,
			   "Not approved: why is under 8 Status. Change it, then agree anew (w).");
	else if (!v->assessment.score)
		paint_text(line, 0, 0, -1, ROLE_HINT,
			   "No assessment yet: risks and suggestions appear after it (section 4).");
	else if (!strcmp(agreed, "yes"))
		paintf(line, 0, 0, -1, ROLE_GOOD, "Agreed with the person%s%s.  %d open risk%s.", *day ? " on " : "",
		       day, v->n_open_risks, v->n_open_risks == 1 ? "" : "s");
	else if (v->n_open_risks == 0 && v->n_hidden_risks > 0)
		paint_text(line, 0, 0, -1, ROLE_HINT,
			   "Not agreed yet. A restricted risk has no answer: ask a colleague who may see it.");
	else if (v->n_open_risks > 0)
		paintf(line, 0, 0, -1, ROLE_HINT,
		       "Not agreed yet. %d risk%s still need%s an action or a reason for none.", v->n_open_risks,
		       v->n_open_risks == 1 ? "" : "s", v->n_open_risks == 1 ? "s" : "");
	else
		paint_text(line, 0, 0, -1, ROLE_HINT,
			   "Every risk is answered: the plan can be agreed with the person (w).");
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Plan");
}

static void fini(struct list_page *p)
{
	plan_view_fini(&plan_of(p)->view);
	free(plan_of(p)->rows);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "",
	.read = read_plan,
	.row = row,
	.hint = hint,
	.open = plan_open_row,
	.act = plan_act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class plan_class = {
	.name = "plan",
	.actions = &actions_plan,
	.help = "Begin with what the person wants (w). Every risk needs an action, a referral, or the reason why there "
		"is none; "
		"then the plan can be agreed with the person.\nSuggestions come from urgent flags, the screening and the risks, most urgent first, and "
		"say why: Enter takes one as an action, d dismisses it with your reason. They prescribe nothing. What "
		"could put the person in danger is not suggested, and the plan says why, or what to ask first.\nOn an action, Enter opens it, s sets its state, and r makes a "
		"referral of it (or opens the one there is): another organisation is asked, the case stays here. "
		"What is planned for the household stands in the plan of each of its members.",
	LIST_PAGE_FUNCTIONS,
};

void open_plan(struct app *a, const char *case_id)
{
	list_page_push(a, &plan_class, &spec, case_id, mem_alloc(sizeof(struct plan)));
}

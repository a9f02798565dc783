/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one can do on the page of the plan: answer a risk, take or dismiss a suggestion, set a state, refer.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/model/plan.h>
#include <sarai/screen/app.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "plan_page.h"

static void open_no_action(struct list_page *p, int factor)
{
	struct err e = {0};
	struct edit *w = edit_open(p->app->session, "no-action", p->case_row.id, NULL, NULL, &e);
	if (!w) {
		stack_say_err(p->app->stack, &e);
		return;
	}
	int field = form_def_field(form_definition(w->form), "factor");
	if (field >= 0)
		form_set(w->form, field, plan_catalogue(p)->factors[factor].name);
	open_work(p->app, w);
}

static bool of_place(const struct catalogue *c, int factor)
{
	const char *level = c->levels[c->factors[factor].level].name;
	return !strcmp(level, "community") || !strcmp(level, "structural");
}

/* Risks that may share one reason with this one: of the place and the country, what holds for everybody there and is no
 * single case's to mend; or the mild ones. Any other has a reason of its own. */
static enum together together_of(struct list_page *p, int factor)
{
	if (of_place(plan_catalogue(p), factor))
		return OF_PLACE;
	return plan_of(p)->view.assessment.answers.factor[factor] == ANSWER_MILD_RISK ? MILD : ALONE;
}

static int open_together(struct list_page *p, enum together which, int *out)
{
	const struct plan_view *v = &plan_of(p)->view;
	int n = 0;
	for (int i = 0; which != ALONE && i < v->n_open_risks; i++) {
		if (together_of(p, v->open_risks[i]) == which)
			out[n++] = v->open_risks[i];
	}
	return n;
}

static void reason_for_all(void *ctx, const char *reason)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (!reason)
		return;
	int *factors = mem_alloc((size_t)(plan_of(p)->view.n_open_risks + 1) * sizeof *factors);
	int n = open_together(p, plan_of(p)->together, factors);
	if (plan_no_actions(p->app->session, p->case_row.id, factors, n, reason, &e))
		stack_say(p->app->stack, ROLE_GOOD, "Written for %d risks.", n);
	else
		stack_say_err(p->app->stack, &e);
	free(factors);
	list_page_shown(stack_top(p->app->stack));
}

/* A household factor, of somebody in a household. */
static bool for_household(struct list_page *p, int factor)
{
	return *plan_of(p)->view.household && inherit_of_factor(plan_catalogue(p), factor) == INHERIT_HOUSEHOLD;
}

static void answer_risk(void *ctx, int choice)
{
	struct list_page *p = ctx;
	int i = list_index(&p->list);
	if (i < 0 || choice < 0 || plan_of(p)->rows[i].kind != ROW_RISK)
		return;
	int f = plan_of(p)->view.open_risks[plan_of(p)->rows[i].index];
	const struct factor *factor = &plan_catalogue(p)->factors[f];
	const struct plan_view *v = &plan_of(p)->view;
	int first = plan_service_for(plan_catalogue(p), f, v->suggestions, v->n_suggestions + v->n_withheld);
	const char *service = first >= 0 ? plan_catalogue(p)->services[first] : NULL;
	if (choice == 0)
		open_action_for(p->app, p->case_row.id, service, factor->name);
	else if (choice == 1)
		open_no_action(p, f);
	else if (choice == 2 && for_household(p, f))
		open_household_action(p->app, plan_of(p)->view.household, p->case_row.id, service, factor->name);
	else
		dialog_ask(p->app->stack, "No action in this case",
			   "Why, for all of them? (the person was asked what matters to them)",
			   plan_of(p)->together == OF_PLACE
				   ? "Holds for everybody here; nothing in this case can change it."
				   : "Mild, and the person does not wish anything done about it now.",
			   300, 3, reason_for_all, p);
}

static void ask_risk(struct list_page *p, int factor)
{
	struct choice choices[4] = {{'1', "Add an action or a referral"}, {'2', "No action, because ..."}};
	int many = 2;
	const struct plan_view *v = &plan_of(p)->view;
	int *factors = mem_alloc((size_t)(v->n_open_risks + 1) * sizeof *factors);
	enum together which = together_of(p, factor);
	int n = open_together(p, which, factors);
	struct str all = {0};
	if (for_household(p, factor))
		choices[many++] = (struct choice){'3', "Plan it once for the household"};
	if (n > 1) {
		str_addf(&all,
			 which == OF_PLACE ? "One reason for all %d open risks of community and country"
					   : "One reason for all %d open mild risks",
			 n);
		plan_of(p)->together = which;
		choices[many] = (struct choice){(char)('1' + many), str_text(&all)};
		many++;
	}
	dialog_choose(p->app->stack, "Risk", plan_catalogue(p)->factors[factor].label, choices, many, answer_risk, p);
	str_fini(&all);
	free(factors);
}

static void take_suggestion(struct list_page *p, const struct suggestion *s)
{
	struct str factors = {0};
	for (int k = 0; k < s->n_factors; k++)
		str_addf(&factors, "%s%s", k ? " " : "", plan_catalogue(p)->factors[s->factors[k]].name);
	open_action_for(p->app, p->case_row.id, plan_catalogue(p)->services[s->service], str_text(&factors));
	str_fini(&factors);
}

void plan_open_row(struct list_page *p, int i)
{
	const struct plan_row *r = &plan_of(p)->rows[i];
	const struct plan_view *v = &plan_of(p)->view;
	const char *id = p->case_row.id;
	switch (r->kind) {
	case ROW_WISHES:
		open_record(p->app, "plan", id, NULL, NULL);
		break;
	case ROW_GOAL:
		open_record(p->app, "goal", id, v->goals.at[r->index].id, NULL);
		break;
	case ROW_ACTION:
		open_record(p->app, "action", id, v->actions.at[r->index].id, NULL);
		break;
	case ROW_HOUSEHOLD:
		open_record(p->app, "household-action", NULL, v->household_actions.at[r->index].id, NULL);
		break;
	case ROW_NO_ACTION:
		open_record(p->app, "no-action", id, v->no_actions.at[r->index].id, NULL);
		break;
	case ROW_RISK:
		ask_risk(p, v->open_risks[r->index]);
		break;
	case ROW_SUGGESTION:
		take_suggestion(p, &v->suggestions[r->index]);
		break;
	case ROW_WITHHELD: /* the row itself says what stands against it */
	case ROW_HEADING:
		break;
	}
}

static void dismissed(void *ctx, const char *reason)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (!reason)
		return;
	if (!*reason)
		stack_say(p->app->stack, ROLE_HINT, "Not dismissed: say why, so that others need not ask again.");
	else if (plan_dismiss(p->app->session, p->case_row.id, plan_of(p)->asked, reason, &e))
		stack_say(p->app->stack, ROLE_GOOD, "Dismissed.");
	else
		stack_say_err(p->app->stack, &e);
	list_page_shown(stack_top(p->app->stack));
}

bool plan_act(struct list_page *p, int action, int i)
{
	const struct plan_row *r = i >= 0 && i < plan_of(p)->n ? &plan_of(p)->rows[i] : NULL;
	const struct plan_view *v = &plan_of(p)->view;
	switch (action) {
	case ACT_STEP:
		if (r && r->kind == ROW_SUGGESTION)
			take_suggestion(p, &v->suggestions[r->index]);
		else if (r && r->kind == ROW_RISK)
			answer_risk(p, 0);
		else
			open_record(p->app, "action", p->case_row.id, NULL, NULL);
		return true;
	case ACT_GOAL:
		open_record(p->app, "goal", p->case_row.id, NULL, NULL);
		return true;
	case ACT_WISHES:
		open_record(p->app, "plan", p->case_row.id, NULL, NULL);
		return true;
	case ACT_STATE:
		if (r && r->kind == ROW_ACTION)
			ask_action_state(p->app, &v->actions.at[r->index]);
		else if (r && r->kind == ROW_HOUSEHOLD)
			ask_action_state(p->app, &v->household_actions.at[r->index]);
		else
			stack_say(p->app->stack, ROLE_HINT, "Go to an action first (arrows), then s sets its state.");
		return true;
	case ACT_REFER:
		if (r && r->kind == ROW_ACTION)
			open_referral_of(p->app, p->case_row.id, v->actions.at[r->index].id);
		else
			stack_say(p->app->stack, ROLE_HINT,
				  "Go to an action first (arrows), then r makes a referral of it.");
		return true;
	case ACT_NO_ACTION:
		if (r && r->kind == ROW_RISK)
			open_no_action(p, v->open_risks[r->index]);
		else
			stack_say(p->app->stack, ROLE_HINT,
				  "Go to a risk first (arrows), then n says why it gets no action.");
		return true;
	case ACT_DISMISS:
		if (r && r->kind == ROW_SUGGESTION) {
			snprintf(plan_of(p)->asked, sizeof plan_of(p)->asked, "%s",
				 plan_catalogue(p)->services[v->suggestions[r->index].service]);
			dialog_ask(p->app->stack, "Dismiss", "Why not this service?", "", 300, 2, dismissed, p);
		} else {
			stack_say(p->app->stack, ROLE_HINT, "Go to a suggestion first (arrows), then d dismisses it.");
		}
		return true;
	default:
		return false;
	}
}

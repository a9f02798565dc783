/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The protection plan: what it holds, which risks it leaves open, what could be suggested; and the rule that it is
 * agreed only when every risk has its answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/edit/reason.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/approval_request.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/choices.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/suggest.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/oversight.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define PLAN_FIELDS(X) \
	X(PLAN_WISHES, "wishes") X(PLAN_AGREED, "agreed") X(PLAN_AGREED_ON, "agreed_on")
KIND_FIELDS(PLAN_FIELDS)

#define GOAL_FIELDS(X) \
	X(GOAL_GOAL, "goal")
KIND_FIELDS(GOAL_FIELDS)

#define NO_ACTION_FIELDS(X) \
	X(NO_ACTION_FACTOR, "factor") X(NO_ACTION_BECAUSE, "because")
KIND_FIELDS(NO_ACTION_FIELDS)

#define DISMISSED_FIELDS(X) \
	X(DISMISSED_SERVICE, "service") X(DISMISSED_REASON, "reason")
KIND_FIELDS(DISMISSED_FIELDS)

#define NAMED_MAX 2 /* open risks named in a refusal */

/* ---- reading ---- */

static void cover_codes(const struct catalogue *c, const char *codes, bool *cover)
{
	while (*codes) {
		size_t n = strcspn(codes, " ");
		char *code = mem_strndup(codes, n);
		int i = catalogue_factor(c, code);
		if (i >= 0)
			cover[i] = true;
		free(code);
		codes += n + strspn(codes + n, " ");
	}
}

static void fill_cover(const struct catalogue *c, struct plan_view *v)
{
	v->cover.by_action = plan_cover_of(c, &v->actions);
	v->cover.by_household = plan_cover_of(c, &v->household_actions);
	v->cover.by_no_action = mem_alloc((size_t)(c->n_factors + 1) * sizeof(bool));
	for (int i = 0; i < v->no_actions.n; i++)
		cover_codes(c, pairs_get(&v->no_actions.at[i].answers, NO_ACTION_FACTOR), v->cover.by_no_action);
}

/* A "no action" without its reason answers nothing. */
static void leave_out_unexplained(struct record_list *l)
{
	int kept = 0;
	for (int i = 0; i < l->n; i++) {
		if (*pairs_get(&l->at[i].answers, NO_ACTION_BECAUSE))
			l->at[kept++] = l->at[i];
		else
			record_fini(&l->at[i]);
	}
	l->n = kept;
}

static void hide_risks(const struct catalogue *c, bool seen, struct plan_view *v)
{
	int kept = 0;
	for (int i = 0; i < v->n_open_risks; i++) {
		if (seen || !c->factors[v->open_risks[i]].restricted)
			v->open_risks[kept++] = v->open_risks[i];
		else
			v->n_hidden_risks++;
	}
	v->n_open_risks = kept;
}

/* From what may be seen alone, and from urgent flags and the screening also before there is an assessment. */
static void suggest(const struct catalogue *c, const struct suggest_case *x, struct plan_view *v)
{
	struct answers known = {v->assessment.answers.factor, suggest_flags(c, x, &v->assessment.record)};
	struct score *told = score_evaluate(c, &known);
	v->suggestions = plan_suggest(c, &known, told, &v->cover, &x->facts, &v->n_suggestions, &v->n_withheld);
	score_free(&told);
	free(known.flag);
}

static void judge(const struct config *cfg, bool seen, struct plan_view *v)
{
	const struct catalogue *c = cfg->catalogue;
	const struct assessment *a = &v->assessment;
	fill_cover(c, v);
	if (!a->score)
		return;
	v->open_risks = mem_alloc((size_t)(c->n_factors + 1) * sizeof(int));
	v->n_open_risks = plan_open_risks(c, &a->answers, a->score, &v->cover, v->open_risks, c->n_factors);
	/* The rule looks at every risk; what is named and suggested follows from those that may be seen. */
	hide_risks(c, seen, v);
	assessment_mask(cfg, seen, &v->assessment);
}

/* What is about a restricted factor alone is not in it. */
static void mask_lists(const struct config *c, bool seen, struct plan_view *v)
{
	struct record_list *const lists[] = {&v->goals, &v->actions, &v->no_actions, &v->dismissed,
					     &v->household_actions};
	record_mask(c, seen, &v->plan);
	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
		struct record_list *l = lists[i];
		int kept = 0;
		record_list_mask(c, seen, l);
		for (int k = 0; k < l->n; k++) {
			if (strcmp(l->at[k].kind, RESTRICTED_KIND))
				l->at[kept++] = l->at[k];
			else
				record_fini(&l->at[k]);
		}
		l->n = kept;
	}
}

/* Those of the episode the case is in: a plan is made anew when it is opened again. */
static bool read_kind(struct session *s, const char *case_id, int episode, const char *kind, struct record_list *out,
		      struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = kind, .with_answers = true};
	if (!store_record_list(s->store, &f, out, e))
		return false;
	records_keep_episode(out, episode);
	return true;
}

static bool read_approval(struct session *s, const char *case_id, struct plan_view *v, struct err *e)
{
	struct case_row c = {0};
	char request[ID_TEXT];
	bool agreed = !strcmp(pairs_get(&v->plan.answers, "agreed"), "yes");
	if (!agreed)
		return true;
	if (!store_case_get(s->store, case_id, &c, e))
		return false;
	bool needed = oversight_plan_needs_approval(&s->config->due->oversight, c.level_rank - 1);
	case_row_fini(&c);
	if (!approval_state_of(s, case_id, v->plan.id, pairs_get(&v->plan.answers, PLAN_AGREED_ON), v->approval, request,
			       e))
		return false;
	if (needed && !*v->approval)
		snprintf(v->approval, sizeof v->approval, "needed");
	return true;
}

static bool any_gated(const struct record_list *actions)
{
	for (int i = 0; i < actions->n; i++) {
		if (gates_concern(&actions->at[i].answers))
			return true;
	}
	return false;
}

static bool read_household(struct session *s, const char *case_id, struct plan_view *v, struct err *e)
{
	return household_id_of(s, case_id, HOUSEHOLD_FAMILY, v->household, e) &&
	       (!*v->household || household_actions_read(s, v->household, &v->household_actions, e));
}

bool plan_read(struct session *s, const char *case_id, struct plan_view *v, struct err *e)
{
	int episode;
	memset(v, 0, sizeof *v);
	if (access_check_case(s, PERMIT_VIEW, case_id, e) && case_episode(s, case_id, &episode, e) &&
	    edit_existing(s, kind_get("plan"), case_id, &v->plan, e) && read_approval(s, case_id, v, e) &&
	    read_kind(s, case_id, episode, "goal", &v->goals, e) &&
	    read_kind(s, case_id, episode, "action", &v->actions, e) &&
	    read_kind(s, case_id, episode, "no-action", &v->no_actions, e) &&
	    read_kind(s, case_id, episode, "dismissed", &v->dismissed, e) && read_household(s, case_id, v, e) &&
	    assessment_read_whole(s, case_id, &v->assessment, e)) {
		leave_out_unexplained(&v->no_actions);
		bool gated = any_gated(&v->actions), seen = restricted_seen(s, case_id);
		struct suggest_case x;
		judge(s->config, seen, v);
		if (suggest_read(s, case_id, &v->actions, &v->dismissed, &x, e)) {
			suggest(s->config->catalogue, &x, v);
			suggest_fini(&x);
			mask_lists(s->config, seen, v);
			if (!gated || gates_read(s, case_id, &v->gates, e))
				return true;
		}
	}
	plan_view_fini(v);
	return false;
}

void plan_view_fini(struct plan_view *v)
{
	record_fini(&v->plan);
	record_list_fini(&v->goals);
	record_list_fini(&v->actions);
	record_list_fini(&v->no_actions);
	record_list_fini(&v->dismissed);
	record_list_fini(&v->household_actions);
	assessment_fini(&v->assessment);
	free(v->cover.by_action);
	free(v->cover.by_no_action);
	free(v->cover.by_household);
	free(v->open_risks);
	suggestions_free(&v->suggestions, v->n_suggestions + v->n_withheld);
	memset(v, 0, sizeof *v);
}

/* ---- the rule ---- */

static bool refuse(const struct catalogue *c, const struct plan_view *v, struct err *e)
{
	struct str names = {0};
	int left = v->n_open_risks - NAMED_MAX;
	if (v->n_open_risks == 0)
		return err_set(e, ERR_DATA, "plan",
			       "Not agreed yet: a restricted risk has no answer. Ask a colleague who may see it.");
	for (int i = 0; i < v->n_open_risks && i < NAMED_MAX; i++)
		str_addf(&names, "%s%s", i ? ", " : "", c->factors[v->open_risks[i]].label);
	if (left > 0)
		str_addf(&names, " and %d more", left);
	err_set(e, ERR_DATA, "plan",
		"No action yet, and no reason for none, for %s. Answer \"Not yet\" here; the plan lists what is open.",
		str_text(&names));
	str_fini(&names);
	return false;
}

static bool before_plan(struct save *save, struct err *e)
{
	const struct pairs *was = &save->edit->record.answers, *now = &save->next->answers;
	struct plan_view v;
	bool agrees = !strcmp(pairs_get(now, "agreed"), "yes");
	/* Once agreed, its words may be corrected; agreeing anew (another day) is agreeing. */
	bool agreed_already = !strcmp(pairs_get(was, "agreed"), "yes") &&
			      !strcmp(pairs_get(was, PLAN_AGREED_ON), pairs_get(now, PLAN_AGREED_ON));
	if (!agrees || agreed_already)
		return true;
	struct session reader = *save->session; /* one may agree a plan without the right to look through cases */
	reader.permits |= PERMIT_BIT(PERMIT_VIEW);
	reader.scope[PERMIT_VIEW] = SCOPE_ALL;
	if (!plan_read(&reader, save->case_row->id, &v, e))
		return false;
	bool good = (v.n_open_risks == 0 && v.n_hidden_risks == 0) || refuse(save->session->config->catalogue, &v, e);
	plan_view_fini(&v);
	return good;
}

/* ---- small changes from a list ---- */

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && form_set(w->form, i, value))
		return true;
	return err_set(e, ERR_DATA, w->kind->label, "\"%s\" is not a possible answer.", value);
}

bool plan_dismiss(struct session *s, const char *case_id, const char *service, const char *reason, struct err *e)
{
	struct edit *w = edit_open(s, "dismissed", case_id, NULL, NULL, e);
	bool good = w && put(w, "service", service, e);
	good = good && reason_check(s, reason, NULL, "plan", e) && put(w, "reason", reason, e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

static bool no_action(struct session *s, const char *case_id, int factor, const char *reason, struct err *e)
{
	struct edit *w = edit_open(s, "no-action", case_id, NULL, NULL, e);
	bool good = w && put(w, "factor", s->config->catalogue->factors[factor].name, e) &&
		    put(w, "because", reason, e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

bool plan_no_actions(struct session *s, const char *case_id, const int *factors, int n, const char *reason,
		     struct err *e)
{
	bool own, repeat;
	if (!access_check_case(s, PERMIT_PLAN, case_id, e))
		return false;
	if (!reason_shared_begin(s, reason, "plan", &repeat, e))
		return false;
	bool good = transaction_begin(s, &own, e);
	if (good) {
		for (int i = 0; good && i < n; i++)
			good = no_action(s, case_id, factors[i], reason, e);
		good = transaction_end(s, own, good, e);
	}
	reason_shared_end(s, repeat);
	return good;
}

const struct kind kind_plan = {
	.name = "plan",
	.label = "Plan",
	.form = "plan",
	.permit = PERMIT_PLAN,
	.section = SECTION_PLAN,
	.one_per_case = true,
	.state_field = "agreed",
	.due_field = "review_on",
	.happened_field = "agreed_on",
	.before = before_plan,
	.needs = KIND_NEEDS(PLAN_FIELDS),
};

const struct kind kind_goal = {
	.name = "goal",
	.label = "Goal",
	.form = "goal",
	.permit = PERMIT_PLAN,
	.section = SECTION_PLAN,
	.title_field = "goal",
	.state_field = "state",
	.due_field = "target_on",
	.needs = KIND_NEEDS(GOAL_FIELDS),
};

static bool lists_no_action(struct save *save, struct err *e)
{
	return choices_no_action(save->session, save->edit, e);
}

const struct kind kind_no_action = {
	.name = "no-action",
	.label = "No action",
	.form = "no-action",
	.permit = PERMIT_PLAN,
	.section = SECTION_PLAN,
	.title_field = "factor",
	.lists = lists_no_action,
	.reasons = "because",
	.needs = KIND_NEEDS(NO_ACTION_FIELDS),
};

const struct kind kind_dismissed = {
	.name = "dismissed",
	.label = "Suggestion dismissed",
	.form = "dismissed",
	.permit = PERMIT_PLAN,
	.section = SECTION_PLAN,
	.title_field = "service",
	.reasons = "reason",
	.needs = KIND_NEEDS(DISMISSED_FIELDS),
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/household_link.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/household.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

#define HOUSEHOLD_ACTION_FIELDS(X) \
	X(HOUSEHOLD_ACTION_ACTION, "action") X(HOUSEHOLD_ACTION_SERVICE, "service") \
	X(HOUSEHOLD_ACTION_FACTORS, "factors") X(HOUSEHOLD_ACTION_STATE, "state") \
	X(HOUSEHOLD_ACTION_RESULT, "result") X(HOUSEHOLD_ACTION_DUE_ON, "due_on")
KIND_FIELDS(HOUSEHOLD_ACTION_FIELDS)

#define KIND HOUSEHOLD_ACTION
#define OF "=of" /* the case it is made from, by its number */

/* Has this service conditions of its own for each person? Then nobody plans it for a household. */
static bool is_personal(const char *service)
{
	struct pairs wish = {0};
	pairs_set(&wish, "service", service);
	bool gated = gates_concern(&wish);
	pairs_clear(&wish);
	return gated;
}

/* ---- reading ---- */

static const struct member_row *member_of(const struct member_list *l, const char *case_id)
{
	const struct member_row *found = NULL;
	for (int i = 0; i < l->n; i++) {
		if (*case_id && !strcmp(l->at[i].case_row.id, case_id) && (!found || member_linked(&l->at[i])))
			found = &l->at[i];
	}
	return found;
}

static void mark(struct record *r)
{
	struct str title = {0};
	str_addf(&title, "%s (from %s, not linked)", r->title ? r->title : "", pairs_get(&r->answers, OF));
	free(r->title);
	r->title = str_take(&title);
}

/* Actions planned from a case that was never linked by its owner are not the household's; those of a case that has left
 * since are marked. */
static void keep_linked(const struct member_list *members, struct record_list *l)
{
	int kept = 0;
	for (int i = 0; i < l->n; i++) {
		struct record *r = &l->at[i];
		const struct member_row *m = member_of(members, r->case_id);
		if (m && !strcmp(pairs_get(&m->link.answers, MEMBER_LINK), LINK_OLD)) {
			record_fini(r);
			continue;
		}
		if (m && !member_linked(m))
			mark(r);
		l->at[kept++] = *r;
	}
	l->n = kept;
}

bool household_actions_read(struct session *s, const char *household_id, struct record_list *out, struct err *e)
{
	struct record_filter f = {.parent_id = household_id, .kind = KIND, .with_answers = true};
	struct member_list members = {0};
	*out = (struct record_list){0};
	if (!household_members(s, household_id, &members, e))
		return false;
	bool good = store_record_list(s->store, &f, out, e);
	if (good)
		keep_linked(&members, out);
	member_list_fini(&members);
	return good;
}

static bool newest_assessment(struct session *s, const char *household_id, struct record *out, struct err *e)
{
	struct err why = {0};
	return store_record_newest_under(s->store, household_id, "household-assessment", "finished", out, &why) ||
	       why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
}

/* What may not be seen is neither named nor suggested for. */
static void judge(const struct catalogue *c, bool seen, struct household_plan *p)
{
	bool *left_out = mem_alloc((size_t)(c->n_services + 1) * sizeof(bool));
	for (int i = 0; i < c->n_services; i++)
		left_out[i] = is_personal(c->services[i]);
	form_answers(&p->assessment.answers, c, &p->answers);
	for (int i = 0; i < c->n_factors && !seen; i++) {
		if (c->factors[i].restricted)
			p->answers.factor[i] = ANSWER_NONE;
	}
	p->score = score_evaluate(c, &p->answers);
	p->open_risks = mem_alloc((size_t)(c->n_factors + 1) * sizeof(int));
	p->n_open_risks = plan_open_risks(c, &p->answers, p->score, &p->cover, p->open_risks, c->n_factors);
	p->suggestions = plan_suggest(c, &p->answers, p->score, &p->cover, &(struct suggest_facts){.dismissed = left_out},
				      &p->n_suggestions, &p->n_withheld);
	free(left_out);
}

/* What is about a restricted factor alone is not in it. */
static void mask_actions(const struct config *c, bool seen, struct record_list *l)
{
	int kept = 0;
	record_list_mask(c, seen, l);
	for (int i = 0; i < l->n; i++) {
		if (strcmp(l->at[i].kind, RESTRICTED_KIND))
			l->at[kept++] = l->at[i];
		else
			record_fini(&l->at[i]);
	}
	l->n = kept;
}

/* By way of the case of a member. */
static bool reach_household(struct session *s, const char *household_id, struct err *e)
{
	struct record r = {0};
	bool good = session_may(s, PERMIT_VIEW, e) && store_record_get(s->store, household_id, &r, e) &&
		    (!strcmp(r.kind, "household") || err_set(e, ERR_MISSING, r.kind, "This is no household.")) &&
		    household_access(s, PERMIT_VIEW, &r, e);
	record_fini(&r);
	return good;
}

bool household_plan_read(struct session *s, const char *household_id, struct household_plan *out, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	memset(out, 0, sizeof *out);
	if (!reach_household(s, household_id, e))
		return false;
	answers_init(&out->answers, c);
	memcpy(out->household_id, household_id, ID_TEXT);
	if (!household_actions_read(s, household_id, &out->actions, e) ||
	    !newest_assessment(s, household_id, &out->assessment, e)) {
		household_plan_fini(out);
		return false;
	}
	out->cover.by_action = mem_alloc((size_t)(c->n_factors + 1) * sizeof(bool));
	out->cover.by_no_action = mem_alloc((size_t)(c->n_factors + 1) * sizeof(bool));
	out->cover.by_household = plan_cover_of(c, &out->actions);
	bool seen = restricted_seen(s, NULL);
	if (*out->assessment.id)
		judge(c, seen, out);
	mask_actions(s->config, seen, &out->actions);
	record_mask(s->config, seen, &out->assessment);
	return true;
}

void household_plan_fini(struct household_plan *p)
{
	record_list_fini(&p->actions);
	record_fini(&p->assessment);
	answers_fini(&p->answers);
	score_free(&p->score);
	free(p->cover.by_action);
	free(p->cover.by_no_action);
	free(p->cover.by_household);
	free(p->open_risks);
	suggestions_free(&p->suggestions, p->n_suggestions + p->n_withheld);
	memset(p, 0, sizeof *p);
}

/* ---- filling in ---- */

static void put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && value)
		form_set(w->form, i, value);
}

struct edit *household_action_open(struct session *s, const char *household_id, const char *case_id,
				   const char *service, const char *factors, struct err *e)
{
	struct case_row k = {0};
	if (!access_check_case(s, PERMIT_PLAN, case_id, e) || !store_case_get(s->store, case_id, &k, e))
		return NULL;
	struct edit *w = edit_open(s, KIND, NULL, NULL, household_id, e);
	if (w) {
		form_set_other(w->form, OF, k.number);
		put(w, "service", service);
		put(w, "factors", factors);
	}
	case_row_fini(&k);
	return w;
}

static void list_services(struct session *s, struct edit *w)
{
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, "service");
	const struct option_list *all = field >= 0 && def->fields[field].list
						? option_lists_get(&s->config->lists, def->fields[field].list)
						: NULL;
	if (!all)
		return;
	struct option_list *l = option_list_new(all->name);
	for (int i = 0; i < all->n; i++) {
		if (!is_personal(all->at[i].code))
			option_list_add(l, all->at[i].code, all->at[i].label);
	}
	form_add_list(w->form, l);
}

/* The household's risks; every household factor where it has not been assessed, or where one is named already. */
static void list_factors(struct session *s, struct edit *w, const struct pairs *assessed)
{
	const struct catalogue *c = s->config->catalogue;
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, "factors");
	const char *name = field >= 0 ? def->fields[field].list : NULL;
	const char *chosen = pairs_get(&w->record.answers, "factors");
	struct answers a;
	bool any = false;
	if (!name)
		return;
	answers_init(&a, c);
	form_answers(assessed, c, &a);
	for (int i = 0; i < c->n_factors; i++)
		any |= answer_ordinal(a.factor[i]) > 0;
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < c->n_factors; i++) {
		if (c->factors[i].restricted && !w->sees_restricted)
			continue;
		if (inherit_of_factor(c, i) == INHERIT_HOUSEHOLD &&
		    (!any || *chosen || answer_ordinal(a.factor[i]) > 0))
			option_list_add(l, c->factors[i].name, c->factors[i].label);
	}
	if (l->n > 0)
		form_add_list(w->form, l);
	else
		option_list_free(&l);
	answers_fini(&a);
}

static bool lists_household_action(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct record last = {0};
	if (*w->record.parent_id && !newest_assessment(s, w->record.parent_id, &last, e))
		return false;
	list_services(s, w);
	list_factors(s, w, &last.answers);
	record_fini(&last);
	return true;
}

/* ---- saving ---- */

void household_action_of(struct record *r, const struct case_row *c)
{
	memcpy(r->case_id, c->id, sizeof r->case_id);
	memcpy(r->person_id, c->person_id, sizeof r->person_id);
	pairs_set(&r->answers, OF, c->number);
}

static bool settle_case(struct session *s, struct record *next, struct err *e)
{
	const char *of = pairs_get(&next->answers, OF);
	struct case_row k = {0};
	char household[ID_TEXT];
	if (*next->case_id || !*of)
		return true;
	bool good = store_case_by_number(s->store, of, &k, e) &&
		    household_id_of(s, k.id, HOUSEHOLD_FAMILY, household, e) &&
		    (!strcmp(household, next->parent_id) ||
		     err_set(e, ERR_DATA, k.number, "%s is not linked with this household.", k.number));
	if (good)
		household_action_of(next, &k);
	case_row_fini(&k);
	return good;
}

static bool before_household_action(struct save *save, struct err *e)
{
	struct record *next = save->next;
	struct record household = {0};
	enum household_type type = HOUSEHOLD_FAMILY;
	bool there = *next->parent_id && store_record_get(save->session->store, next->parent_id, &household, NULL) &&
		     !strcmp(household.kind, "household");
	household_type_from_name(household.state, &type);
	record_fini(&household);
	if (!there)
		return err_set(e, ERR_INTERNAL, next->kind, "It belongs to no household.");
	if (!household_shares(type))
		return err_set(e, ERR_DATA, "", "What is done for a group is planned in its own case.");
	if (is_personal(pairs_get(&next->answers, "service")))
		return err_set(e, ERR_DATA, "",
			       "This depends on each person: plan it in the own case of every member it is for.");
	action_settle(next);
	return settle_case(save->session, next, e);
}

const struct kind kind_household_action = {
	.name = "household-action",
	.label = "Action for the household",
	.form = "household-action",
	.permit = PERMIT_PLAN,
	.shared = true,
	.access = household_access,
	.when_ended = true, /* of the case it was planned from: the others still wait for it */
	.any_episode = true,
	.title_field = "service",
	.state_field = "state",
	.due_field = "due_on",
	.happened_field = "start_on",
	.lists = lists_household_action,
	.before = before_household_action,
	.needs = KIND_NEEDS(HOUSEHOLD_ACTION_FIELDS),
};

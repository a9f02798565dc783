/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Actions of a plan: their state and which risks they address.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/choices.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define ACTION_FIELDS(X) \
	X(ACTION_ACTION, "action") X(ACTION_SERVICE, "service") X(ACTION_FACTORS, "factors") \
	X(ACTION_GOAL, "goal") X(ACTION_STATE, "state") X(ACTION_RESULT, "result") \
	X(ACTION_DUE_ON, "due_on")
KIND_FIELDS(ACTION_FIELDS)

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

bool *plan_cover_of(const struct catalogue *c, const struct record_list *actions)
{
	enum action_state state;
	bool *cover = mem_alloc((size_t)(c->n_factors + 1) * sizeof(bool));
	for (int i = 0; i < actions->n; i++) {
		const struct record *r = &actions->at[i];
		if (action_state_from_name(r->state, &state) && action_state_live(state))
			cover_codes(c, pairs_get(&r->answers, "factors"), cover);
	}
	return cover;
}

void action_settle(struct record *next)
{
	enum action_state state;
	if (!*next->state)
		snprintf(next->state, sizeof next->state, "planned");
	if (action_state_from_name(next->state, &state) && !action_state_open(state))
		next->due[0] = 0; /* nothing is due of what is over: the agenda does not read it */
}

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && form_set(w->form, i, value))
		return true;
	return err_set(e, ERR_DATA, w->kind->label, "\"%s\" is not a possible answer.", value);
}

bool action_set_state(struct session *s, const char *record_id, const char *state, const char *result, struct err *e)
{
	struct record r = {0};
	if (!session_may(s, PERMIT_PLAN, e) || !store_record_get(s->store, record_id, &r, e))
		return false;
	const struct kind *k = kind_get(r.kind);
	struct edit *w = NULL;
	if (k && (!strcmp(k->name, "action") || !strcmp(k->name, "household-action")))
		w = edit_open(s, k->name, k->shared ? NULL : r.case_id, record_id, NULL, e);
	else
		err_set(e, ERR_INTERNAL, r.kind, "This is no action.");
	bool good = w && put(w, "state", state, e);
	if (good && result && *result)
		good = put(w, "result", result, e);
	good = good && edit_save(s, w, NULL, e);
	edit_close(&w);
	record_fini(&r);
	return good;
}

static bool before_action(struct save *save, struct err *e)
{
	action_settle(save->next);
	return gates_before_action(save->session, save->edit, save->next, e);
}

static bool lists_action(struct save *save, struct err *e)
{
	return choices_action(save->session, save->edit, e);
}

static char *warns_action(const struct save *save)
{
	return action_locks_warning(save->session, save->edit);
}

const struct kind kind_action = {
	.name = "action",
	.label = "Action",
	.form = "action",
	.permit = PERMIT_PLAN,
	.section = SECTION_PLAN,
	.title_field = "service",
	.state_field = "state",
	.due_field = "due_on",
	.happened_field = "start_on",
	.lists = lists_action,
	.before = before_action,
	.warns = warns_action,
	.needs = KIND_NEEDS(ACTION_FIELDS),
};

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Households in test scripts: the verbs, and what can be expected of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include <sarai/base/pairs.h>
#include <sarai/kind/context.h>
#include <sarai/kind/household.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/household_link.h>
#include <sarai/model/household.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#include "script.h"

static enum household_type household_type(struct words *w)
{
	return words_take_if(w, "group") ? HOUSEHOLD_GROUP : HOUSEHOLD_FAMILY;
}

static bool act_household(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "a name for the household");
	char id[ID_TEXT];
	bool is_new;
	if (!household_make(x->s, x->case_id, household_type(w), id, &x->e))
		return false;
	struct script_name *n = script_name(x, name, &is_new);
	memcpy(n->record, id, ID_TEXT);
	*n->case_id = 0;
	return true;
}

/* The current case joins the household of another: join NAME of CASE relation=child. */
static bool act_join(struct script *x, struct words *w)
{
	enum household_type type = household_type(w);
	const struct script_name *other = script_known(x, words_take(x, w, "the name of a case"));
	struct case_row k = {0};
	script_must(x, store_case_get(x->rig.store, other->case_id, &k, &x->e));
	struct edit *form = household_join(x->s, x->case_id, type, k.number, &x->e);
	case_row_fini(&k);
	return script_fill(x, form, NULL, w);
}

/* The only request to link the current case that waits for this account gets a name. */
static bool act_ask_name(struct script *x, struct words *w)
{
	struct record_list l = {0};
	bool is_new;
	if (!household_requests(x->s, x->case_id, &l, &x->e))
		return false;
	if (l.n != 1)
		script_fail(x, "%d requests wait, not one", l.n);
	memcpy(script_name(x, words_take(x, w, "a name"), &is_new)->record, l.at[0].id, ID_TEXT);
	record_list_fini(&l);
	return true;
}

static bool act_answer_request(struct script *x, struct words *w)
{
	const struct script_name *n = script_known(x, words_take(x, w, "the name of a request"));
	return household_answer(x->s, n->record, words_take_if(w, "yes") || !words_take_if(w, "no"), &x->e);
}

/* The household of the case with this number is asked to take the current case. */
static bool act_ask_join(struct script *x, struct words *w)
{
	enum household_type type = household_type(w);
	struct case_row k = {0};
	script_must(x, store_case_get(x->rig.store, script_known(x, words_take(x, w, "a case"))->case_id, &k, &x->e));
	bool done = household_ask_join(x->s, x->case_id, type, k.number, &x->e);
	case_row_fini(&k);
	return done;
}

static bool act_seen_alone(struct script *x, struct words *w)
{
	return household_seen(x->s, script_known(x, words_take(x, w, "a member"))->record, &x->e);
}

/* Takes over into the open assessment what household and profiles have: what is new, or all. */
static bool act_inherit(struct script *x, struct words *w)
{
	if (!x->form)
		script_fail(x, "no form is open");
	bool all = words_take_if(w, "all");
	return edit_inherit(x->s, x->form, all || !words_take_if(w, "new") ? INHERIT_ALL : INHERIT_NEW, NULL, &x->e);
}

/* stale N: assessments of open cases that rest on less than there is; of the current case, or of every case. */
static bool stale_holds(struct script *x, struct words *w)
{
	struct stale_list l = {0};
	script_must(x, stale_cases(x->s, *x->case_id ? x->case_id : NULL, &l, &x->e));
	int n = l.n;
	stale_list_fini(&l);
	return script_number_is(x, w, n);
}

/* members HOUSEHOLD [all N] [current N] [with-case N] [unseen N] [begun N]: how many; the round that is begun. */
static bool members_hold(struct script *x, struct words *w)
{
	struct household_view v = {0};
	bool holds = true;
	script_must(x, household_read(x->s, script_known(x, words_take(x, w, "a household"))->record, &v, &x->e));
	const struct {
		const char *name;
		int is;
	} numbers[] = {{"all", v.members.n}, {"current", v.current}, {"with-case", v.with_case},
		       {"unseen", v.unseen}, {"begun", v.begun},     {"round", v.assessment.round}};
	household_view_fini(&v);
	while (w->n) {
		const char *name = words_take(x, w, "what");
		size_t i = 0, n = sizeof numbers / sizeof numbers[0];
		while (i < n && strcmp(numbers[i].name, name))
			i++;
		if (i == n)
			script_fail(x, "members have no \"%s\"", name);
		holds &= script_number_is(x, w, numbers[i].is);
	}
	return holds;
}

/* household NAME|none: the current case is in it, and it is linked. */
static bool household_holds(struct script *x, struct words *w)
{
	struct household_view v = {0};
	enum household_type type = household_type(w);
	const char *name = words_take(x, w, "a household");
	script_must(x, household_of_case(x->s, x->case_id, type, &v, &x->e));
	const char *wanted = strcmp(name, "none") ? script_known(x, name)->record : "";
	script_was(x, v.household.id);
	script_was(x, v.not_linked);
	bool is = !strcmp(v.household.id, wanted) && !*v.not_linked;
	household_view_fini(&v);
	return is;
}

/* requests N: so many to link the current case wait for the account. */
static bool requests_hold(struct script *x, struct words *w)
{
	struct record_list l = {0};
	script_must(x, household_requests(x->s, x->case_id, &l, &x->e));
	int n = l.n;
	record_list_fini(&l);
	return script_number_is(x, w, n);
}

/* member HOUSEHOLD CASE [beyond] [name=NAME] FIELD=VALUE...: how that member is shown in the household. beyond: of the
 * case only its number is. */
static bool member_holds(struct script *x, struct words *w)
{
	struct household_view v = {0};
	struct case_row k = {0};
	bool holds = false;
	script_must(x, household_read(x->s, script_known(x, words_take(x, w, "a household"))->record, &v, &x->e));
	script_must(x, store_case_get(x->rig.store, script_known(x, words_take(x, w, "a case"))->case_id, &k, &x->e));
	bool beyond = words_take_if(w, "beyond");
	for (int i = 0; i < v.members.n; i++) {
		const struct member_row *m = &v.members.at[i];
		if (strcmp(m->case_row.number, k.number) != 0)
			continue;
		struct pairs shown = {0};
		pairs_copy(&shown, &m->link.answers);
		pairs_set(&shown, "name", m->case_row.name);
		holds = script_answers_hold(x, w, script_answer_of, &shown) && m->case_row.beyond == beyond;
		pairs_clear(&shown);
	}
	w->n = 0;
	case_row_fini(&k);
	household_view_fini(&v);
	return holds;
}

const struct script_verb script_households[] = {
	{"inherit", "new|all", act_inherit},
	{"household", "NAME [group]", act_household},
	{"join", "[group] CASE FIELD=VALUE...", act_join},
	{"ask-join", "[group] CASE", act_ask_join},
	{"ask-name", "NAME", act_ask_name},
	{"answer-request", "REQUEST yes|no", act_answer_request},
	{"seen-alone", "MEMBER", act_seen_alone},
	{0},
};

const struct script_check script_expects_households[] = {
	{"stale", "N", stale_holds},
	{"members", "HOUSEHOLD [all|current|with-case|unseen|begun|round N]...", members_hold},
	{"household", "[group] NAME|none", household_holds},
	{"requests", "N", requests_hold},
	{"member", "HOUSEHOLD CASE [beyond] [FIELD=VALUE]...", member_holds},
	{0},
};

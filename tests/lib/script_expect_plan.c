/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What test scripts can expect of plan, closing, consent and locks.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/plan.h>
#include <sarai/model/closure.h>
#include <sarai/model/gate.h>
#include <sarai/store/record.h>
#include <sarai/term/screen.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>
#include <sarai/view/notices.h>

#include <sarai/view/referrals.h>
#include <sarai/kind/assessment.h>

#include "script.h"

/* ---- assessment ---- */

/* same-score N M: two rounds have the same score. */
static bool same_score_holds(struct script *x, struct words *w)
{
	struct round_figures *rounds = NULL;
	int n = 0;
	script_must(x, rounds_read(x->s, x->case_id, &rounds, &n, &x->e));
	int a = atoi(words_take(x, w, "a round")), b = atoi(words_take(x, w, "a round"));
	bool same = a >= 1 && b >= 1 && a <= n && b <= n && rounds[a - 1].score == rounds[b - 1].score;
	for (int i = 0; i < n; i++)
		str_addf(&x->was, "%d ", rounds[i].score);
	free(rounds);
	return same;
}

/* round N [assigned BAND] [score N]: as it was stored at the time. */
static bool round_holds(struct script *x, struct words *w)
{
	struct round_figures *rounds = NULL;
	int n = 0;
	bool holds = true;
	script_must(x, rounds_read(x->s, x->case_id, &rounds, &n, &x->e));
	int round = atoi(words_take(x, w, "a number"));
	str_addf(&x->was, "%d rounds", n);
	if (round < 1 || round > n || rounds[round - 1].round != round) {
		w->n = 0;
		holds = false;
	}
	while (w->n) {
		char score[24];
		bool band = words_take_if(w, "assigned");
		if (!band && !words_take_if(w, "score"))
			script_fail(x, "a round has no \"%s\"", w->at[0]);
		snprintf(score, sizeof score, "%d", rounds[round - 1].score);
		const char *is = band ? rounds[round - 1].assigned : score;
		script_was(x, is);
		holds &= script_text_is(is, words_take(x, w, "the value"));
	}
	free(rounds);
	return holds;
}

/* ---- plan ---- */

static struct plan_view the_plan(struct script *x)
{
	struct plan_view v = {0};
	script_must(x, plan_read(x->s, x->case_id, &v, &x->e));
	return v;
}

/* Names in a list, compared with the rest of the line, or with "none"; all of them, in any order. */
static bool names_are(struct script *x, struct words *w, const char **names, int n)
{
	bool same = true;
	for (int i = 0; i < n; i++)
		script_was(x, names[i]);
	if (words_take_if(w, "none"))
		return n == 0;
	same = w->n == n;
	while (w->n) {
		const char *wanted = words_take(x, w, "a name");
		bool found = false;
		for (int i = 0; i < n; i++)
			found |= !strcmp(names[i], wanted);
		same &= found;
	}
	return same;
}

static bool risks_hold(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	const char **names = mem_alloc((size_t)(v.n_open_risks + 1) * sizeof *names);
	for (int i = 0; i < v.n_open_risks; i++)
		names[i] = x->rig.config->catalogue->factors[v.open_risks[i]].name;
	bool same = names_are(x, w, names, v.n_open_risks);
	free(names);
	plan_view_fini(&v);
	return same;
}

/* suggests SERVICE [first]: among what the plan suggests; first: at the head of the list. */
static bool suggests_holds(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	const char *service = words_take(x, w, "a service");
	bool first = words_take_if(w, "first"), found = false;
	for (int i = 0; i < v.n_suggestions; i++) {
		const char *is = x->rig.config->catalogue->services[v.suggestions[i].service];
		script_was(x, is);
		found |= !strcmp(is, service) && (!first || i == 0);
	}
	plan_view_fini(&v);
	return found;
}

/* plan [actions N|household-actions N]: there is one in this episode, or it has so many actions. */
static bool plan_holds(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	int own = v.actions.n, shared = v.household_actions.n;
	bool is_there = *v.plan.id != 0;
	plan_view_fini(&v);
	if (words_take_if(w, "household-actions"))
		return script_number_is(x, w, shared);
	return words_take_if(w, "actions") ? script_number_is(x, w, own) : is_there;
}

/* household-actions NAME...: just these of the household are seen in the plan. */
static bool household_actions_hold(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	bool same = v.household_actions.n == w->n;
	for (int i = 0; i < v.household_actions.n; i++) {
		const struct record *r = &v.household_actions.at[i];
		const char *name = words_take_or(w, NULL);
		script_was(x, r->title);
		same &= name && !strcmp(script_known(x, name)->record, r->id);
	}
	w->n = 0;
	plan_view_fini(&v);
	return same;
}

static bool approval_holds(struct script *x, struct words *w)
{
	struct plan_view v = the_plan(x);
	script_was(x, v.approval);
	bool same = script_text_is(v.approval, words_take(x, w, "a state"));
	plan_view_fini(&v);
	return same;
}

/* ---- closing, consent, locks ---- */

static const char *const closure_names[CLOSURE_ITEMS] = {
#define X(id, words, where) #id,
	CLOSURE_TABLE(X)
#undef X
};

/* missing URGENT GOALS: what the closure still needs, by the ids in model/closure.h; none. */
static bool missing_holds(struct script *x, struct words *w)
{
	struct closure_view v = {0};
	const char *names[CLOSURE_ITEMS];
	int n = 0;
	script_must(x, closure_read(x->s, x->case_id, &v, &x->e));
	for (int i = 0; i < CLOSURE_ITEMS; i++) {
		if (v.missing[i])
			names[n++] = closure_names[i];
	}
	closure_view_fini(&v);
	return names_are(x, w, names, n);
}

/* locked ACTION [TEXT]: it can be neither started nor done; the words say why, and it stays as it is. */
static bool locked_holds(struct script *x, struct words *w)
{
	static const char *const begun[] = {"started", "waiting", "done"};
	struct gate_facts f = {0};
	struct record r = {0};
	struct str text = {0};
	const struct script_name *n = script_known(x, words_take(x, w, "the name of an action"));
	const char *why = words_take_or(w, "");
	script_must(x, gates_read(x->s, n->case_id, &f, &x->e));
	script_must(x, store_record_get(x->rig.store, n->record, &r, &x->e));
	gates_words(&f, &r.answers, &text);
	script_was(x, str_text(&text));
	bool locked = text.len > 0;
	for (int i = 0; locked && i < 3; i++) {
		struct record after = {0};
		if (action_set_state(x->s, n->record, begun[i], "Result", &x->e))
			script_fail(x, "expected: locked. It can be %s", begun[i]);
		if (x->e.code != ERR_DATA || !strstr(x->e.detail, why))
			script_fail(x, "expected: locked by %s. It was: %s", why, x->e.detail);
		script_must(x, store_record_get(x->rig.store, n->record, &after, &x->e));
		if (strcmp(after.state, r.state))
			script_fail(x, "expected: still %s. It was: %s", r.state, after.state);
		record_fini(&after);
	}
	str_fini(&text);
	record_fini(&r);
	return locked;
}

/* fact child|protection-raised|determined-return: what the locks know of the case. */
static bool fact_holds(struct script *x, struct words *w)
{
	struct gate_facts f = {0};
	script_must(x, gates_read(x->s, x->case_id, &f, &x->e));
	const struct {
		const char *name;
		bool is;
	} facts[] = {
		{"child", f.is_child},
		{"protection-raised", f.protection_raised},
		{"determined-return", f.bid_for_return},
	};
	const char *name = words_take(x, w, "a fact");
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		if (!strcmp(facts[i].name, name))
			return facts[i].is;
	}
	script_fail(x, "there is no fact \"%s\"", name);
}

enum case_section script_section(struct script *x, const char *name)
{
	static const char *const sections[SECTION_COUNT] = {
#define X(id, words) #id,
		SECTION_TABLE(X)
#undef X
	};
	for (int i = 0; i < SECTION_COUNT; i++) {
		if (!strcmp(sections[i], name))
			return (enum case_section)i;
	}
	script_fail(x, "there is no section \"%s\"", name);
}

/* check SECTION KIND|TEXT heading|note|done|missing|late [of RECORD]: a line of a section's checklist, by the kind that
 * answers it or by a part of it. check SECTION closed: the section is not for this person. */
static bool check_holds(struct script *x, struct words *w)
{
	static const char *const states[] = {"heading", "note", "done", "missing", "late"};
	struct checklist l = {0};
	script_must(x, checklist_read(x->s, x->case_id, script_section(x, words_take(x, w, "a section")), &l, &x->e));
	bool found = l.closed;
	if (!words_take_if(w, "closed")) {
		const char *line = words_take(x, w, "a line"), *state = words_take(x, w, "its state");
		const char *record =
			words_take_if(w, "of") ? script_known(x, words_take(x, w, "a record"))->record : NULL;
		found = false;
		for (int i = 0; i < l.n; i++) {
			const struct check_line *c = &l.at[i];
			str_addf(&x->was, "\n%s: %s (%s)", states[c->state], c->text, c->kind ? c->kind : "");
			found |= ((c->kind && !strcmp(c->kind, line)) || strstr(c->text, line)) &&
				 !strcmp(states[c->state], state) && (!record || !strcmp(c->record_id, record));
		}
	}
	checklist_fini(&l);
	return found;
}

/* ---- referrals ---- */

static struct referral_view the_referral(struct script *x, struct words *w)
{
	struct referral_view v = {0};
	const struct script_name *n = script_known(x, words_take(x, w, "the name of a referral"));
	script_must(x, referral_read(x->s, n->record, &v, &x->e));
	return v;
}

/* referral NAME unseen | again NAME | override TEXT: sent without consent and no supervisor has seen it; the one to
 * somebody else that followed; why it was sent without consent. */
static bool referral_holds(struct script *x, struct words *w)
{
	struct referral_view v = the_referral(x, w);
	bool holds = v.unseen;
	if (words_take_if(w, "again")) {
		holds = !strcmp(v.again, script_known(x, words_take(x, w, "a referral"))->record);
	} else if (words_take_if(w, "override")) {
		const char *why = v.n_steps ? v.steps[v.n_steps - 1].override : "";
		script_was(x, why);
		holds = script_text_is(why, words_take(x, w, "a text"));
	} else if (!words_take_if(w, "unseen")) {
		script_fail(x, "unseen, again or override");
	}
	referral_view_fini(&v);
	return holds;
}

/* steps REFERRAL WHAT TIME ACCOUNT ...: all that has become of it, oldest first. */
static bool steps_hold(struct script *x, struct words *w)
{
	struct referral_view v = the_referral(x, w);
	bool same = w->n == 3 * v.n_steps;
	for (int i = 0; i < v.n_steps; i++) {
		str_addf(&x->was, "%s %s %s; ", v.steps[i].what, v.steps[i].at, v.steps[i].noted_by);
		if (!same)
			continue;
		char *at = script_value(x, w->at[3 * i + 1]);
		same = !strcmp(v.steps[i].what, w->at[3 * i]) && !strcmp(v.steps[i].at, at) &&
		       !strcmp(v.steps[i].noted_by, w->at[3 * i + 2]);
		free(at);
	}
	w->n = 0;
	referral_view_fini(&v);
	return same;
}

/* referrals late|open|all|gaps N [of ACCOUNT]: so many on the list, of all cases. */
static bool referrals_hold(struct script *x, struct words *w)
{
	static const char *const choices[] = {"late", "open", "all", "gaps"};
	struct referral_list l = {0};
	int which = 0;
	const char *choice = words_take(x, w, "which");
	while (which < 4 && strcmp(choices[which], choice))
		which++;
	if (which == 4)
		script_fail(x, "late, open, all or gaps");
	const char *number = words_take(x, w, "a number");
	const char *owner = words_take_if(w, "of") ? words_take(x, w, "an account") : NULL;
	script_must(x, referrals_list(x->s, (enum referral_choice)which, NULL, owner, &l, &x->e));
	bool holds = l.n == atoi(number);
	for (int i = 0; i < l.n; i++)
		str_addf(&x->was, "%s %s; ", l.at[i].number, l.at[i].receiver ? l.at[i].receiver : l.at[i].service);
	referral_list_fini(&l);
	return holds;
}

const struct script_check script_expects_plan[] = {
	{"same-score", "N M", same_score_holds},
	{"round", "N [assigned BAND] [score N]", round_holds},
	{"referral", "NAME unseen|again NAME|override TEXT", referral_holds},
	{"steps", "REFERRAL [WHAT TIME ACCOUNT]...", steps_hold},
	{"referrals", "late|open|all|gaps N [of ACCOUNT]", referrals_hold},
	{"risks", "FACTOR...|none", risks_hold},
	{"suggests", "SERVICE [first]", suggests_holds},
	{"plan", "[actions N|household-actions N]", plan_holds},
	{"household-actions", "[NAME]...", household_actions_hold},
	{"approval", "STATE", approval_holds},
	{"missing", "ITEM...|none", missing_holds},
	{"locked", "ACTION [TEXT]", locked_holds},
	{"check", "SECTION KIND|TEXT heading|note|done|missing|late [of RECORD]", check_holds},
	{"fact", "child|protection-raised|determined-return", fact_holds},
	{0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The work on a case between colleagues: notes that stay, approvals asked and answered at two desks, closing, handing
 * over, on hold, duplicates, episodes, caseloads, and what of it stands on whose page of today.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/list.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/status_change.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/caseload.h>
#include <sarai/view/notices.h>
#include <sarai/view/status_page.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

/* ---- small things ---- */

static void status_is(struct service_env *d, const char *case_id, const char *status, const char *owner)
{
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, status);
	assert_string_equal(k.owner, owner);
	case_row_fini(&k);
}

/* How many lines of a kind stand on this person's page of today, with this in their words. */
static int on_today(struct service_env *d, enum today_kind kind, const char *words)
{
	struct today t;
	int n = 0;
	good(d, today_read(&d->s, &t, &d->e));
	for (int i = 0; i < t.n; i++)
		n += t.at[i].kind == kind && strstr(t.at[i].what, words);
	today_fini(&t);
	return n;
}

static void agree_plan(struct service_env *d, const char *case_id)
{
	const struct catalogue *c = d->config->catalogue;
	struct str all = {0};
	for (int i = 0; i < c->n_factors; i++)
		str_addf(&all, "%s%s", i ? " " : "", c->factors[i].name);
	/* One action answers every risk there is. */
	struct edit *w = open_kind(d, "action", case_id);
	put(w, "action", "All that is needed");
	struct plan_view v;
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	str_clear(&all);
	for (int i = 0; i < v.n_open_risks; i++)
		str_addf(&all, "%s%s", i ? " " : "", c->factors[v.open_risks[i]].name);
	plan_view_fini(&v);
	if (all.len)
		put(w, "factors", str_text(&all));
	save(d, w);
	edit_close(&w);
	fill(d, case_id, "plan", NULL, "wishes", "A room", "agreed", "yes", "agreed_on", "2026-11-23");
	str_fini(&all);
}

/* A case at a level, its plan agreed with the person. */
static void planned_case(struct service_env *d, const char *answer, char case_id[ID_TEXT])
{
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", NULL, "consent", "consents", "decision", "assess");
	assess_all(d, case_id, answer);
	agree_plan(d, case_id);
}

static void end_actions(struct service_env *d, const char *case_id)
{
	struct plan_view v;
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	for (int i = 0; i < v.actions.n; i++)
		good(d, action_set_state(&d->s, v.actions.at[i].id, "done", "", &d->e));
	plan_view_fini(&v);
}

static void only_request(struct service_env *d, char id[ID_TEXT])
{
	struct approval_list l;
	good(d, approvals_waiting(&d->s, &l, &d->e));
	assert_int_equal(l.n, 1);
	memcpy(id, l.at[0].request.id, ID_TEXT);
	approval_list_fini(&l);
}

/* ---- notes ---- */

static void a_note_stays_as_it_was_written(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], note[ID_TEXT];
	struct record_list l;
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "note", note, "subject", "Visit", "note", "Nobody at home.");
	d->now += DAY;
	fill(d, case_id, "note", NULL, "subject", "Phone", "note", "Called back.");
	struct edit *w = edit_open(&d->s, "note", case_id, note, NULL, &d->e);
	assert_non_null(w);
	assert_non_null(edit_readonly_reason(w));
	put(w, "note", "Somebody at home.");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
	/* What was wrong is put right beside it, and stands behind it. */
	d->now += DAY;
	w = edit_open(&d->s, "note", case_id, NULL, note, &d->e);
	assert_null(edit_readonly_reason(w));
	put(w, "subject", "Visit, the day");
	put(w, "note", "It was Monday.");
	save(d, w);
	assert_non_null(edit_readonly_reason(w));
	edit_close(&w);
	good(d, section_read(&d->s, case_id, SECTION_NOTES, &l, &d->e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.at[0].title, "Phone");
	assert_string_equal(l.at[1].title, "Visit");
	assert_string_equal(l.at[2].title, "Visit, the day");
	assert_string_equal(l.at[2].parent_id, l.at[1].id);
	record_list_fini(&l);
}

/* It could not be completed later. */
static void half_a_note_is_not_signed(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct edit *w = open_kind(d, "note", case_id);
	put(w, "subject", "Visit");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	put(w, "note", "Nobody at home.");
	save(d, w);
	edit_close(&w);
}

static void a_restricted_note_is_for_those_who_must_know(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], note[ID_TEXT];
	struct record_list l;
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "restricted-note", note, "subject", "Clinic", "note", "The result is there.");
	d->s.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	good(d, section_read(&d->s, case_id, SECTION_NOTES, &l, &d->e));
	assert_int_equal(l.n, 1);
	assert_null(l.at[0].title);
	record_list_fini(&l);
	refused(d, ERR_DENIED, edit_open(&d->s, "restricted-note", case_id, note, NULL, &d->e) != NULL);
}

/* ---- approvals ---- */

static void a_high_level_plan_waits_for_somebody_else(void **state)
{
	struct service_env *d = *state, boss;
	char case_id[ID_TEXT], request[ID_TEXT];
	struct plan_view v;
	bool own = true;
	planned_case(d, "severe-risk", case_id);
	service_env_beside(&boss, d, "sara");
	head_is(d, case_id, "assessed", "follow-up");
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	assert_string_equal(v.approval, "waiting");
	plan_view_fini(&v);
	assert_int_equal(on_today(&boss, TODAY_WAITING, "Protection plan, for amina"), 1);
	/* Saving it again does not ask again. */
	fill(d, case_id, "plan", NULL, "wishes", "A room, and work");
	only_request(&boss, request);
	/* Contact alone does not make it active. */
	fill(d, case_id, "follow-up", NULL, "contact", "contact", "happened_on", "2026-11-23");
	status_is(d, case_id, "assessed", "amina");
	boss.now += 60;
	good(&boss, approval_answer(&boss.s, request, true, "Good work.", &own, &boss.e));
	assert_false(own);
	status_is(d, case_id, "active", "amina"); /* and catches up with the contact */
	assert_int_equal(on_today(&boss, TODAY_WAITING, "Protection plan"), 0);
	/* The asker sees it until it has been looked at. */
	d->now += 120;
	assert_int_equal(on_today(d, TODAY_NEWS, "Approved by sara: Protection plan"), 1);
	assert_int_equal(on_today(&boss, TODAY_NEWS, "Approved"), 0);
	good(&boss, notices_seen(&boss.s, case_id, &boss.e)); /* not by the other */
	assert_int_equal(on_today(d, TODAY_NEWS, "Approved by sara"), 1);
	good(d, notices_seen(&d->s, case_id, &d->e));
	assert_int_equal(on_today(d, TODAY_NEWS, "Approved by sara"), 0);
	/* What was written is still there. */
	struct record r;
	good(d, store_record_get(d->s.store, request, &r, &d->e));
	assert_string_equal(pairs_get(&r.answers, "what"), "plan");
	assert_string_equal(r.state, "approved");
	record_fini(&r);
	refused(&boss, ERR_DATA, approval_answer(&boss.s, request, false, "On second thoughts.", NULL, &boss.e));
	service_env_leave(&boss);
}

static void a_plan_below_that_level_does_not_wait(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct approval_list l;
	planned_case(d, "neutral", case_id);
	status_is(d, case_id, "planned", "amina");
	good(d, approvals_waiting(&d->s, &l, &d->e));
	assert_int_equal(l.n, 0);
	approval_list_fini(&l);
}

static void a_plan_that_is_not_approved_is_due_again(void **state)
{
	struct service_env *d = *state, boss;
	char case_id[ID_TEXT], request[ID_TEXT];
	planned_case(d, "severe-risk", case_id);
	service_env_beside(&boss, d, "sara");
	only_request(&boss, request);
	refused(&boss, ERR_DATA, approval_answer(&boss.s, request, false, "", NULL, &boss.e)); /* without a reason */
	good(&boss, approval_answer(&boss.s, request, false, "No safety measures in it.", NULL, &boss.e));
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, "assessed");
	assert_string_equal(k.plan_agreed_at, "");
	case_row_fini(&k);
	assert_int_equal(on_today(d, TODAY_NEWS, "Not approved by sara"), 1);
	/* Agreed anew on another day, it asks anew. */
	d->now += DAY;
	boss.now = d->now;
	fill(d, case_id, "plan", NULL, "agreed_on", "2026-11-24");
	only_request(&boss, request);
	good(&boss, approval_answer(&boss.s, request, true, "", NULL, &boss.e));
	status_is(d, case_id, "planned", "amina");
	service_env_leave(&boss);
}

static void approving_is_a_permission_and_one_s_own_another(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], request[ID_TEXT];
	struct status_view v;
	bool own = false;
	register_as(d, "Amina Example", case_id);
	good(d, approval_ask(&d->s, case_id, "review", "Please look.", &d->e));
	refused(d, ERR_DATA, approval_ask(&d->s, case_id, "review", "Again.", &d->e));
	only_request(d, request);
	d->s.permits = PERMIT_EVERYTHING & ~PERMIT_BIT(PERMIT_APPROVE);
	refused(d, ERR_DENIED, approval_answer(&d->s, request, true, "", NULL, &d->e));
	assert_int_equal(on_today(d, TODAY_WAITING, "Approve"), 0);
	d->s.permits = PERMIT_EVERYTHING & ~PERMIT_BIT(PERMIT_SELF_APPROVE);
	refused(d, ERR_DENIED, approval_answer(&d->s, request, true, "", NULL, &d->e));
	assert_int_equal(on_today(d, TODAY_WAITING, "Approve"), 0);
	d->s.permits = PERMIT_EVERYTHING;
	assert_int_equal(on_today(d, TODAY_WAITING, "asked by yourself"), 1);
	good(d, approval_answer(&d->s, request, true, "", &own, &d->e));
	assert_true(own);
	assert_int_equal(on_today(d, TODAY_NEWS, "Approved"), 0); /* no news to oneself */
	good(d, status_read(&d->s, case_id, &v, &d->e));
	bool told = false;
	for (int i = 0; i < v.n; i++)
		told |= strstr(v.at[i].text, "amina, who had asked") != NULL;
	assert_true(told);
	status_view_fini(&v);
}

static void an_answer_needs_something_to_answer(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], other[ID_TEXT], request[ID_TEXT], note[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	register_as(d, "Other Example", other);
	good(d, approval_ask(&d->s, case_id, "review", "", &d->e));
	only_request(d, request);
	fill(d, case_id, "note", note, "subject", "Visit", "note", "Words.");
	const char *const parents[] = {NULL, note};
	for (int i = 0; i < 2; i++) {
		struct edit *w = edit_open(&d->s, "decision", case_id, NULL, parents[i], &d->e);
		put(w, "answer", "approved");
		refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
		edit_close(&w);
	}
	/* Not from another case. */
	struct edit *w = edit_open(&d->s, "decision", other, NULL, request, &d->e);
	put(w, "answer", "approved");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
	refused(d, ERR_DATA, approval_ask(&d->s, case_id, "plan", "", &d->e)); /* there is none */
	refused(d, ERR_DATA, approval_ask(&d->s, case_id, "closure", "", &d->e));
}

/* ---- closing ---- */

static void what_is_missing_keeps_a_case_open(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], request[ID_TEXT];
	struct closure_view v;
	planned_case(d, "neutral", case_id);
	fill(d, case_id, "goal", NULL, "goal", "A room");
	fill(d, case_id, "closure", NULL, "reason", "goals-met");
	good(d, closure_read(&d->s, case_id, &v, &d->e));
	assert_true(v.missing[CLOSURE_GOALS] && v.missing[CLOSURE_ACTIONS] && v.missing[CLOSURE_RETENTION]);
	assert_false(v.missing[CLOSURE_REASON]);
	assert_string_equal(v.request_id, "");
	assert_string_equal(v.record.state, "open");
	closure_view_fini(&v);
	refused(d, ERR_DATA, approval_ask(&d->s, case_id, "closure", "", &d->e));
	fill_closure(d, case_id, "goals-met");
	closure_request(d, case_id, request);
	assert_string_equal(request, ""); /* the goal and the action are still open */
	end_actions(d, case_id);
	struct plan_view plan;
	good(d, plan_read(&d->s, case_id, &plan, &d->e));
	struct edit *w = edit_open(&d->s, "goal", case_id, plan.goals.at[0].id, NULL, &d->e);
	put(w, "state", "reached");
	save(d, w);
	edit_close(&w);
	plan_view_fini(&plan);
	/* Now it can be asked for. */
	good(d, approval_ask(&d->s, case_id, "closure", "", &d->e));
	closure_request(d, case_id, request);
	assert_string_not_equal(request, "");
	status_is(d, case_id, "active", "amina");
}

static void the_approval_closes_the_case(void **state)
{
	struct service_env *d = *state, boss;
	char case_id[ID_TEXT], request[ID_TEXT];
	struct closure_view v;
	struct history_list h;
	planned_case(d, "neutral", case_id);
	end_actions(d, case_id);
	fill_closure(d, case_id, "goals-met");
	service_env_beside(&boss, d, "sara");
	only_request(&boss, request);
	status_is(d, case_id, "active", "amina");
	good(&boss, approval_answer(&boss.s, request, true, "Well done.", NULL, &boss.e));
	head_is(d, case_id, "closed", "");
	good(d, closure_read(&d->s, case_id, &v, &d->e));
	assert_string_equal(v.record.state, "closed");
	assert_string_not_equal(v.record.happened, "");
	assert_string_equal(pairs_get(&v.record.answers, "retention_until"), "2031-11-23");
	closure_view_fini(&v);
	good(d, history_read(&d->s, case_id, 1, &h, &d->e));
	assert_string_equal(h.at[0].action, "status");
	assert_string_equal(h.at[0].who, "sara");
	assert_string_equal(h.at[0].changes[0].old_value, "active");
	assert_string_equal(h.at[0].changes[0].new_value, "closed");
	assert_string_equal(h.at[0].changes[1].new_value, "Well done.");
	history_list_fini(&h);
	service_env_leave(&boss);
}

static void a_closure_that_is_not_approved_leaves_it_open(void **state)
{
	struct service_env *d = *state, boss;
	char case_id[ID_TEXT], request[ID_TEXT], again[ID_TEXT];
	planned_case(d, "neutral", case_id);
	end_actions(d, case_id);
	fill_closure(d, case_id, "goals-met");
	service_env_beside(&boss, d, "sara");
	only_request(&boss, request);
	good(&boss, approval_answer(&boss.s, request, false, "See her once more.", NULL, &boss.e));
	status_is(d, case_id, "active", "amina");
	assert_int_equal(on_today(d, TODAY_NEWS, "Not approved by sara: Closing the case"), 1);
	fill(d, case_id, "note", NULL, "subject", "Visit", "note", "Seen once more.");
	good(d, approval_ask(&d->s, case_id, "closure", "", &d->e));
	only_request(&boss, again);
	good(&boss, approval_answer(&boss.s, again, true, "", NULL, &boss.e));
	status_is(d, case_id, "closed", "amina");
	service_env_leave(&boss);
}

static void what_has_happened_since_stops_an_approval(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], request[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill_closure(d, case_id, "own-wish");
	only_request(d, request);
	fill(d, case_id, "action", NULL, "action", "One more thing");
	refused(d, ERR_DATA, approval_answer(&d->s, request, true, "", NULL, &d->e));
	assert_non_null(strstr(d->e.detail, "5 Plan"));
	status_is(d, case_id, "new", "amina");
	end_actions(d, case_id);
	good(d, approval_answer(&d->s, request, true, "", NULL, &d->e));
	status_is(d, case_id, "closed", "amina");
}

static void where_no_approval_is_asked_the_worker_closes(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct closure_view v;
	d->config->due->oversight.approve_closure = false;
	d->config->due->oversight.retention_days = 365;
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "closure", NULL, "reason", "own-wish", "risks_gone", "yes", "told_come_back", "yes",
	     "later_contact", "no", "file_complete", "yes");
	head_is(d, case_id, "closed", "");
	good(d, closure_read(&d->s, case_id, &v, &d->e));
	assert_string_equal(pairs_get(&v.record.answers, "retention_until"), "2027-11-23");
	closure_view_fini(&v);
}

static void a_closed_case_takes_only_what_belongs_there(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct case_row k;
	register_as(d, "Amina Example", case_id);
	struct edit *goal = open_kind(d, "goal", case_id); /* begun before */
	put(goal, "goal", "A room");
	fill(d, case_id, "closure", NULL, "reason", "own-wish", "risks_gone", "yes", "told_come_back", "yes",
	     "later_contact", "yes", "later_how", "By phone", "file_complete", "yes", "retention_until", "2031-11-23");
	char request[ID_TEXT];
	only_request(d, request);
	good(d, approval_answer(&d->s, request, true, "", NULL, &d->e));
	/* The contact that was agreed is due by itself. */
	k = head(d, case_id);
	assert_string_equal(k.due_kind, "post-closure");
	case_row_fini(&k);
	d->now += (int64_t)d->config->due->post_closure_days * DAY;
	assert_int_equal(on_today(d, TODAY_DUE, "Contact after closing"), 1);
	refused(d, ERR_DATA, edit_save(&d->s, goal, NULL, &d->e));
	edit_close(&goal);
	for (int i = 0; kind_at(i); i++) {
		const struct kind *kind = kind_at(i);
		memset(&d->e, 0, sizeof d->e);
		struct edit *w = edit_open(&d->s, kind->name, case_id, NULL, NULL, &d->e);
		if (kind->shared) {
			edit_close(&w);
			continue; /* not of this case alone */
		}
		bool there = kind->one_per_case && w && !w->is_new;
		if (!kind->when_ended && w && !there)
			fail_msg("%s can be begun in a closed case", kind->name);
		if (kind->when_ended && !w)
			fail_msg("%s: %s", kind->name, d->e.detail);
		if (there)
			assert_non_null(edit_readonly_reason(w));
		edit_close(&w);
	}
	fill(d, case_id, "note", NULL, "subject", "Letter", "note", "A letter came.");
	fill(d, case_id, "consent", NULL, "consent", "withdrawn");
	fill(d, case_id, "follow-up", NULL, "contact", "attempt");
	assert_int_equal(on_today(d, TODAY_DUE, "Contact after closing"), 1); /* an attempt is not a contact */
	d->now += 60;
	fill(d, case_id, "follow-up", NULL, "contact", "contact");
	head_is(d, case_id, "closed", "");
}

static void nobody_is_contacted_who_did_not_want_it(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	close_case(d, case_id);
	struct edit *w = open_kind(d, "follow-up", case_id);
	put(w, "contact", "contact");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
}

/* ---- opening again ---- */

static void an_episode_begins_anew_under_the_same_number(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct plan_view v;
	struct case_row k;
	planned_case(d, "mild-risk", case_id);
	end_actions(d, case_id);
	fill(d, case_id, "action", NULL, "action", "Left over", "due_on", "2026-11-30", "state", "done");
	close_case(d, case_id);
	k = head(d, case_id);
	char number[32];
	memcpy(number, k.number, sizeof number);
	case_row_fini(&k);
	d->now += 100 * (int64_t)DAY;
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "active", "Came back.", &d->e));
	good(d, case_set_status(&d->s, case_id, "reopened", "Came back.", &d->e));
	k = head(d, case_id);
	char due[TIME_TEXT];
	const struct due_rules *r = d->config->due;
	int band = k.level_rank - 1;
	assert_true(band >= 0); /* the level goes on until it is judged anew */
	time_to_iso(d->now + r->levels[band].first_contact_h * 3600, due);
	assert_string_equal(k.number, number);
	assert_int_equal(k.episode, 2);
	assert_string_equal(k.due_kind, "screening");
	assert_string_equal(k.due, due); /* counted from now, not from the day of registration */
	assert_string_equal(k.assessed_at, "");
	assert_string_equal(k.plan_agreed_at, "");
	case_row_fini(&k);
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	assert_string_equal(v.plan.id, "");
	assert_int_equal(v.actions.n, 0);
	plan_view_fini(&v);
	/* A screening of its own; the earlier one can be read and not changed. */
	struct record_list all;
	fill(d, case_id, "screening", NULL, "consent", "consents", "decision", "assess");
	good(d, records_list(&d->s, case_id, "screening", &all, &d->e));
	assert_int_equal(all.n, 2);
	assert_int_equal(all.at[0].episode, 2);
	assert_int_equal(all.at[1].episode, 1);
	struct edit *w = edit_open(&d->s, "screening", case_id, all.at[1].id, NULL, &d->e);
	assert_non_null(w);
	assert_non_null(edit_readonly_reason(w));
	put(w, "decision", "refer");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
	record_list_fini(&all);
	head_is(d, case_id, "screened", "assessment");
	/* The next round goes on from the last, and is one more. */
	w = open_kind(d, "assessment", case_id);
	assert_int_equal(w->record.round, 2);
	assert_int_equal(w->record.episode, 2);
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	head_is(d, case_id, "assessed", "plan");
	close_case(d, case_id); /* with a closure of its own */
	good(d, case_set_status(&d->s, case_id, "reopened", "Once more.", &d->e));
	k = head(d, case_id);
	assert_int_equal(k.episode, 3);
	case_row_fini(&k);
}

/* ---- on hold, duplicates ---- */

static void on_hold_comes_back_by_itself(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "on-hold", "Travelling.", &d->e)); /* until when? */
	fill(d, case_id, "status-change", NULL, "status", "on-hold", "look_again_on", "2026-12-01", "reason",
	     "Travelling.");
	head_is(d, case_id, "on-hold", "look-again");
	assert_int_equal(on_today(d, TODAY_DUE, "look again"), 0);
	d->now += 8 * (int64_t)DAY;
	assert_int_equal(on_today(d, TODAY_DUE, "look again"), 1);
	d->now += DAY;
	assert_int_equal(on_today(d, TODAY_OVERDUE, "look again"), 1);
	good(d, case_set_status(&d->s, case_id, "new", "Is back.", &d->e));
	head_is(d, case_id, "new", "screening");
	struct case_row k = head(d, case_id);
	assert_int_equal(k.episode, 1); /* on hold is no end */
	case_row_fini(&k);
}

static void of_two_cases_of_one_person_one_goes_on(void **state)
{
	struct service_env *d = *state;
	char one[ID_TEXT], two[ID_TEXT], three[ID_TEXT];
	struct status_view v;
	register_as(d, "Amina Example", one);
	register_as(d, "Amina Exampel", two);
	register_as(d, "Amina Beispiel", three);
	struct edit *w = open_kind(d, "status-change", two);
	put(w, "status", "duplicate");
	put(w, "reason", "The same phone and birth date.");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* of which? */
	put(w, "other_case", "2");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* of itself? */
	put(w, "other_case", "77");
	refused(d, ERR_MISSING, edit_save(&d->s, w, NULL, &d->e));
	put(w, "other_case", "1");
	save(d, w);
	edit_close(&w);
	struct case_row k = head(d, two);
	assert_string_equal(k.status, "duplicate");
	assert_string_equal(k.duplicate_of, "HR-2026-0001");
	assert_string_equal(k.due_kind, "");
	case_row_fini(&k);
	w = open_kind(d, "status-change", three);
	put(w, "status", "duplicate");
	put(w, "reason", "Also.");
	put(w, "other_case", "2");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* that one has ended */
	edit_close(&w);
	/* Both say so. */
	const struct {
		const char *id, *words, *leads;
	} rows[] = {{one, "HR-2026-0002 is a duplicate", two}, {two, "HR-2026-0001 goes on", one}};
	for (int i = 0; i < 2; i++) {
		bool told = false;
		good(d, status_read(&d->s, rows[i].id, &v, &d->e));
		for (int n = 0; n < v.n; n++)
			told |= strstr(v.at[n].text, rows[i].words) && !strcmp(v.at[n].case_id, rows[i].leads);
		assert_true(told);
		status_view_fini(&v);
	}
	refused(d, ERR_DATA, case_set_status(&d->s, two, "reopened", "No.", &d->e));
}

/* ---- giving cases to others ---- */

static void a_case_is_given_with_a_reason(void **state)
{
	struct service_env *d = *state, him;
	char case_id[ID_TEXT];
	struct history_list h;
	const char(*one)[ID_TEXT] = (const char(*)[ID_TEXT])case_id;
	register_as(d, "Amina Example", case_id);
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "amina", "Mine.", &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "  ", "Nobody.", &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "bashir", "", &d->e));
	good(d, cases_assign(&d->s, one, 1, "bashir", "I am on leave.", &d->e));
	status_is(d, case_id, "new", "bashir");
	good(d, history_read(&d->s, case_id, 1, &h, &d->e));
	assert_string_equal(h.at[0].action, "owner");
	assert_string_equal(h.at[0].summary, "With bashir, before with amina");
	assert_string_equal(h.at[0].changes[1].new_value, "I am on leave.");
	history_list_fini(&h);
	service_env_beside(&him, d, "bashir");
	assert_int_equal(on_today(&him, TODAY_NEWS, "Given to you by amina"), 1);
	assert_int_equal(on_today(d, TODAY_NEWS, "Given"), 0);
	good(&him, notices_seen(&him.s, case_id, &him.e));
	assert_int_equal(on_today(&him, TODAY_NEWS, "Given"), 0);
	service_env_leave(&him);
}

static void several_are_given_at_once_or_none(void **state)
{
	struct service_env *d = *state;
	char cases[3][ID_TEXT];
	for (int i = 0; i < 3; i++)
		register_as(d, "Amina Example", cases[i]);
	good(d, cases_assign(&d->s, (const char(*)[ID_TEXT])cases[2], 1, "bashir", "First.", &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, (const char(*)[ID_TEXT])cases, 3, "bashir", "All.", &d->e));
	status_is(d, cases[0], "new", "amina"); /* he has the third already: then none is moved */
	good(d, cases_assign(&d->s, (const char(*)[ID_TEXT])cases, 2, "bashir", "All.", &d->e));
	for (int i = 0; i < 3; i++)
		status_is(d, cases[i], "new", "bashir");
}

static void offer(struct service_env *d, const char *case_id, const char *to, char id[ID_TEXT])
{
	struct edit *w = open_kind(d, "transfer", case_id);
	const char *why;
	assert_true(form_enter(w->form, form_def_field(form_definition(w->form), "colleague"), to, &why));
	put(w, "reason", "Moves to your part of town.");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* does the person agree? */
	put(w, "person_agrees", "yes");
	save(d, w);
	memcpy(id, w->record.id, ID_TEXT);
	edit_close(&w);
}

static void a_case_stays_until_the_other_says_yes(void **state)
{
	struct service_env *d = *state, him;
	char case_id[ID_TEXT], transfer[ID_TEXT];
	const char(*one)[ID_TEXT] = (const char(*)[ID_TEXT])case_id;
	register_as(d, "Amina Example", case_id);
	service_env_beside(&him, d, "bashir");
	offer(d, case_id, "bashir", transfer);
	status_is(d, case_id, "new", "amina");
	assert_int_equal(on_today(&him, TODAY_WAITING, "Offered by amina"), 1);
	assert_int_equal(on_today(d, TODAY_NEWS, "bashir has not answered yet"), 1);
	good(d, notices_seen(&d->s, case_id, &d->e)); /* what waits does not go by being looked at */
	assert_int_equal(on_today(d, TODAY_NEWS, "bashir has not answered yet"), 1);
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "carla", "Meanwhile.", &d->e));
	refused(d, ERR_DENIED, transfer_answer(&d->s, transfer, "accepted", "", &d->e)); /* not for him */
	refused(&him, ERR_DATA, transfer_answer(&him.s, transfer, "rejected", "", &him.e));
	good(&him, transfer_answer(&him.s, transfer, "rejected", "I have too many.", &him.e));
	status_is(d, case_id, "new", "amina");
	assert_int_equal(on_today(d, TODAY_NEWS, "bashir does not take"), 1);
	good(d, notices_seen(&d->s, case_id, &d->e));
	assert_int_equal(on_today(d, TODAY_NEWS, "bashir"), 0);
	offer(d, case_id, "bashir", transfer);
	good(&him, transfer_answer(&him.s, transfer, "accepted", "", &him.e));
	status_is(d, case_id, "new", "bashir");
	assert_int_equal(on_today(d, TODAY_NEWS, "bashir has taken"), 1);
	refused(&him, ERR_DATA, transfer_answer(&him.s, transfer, "rejected", "No.", &him.e));
	/* It is his now: she may not hand it over without the permission for that. */
	d->s.permits &= ~PERMIT_BIT(PERMIT_ASSIGN);
	struct edit *w = open_kind(d, "transfer", case_id);
	put(w, "reason", "Back.");
	refused(d, ERR_DENIED, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
	service_env_leave(&him);
}

static void a_transfer_can_be_taken_back(void **state)
{
	struct service_env *d = *state, him;
	char case_id[ID_TEXT], transfer[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	service_env_beside(&him, d, "bashir");
	offer(d, case_id, "bashir", transfer);
	him.s.permits &= ~PERMIT_BIT(PERMIT_ASSIGN);
	refused(&him, ERR_DENIED, transfer_answer(&him.s, transfer, "withdrawn", "Not mine to say.", &him.e));
	good(d, transfer_answer(&d->s, transfer, "withdrawn", "She stays here.", &d->e));
	assert_int_equal(on_today(&him, TODAY_WAITING, "Offered"), 0);
	status_is(d, case_id, "new", "amina");
	service_env_leave(&him);
}

static struct edit *send_away(struct service_env *d, const char *case_id)
{
	struct edit *w = open_kind(d, "transfer", case_id);
	put(w, "to_kind", "organisation");
	put(w, "organisation", "Harbour House");
	put(w, "reason", "Moves there.");
	put(w, "person_agrees", "yes");
	return w;
}

/* One thing said about what is shared; purposes and recipients "" for all. */
static void say(struct service_env *d, const char *case_id, const char *decision, const char *purposes, const char *recipients,
		const char *never)
{
	d->now += 60;
	struct edit *w = open_kind(d, "consent", case_id);
	put(w, "consent", decision);
	if (*purposes)
		put(w, "purposes", purposes);
	if (*recipients)
		put(w, "recipients", recipients);
	if (*never)
		put(w, "never_names", never);
	if (!strcmp(decision, "consents"))
		put(w, "method", "signed");
	save(d, w);
	edit_close(&w);
}

static void another_organisation_needs_consent(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], transfer[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct edit *w = send_away(d, case_id);
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* none is noted */
	say(d, case_id, "refused", "", "", "");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	say(d, case_id, "consents", "case-work services", "us provider", "");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* to help from them, not to the whole case */
	say(d, case_id, "consents", "transfer", "provider", "Harbour House");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e)); /* these least of all */
	char other[ID_TEXT];
	register_as(d, "Other Example", other);
	edit_close(&w);
	w = send_away(d, other);
	say(d, other, "consents", "transfer", "provider", "");
	save(d, w);
	memcpy(transfer, w->record.id, sizeof transfer);
	edit_close(&w);
	assert_int_equal(on_today(d, TODAY_WAITING, "note the answer of Harbour House"), 1);
	status_is(d, other, "new", "amina");
	/* Taken back meanwhile: nothing more is shared. */
	say(d, other, "withdrawn", "", "", "");
	refused(d, ERR_DATA, transfer_answer(&d->s, transfer, "accepted", "", &d->e));
	status_is(d, other, "new", "amina");
	say(d, other, "consents", "transfer", "provider", "");
	good(d, transfer_answer(&d->s, transfer, "accepted", "", &d->e));
	head_is(d, other, "transferred", "");
	assert_int_equal(on_today(d, TODAY_WAITING, "Harbour"), 0);
}

static void a_colleague_whom_the_person_has_ruled_out_does_not_get_the_case(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	say(d, case_id, "consents", "case-work", "us", "Bashir");
	refused(d, ERR_DATA, cases_assign(&d->s, (const char(*)[ID_TEXT])case_id, 1, "bashir", "On leave.", &d->e));
	good(d, cases_assign(&d->s, (const char(*)[ID_TEXT])case_id, 1, "carla", "On leave.", &d->e));
}

static void where_there_are_accounts_a_case_goes_to_one_of_them(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct option_list *l;
	struct account a = {.name = "bashir", .full_name = "Bashir Beispiel", .role = "worker"},
		       gone = {.name = "carla", .role = "worker", .disabled = true};
	const char(*one)[ID_TEXT] = (const char(*)[ID_TEXT])case_id;
	register_as(d, "Amina Example", case_id);
	good(d, cases_assign(&d->s, one, 1, "dora", "No accounts yet.", &d->e));
	id_new(&d->s.ids, a.id);
	id_new(&d->s.ids, gone.id);
	good(d, store_account_insert(d->s.store, &a, &d->e));
	good(d, store_account_insert(d->s.store, &gone, &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "bashr", "Misspelt.", &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "carla", "She has left.", &d->e));
	l = colleagues_read(&d->s, "colleagues", &d->e);
	assert_non_null(l);
	assert_int_equal(l->n, 1);
	assert_string_equal(l->at[0].code, "bashir");
	assert_string_equal(l->at[0].label, "Bashir Beispiel");
	option_list_free(&l);
	good(d, cases_assign(&d->s, one, 1, "bashir", "Knows the place.", &d->e));
	status_is(d, case_id, "new", "bashir");
}

/* Whose cases a permission reaches: what waits is for those alone, and a case that is offered can be looked at. */
static void what_waits_is_for_those_whom_it_reaches(void **state)
{
	struct service_env *d = *state, him, boss;
	char case_id[ID_TEXT], transfer[ID_TEXT], request[ID_TEXT];
	struct case_row k = {0};
	struct approval_list l;
	register_as(d, "Amina Example", case_id);
	service_env_beside(&him, d, "bashir");
	service_env_beside(&boss, d, "sara");
	session_take_role(&d->s, roles_get(d->config->roles, "case-worker"));
	session_take_role(&him.s, roles_get(him.config->roles, "case-worker"));
	session_take_role(&boss.s, roles_get(boss.config->roles, "supervisor"));
	/* Case and supervisor have no team in common: nothing to see. */
	good(d, approval_ask(&d->s, case_id, "review", "", &d->e));
	good(&boss, approvals_waiting(&boss.s, &l, &boss.e));
	assert_int_equal(l.n, 0);
	approval_list_fini(&l);
	assert_int_equal(on_today(&boss, TODAY_WAITING, "Approve"), 0);
	session_take_role(&boss.s, roles_get(boss.config->roles, "all-in-one"));
	only_request(&boss, request);
	assert_int_equal(on_today(&boss, TODAY_WAITING, "Approve"), 1);
	refused(&him, ERR_DENIED, approval_answer(&him.s, request, true, "", NULL, &him.e));
	/* Another's case opens for whom it is offered to. */
	refused(&him, ERR_REACH, cases_get(&him.s, case_id, &k, &him.e));
	offer(d, case_id, "bashir", transfer);
	good(&him, cases_get(&him.s, case_id, &k, &him.e));
	case_row_fini(&k);
	good(&him, transfer_answer(&him.s, transfer, "accepted", "", &him.e));
	status_is(&him, case_id, "new", "bashir");
	/* She has given it away, and still hears what became of it: by its number, without the name. */
	struct today t;
	bool told = false;
	good(d, today_read(&d->s, &t, &d->e));
	for (int i = 0; i < t.n; i++) {
		told |= t.at[i].kind == TODAY_NEWS && strstr(t.at[i].what, "bashir has taken") && !t.at[i].name &&
			!strcmp(t.at[i].number, "HR-2026-0001");
	}
	assert_true(told);
	today_fini(&t);
	good(d, notices_seen(&d->s, case_id, &d->e));
	assert_int_equal(on_today(d, TODAY_NEWS, "bashir"), 0);
	service_env_leave(&him);
	service_env_leave(&boss);
}

/* ---- caseloads ---- */

static void caseloads_are_weighted_by_level(void **state)
{
	struct service_env *d = *state, him;
	char case_id[ID_TEXT];
	struct caseload_list l;
	unsigned long before, after, prepares;
	d->config->due->oversight.load_limit = 4;
	register_as(d, "One Example", case_id);
	register_as(d, "Two Example", case_id);
	assess_all(d, case_id, "severe-risk");
	service_env_beside(&him, d, "bashir");
	register_as(&him, "Three Example", case_id);
	register_as(&him, "Four Example", case_id);
	assess_all(&him, case_id, "severe-risk");
	register_as(&him, "Five Example", case_id);
	register_as(&him, "Closed Example", case_id);
	close_case(&him, case_id);
	store_counts(d->s.store, &before, &prepares);
	good(d, caseloads_read(&d->s, &l, &d->e));
	store_counts(d->s.store, &after, &prepares);
	assert_int_equal(after - before, 1); /* one statement */
	assert_int_equal(l.n, 2);
	assert_string_equal(l.at[0].owner, "bashir"); /* the heaviest first */
	assert_int_equal(l.at[0].total, 3);
	assert_int_equal(l.at[0].load, 5);
	assert_int_equal(l.at[0].cases[0], 2);
	assert_int_equal(l.at[0].cases[l.n_levels - 1], 1);
	assert_true(l.at[0].too_much);
	assert_string_equal(l.at[1].owner, "amina");
	assert_int_equal(l.at[1].load, 4);
	assert_false(l.at[1].too_much);
	caseload_list_fini(&l);
	service_env_leave(&him);
}

/* ---- every move is told ---- */

static void every_move_says_who_when_from_to_why(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct history_list h;
	static const char *const moves[][2] = {{"new", "screened"}, {"screened", "assessed"}, {"assessed", "planned"}};
	int n = 0;
	planned_case(d, "neutral", case_id);
	good(d, history_read(&d->s, case_id, 0, &h, &d->e));
	for (int i = h.n - 1; i >= 0; i--) {
		if (strcmp(h.at[i].action, "status"))
			continue;
		assert_true(n < 3);
		assert_string_equal(h.at[i].who, "amina");
		assert_string_equal(h.at[i].changes[0].old_value, moves[n][0]);
		assert_string_equal(h.at[i].changes[0].new_value, moves[n][1]);
		assert_non_null(strstr(h.at[i].changes[1].new_value, "saved"));
		n++;
	}
	assert_int_equal(n, 3);
	history_list_fini(&h);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_note_stays_as_it_was_written),
		T(half_a_note_is_not_signed),
		T(a_restricted_note_is_for_those_who_must_know),
		T(a_high_level_plan_waits_for_somebody_else),
		T(a_plan_below_that_level_does_not_wait),
		T(a_plan_that_is_not_approved_is_due_again),
		T(approving_is_a_permission_and_one_s_own_another),
		T(an_answer_needs_something_to_answer),
		T(what_is_missing_keeps_a_case_open),
		T(the_approval_closes_the_case),
		T(a_closure_that_is_not_approved_leaves_it_open),
		T(what_has_happened_since_stops_an_approval),
		T(where_no_approval_is_asked_the_worker_closes),
		T(a_closed_case_takes_only_what_belongs_there),
		T(nobody_is_contacted_who_did_not_want_it),
		T(an_episode_begins_anew_under_the_same_number),
		T(on_hold_comes_back_by_itself),
		T(of_two_cases_of_one_person_one_goes_on),
		T(a_case_is_given_with_a_reason),
		T(several_are_given_at_once_or_none),
		T(a_case_stays_until_the_other_says_yes),
		T(a_transfer_can_be_taken_back),
		T(another_organisation_needs_consent),
		T(a_colleague_whom_the_person_has_ruled_out_does_not_get_the_case),
		T(where_there_are_accounts_a_case_goes_to_one_of_them),
		T(what_waits_is_for_those_whom_it_reaches),
		T(caseloads_are_weighted_by_level),
		T(every_move_says_who_when_from_to_why),
	};
	return cmocka_run_group_tests_name("service_work", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/pairs.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/permit.h>
#include <sarai/model/referral.h>
#include <sarai/model/role.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/referral_disclosure.h>
#include <sarai/view/referrals.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

static void consent_to(struct service_env *d, const char *case_id, const char *purposes, const char *recipients)
{
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "person", "method", "signed", "purposes",
	     purposes, "recipients", recipients);
}

static void consent(struct service_env *d, const char *case_id)
{
	consent_to(d, case_id, "services", "provider");
}

/* ---- what is done with a referral ---- */

static void refer_to(struct edit *w, const char *receiver)
{
	put(w, "receiver", receiver);
	put(w, "explained", "yes");
}

static void write_one(struct edit *w)
{
	put(w, "priority", "urgent");
	put(w, "service", "health");
	put(w, "reason", "Needs a doctor for an old wound.");
	put(w, "identify", "name");
	put(w, "escort", "accompanied");
	refer_to(w, "Health Post Hill");
}

/* A referral written and saved; action may be NULL. */
static void refer(struct service_env *d, const char *case_id, const char *action, char out[ID_TEXT])
{
	memset(&d->e, 0, sizeof d->e);
	struct edit *w = referral_open_new(&d->s, case_id, action, &d->e);
	assert_non_null(w);
	write_one(w);
	save(d, w);
	memcpy(out, w->record.id, ID_TEXT);
	edit_close(&w);
}

/* Fields and values behind what has happened, NULL at the end; the answer of the save. */
static bool step(struct service_env *d, const char *id, const char *what, ...)
{
	va_list fields;
	const char *field;
	memset(&d->e, 0, sizeof d->e);
	struct edit *w = referral_open_step(&d->s, id, what, &d->e);
	if (!w)
		return false;
	va_start(fields, what);
	while ((field = va_arg(fields, const char *)))
		put(w, field, va_arg(fields, const char *));
	va_end(fields);
	bool done = edit_save(&d->s, w, NULL, &d->e);
	edit_close(&w);
	return done;
}

static void stands_at(struct service_env *d, const char *id, enum referral_state state, int64_t due)
{
	struct referral_view v;
	char iso[TIME_TEXT] = "";
	good(d, referral_read(&d->s, id, &v, &d->e));
	assert_string_equal(referral_state_words(v.state), referral_state_words(state));
	if (due)
		time_to_iso(due, iso);
	assert_string_equal(v.record.due, iso);
	referral_view_fini(&v);
}

static void action_is(struct service_env *d, const char *id, const char *state, const char *result)
{
	struct record r;
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	assert_string_equal(r.state, state);
	if (!strstr(pairs_get(&r.answers, "result"), result))
		fail_msg("the result is \"%s\"", pairs_get(&r.answers, "result"));
	record_fini(&r);
}

static bool today_has(struct service_env *d, const char *what)
{
	struct today t;
	bool found = false;
	good(d, today_read(&d->s, &t, &d->e));
	for (int i = 0; i < t.n; i++)
		found |= strstr(t.at[i].what, what) != NULL;
	today_fini(&t);
	return found;
}

static int listed(struct service_env *d, enum referral_choice which, const char *owner)
{
	struct referral_list l;
	good(d, referrals_list(&d->s, which, NULL, owner, &l, &d->e));
	int n = l.n;
	referral_list_fini(&l);
	return n;
}

/* ---- tests ---- */

static void plan_action(struct service_env *d, const char *case_id, char out[ID_TEXT])
{
	fill(d, case_id, "action", out, "action", "See a doctor", "kind", "referral", "service", "health", "due_on",
	     "2026-12-20");
}

static void only_what_was_chosen_is_told(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct referral_view v;
	struct pairs told;
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Amara Beispiel");
	put(w, "sex", "female");
	put(w, "birth_date", "1999-02-03");
	put(w, "phone", "+99900012345");
	put(w, "location", "Hill");
	put(w, "gender", "woman");
	save(d, w);
	memcpy(case_id, w->case_row.id, ID_TEXT);
	edit_close(&w);
	w = referral_open_new(&d->s, case_id, NULL, &d->e);
	write_one(w);
	put(w, "shares", "birth contact");
	save(d, w);
	good(d, referral_read(&d->s, w->record.id, &v, &d->e));
	good(d, referral_told(&d->s, &v, &told, &d->e));
	assert_string_equal(pairs_get(&told, "Name"), "Amara Beispiel");
	assert_string_equal(pairs_get(&told, "Born (date or age)"), "3 Feb 1999");
	assert_string_equal(pairs_get(&told, "Phone"), "+99900012345");
	assert_false(pairs_has(&told, "Sex"));
	assert_false(pairs_has(&told, "Where they stay"));
	assert_false(pairs_has(&told, "Gender"));
	pairs_clear(&told);
	referral_view_fini(&v);
	/* By number: not the name. */
	put(w, "identify", "number");
	save(d, w);
	good(d, referral_read(&d->s, w->record.id, &v, &d->e));
	good(d, referral_told(&d->s, &v, &told, &d->e));
	assert_false(pairs_has(&told, "Name"));
	assert_string_equal(pairs_get(&told, "Person"), v.case_row.number);
	pairs_clear(&told);
	referral_view_fini(&v);
	/* Nor to somebody who may not see names. */
	put(w, "identify", "name");
	save(d, w);
	d->s.permits &= ~PERMIT_BIT(PERMIT_NAMES);
	good(d, referral_read(&d->s, w->record.id, &v, &d->e));
	good(d, referral_told(&d->s, &v, &told, &d->e));
	assert_string_equal(pairs_get(&told, "Name"), "(not shown to your account)");
	pairs_clear(&told);
	referral_view_fini(&v);
	edit_close(&w);
}

/* A worker with their own cases alone sees and does nothing in another's. */
static void others_referrals_are_out_of_reach(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], id[ID_TEXT];
	struct referral_view v;
	struct case_need need;
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	refer(d, case_id, NULL, id);
	service_env_beside(&other, d, "bilal");
	session_take_role(&other.s, roles_get(other.config->roles, "case-worker"));
	refused(&other, ERR_REACH, referral_read(&other.s, id, &v, &other.e));
	assert_false(step(&other, id, "sent", "via", "phone", NULL));
	assert_int_equal(other.e.code, ERR_REACH);
	assert_null(referral_open_again(&other.s, id, &other.e));
	refused(&other, ERR_REACH, directory_need_of(&other.s, case_id, "health", &need, &other.e));
	assert_int_equal(listed(&other, REFERRALS_ALL, NULL), 0);
	service_env_leave(&other);
	assert_int_equal(listed(d, REFERRALS_ALL, NULL), 1);
}

/* An answer may come when the case is closed. It is noted; the plan of the time stays as it is. */
static void a_late_answer_is_noted_in_a_closed_case(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], action[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	plan_action(d, case_id, action);
	refer(d, case_id, action, id);
	assert_true(step(d, id, "sent", "via", "phone", NULL));
	good(d, store_begin(d->s.store, &d->e));
	struct case_row k = head(d, case_id);
	snprintf(k.status, sizeof k.status, "closed");
	good(d, store_case_update(d->s.store, &k, &d->e));
	good(d, store_commit(d->s.store, &d->e));
	case_row_fini(&k);
	if (!step(d, id, "declined", "decline_reason", "full", NULL))
		fail_msg("%s", d->e.detail);
	stands_at(d, id, REFERRAL_DECLINED, d->now + 72 * HOUR);
	action_is(d, action, "started", "");
	d->now += 4 * DAY;
	assert_false(today_has(d, "Referral,")); /* no work goes on */
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(only_what_was_chosen_is_told),
		T(others_referrals_are_out_of_reach),
		T(a_late_answer_is_noted_in_a_closed_case),
	};
	return cmocka_run_group_tests_name("referral", tests, NULL, NULL);
}

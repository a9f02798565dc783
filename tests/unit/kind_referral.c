/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/pairs.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/permit.h>
#include <sarai/model/referral.h>
#include <sarai/model/role.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/referral_disclosure.h>
#include <sarai/view/referrals.h>
#include <sarai/view/summary.h>
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

static void without_consent_nothing_is_sent(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	refer(d, case_id, NULL, id);
	assert_false(step(d, id, "sent", "via", "phone", NULL));
	assert_int_equal(d->e.code, ERR_DATA);
	assert_non_null(strstr(d->e.detail, "no consent for this receiver"));
	stands_at(d, id, REFERRAL_DRAFT, d->now + 72 * HOUR);
	/* Consent to the work is none to sharing. */
	consent_to(d, case_id, "case-work", "provider");
	consent_to(d, case_id, "services", "unhcr");
	assert_false(step(d, id, "sent", "via", "phone", NULL));
	stands_at(d, id, REFERRAL_DRAFT, d->now + 72 * HOUR);
	d->now += HOUR;
	consent(d, case_id);
	assert_true(step(d, id, "sent", "via", "phone", NULL));
	stands_at(d, id, REFERRAL_SENT, d->now + 72 * HOUR);
}

static void taken_back_it_is_none(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	refer(d, case_id, NULL, id);
	d->now += HOUR;
	fill(d, case_id, "consent", NULL, "consent", "withdrawn");
	assert_false(step(d, id, "sent", "via", "phone", NULL));
	assert_int_equal(d->e.code, ERR_DATA);
}

static void what_is_open_in_it_keeps_it_from_being_sent(void **state)
{
	static const char *const needed[] = {"service", "receiver", "reason", "identify", "escort", "referred_by"};
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	for (size_t i = 0; i <= sizeof needed / sizeof *needed; i++) {
		struct edit *w = referral_open_new(&d->s, case_id, NULL, &d->e);
		assert_non_null(w);
		write_one(w);
		if (i < sizeof needed / sizeof *needed)
			put(w, needed[i], "");
		else
			put(w, "explained", "no");
		save(d, w);
		assert_false(step(d, w->record.id, "sent", "via", "phone", NULL));
		assert_int_equal(d->e.code, ERR_DATA);
		assert_non_null(strstr(d->e.detail, "still open in the referral"));
		edit_close(&w);
	}
	char id[ID_TEXT];
	refer(d, case_id, NULL, id);
	assert_false(step(d, id, "sent", NULL));
	assert_non_null(strstr(d->e.detail, "how it was delivered"));
}

static void for_a_child_the_caregiver_is_told_or_it_is_said_why_not(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Kofi Beispiel");
	put(w, "birth_date", "2012");
	save(d, w);
	memcpy(case_id, w->case_row.id, ID_TEXT);
	edit_close(&w);
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "guardian", "method", "signed", "purposes",
	     "services", "recipients", "provider");
	w = referral_open_new(&d->s, case_id, NULL, &d->e);
	assert_non_null(w);
	assert_string_equal(form_value_of(w->form, "child"), "yes");
	write_one(w);
	save(d, w);
	assert_false(step(d, w->record.id, "sent", "via", "hand", NULL));
	assert_non_null(strstr(d->e.detail, "Caregiver informed"));
	put(w, "caregiver_informed", "no");
	save(d, w);
	assert_false(step(d, w->record.id, "sent", "via", "hand", NULL));
	put(w, "caregiver_why_not", "May be part of the harm.");
	save(d, w);
	if (!step(d, w->record.id, "sent", "via", "hand", NULL))
		fail_msg("%s", d->e.detail);
	edit_close(&w);
}

static void a_life_in_danger_goes_before_and_is_told(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	refer(d, case_id, NULL, id);
	d->s.permits = PERMIT_EVERYTHING & ~PERMIT_BIT(PERMIT_CONSENT_OVERRIDE);
	assert_false(step(d, id, "sent", "via", "phone", "override", "She bleeds and is not awake.", NULL));
	assert_int_equal(d->e.code, ERR_DENIED);
	stands_at(d, id, REFERRAL_DRAFT, d->now + 72 * HOUR);
	d->s.permits = PERMIT_EVERYTHING;
	assert_false(today_has(d, "Sent without consent"));
	assert_true(step(d, id, "sent", "via", "phone", "override", "She bleeds and is not awake.", NULL));

	struct referral_view v;
	good(d, referral_read(&d->s, id, &v, &d->e));
	assert_true(v.unseen);
	assert_int_equal(v.n_steps, 1);
	assert_string_equal(v.steps[0].override, "She bleeds and is not awake.");
	referral_view_fini(&v);
	struct history_list h;
	bool told = false;
	good(d, history_read(&d->s, case_id, 0, &h, &d->e));
	for (int i = 0; i < h.n; i++)
		told |= strstr(h.at[i].summary, "WITHOUT CONSENT") != NULL;
	assert_true(told);
	history_list_fini(&h);

	/* It waits for whoever may approve, whosever case it is, until they have seen it. */
	struct service_env chief;
	service_env_beside(&chief, d, "chief");
	assert_true(today_has(&chief, "Sent without consent"));
	chief.s.permits &= ~PERMIT_BIT(PERMIT_APPROVE);
	assert_false(today_has(&chief, "Sent without consent"));
	assert_false(step(&chief, id, "override-seen", NULL));
	assert_int_equal(chief.e.code, ERR_DENIED);
	chief.s.permits = PERMIT_EVERYTHING;
	assert_true(step(&chief, id, "override-seen", NULL));
	assert_false(today_has(&chief, "Sent without consent"));
	assert_false(step(&chief, id, "override-seen", NULL));
	service_env_leave(&chief);
	stands_at(d, id, REFERRAL_SENT, d->now + 72 * HOUR);
}

/* A reason typed where there is consent is no override. */
static void with_consent_no_override_is_noted(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	struct referral_view v;
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	refer(d, case_id, NULL, id);
	assert_true(step(d, id, "sent", "via", "phone", "consent", "none", "override", "to be sure", NULL));
	good(d, referral_read(&d->s, id, &v, &d->e));
	assert_false(v.unseen);
	assert_string_equal(v.steps[0].override, "");
	referral_view_fini(&v);
}

static void plan_action(struct service_env *d, const char *case_id, char out[ID_TEXT])
{
	fill(d, case_id, "action", out, "action", "See a doctor", "kind", "referral", "service", "health", "due_on",
	     "2026-12-20");
}

static void an_action_becomes_a_referral_that_is_declined_and_done_elsewhere(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], action[ID_TEXT], first[ID_TEXT], second[ID_TEXT];
	struct referral_view v;
	struct record r;
	int64_t sent, declined;
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	plan_action(d, case_id, action);

	struct edit *w = referral_open_new(&d->s, case_id, action, &d->e);
	assert_non_null(w);
	assert_string_equal(form_value_of(w->form, "service"), "health");
	write_one(w);
	save(d, w);
	memcpy(first, w->record.id, ID_TEXT);
	edit_close(&w);
	good(d, referral_of_action(&d->s, case_id, action, &r, &d->e));
	assert_string_equal(r.id, first);
	record_fini(&r);

	d->now += 2 * HOUR;
	sent = d->now;
	assert_true(step(d, first, "sent", "via", "phone", NULL));
	action_is(d, action, "started", "");
	stands_at(d, first, REFERRAL_SENT, sent + 72 * HOUR);

	d->now += DAY;
	assert_true(step(d, first, "received", "who", "Reception", NULL));
	stands_at(d, first, REFERRAL_RECEIVED, sent + 72 * HOUR);

	/* Late, reminded, then a no. */
	d->now = sent + 73 * HOUR;
	assert_true(today_has(d, "no answer yet"));
	assert_int_equal(listed(d, REFERRALS_LATE, NULL), 1);
	assert_true(step(d, first, "reminder", NULL));
	stands_at(d, first, REFERRAL_RECEIVED, d->now + 72 * HOUR);
	assert_int_equal(listed(d, REFERRALS_LATE, NULL), 0);
	d->now += HOUR;
	declined = d->now;
	assert_false(step(d, first, "declined", NULL));
	assert_true(step(d, first, "declined", "who", "Head nurse", "decline_reason", "full", "reason",
			 "No bed before spring.", NULL));
	action_is(d, action, "planned", "No bed before spring.");
	stands_at(d, first, REFERRAL_DECLINED, declined + 72 * HOUR);
	assert_int_equal(listed(d, REFERRALS_OPEN, NULL), 1); /* something has to follow */
	assert_false(step(d, first, "accepted", NULL));
	assert_int_equal(d->e.code, ERR_DATA);

	/* Elsewhere: as before, but for whom it goes to, which is explained anew. */
	d->now += HOUR;
	w = referral_open_again(&d->s, first, &d->e);
	assert_non_null(w);
	assert_string_equal(form_value_of(w->form, "reason"), "Needs a doctor for an old wound.");
	assert_string_equal(form_value_of(w->form, "receiver"), "");
	assert_string_equal(form_value_of(w->form, "explained"), "");
	refer_to(w, "City Hospital");
	save(d, w);
	memcpy(second, w->record.id, ID_TEXT);
	edit_close(&w);
	stands_at(d, first, REFERRAL_DECLINED, 0);
	good(d, referral_read(&d->s, first, &v, &d->e));
	assert_string_equal(v.again, second);
	/* Every step, with its clock. */
	static const char *const steps[] = {"sent", "received", "reminder", "declined"};
	static const int64_t after[] = {0, DAY, 73 * HOUR, 74 * HOUR};
	assert_int_equal(v.n_steps, 4);
	for (int i = 0; i < 4; i++) {
		char at[TIME_TEXT];
		time_to_iso(sent + after[i], at);
		assert_string_equal(v.steps[i].what, steps[i]);
		assert_string_equal(v.steps[i].at, at);
		assert_string_equal(v.steps[i].noted_by, "amina");
	}
	referral_view_fini(&v);
	good(d, referral_read(&d->s, second, &v, &d->e));
	assert_string_equal(v.again_of, first);
	assert_string_equal(v.record.parent_id, action);
	referral_view_fini(&v);

	assert_true(step(d, second, "sent", "via", "email", NULL));
	action_is(d, action, "started", "");
	d->now += DAY;
	assert_true(step(d, second, "accepted", "next_on", "2026-12-02", NULL));
	struct date meeting = {2026, 12, 2, false};
	stands_at(d, second, REFERRAL_ACCEPTED, time_of_day_end(meeting));
	assert_true(step(d, second, "waiting", NULL));
	action_is(d, action, "waiting", "");
	stands_at(d, second, REFERRAL_WAITING, d->now + 14 * DAY);
	assert_true(step(d, second, "in-service", NULL));
	assert_true(step(d, second, "feedback", "result", "The wound heals.", NULL));
	assert_false(step(d, second, "completed", NULL)); /* what came of it? */
	assert_true(step(d, second, "completed", "result", "Healed; she walks again.", NULL));
	action_is(d, action, "done", "she walks again");
	stands_at(d, second, REFERRAL_COMPLETED, 0);
	assert_int_equal(listed(d, REFERRALS_OPEN, NULL), 0);
	assert_int_equal(listed(d, REFERRALS_ALL, NULL), 2);
}

static void steps_stay_and_what_was_told_too(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	refer(d, case_id, NULL, id);
	struct edit *w = edit_open(&d->s, "referral", case_id, id, NULL, &d->e);
	assert_non_null(w);
	put(w, "reason", "Needs a doctor soon."); /* a draft is changed as one likes */
	save(d, w);
	edit_close(&w);
	assert_true(step(d, id, "sent", "via", "phone", NULL));
	w = edit_open(&d->s, "referral", case_id, id, NULL, &d->e);
	put(w, "note", "Call Tuesday.");
	save(d, w);
	put(w, "reason", "Something else.");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);

	struct record_list steps;
	struct record_filter f = {.parent_id = id, .kind = "referral-step"};
	good(d, store_record_list(d->s.store, &f, &steps, &d->e));
	assert_int_equal(steps.n, 1);
	w = edit_open(&d->s, "referral-step", case_id, steps.at[0].id, NULL, &d->e);
	assert_non_null(w);
	put(w, "note", "Something else");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
	record_list_fini(&steps);
	/* And none is put before the sending. */
	d->now += DAY;
	assert_false(step(d, id, "received", "happened_on", "2026-11-20", NULL));
	assert_int_equal(d->e.code, ERR_DATA);
	assert_true(step(d, id, "received", "happened_on", "2026-11-23", NULL));
}

/* Two at work on one referral: the second step is judged by what the first has made of it. */
static void the_second_of_two_steps_is_judged_anew(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	refer(d, case_id, NULL, id);
	assert_true(step(d, id, "sent", "via", "phone", NULL));
	struct edit *w = referral_open_step(&d->s, id, "accepted", &d->e);
	assert_non_null(w);
	service_env_beside(&other, d, "bilal");
	assert_true(step(&other, id, "declined", "decline_reason", "full", NULL));
	service_env_leave(&other);
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_non_null(strstr(d->e.detail, "Declined by provider"));
	edit_close(&w);
	stands_at(d, id, REFERRAL_DECLINED, d->now + 72 * HOUR);
}

static void a_service_not_to_be_had_is_a_gap(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], action[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	plan_action(d, case_id, action);
	refer(d, case_id, action, id);
	assert_true(step(d, id, "sent", "via", "phone", NULL));
	assert_true(step(d, id, "declined", "decline_reason", "not-offered", NULL));
	struct edit *w = referral_open_gap(&d->s, id, &d->e);
	assert_non_null(w);
	assert_string_equal(form_value_of(w->form, "service"), "health");
	assert_string_equal(form_value_of(w->form, "receiver"), "Health Post Hill");
	put(w, "place", "Hill");
	put(w, "why", "none");
	save(d, w);
	edit_close(&w);
	stands_at(d, id, REFERRAL_UNAVAILABLE, 0);
	action_is(d, action, "not-done", "There is no such service here");
	/* One without any referral too. */
	fill(d, case_id, "gap", NULL, "service", "mhpss", "place", "Hill", "why", "far");
	struct referral_list l;
	good(d, referrals_list(&d->s, REFERRALS_GAPS, NULL, NULL, &l, &d->e));
	assert_int_equal(l.n, 2);
	for (int i = 0; i < 2; i++) {
		assert_true(l.at[i].gap);
		assert_string_equal(l.at[i].place, "Hill");
	}
	referral_list_fini(&l);
	assert_int_equal(listed(d, REFERRALS_OPEN, NULL), 0);
}

static void a_draft_not_wanted_any_more(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], action[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	plan_action(d, case_id, action);
	refer(d, case_id, action, id);
	assert_false(step(d, id, "refused", NULL));
	assert_true(step(d, id, "refused", "reason", "She goes to a friend who is a nurse.", NULL));
	action_is(d, action, "cancelled", "a friend who is a nurse");
	assert_false(step(d, id, "sent", "via", "phone", NULL));
	stands_at(d, id, REFERRAL_REFUSED, 0);
}

static void late_ones_stand_in_today_and_on_the_list(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	consent(d, case_id);
	refer(d, case_id, NULL, id);
	assert_true(step(d, id, "sent", "via", "phone", NULL));
	d->now += 71 * HOUR;
	assert_int_equal(listed(d, REFERRALS_LATE, NULL), 0);
	d->now += 2 * HOUR;
	assert_true(today_has(d, "Referral, no receipt yet: Medical care"));
	assert_int_equal(listed(d, REFERRALS_LATE, NULL), 1);
	assert_int_equal(listed(d, REFERRALS_LATE, "amina"), 1);
	assert_int_equal(listed(d, REFERRALS_LATE, "bilal"), 0);
	service_env_beside(&other, d, "bilal");
	assert_false(today_has(&other, "Referral,")); /* another's case */
	assert_int_equal(listed(&other, REFERRALS_LATE, NULL), 1);
	service_env_leave(&other);
}

static void an_entry_of_the_directory_becomes_the_receiver(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], entry[ID_TEXT], action[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	struct edit *w = edit_open(&d->s, "service-entry", NULL, NULL, NULL, &d->e);
	assert_non_null(w);
	put(w, "organisation", "Hill Police Desk");
	put(w, "org_type", "LawEnforcement");
	put(w, "services", "law-enforcement");
	put(w, "focal_name", "Officer Beispiel");
	put(w, "focal_phone", "+999 1");
	save(d, w);
	memcpy(entry, w->record.id, ID_TEXT);
	edit_close(&w);
	w = referral_open_new(&d->s, case_id, NULL, &d->e);
	good(d, referral_take_entry(&d->s, w, entry, &d->e));
	assert_string_equal(form_value_of(w->form, "receiver"), "Hill Police Desk");
	assert_string_equal(form_value_of(w->form, "receiver_kind"), "authorities-police");
	assert_string_equal(form_value_of(w->form, "receiver_contact"), "Officer Beispiel, +999 1");
	put(w, "receiver", "Typed by hand");
	save(d, w);
	assert_false(pairs_has(&w->record.answers, "=entry")); /* it is not that one any more */
	edit_close(&w);
	/* Of an action, and from there of its referral. */
	plan_action(d, case_id, action);
	w = edit_open(&d->s, "action", case_id, action, NULL, &d->e);
	good(d, referral_take_entry(&d->s, w, entry, &d->e));
	save(d, w);
	edit_close(&w);
	w = referral_open_new(&d->s, case_id, action, &d->e);
	assert_string_equal(form_value_of(w->form, "receiver"), "Hill Police Desk");
	edit_close(&w);
}

static void another_case_is_not_referred_by_mistake(void **state)
{
	struct service_env *d = *state;
	char one[ID_TEXT], two[ID_TEXT], action[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", one);
	register_as(d, "Bashir Muster", two);
	plan_action(d, one, action);
	refer(d, one, NULL, id);
	assert_null(referral_open_new(&d->s, two, action, &d->e));
	assert_null(edit_open(&d->s, "referral-step", two, NULL, id, &d->e));
	assert_null(edit_open(&d->s, "gap", two, NULL, id, &d->e));
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

static void the_page_for_a_hand_over_names_them(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amara Beispiel", case_id);
	refer(d, case_id, NULL, id);
	d->now += 4 * DAY;
	char *page = case_summary(&d->s, case_id, 78, &d->e);
	assert_non_null(strstr(page, "Medical care, Health Post Hill: Not sent yet, late"));
	free(page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(without_consent_nothing_is_sent, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(taken_back_it_is_none, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_is_open_in_it_keeps_it_from_being_sent, service_env_set_up,
						service_env_tear_down),
		cmocka_unit_test_setup_teardown(for_a_child_the_caregiver_is_told_or_it_is_said_why_not, service_env_set_up,
						service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_life_in_danger_goes_before_and_is_told, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(with_consent_no_override_is_noted, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(an_action_becomes_a_referral_that_is_declined_and_done_elsewhere,
						service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(steps_stay_and_what_was_told_too, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_second_of_two_steps_is_judged_anew, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_service_not_to_be_had_is_a_gap, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_draft_not_wanted_any_more, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(late_ones_stand_in_today_and_on_the_list, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(an_entry_of_the_directory_becomes_the_receiver, service_env_set_up,
						service_env_tear_down),
		cmocka_unit_test_setup_teardown(another_case_is_not_referred_by_mistake, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(only_what_was_chosen_is_told, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(others_referrals_are_out_of_reach, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_late_answer_is_noted_in_a_closed_case, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_page_for_a_hand_over_names_them, service_env_set_up, service_env_tear_down),
	};
	return cmocka_run_group_tests_name("referral", tests, NULL, NULL);
}

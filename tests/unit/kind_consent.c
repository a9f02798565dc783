/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent in a case: asked before anything is shared; in the order in which it was said; who may write what; what the
 * summary says of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/list.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/base/units.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/consent_check.h>
#include <sarai/model/permit.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>
#include <sarai/view/summary.h>

#include "lib/service_env.h"

static struct consent_answer ask(struct service_env *d, const char *case_id, const char *purpose, const char *recipient)
{
	struct consent_answer a;
	good(d, consent_ask(&d->s, case_id, purpose, recipient, &a, &d->e));
	assert_true(*a.why && strlen(a.why) < sizeof a.why);
	return a;
}

static void may(struct service_env *d, const char *case_id, const char *purpose, const char *recipient, bool yes)
{
	struct consent_answer a = ask(d, case_id, purpose, recipient);
	if (a.allowed != yes)
		fail_msg("%s", a.why);
}

/* A spoken yes, confirmed. */
static void say_yes(struct service_env *d, const char *case_id, char *id, const char *purposes, const char *recipients)
{
	fill(d, case_id, "consent", id, "consent", "consents", "given_by", "person", "method", "spoken", "certified",
	     "yes", "purposes", purposes, "recipients", recipients);
}

static void nothing_said_is_no(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct consent_answer a = ask(d, case_id, "services", "provider");
	assert_false(a.allowed);
	assert_string_equal(a.record_id, "");
	assert_string_equal(a.limits, "");
	assert_non_null(strstr(a.why, "nothing has been agreed"));
	refused(d, ERR_MISSING, consent_ask(&d->s, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "services", "provider", &a, &d->e));
	d->s.permits = 0;
	refused(d, ERR_DENIED, consent_ask(&d->s, case_id, "services", "provider", &a, &d->e));
}

static void a_yes_says_which_consent_it_is(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], other[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	register_as(d, "Other Example", other);
	say_yes(d, case_id, id, "case-work services", "provider");
	struct consent_answer a = ask(d, case_id, "services", "provider:Clinic");
	assert_true(a.allowed && a.by_consent);
	assert_string_equal(a.record_id, id);
	assert_non_null(strstr(a.why, "Clinic"));
	assert_non_null(strstr(a.why, "23 Nov 2026"));
	assert_null(strstr(a.why, "Amina"));
	may(d, other, "services", "provider", false);
}

static void taking_it_back_stops_at_once(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	say_yes(d, case_id, NULL, "services tracing", "provider family");
	may(d, case_id, "tracing", "family", true);
	/* The same second. */
	fill(d, case_id, "consent", id, "consent", "withdrawn", "recipients", "family");
	struct consent_answer a = ask(d, case_id, "tracing", "family");
	assert_int_equal(a.reason, CONSENT_BECAUSE_WITHDRAWN);
	assert_string_equal(a.record_id, id);
	may(d, case_id, "services", "provider", true);
	d->now += 1;
	fill(d, case_id, "consent", NULL, "consent", "withdrawn");
	may(d, case_id, "services", "provider", false);
	may(d, case_id, "case-work", "us", false);
}

/* What counts is when it was said, not when somebody got round to writing it down. */
static void the_order_is_that_of_the_days(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "consent", NULL, "consent", "withdrawn", "given_on", "2026-11-21");
	d->now += 60;
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "person", "given_on", "2026-11-20",
	     "method", "signed", "purposes", "services", "recipients", "provider");
	may(d, case_id, "services", "provider", false);
	d->now += 60;
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "person", "given_on", "2026-11-22",
	     "method", "signed", "purposes", "services", "recipients", "provider");
	may(d, case_id, "services", "provider", true);
	/* Correcting an older one does not make it the latest. */
	struct record_list l = {0};
	good(d, records_list(&d->s, case_id, "consent", &l, &d->e));
	for (int i = 0; i < l.n; i++) {
		if (strcmp(l.at[i].state, "withdrawn"))
			continue;
		struct edit *w = edit_open(&d->s, "consent", case_id, l.at[i].id, NULL, &d->e);
		put(w, "consent_note", "Said on the phone.");
		save(d, w);
		edit_close(&w);
	}
	record_list_fini(&l);
	may(d, case_id, "services", "provider", true);
}

static void a_screening_counts_from_the_answer(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", NULL, "consent", "consents");
	may(d, case_id, "case-work", "us", true);
	may(d, case_id, "services", "provider", false);
	d->now += DAY;
	say_yes(d, case_id, NULL, "services", "provider");
	d->now += DAY;
	fill(d, case_id, "screening", NULL, "decision_reason", "More words");
	may(d, case_id, "services", "provider", true);
	/* The no comes into the old screening; it is the latest word all the same. */
	fill(d, case_id, "screening", NULL, "consent", "refused");
	struct consent_answer a = ask(d, case_id, "services", "provider");
	assert_int_equal(a.reason, CONSENT_BECAUSE_REFUSED);
	d->now += DAY;
	fill(d, case_id, "screening", NULL, "refused_given", "information");
	say_yes(d, case_id, NULL, "services", "provider");
	d->now += DAY;
	fill(d, case_id, "screening", NULL, "refused_given", "information contact");
	may(d, case_id, "services", "provider", true);
}

static void a_child_needs_an_adult(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Rahim Example", case_id);
	fill(d, case_id, "person", NULL, "birth_date", "~2010");
	say_yes(d, case_id, NULL, "services", "provider");
	assert_int_equal(ask(d, case_id, "services", "provider").reason, CONSENT_BECAUSE_NO_ADULT);
	d->now += 60;
	fill(d, case_id, "consent", NULL, "consent", "assents", "with_adult", "guardian", "method", "mark", "purposes",
	     "services", "recipients", "provider");
	assert_int_equal(ask(d, case_id, "services", "provider").reason, CONSENT_BECAUSE_ASSENT);
	/* A guardian says yes for the child. */
	d->now += 60;
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "guardian", "method", "signed", "purposes",
	     "tracing", "recipients", "family");
	may(d, case_id, "tracing", "family", true);
	/* Somebody doubts that an adult is one: what was said alone counts no more. */
	char adult[ID_TEXT];
	register_as(d, "Hassan Example", adult);
	fill(d, adult, "person", NULL, "birth_date", "2005");
	say_yes(d, adult, NULL, "services", "provider");
	may(d, adult, "services", "provider", true);
	fill(d, adult, "person", NULL, "age_disputed", "yes");
	may(d, adult, "services", "provider", false);
}

static void half_a_yes_is_none(void **state)
{
	static const struct {
		const char *field, *value;
		bool yes;
	} how[] = {
		{"consent_note", "nothing else", false},
		{"method", "spoken", false},
		{"certified", "yes", true},
		{"valid_until", "2026-11-22", false},
		{"valid_until", "2026-11-23", true},
		{"method", "signed", true},
	};
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "consent", id, "consent", "consents", "given_by", "person", "purposes", "services",
	     "recipients", "provider");
	for (size_t i = 0; i < sizeof how / sizeof how[0]; i++) {
		struct edit *w = edit_open(&d->s, "consent", case_id, id, NULL, &d->e);
		put(w, how[i].field, how[i].value);
		save(d, w);
		edit_close(&w);
		may(d, case_id, "services", "provider", how[i].yes);
	}
}

static void another_basis_is_for_those_who_may(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "consent", NULL, "consent", "refused", "never_to", "authorities-police");
	struct edit *w = open_kind(d, "consent", case_id);
	put(w, "consent", "basis");
	put(w, "purposes", "safety");
	put(w, "recipients", "authorities-police");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	put(w, "basis", "vital");
	put(w, "basis_reason", "Seen with a weapon at her door.");
	d->s.permits &= ~PERMIT_BIT(PERMIT_CONSENT_OVERRIDE);
	refused(d, ERR_DENIED, edit_save(&d->s, w, NULL, &d->e));
	may(d, case_id, "safety", "authorities-police", false);
	d->s.permits |= PERMIT_BIT(PERMIT_CONSENT_OVERRIDE);
	save(d, w);
	struct consent_answer a = ask(d, case_id, "safety", "authorities-police");
	assert_true(a.allowed);
	assert_false(a.by_consent);
	assert_string_equal(a.record_id, w->record.id);
	assert_non_null(strstr(a.why, config_label(d->config, "consent-basis", "vital")));
	may(d, case_id, "justice", "authorities-police", false);
	may(d, case_id, "safety", "family", false);
	edit_close(&w);
}

static void yes_and_never_of_one_are_not_saved(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct edit *w = open_kind(d, "consent", case_id);
	put(w, "consent", "consents");
	put(w, "recipients", "provider family");
	put(w, "never_to", "family authorities");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_non_null(strstr(d->e.detail, "Family"));
	put(w, "never_to", "authorities");
	save(d, w);
	/* What is never to be told stands in the list, before all that a cut could take away. */
	assert_non_null(strstr(w->record.title, "not: Authorities"));
	assert_true(strstr(w->record.title, "not:") < strstr(w->record.title, "towards"));
	edit_close(&w);
}

/* ---- in words ---- */

static char *line(struct service_env *d, const char *case_id)
{
	struct str s = {0};
	good(d, consent_line(&d->s, case_id, &s, &d->e));
	return str_take(&s);
}

static void line_is(struct service_env *d, const char *case_id, const char *expected)
{
	char *s = line(d, case_id);
	assert_string_equal(s, expected);
	free(s);
}

static void one_line_tells_how_it_stands(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	line_is(d, case_id, "none yet: nothing may be shared.");
	fill(d, case_id, "screening", NULL, "consent", "consents");
	line_is(d, case_id, "given 23 Nov 2026. For Our own notes and work; towards nobody else.");
	d->now += DAY;
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "person", "method", "signed", "purposes",
	     "services", "recipients", "unhcr", "organisations", "Clinic, Legal Aid", "never_to",
	     "family authorities-police", "never_names",
	     "The cousin, Al"); /* the end of another word is no reason to leave it out */
	line_is(d, case_id,
		"given 24 Nov 2026. Not: Family, Police, The cousin, Al. For Our own notes and work, Referral to a "
		"service; "
		"towards UNHCR, Clinic, Legal Aid.");
	char *page = case_summary(&d->s, case_id, 200, &d->e);
	assert_non_null(strstr(page, "Not: Family, Police, The cousin, Al."));
	free(page);
	struct consent_answer a = ask(d, case_id, "services", "unhcr");
	assert_string_equal(a.limits, "Not: Family, Police, The cousin, Al");
	/* A limit lifted for one purpose is still one for the others. */
	d->now += DAY;
	say_yes(d, case_id, NULL, "justice", "authorities-police");
	a = ask(d, case_id, "services", "unhcr");
	assert_non_null(strstr(a.limits, "Police (but for Complaint"));
	d->now += DAY;
	fill(d, case_id, "consent", NULL, "consent", "withdrawn", "recipients", "unhcr");
	char *now = line(d, case_id);
	assert_null(strstr(now, "UNHCR"));
	assert_non_null(strstr(now, "Clinic"));
	free(now);
	d->now += DAY;
	fill(d, case_id, "consent", NULL, "consent", "withdrawn");
	now = line(d, case_id);
	assert_non_null(strstr(now, "TAKEN BACK 27 Nov 2026. Not: Family"));
	free(now);
	d->now += DAY;
	fill(d, case_id, "consent", NULL, "consent", "refused", "given_by", "person");
	now = line(d, case_id);
	assert_int_equal(strncmp(now, "REFUSED 28 Nov 2026.", 20), 0);
	free(now);
}

/* A long limit is cut between characters and says so. */
static void a_limit_that_is_too_long_is_cut_and_says_so(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct str names = {0};
	for (int i = 0; i < 14; i++)
		str_addf(&names, "%sयमुना शर्मा %d", i ? ", " : "", i);
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "consent", NULL, "consent", "refused", "never_names", str_text(&names));
	struct consent_answer a = ask(d, case_id, "services", "unhcr");
	size_t n = strlen(a.limits);
	assert_true(n > 300 && n < sizeof a.limits);
	assert_string_equal(a.limits + n - 4, " ...");
	assert_int_equal(text_invalid_at(a.limits, n), -1);
	str_fini(&names);
}

static void every_code_has_its_word(void **state)
{
	static const char *const lists[] = {"consent-purposes", "consent-recipients", "consent-basis",
					    "consent-points"};
	static const int least[] = {10, 12, 5, 7};
	struct service_env *d = *state;
	for (int i = 0; i < 4; i++) {
		const struct option_list *l = option_lists_get(&d->config->lists, lists[i]);
		assert_non_null(l);
		assert_true(l->n >= least[i]);
	}
	assert_int_equal(option_lists_get(&d->config->lists, "consent-points")->n, 7);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(nothing_said_is_no),
		T(a_yes_says_which_consent_it_is),
		T(taking_it_back_stops_at_once),
		T(the_order_is_that_of_the_days),
		T(a_screening_counts_from_the_answer),
		T(a_child_needs_an_adult),
		T(half_a_yes_is_none),
		T(another_basis_is_for_those_who_may),
		T(yes_and_never_of_one_are_not_saved),
		T(one_line_tells_how_it_stands),
		T(a_limit_that_is_too_long_is_cut_and_says_so),
		T(every_code_has_its_word),
	};
	return cmocka_run_group_tests_name("service: consent", tests, NULL, NULL);
}

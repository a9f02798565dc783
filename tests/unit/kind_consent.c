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
#include <sarai/kind/consent_check.h>
#include <sarai/view/summary.h>

#include "lib/service_env.h"

static struct consent_answer ask(struct service_env *d, const char *case_id, const char *purpose, const char *recipient)
{
	struct consent_answer a;
	good(d, consent_ask(&d->s, case_id, purpose, recipient, &a, &d->e));
	assert_true(*a.why && strlen(a.why) < sizeof a.why);
	return a;
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
		T(one_line_tells_how_it_stands),
		T(a_limit_that_is_too_long_is_cut_and_says_so),
		T(every_code_has_its_word),
	};
	return cmocka_run_group_tests_name("service: consent", tests, NULL, NULL);
}

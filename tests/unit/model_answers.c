/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one scale of answers, and the file of answers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/score_worlds.h"

static const char factors[] =
	"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level person]\nshare = 80\nrisk_half = 20\nprotection_half = 10\n[band low]\nfrom = 0\n"
	"[factor documents]\nlevel = person\n[factor networks]\nlevel = person\n[flag suicide_risk]\n";

static void read_answers(const char *text, struct answers *a, struct diags *d)
{
	struct catalogue *c = catalogue_of(factors);
	struct ini_doc *doc = inidoc_read_text("a.ini", text, strlen(text), d);
	answers_init(a, c);
	bool sound = answers_parse(c, doc, a, d);
	assert_int_equal(sound, d->n == 0);
	diags_sort(d);
	inidoc_free(&doc);
	catalogue_free(&c);
}

static void answers_are_read(void **state)
{
	struct diags d = {0};
	struct answers a;
	read_answers("[flags]\nsuicide_risk = declined\n[answers]\nnetworks = strong-protection ; friends\n", &a, &d);
	assert_int_equal(d.n, 0);
	assert_int_equal(a.factor[0], ANSWER_NONE);
	assert_int_equal(a.factor[1], ANSWER_STRONG_PROTECTION);
	assert_int_equal(a.flag[0], FLAG_DECLINED);
	answers_fini(&a);
	read_answers("", &a, &d);
	assert_int_equal(d.n, 0);
	assert_int_equal(a.factor[1], ANSWER_NONE);
	assert_int_equal(a.flag[0], FLAG_NONE);
	answers_fini(&a);
}

static void wrong_answers_are_named_with_their_line(void **state)
{
	static const char *const words[] = {"'bad' is no answer",   "no factor 'suicide_risk'", "no factor 'x'",
					    "'maybe' is no answer", "no flag 'documents'",	"[other] is not known"};
	static const int lines[] = {3, 4, 5, 7, 8, 9};
	struct diags d = {0};
	struct answers a;
	read_answers("[answers]\ndocuments = severe-risk\nnetworks = bad\nsuicide_risk = yes\nx = neutral\n[flags]\n"
		     "suicide_risk = maybe\ndocuments = yes\n[other]\na = b\n",
		     &a, &d);
	assert_int_equal(d.n, 6);
	for (int i = 0; i < 6; i++) {
		assert_int_equal(d.at[i].line, lines[i]);
		assert_non_null(strstr(d.at[i].reason, words[i]));
	}
	assert_int_equal(a.factor[0], ANSWER_SEVERE_RISK);
	assert_int_equal(a.factor[1], ANSWER_NONE);
	answers_fini(&a);
	diags_fini(&d);
}

static void every_answer_has_its_name_and_ordinal(void **state)
{
	static const int ordinals[ANSWER_COUNT] = {0, 3, 2, 1, 0, -1, -2, -3, 0, 0, 0};
	for (int i = 1; i < ANSWER_COUNT; i++) {
		enum answer a;
		assert_true(answer_from_name(answer_name((enum answer)i), &a));
		assert_int_equal(a, i);
		assert_int_equal(answer_ordinal(a), ordinals[i]);
		assert_int_equal(answer_known(a), i <= ANSWER_STRONG_PROTECTION);
		assert_int_equal(answer_missing(a), i == ANSWER_UNKNOWN || i == ANSWER_DECLINED);
	}
	enum answer a = ANSWER_NEUTRAL;
	assert_true(answer_missing(ANSWER_NONE));
	assert_false(answer_from_name("", &a));
	assert_false(answer_from_name("severe", &a));
	assert_int_equal(a, ANSWER_NEUTRAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_read),
		cmocka_unit_test(wrong_answers_are_named_with_their_line),
		cmocka_unit_test(every_answer_has_its_name_and_ordinal),
	};
	return cmocka_run_group_tests_name("model_answers", tests, NULL, NULL);
}

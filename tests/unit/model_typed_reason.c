/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which typed reasons are reasons: length by letters of any script, repeated characters, the same as before.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/model/typed_reason.h>

#define LEAST 10

static void reason_judge_needs_words(void **state)
{
	static const struct {
		const char *text;
		enum reason_fault fault;
	} rows[] = {
		{"", REASON_MISSING},
		{"   ", REASON_MISSING},
		{".....!!!!!", REASON_MISSING},
		{"------------------------", REASON_MISSING},
		{"xxxxxxxxxxxxxxx", REASON_REPEATED},
		{"x x x x x x x x x x", REASON_REPEATED},
		{"XxXxXxXxXxXx", REASON_REPEATED},
		{"ababababababab", REASON_REPEATED},
		{"no no no no no no", REASON_REPEATED},
		{"1111111111111", REASON_REPEATED},
		{"ÁÀÂÄáàâä aaaaaaa", REASON_REPEATED},
		{"怕怕怕怕怕怕怕", REASON_REPEATED},
		{"x", REASON_SHORT},
		{"Safe now", REASON_SHORT},
		{"Nooooooooooooooooooooo", REASON_REPEATED},
		{"Safeeeeeeeeeeeeeeeee", REASON_SHORT},
		{"S.a.f.e. - n.o.w.", REASON_SHORT}, /* punctuation is no letter */
		{"Safe at home", REASON_GOOD},
		{"Police came", REASON_GOOD},
		{"Nyumbani salama", REASON_GOOD},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (reason_judge(rows[i].text, LEAST, NULL, 0) != rows[i].fault)
			fail_msg("\"%s\": fault %d", rows[i].text, reason_judge(rows[i].text, LEAST, NULL, 0));
	}
}

static void reason_judge_asks_no_more_of_short_scripts(void **state)
{
	static const char *const good[] = {
		"不安全",   /* not safe */
		"她害怕回国", /* she is afraid to go back */
		"家に帰れない", "집에 못 가요", "ቤት አይሄድም", "تخاف من أهلها", "घर लौटने से डर", "กลัวกลับบ้าน",
		"Боится мужа", "Δεν θέλει τώρα",
	};
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		if (reason_judge(good[i], LEAST, NULL, 0) != REASON_GOOD)
			fail_msg("\"%s\": fault %d, %d letters", good[i], reason_judge(good[i], LEAST, NULL, 0),
				 reason_letters(good[i]));
	}
	assert_int_equal(reason_judge("怕", LEAST, NULL, 0), REASON_SHORT);
	assert_int_equal(reason_judge("집", LEAST, NULL, 0), REASON_SHORT);
}

static void reason_judge_refuses_what_was_given_before(void **state)
{
	static const char *const last[] = {"Her brother found the street.", "怕回国见家人"};
	(void)state;
	assert_int_equal(reason_judge("Her brother found the street.", LEAST, last, 2), REASON_USED);
	assert_int_equal(reason_judge("her brother, FOUND the street!", LEAST, last, 2), REASON_USED);
	assert_int_equal(reason_judge("怕回国见家人。", LEAST, last, 2), REASON_USED);
	assert_int_equal(reason_judge("Her cousin found the street.", LEAST, last, 2), REASON_GOOD);
	assert_int_equal(reason_judge("Her brother found the street.", LEAST, last + 1, 1), REASON_GOOD);
}

static void reason_judge_goes_by_the_configured_length(void **state)
{
	(void)state;
	assert_int_equal(reason_judge("ill", 1, NULL, 0), REASON_GOOD);
	assert_int_equal(reason_judge("ill", 4, NULL, 0), REASON_SHORT);
	assert_int_equal(reason_judge("x", 1, NULL, 0), REASON_GOOD);
	assert_int_equal(reason_letters("Safe now"), 7);
	assert_int_equal(reason_letters(""), 0);
}

static void each_fault_has_its_words(void **state)
{
	(void)state;
	for (enum reason_fault f = REASON_MISSING; f <= REASON_USED; f++)
		assert_true(*reason_fault_words(f));
	assert_string_equal(reason_fault_words(REASON_GOOD), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reason_judge_needs_words),
		cmocka_unit_test(reason_judge_asks_no_more_of_short_scripts),
		cmocka_unit_test(reason_judge_refuses_what_was_given_before),
		cmocka_unit_test(reason_judge_goes_by_the_configured_length),
		cmocka_unit_test(each_fault_has_its_words),
	};
	return cmocka_run_group_tests_name("typed reasons", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line about safe contact: what must not be done first, each rule once, nothing where there is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/model/contact_rules.h>

static void rules_become_one_line(void **state)
{
	static const struct {
		struct contact_rules rules;
		const char *line;
	} rows[] = {
		{{0}, ""},
		{{"", "", "", "", "", "", ""}, ""},
		{{.other = "Do not call"}, "Do not call"},
		{{.ways = "Phone call"}, "Only: Phone call"},
		{{"Never leave a message", "Phone call, Face to face", "10 to 12", "ask for Sara", "the husband",
		  "Speaks low.", "rain"},
		 "Never leave a message. Only: Phone call, Face to face. Hours: 10 to 12. ask for Sara. "
		 "Not to know: the husband. Speaks low. Word: rain"},
		{{.other = "Not now!", .code_word = "rain"}, "Not now! Word: rain"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str line = {0};
		contact_rules_words(&rows[i].rules, &line);
		assert_string_equal(str_text(&line), rows[i].line);
		str_fini(&line);
	}
}

static void it_goes_on_behind_what_is_there(void **state)
{
	struct str line = {0};
	(void)state;
	str_add(&line, "ALERT: ");
	contact_rules_words(&(struct contact_rules){.ways = "Phone call"}, &line);
	assert_string_equal(str_text(&line), "ALERT: Only: Phone call");
	str_fini(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_become_one_line),
		cmocka_unit_test(it_goes_on_behind_what_is_there),
	};
	return cmocka_run_group_tests_name("model: contact rules", tests, NULL, NULL);
}

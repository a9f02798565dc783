/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trafficking: act, means and purpose for adults and children, and that the program never says more than it may.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/model/trafficking.h>

static void act_means_purpose(void **state)
{
	static const struct {
		struct trafficking_facts f;
		bool means_needed, complete, refer;
		const char *line;
	} rows[] = {
		{{0, false, false, false, false},
		 true,
		 false,
		 false,
		 "No indicators noted. Act -, means -, purpose -."},
		/* A journey somebody arranged is smuggling too. */
		{{0, true, false, false, false},
		 true,
		 false,
		 false,
		 "No indicators noted. Act yes, means -, purpose -."},
		{{1, false, false, false, false},
		 true,
		 false,
		 true,
		 "Indicators present: refer for identification. Act -, means -, purpose -."},
		{{0, false, true, false, false},
		 true,
		 false,
		 true,
		 "Indicators present: refer for identification. Act -, means yes, purpose -."},
		{{0, true, false, true, false},
		 true,
		 false,
		 true,
		 "Indicators present: refer for identification. Act yes, means -, purpose yes."},
		{{3, true, true, true, false},
		 true,
		 true,
		 true,
		 "Indicators present: refer for identification. Act yes, means yes, purpose yes."},
		/* For a child no means are needed. */
		{{0, true, false, true, true},
		 false,
		 true,
		 true,
		 "Indicators present: refer for identification. Act yes, child, purpose yes."},
		{{0, true, true, true, true},
		 false,
		 true,
		 true,
		 "Indicators present: refer for identification. Act yes, means yes, purpose yes."},
		{{0, true, false, false, true}, false, false, false, "No indicators noted. Act yes, child, purpose -."},
		{{0, false, false, true, true},
		 false,
		 false,
		 true,
		 "Indicators present: refer for identification. Act -, child, purpose yes."},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct trafficking_reading r;
		struct str line = {0};
		trafficking_read(&rows[i].f, &r);
		assert_int_equal(r.means_needed, rows[i].means_needed);
		assert_int_equal(r.complete, rows[i].complete);
		assert_int_equal(r.refer, rows[i].refer);
		trafficking_line(&rows[i].f, &line);
		assert_string_equal(str_text(&line), rows[i].line);
		str_fini(&line);
	}
}

/* All that the program can say of its own: in none of it is anybody a victim, or trafficked. */
static void nobody_is_called_a_victim(void **state)
{
	for (int bits = 0; bits < 32; bits++) {
		struct trafficking_facts f = {bits & 1, bits & 2, bits & 4, bits & 8, bits & 16};
		struct str line = {0};
		trafficking_line(&f, &line);
		assert_null(strstr(str_text(&line), "ictim"));
		assert_null(strstr(str_text(&line), "rafficked"));
		assert_in_range(line.len, 1, 80); /* one row */
		str_fini(&line);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(act_means_purpose),
		cmocka_unit_test(nobody_is_called_a_victim),
	};
	return cmocka_run_group_tests_name("model_trafficking", tests, NULL, NULL);
}

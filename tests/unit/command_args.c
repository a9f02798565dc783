/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line: every command and way to call it, from the tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>

#include <sarai/command/args.h>
#include <sarai/command/command.h>
#include <sarai/command/workplace.h>

#include "lib/output.h"

static bool read_line(struct args *a, const char *command, const char *const *words, int *status)
{
	static char *argv[12];
	int argc = 1;
	argv[0] = (char *)"sarai";
	for (; words[argc - 1]; argc++)
		argv[argc] = (char *)words[argc - 1];
	argv[argc] = NULL;
	return args_read(a, command, argc, argv, status);
}
#define READ(a, command, status, ...) read_line(a, command, (const char *const[]){__VA_ARGS__, NULL}, status)

static void a_value_follows_as_a_word_or_after_the_equals_sign(void **state)
{
	struct args a;
	int status;
	(void)state;
	assert_true(READ(&a, "open", &status, "--db", "x.db", "--as=amina"));
	assert_string_equal(a.value[OPTION_DB], "x.db");
	assert_string_equal(a.value[OPTION_AS], "amina");
	assert_true(READ(&a, "open", &status, "--db=x.db", "--as", "amina", "--demo"));
	assert_string_equal(a.value[OPTION_DB], "x.db");
	assert_string_equal(a.value[OPTION_AS], "amina");
	assert_non_null(a.value[OPTION_DEMO]);
	struct command_options o = command_options(&a);
	assert_true(o.demo && !o.config && !strcmp(o.as, "amina"));
}

static void options_stand_anywhere_among_the_words(void **state)
{
	struct args a;
	int status;
	(void)state;
	assert_true(READ(&a, "user", &status, "--team=North", "add", "--role", "case-worker", "nadia", "--full-name="));
	assert_string_equal(a.verb, "add");
	assert_string_equal(a.word[0], "nadia");
	assert_null(a.word[1]);
	assert_string_equal(a.value[OPTION_TEAM], "North");
	assert_string_equal(a.value[OPTION_FULL_NAME], ""); /* a text may be emptied */
	assert_true(READ(&a, "check-config", &status, "--", "-folder"));
	assert_string_equal(a.word[0], "-folder");
	char *argv[] = {(char *)"sarai", (char *)"--db", (char *)"user", (char *)"--demo", (char *)"check", NULL};
	assert_int_equal(args_command(5, argv), 4);
	assert_int_equal(args_command(4, argv), 0);
}

/* Each way to call a command is accepted with what it needs, and refused with anything missing, too much or foreign. */
static void every_usage_takes_what_it_says_and_nothing_else(void **state)
{
	(void)state;
	for (int i = 0; i < usage_count; i++) {
		const struct usage *u = &usages[i];
		const char *full[12] = {NULL};
		char named[OPTION_COUNT][32];
		struct args a;
		int n = 0, status;
		if (u->verb)
			full[n++] = u->verb;
		for (const char *p = u->words; *p && *p != '['; p += strcspn(p, " "), p += *p == ' ')
			full[n++] = "word";
		for (int k = 0; k < OPTION_COUNT; k++) {
			snprintf(named[k], sizeof named[k], "--%s%s", option_rows[k].name, option_rows[k].value ? "=x" : "");
			if (u->need >> k & 1)
				full[n++] = named[k];
		}
		if (!read_line(&a, u->command, full, &status))
			fail_msg("%s %s is refused", u->command, u->verb ? u->verb : "");
		for (int k = 0; k < OPTION_COUNT; k++) {
			if (k == OPTION_HELP || (u->need >> k & 1))
				continue;
			full[n] = named[k];
			bool good = read_line(&a, u->command, full, &status);
			assert_int_equal(good, (u->may >> k & 1) != 0);
			assert_int_equal(status, good ? 0 : 64);
		}
		for (int left = u->verb ? 1 : 0; left < n; left++) { /* without one of them */
			const char *fewer[12] = {NULL};
			for (int k = 0, m = 0; k < n; k++) {
				if (k != left)
					fewer[m++] = full[k];
			}
			assert_false(read_line(&a, u->command, fewer, &status));
			assert_int_equal(status, 64);
		}
		full[n] = "word";
		full[n + 1] = *u->words == '[' ? "word" : NULL;
		assert_false(read_line(&a, u->command, full, &status));
		assert_int_equal(status, 64);
	}
}

static void every_command_has_help_with_status_0(void **state)
{
	struct service_env *d = *state;
	for (int i = 0; i < command_count; i++) {
		for (int way = 0; way < 2; way++) {
			assert_int_equal(RUN(d, command_run, commands[i].name, way ? "-h" : "--help"), 0);
			char line[64];
			snprintf(line, sizeof line, "sarai %s", commands[i].name);
			said(d, line);
			said(d, commands[i].help);
		}
	}
	assert_int_equal(RUN(d, command_run, "user", "add", "--help", "--nothing-yet=3"), 64);
	assert_int_equal(RUN(d, command_run, "--help"), 0);
	said(d, "sarai check-config");
	assert_int_equal(RUN(d, command_run, "help", "user"), 0);
	said(d, "sarai user add NAME --role ROLE");
	assert_int_equal(RUN(d, command_run, "--version"), 0);
	said(d, "schema ");
	said(d, "commit ");
	said(d, "GPL-3.0-or-later");
}

static void what_is_mistyped_is_suggested(void **state)
{
	static const struct {
		const char *words[4], *said;
	} rows[] = {
		{{"usr"}, "Did you mean 'user'?"},
		{{"bakcup"}, "Did you mean 'backup'?"},
		{{"check-confg"}, "Did you mean 'check-config'?"},
		{{"user", "lst"}, "Did you mean 'list'?"},
		{{"user", "add", "nadia", "--rle=x"}, "Did you mean '--role'?"},
		{{"--dbb", "x"}, "Did you mean '--db'?"},
		{{"zzzz"}, "There is no command 'zzzz'. See"},
		{{"user", "zzzz"}, "only: list, add"},
		{{"user"}, "list, add"},
		{{"user", "list", "--db"}, "'--db' needs a value"},
		{{"user", "list", "--db="}, "--db needs FILE"},
		{{"init", "--db=a", "--db=b"}, "given twice"},
		{{"help", "zzzz"}, "no help topic"},
		{{"\033[2Jx"}, "There is no command '[2Jx'"}, /* what was typed is shown without control characters */
	};
	struct service_env *d = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(RUN(d, command_run, rows[i].words[0], rows[i].words[1], rows[i].words[2], rows[i].words[3]),
				 64);
		said(d, rows[i].said);
	}
}

static void the_database_is_the_one_named_either_way(void **state)
{
	struct service_env *d = *state;
	char db[200];
	snprintf(db, sizeof db, "--db=%s", path(d, "one.db"));
	assert_int_equal(RUN(d, command_run, "init", db), 0);
	assert_int_equal(RUN(d, command_run, db, "user", "list"), 0);
	assert_int_equal(RUN(d, command_run, "--db", path(d, "two.db"), "init"), 0);
	assert_int_equal(access(path(d, "one.db"), F_OK), 0);
	assert_int_equal(access(path(d, "two.db"), F_OK), 0);
}

static void output_that_cannot_be_written_is_an_error(void **state)
{
	struct service_env *d = *state;
	(void)d;
	fflush(stdout);
	int out = dup(1), full = open("/dev/full", O_WRONLY);
	assert_true(full >= 0);
	dup2(full, 1);
	char *argv[] = {(char *)"sarai", (char *)"help", NULL};
	int status = command_run(2, argv);
	clearerr(stdout);
	dup2(out, 1);
	close(out);
	close(full);
	assert_int_equal(status, 74);
}

/* Every command that works on a database, but for those that make one: a mistyped path stays what it is. */
static void no_command_makes_a_database_by_mistake(void **state)
{
	struct service_env *d = *state;
	int n = 0;
	for (int i = 0; i < usage_count; i++) {
		const struct usage *u = &usages[i];
		const char *words[16] = {"x", u->command};
		char named[OPTION_COUNT][300], word[4][200];
		int k = 2;
		if (!((u->need | u->may) >> OPTION_DB & 1) || !strcmp(u->command, "init") || !strcmp(u->command, "open"))
			continue;
		if (u->verb)
			words[k++] = u->verb;
		for (const char *p = u->words; *p && *p != '['; p += strcspn(p, " "), p += *p == ' ', k++) {
			snprintf(word[k - 3], sizeof word[0], "%s", path(d, "written.csv"));
			words[k] = word[k - 3];
		}
		for (int o = 0; o < OPTION_COUNT; o++) {
			const char *value = option_rows[o].value;
			if (o != OPTION_DB && !(u->need >> o & 1))
				continue;
			snprintf(named[o], sizeof named[o], "--%s%s%s", option_rows[o].name, value ? "=" : "",
				 !value ? "" : o == OPTION_DB ? path(d, "none/none.db") : "x");
			words[k++] = named[o];
		}
		int status = run(d, command_run, words);
		if (status < 64 || status > 78)
			fail_msg("%s %s: status %d", u->command, u->verb ? u->verb : "", status);
		assert_int_not_equal(access(path(d, "none"), F_OK), 0);
		assert_int_not_equal(access(path(d, "written.csv"), F_OK), 0);
		n++;
	}
	assert_true(n > 10);
}

static void errors_of_commands_speak_to_an_administrator(void **state)
{
	(void)state;
	for (int code = 1; code < ERR_COUNT; code++) {
		const char *said = err_advice_admin((enum err_code)code);
		assert_true(*said);
		assert_null(strstr(said, "our text"));
		assert_null(strstr(said, "supervisor"));
		assert_null(strstr(said, "the administrator"));
	}
}

static void exit_statuses_are_those_of_sysexits(void **state)
{
	struct service_env *d = *state;
	char db[200], key[200], none[200], taken[200], nowhere[200], new_db[200], pair[200], far[200], csv[200];
	snprintf(pair, sizeof pair, "%s", path(d, "k"));
	snprintf(far, sizeof far, "%s", path(d, "nowhere/k"));
	snprintf(csv, sizeof csv, "%s", path(d, "nowhere/x.csv"));
	snprintf(db, sizeof db, "--db=%s", path(d, "one.db"));
	snprintf(key, sizeof key, "--key=%s", path(d, "k.public"));
	snprintf(none, sizeof none, "--key=%s", path(d, "none.public"));
	snprintf(taken, sizeof taken, "--to=%s", path(d, "k.public"));
	snprintf(nowhere, sizeof nowhere, "--to=%s", path(d, "nowhere/x"));
	snprintf(new_db, sizeof new_db, "--to=%s", path(d, "new"));
	assert_int_equal(RUN(d, command_run, "init", db), 0);
	assert_int_equal(RUN(d, command_run, "keys", pair), 0);
	const struct {
		const char *words[6];
		int status;
		const char *said;
	} rows[] = {
		{{"score", "--factors=none.ini", "--answers=none.ini"}, 65, "none.ini: "}, /* a contract with other programs */
		{{"score", "--factors=config/roles.ini", "--answers=config/roles.ini"}, 65, "roles.ini:"},
		{{"weights", "compare", "none.ini", db}, 66, "none.ini: "},
		{{"directory", "import", "none.csv", db}, 66, "Check the name or path"},
		{{"user", "disable", "nobody", db}, 67, "'sarai user list'"},
		{{"user", "add", "nobody", "--role=none", db}, 65, "There is no role"},
		{{"keys", pair}, 73, "/k.secret: The key cannot be written: File exists. Choose another name"},
		{{"keys", far}, 73, "Choose another name or folder"},
		{{"backup", taken, key, db}, 73, "Nothing is written over. Choose another name"},
		{{"backup", nowhere, key, db}, 73, "/nowhere/x: It cannot be written"},
		{{"backup", new_db, none, db}, 66, "/none.public: "},
		{{"restore", "--from=none", key, taken}, 73, "Nothing is written over."},
		{{"restore", "--from=none", key, new_db}, 66, "none: It cannot be read"},
		{{"export", "stats", csv, db}, 73, "/nowhere/x.csv: It cannot be made"},
		{{"check-config", far}, 78, "/nowhere/k: "},
		{{"user", "list", "--db=/dev/null"}, 65, "not an ordinary file"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const char *words[8] = {"x"};
		memcpy(words + 1, rows[i].words, sizeof rows[i].words);
		int status = run(d, command_run, words);
		said(d, rows[i].said);
		if (status != rows[i].status)
			fail_msg("%s: status %d, not %d", rows[i].said, status, rows[i].status);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_follows_as_a_word_or_after_the_equals_sign),
		cmocka_unit_test(options_stand_anywhere_among_the_words),
		cmocka_unit_test(every_usage_takes_what_it_says_and_nothing_else),
		cmocka_unit_test_setup_teardown(every_command_has_help_with_status_0, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_is_mistyped_is_suggested, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_database_is_the_one_named_either_way, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(no_command_makes_a_database_by_mistake, service_env_set_up, service_env_tear_down),
		cmocka_unit_test(errors_of_commands_speak_to_an_administrator),
		cmocka_unit_test_setup_teardown(exit_statuses_are_those_of_sysexits, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(output_that_cannot_be_written_is_an_error, service_env_set_up, service_env_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

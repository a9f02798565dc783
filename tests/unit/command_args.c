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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_follows_as_a_word_or_after_the_equals_sign),
		cmocka_unit_test(options_stand_anywhere_among_the_words),
		cmocka_unit_test(every_usage_takes_what_it_says_and_nothing_else),
		cmocka_unit_test_setup_teardown(every_command_has_help_with_status_0, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_is_mistyped_is_suggested, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_database_is_the_one_named_either_way, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(output_that_cannot_be_written_is_an_error, service_env_set_up, service_env_tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

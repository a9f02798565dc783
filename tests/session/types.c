/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terminals of every type, known and not, and what is said where none can be used.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/pty.h"

static void start(struct pty *p, const char *type)
{
	pty_start(p, 24, 80, type, (char *[]){(char *)pty_program(), NULL});
}

static void opens_and_leaves(struct pty *p)
{
	pty_wait(p, "Nothing is due today.");
	pty_wait(p, "F1 Help");
	char *all = pty_text(p);
	assert_int_equal(strncmp(all, "Sarai > Home ", 13), 0);
	assert_non_null(strstr(all, "\n  1 Screening"));
	free(all);
	pty_cursor_on(p, "1 Screening");
	pty_type(p, "0");
	assert_int_equal(pty_wait_end(p), 0);
}

static void opens(const char *type)
{
	struct pty p = {0};
	print_message("# TERM=%.40s\n", type);
	start(&p, type);
	opens_and_leaves(&p);
	pty_close(&p);
}

static void known_types_open(void **state)
{
	static const char *const types[] = {"vt100",	      "vt220",	"linux", "xterm",
					    "xterm-256color", "screen", "tmux",	 "screen-256color"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		opens(types[i]);
}

static void unknown_types_fall_back(void **state)
{
	char longest[3000];
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = 0;
	const char *const types[] = {"xterm-kitty-that-is-not-known",
				     "alacritty",
				     "",
				     "unknown",
				     "../../etc/passwd",
				     "/dev/zero",
				     "a/b/c",
				     "%s%n",
				     "-",
				     "--",
				     "xterm-",
				     ".",
				     "..",
				     "\x1b[2J",
				     "\xff\xfe",
				     longest};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		opens(types[i]);
}

static void the_nearest_known_type_is_taken(void **state)
{
	/* Whether the fall-back is xterm or vt100 is told by the second screen: vt100 has none. */
	static const struct {
		const char *type;
		bool second;
	} rows[] = {{"xterm-kitty-that-is-not-known", true},
		    {"screen.of-somebody", true},
		    {"tmux+more", true},
		    {"alacritty", false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pty p = {0};
		start(&p, rows[i].type);
		pty_wait(&p, "Nothing is due today.");
		if (pty_has_raw(&p, "\033[?1049h") != rows[i].second)
			fail_msg("TERM=%s: second screen: %d", rows[i].type, !rows[i].second);
		pty_close(&p);
	}
}

static void without_a_type_it_opens(void **state)
{
	struct pty p = {.env = (const char *const[]){"TERM", NULL}};
	start(&p, "");
	opens_and_leaves(&p);
	pty_close(&p);
}

static void one_that_cannot_move_the_cursor_is_refused(void **state)
{
	struct pty p = {0};
	start(&p, "dumb");
	pty_wait(&p, "sarai: terminal:");
	pty_wait(&p, "'dumb'");
	assert_int_equal(pty_wait_end(&p), 64);
	assert_false(pty_has_raw(&p, "\033"));
	pty_close(&p);
}

static void not_a_terminal_is_refused(void **state)
{
	struct pty p = {0};
	char command[700];
	snprintf(command, sizeof command, "%s | cat; %s </dev/null", pty_program(), pty_program());
	pty_start(&p, 24, 80, "xterm", (char *[]){(char *)"/bin/sh", (char *)"-c", command, NULL});
	pty_wait(&p, "this needs a terminal");
	assert_int_equal(pty_wait_end(&p), 64);
	assert_false(pty_has_raw(&p, "\033"));
	pty_close(&p);
}

/* A folder of types in which xterm is a heap of bytes. */
static void hostile(struct pty *p, const char *bytes, size_t n)
{
	char path[100], terminfo[100];
	FILE *f;
	snprintf(p->folder, sizeof p->folder, "/tmp/sarai-pty-XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(terminfo, sizeof terminfo, "TERMINFO=%s", p->folder);
	snprintf(path, sizeof path, "%s/x", p->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	strcat(path, "/xterm");
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	p->env = (const char *const[]){terminfo, NULL};
	start(p, "xterm");
	opens_and_leaves(p);
	p->env = NULL;
	pty_close(p);
}

static void hostile_types_do_no_harm(void **state)
{
	static char noise[5000], huge[] = "\x1a\x01\xff\x7f\xff\x7f\xff\x7f\xff\x7f\xff\x7fxterm";
	struct pty p = {0};
	uint32_t x = 1;
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)((x = x * 1664525 + 1013904223) >> 24);
	hostile(&p, noise, sizeof noise);
	p = (struct pty){0};
	hostile(&p, huge, sizeof huge); /* begins well, then counts far past its end */
	p = (struct pty){0};
	hostile(&p, "", 0);
}

/* Every escape that sets a colour: SGR 30 to 37, 40 to 47, 90 and up, 38, 48, 39, 49. */
static bool coloured(const struct pty *p)
{
	for (const char *s = p->raw; (s = strstr(s, "\033[")); s++) {
		const char *end = s + 2;
		while ((*end >= '0' && *end <= '9') || *end == ';')
			end++;
		if (*end != 'm')
			continue;
		for (const char *n = s + 2; n < end; n += strspn(n, "0123456789") + 1) {
			if (atoi(n) >= 30)
				return true;
		}
	}
	return false;
}

static bool colours_of(const char *type, const char *const *env, const char *theme)
{
	struct pty p = {.env = env};
	if (theme) {
		char path[100];
		snprintf(p.folder, sizeof p.folder, "/tmp/sarai-pty-XXXXXX");
		assert_non_null(mkdtemp(p.folder));
		snprintf(path, sizeof path, "%s/sarai.ini", p.folder);
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		fprintf(f, "[terminal]\ntheme = %s\n", theme);
		assert_int_equal(fclose(f), 0);
	}
	start(&p, type);
	pty_wait(&p, "Nothing is due today.");
	pty_type(&p, "1zz"); /* a list, a message, a hint: every part of the page once */
	pty_wait(&p, "Nobody found under this name.");
	pty_type(&p, "\033[B\r");
	pty_wait(&p, "Nobody found. Try another spelling");
	pty_type(&p, "\x0b"); /* ^K covers the page */
	pty_wait(&p, "Covered.");
	bool has = coloured(&p);
	pty_close(&p);
	return has;
}

static void colour_only_where_it_is_wanted(void **state)
{
	assert_true(colours_of("xterm", NULL, NULL));
	assert_true(colours_of("xterm", (const char *const[]){"NO_COLOR=", NULL}, NULL)); /* empty is not set */
	assert_true(colours_of("linux", NULL, "colour"));
	assert_false(colours_of("xterm", NULL, "mono"));
	assert_false(colours_of("xterm-256color", (const char *const[]){"NO_COLOR=1", NULL}, NULL));
	assert_false(colours_of("vt100", NULL, "colour"));
}

static void characters_are_not_packed_into_repeats(void **state)
{
	/* xterm's "repeat the last character" is unknown to many that call themselves xterm. */
	struct pty p = {0};
	start(&p, "xterm");
	pty_wait(&p, "--------------------------------------------------------------------------------");
	pty_close(&p);
}

static void other_sizes_open(void **state)
{
	struct pty p = {0};
	pty_start(&p, 43, 132, "xterm", (char *[]){(char *)pty_program(), NULL});
	pty_wait(&p, "Nothing is due today.");
	char *all = pty_text(&p), *last = all;
	for (int i = 0; i < 42; i++)
		last = strchr(last, '\n') + 1;
	assert_int_equal(strncmp(last, "F1 Help", 7), 0);
	free(all);
	pty_close(&p);
	pty_start(&p, 10, 40, "vt100", (char *[]){(char *)pty_program(), NULL});
	pty_wait(&p, "Sarai needs 80x23; this is 40x10.");
	pty_resize(&p, 24, 80);
	opens_and_leaves(&p);
	pty_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_types_open),
		cmocka_unit_test(unknown_types_fall_back),
		cmocka_unit_test(the_nearest_known_type_is_taken),
		cmocka_unit_test(without_a_type_it_opens),
		cmocka_unit_test(one_that_cannot_move_the_cursor_is_refused),
		cmocka_unit_test(not_a_terminal_is_refused),
		cmocka_unit_test(hostile_types_do_no_harm),
		cmocka_unit_test(colour_only_where_it_is_wanted),
		cmocka_unit_test(characters_are_not_packed_into_repeats),
		cmocka_unit_test(other_sizes_open),
	};
	return cmocka_run_group_tests_name("types", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The three screens that README.md shows are those of the program. With --write the picture is painted anew
 * (make readme).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/demo/demo.h>

#include "lib/screen_env.h"

#define README "README.md"
#define BEGIN "<!-- screens -->\n"
#define END "<!-- end of screens -->\n"
#define CASES 12

static const struct {
	const char *caption, *keys;
} shots[] = {
	{"Home, with what needs somebody today", ""},
	{"An assessment: one line a factor, the score with its bounds", "<F4>5<Enter>42<PgDn><PgDn>"},
	{"A protection plan, with what is suggested and why", "<Esc>5"},
};

static void add_screen(struct screen_env *r, const char *caption, struct str *out)
{
	char *all = screen_env_screen(r);
	str_addf(out, "\n%s:\n\n```text\n%s```\n", caption, all);
	free(all);
}

/* The practice database on a day that stands still. */
static char *paint(void)
{
	struct screen_env r;
	struct err e = {0};
	struct str out = {0};
	setenv("TZ", "UTC", 1);
	tzset();
	screen_env_open(&r, 24, 80);
	if (!demo_fill(&r.session, CASES, &e))
		fail_msg("demo: %s", e.detail);
	screen_env_kill(&r); /* opened as by the next login: home reads it anew */
	for (size_t i = 0; i < sizeof shots / sizeof shots[0]; i++) {
		screen_env_keys(&r, shots[i].keys);
		add_screen(&r, shots[i].caption, &out);
	}
	screen_env_close(&r);
	return str_take(&out);
}

static char *read_file(void)
{
	struct str all = {0};
	char block[4096];
	size_t n;
	FILE *f = fopen(README, "r");
	if (!f)
		fail_msg("%s is not there: run it from the top", README);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		str_add_n(&all, block, n);
	fclose(f);
	return str_take(&all);
}

static bool find(const char *all, const char **from, const char **to)
{
	const char *begin = strstr(all, BEGIN);
	*from = begin ? begin + strlen(BEGIN) : NULL;
	*to = *from ? strstr(*from, END) : NULL;
	return *to;
}

static void the_picture_is_the_program(void **state)
{
	char *all = read_file(), *want = paint();
	const char *from, *to;
	(void)state;
	if (!find(all, &from, &to))
		fail_msg("%s has no place for the screens", README);
	if (strlen(want) != (size_t)(to - from) || strncmp(from, want, strlen(want)))
		fail_msg("the screens in %s are not those of the program: run make readme and look at them", README);
	free(all);
	free(want);
}

static int write_it(void)
{
	char *all = read_file(), *want = paint();
	const char *from, *to;
	if (!find(all, &from, &to))
		return 1;
	FILE *f = fopen(README, "w");
	if (!f)
		return 1;
	fwrite(all, 1, (size_t)(from - all), f);
	fputs(want, f);
	fputs(to, f);
	free(all);
	free(want);
	return fclose(f) != 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_picture_is_the_program)};
	if (argc > 1 && !strcmp(argv[1], "--write"))
		return write_it();
	return cmocka_run_group_tests_name("readme", tests, NULL, NULL);
}

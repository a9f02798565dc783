/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs the scripts of this folder, each as one test: all, or those named on the command line (without ".case"). With
 * --write before the names, the pages in them are replaced by what the program shows now; with --why, each refusal is
 * printed with its message.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "lib/script.h"

struct one {
	const char *path;
	bool write, why;
	struct script *script;
};

static int set_up(void **state)
{
	struct one *t = *state;
	t->script = mem_alloc(sizeof *t->script);
	screen_env_open(&t->script->rig, 24, 80);
	return 0;
}

static int tear_down(void **state)
{
	struct one *t = *state;
	script_fini(t->script);
	screen_env_close(&t->script->rig);
	free(t->script);
	return 0;
}

static void run_case(void **state)
{
	struct one *t = *state;
	t->script->write = t->write;
	t->script->why = t->why;
	script_run(t->script, t->path);
}

/* ---- the page about the verbs ---- */

static bool is_described(const char *page, const char *name)
{
	char quoted[64];
	snprintf(quoted, sizeof quoted, "`%s`", name);
	return strstr(page, quoted) != NULL;
}

static void readme_names_each_verb(void **state)
{
	static char page[64000];
	FILE *f = fopen("tests/cases/README.md", "r");
	assert_non_null(f);
	page[fread(page, 1, sizeof page - 1, f)] = 0;
	fclose(f);
	const struct script_verb *v;
	const struct script_check *c;
	for (int i = 0; (v = script_verb_at(i)); i++) {
		if (!is_described(page, v->name))
			fail_msg("tests/cases/README.md does not describe %s", v->name);
	}
	for (int i = 0; (c = script_check_at(i)); i++) {
		if (!is_described(page, c->name))
			fail_msg("tests/cases/README.md does not describe expect %s", c->name);
	}
}

int main(int argc, char **argv)
{
	glob_t found = {0};
	bool write = argc > 2 && !strcmp(argv[1], "--write"), why = argc > 2 && !strcmp(argv[1], "--why");
	argc -= write || why;
	argv += write || why;
	if (argc == 1 && glob("tests/cases/*.case", 0, NULL, &found) != 0) {
		fprintf(stderr, "No script in tests/cases: start this in the folder of the project.\n");
		return 1;
	}
	int n = argc > 1 ? argc - 1 : (int)found.gl_pathc;
	struct CMUnitTest *tests = mem_alloc((size_t)(n + 1) * sizeof *tests);
	struct one *cases = mem_alloc((size_t)n * sizeof *cases);
	for (int i = 0; i < n; i++) {
		struct str path = {0};
		if (argc > 1)
			str_addf(&path, "tests/cases/%s.case", argv[i + 1]);
		else
			str_add(&path, found.gl_pathv[i]);
		cases[i].path = str_take(&path);
		cases[i].write = write;
		cases[i].why = why;
		tests[i] = (struct CMUnitTest){cases[i].path, run_case, set_up, tear_down, &cases[i]};
	}
	int all = n;
	if (argc == 1)
		tests[all++] = (struct CMUnitTest)cmocka_unit_test(readme_names_each_verb);
	int failed = _cmocka_run_group_tests("cases", tests, (size_t)all, NULL, NULL);
	for (int i = 0; i < n; i++)
		free((char *)cases[i].path);
	free(cases);
	free(tests);
	globfree(&found);
	return failed;
}

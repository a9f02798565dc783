/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By keys: an administrator tries weights on every current assessment, sees where people assign otherwise, and stops.
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

#include <sarai/base/builtin.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/crypto/digest.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/view/weights_adoption.h>

#include "lib/many.h"
#include "lib/screen_env.h"

#define CASES 600

static void write_weights(struct screen_env *r, const char *name, const char *from, const char *to)
{
	const struct builtin_file *b = builtin_get("factors.ini");
	char *all = mem_strndup(b->data, b->size), *at = strstr(all, from), path[160];
	assert_non_null(at);
	snprintf(path, sizeof path, "%s/site/candidates/%s", r->folder, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fprintf(f, "%.*s%s%s", (int)(at - all), all, to, at + strlen(from));
	assert_int_equal(fclose(f), 0);
	free(all);
}

static int set_up(void **state)
{
	struct screen_env *r = mem_alloc(sizeof *r);
	struct err e = {0};
	char path[160], digest[DIGEST_TEXT];
	screen_env_open(r, 24, 80);
	const struct catalogue *c = r->config->catalogue;
	digest_of(c->source, strlen(c->source), digest);
	assert_true(store_definition_put(r->store, digest, "catalogue", "factors", 0, c->source, "2026-11-01T08:00:00Z",
					 &e));
	snprintf(path, sizeof path, "%s/sarai.db", r->folder);
	many_assessments(path, c, digest, 1, CASES, 6);
	snprintf(path, sizeof path, "%s/site/candidates", r->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	*state = r;
	return 0;
}

static void weights_are_tried(void **state)
{
	struct screen_env *r = *state;
	write_weights(r, "heavier.ini", "risk_half = 16", "risk_half = 8");
	write_weights(r, "broken.ini", "severe = 14", "severe = many");
	screen_env_keys(r, "w");
	screen_env_top(r, "weights");
	screen_env_sees(r, "In force:  2026.2. Draft of the program");
	screen_env_cursor_on(r, "In force:");
	screen_env_keys(r, "<End>");
	screen_env_cursor_on(r, "heavier.ini");
	screen_env_sees(r, "'sarai weights adopt heavier.ini --authority WHO' on the server");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "600 current assessments scored again");
	screen_env_sees(r, "would move: ");
	screen_env_sees(r, " higher, 0 lower.");
	screen_env_sees(r, "HR-2026-0");
	screen_env_sees(r, "Nothing was changed.");
	screen_env_keys(r, "<End>");
	screen_env_sees(r, "by the candidate");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "weights");
	screen_env_keys(r, "<Up><Enter>");
	screen_env_sees(r, "broken.ini:");
	screen_env_sees(r, ": severe = many: give a whole number from 1 to 100");
	screen_env_keys(r, "<Esc><Home><Down><Enter>");
	screen_env_sees(r, "current assessments with an assigned level.");
	screen_env_sees(r, "Assigned higher than calculated:");
	screen_env_keys(r, "<Esc><Home><Enter>");
	screen_env_sees(r, "How levels are worked out");
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_top(r, "home");
}

static void it_is_stopped(void **state)
{
	struct screen_env *r = *state;
	struct event ev = {0};
	write_weights(r, "heavier.ini", "risk_half = 16", "risk_half = 8");
	screen_env_keys(r, "w<End>");
	screen_env_cursor_on(r, "heavier.ini");
	/* Enter and Esc in one breath. */
	term_feed(r->term, TKEY_ENTER);
	term_feed(r->term, TKEY_ESC);
	term_next(r->term, 0, &ev);
	stack_feed(r->app->stack, &ev);
	stack_paint(r->app->stack);
	screen_env_top(r, "weights");
	screen_env_sees(r, "stopped");
	screen_env_sees_not(r, "Candidate");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "600 current assessments scored again");
}

static void nothing_to_try(void **state)
{
	struct screen_env *r = *state;
	struct diags d = {0};
	screen_env_keys(r, "w");
	screen_env_sees(r, "none: put a file into the folder \"candidates\"");
	screen_env_keys(r, "<End><Enter>");
	screen_env_top(r, "weights");
	screen_env_keys(r, "<Esc>");
	/* Only for administrators. */
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONFIGURE);
	app_free(&r->app);
	r->app = app_new(&r->session, r->term, false, &d);
	assert_non_null(r->app);
	stack_paint(r->app->stack);
	screen_env_sees_not(r, "w Weights");
	screen_env_keys(r, "w");
	screen_env_top(r, "home");
}

static void what_was_adopted(void **state)
{
	struct screen_env *r = *state;
	struct diags d = {0};
	struct err e = {0};
	char path[160];
	write_weights(r, "next.ini", "version = 2026.2", "version = 2027.1");
	snprintf(path, sizeof path, "%s/site/candidates/next.ini", r->folder);
	if (!weights_adopt(&r->session, path, "Board of the office", &d, NULL, &e))
		fail_msg("%s", e.detail);
	screen_env_keys(r, "w");
	screen_env_sees(r, "Put in force, newest first");
	screen_env_sees(r, "23 Nov 2026");
	screen_env_sees(r, "Weights 2027.1 adopted, by the authority of Board of the");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {TEST(weights_are_tried), TEST(it_is_stopped), TEST(nothing_to_try),
					   TEST(what_was_adopted)};
	return cmocka_run_group_tests_name("screen: weights", tests, NULL, NULL);
}

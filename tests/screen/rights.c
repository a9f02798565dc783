/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rights of a person by keys: a correction, a copy, the end of a file by two people, figures.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/kind/approval.h>
#include <sarai/view/status_page.h>

#include "lib/screen_env.h"

/* A person whose case is closed, and kept until the end of January. */
static void a_closed_case(struct screen_env *r)
{
	struct err e = {0};
	char id[ID_TEXT];
	struct status_view v = {0};
	screen_env_fill(r, "person", NULL, id, "name", "Zuleikha Example");
	screen_env_fill(r, "screening", id, NULL, "consent", "consents", "exposure", "no", "capability", "no", "decision",
		 "information-only");
	screen_env_fill(r, "closure", id, NULL, "reason", "goals-met", "risks_gone", "yes", "told_come_back", "yes",
		 "later_contact", "no", "file_complete", "yes", "retention_until", "2027-01-31");
	assert_true(status_read(&r->session, id, &v, &e));
	for (int i = 0; i < v.n; i++) {
		if (v.at[i].kind == STATUS_ROW_APPROVAL)
			assert_true(approval_answer(&r->session, v.at[i].record_id, true, "", NULL, &e));
	}
	status_view_fini(&v);
}

static void a_copy_is_made_and_told(void **state)
{
	struct screen_env *r = *state;
	char path[128];
	struct stat st;
	a_closed_case(r);
	screen_env_keys(r, "<F4>1<Enter>gc1");
	screen_env_sees(r, "Who takes it");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "no copy was made");
	screen_env_keys(r, "c1The person herself<Enter>");
	screen_env_sees(r, "Written: ");
	screen_env_sees(r, "Copy for the person");
	snprintf(path, sizeof path, "%s/exports/HR-2026-0001-copy.txt", r->folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(unlink(path), 0);
	path[strlen(path) - strlen("/HR-2026-0001-copy.txt")] = 0;
	rmdir(path);
}

static void figures_are_written_from_the_menu(void **state)
{
	struct screen_env *r = *state;
	char path[128];
	a_closed_case(r);
	screen_env_keys(r, "i1");
	screen_env_sees(r, "Count by which");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "0 rows");
	snprintf(path, sizeof path, "%s/exports/figures.csv", r->folder);
	assert_int_equal(unlink(path), 0);
	screen_env_keys(r, "i1<^U>sex nobody<Enter>");
	screen_env_sees(r, "There is no column \"nobody\"");
	path[strlen(path) - strlen("/figures.csv")] = 0;
	rmdir(path);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {
		T(a_copy_is_made_and_told),
		T(figures_are_written_from_the_menu),
	};
	return cmocka_run_group_tests_name("screen: rights", tests, NULL, NULL);
}

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

#include <sarai/service/oversight.h>

#include "lib/rig.h"

#define DAY 86400

/* A person whose case is closed, and kept until the end of January. */
static void a_closed_case(struct rig *r)
{
	struct err e = {0};
	char id[ID_TEXT];
	struct status_view v = {0};
	rig_fill(r, "person", NULL, id, "name", "Zuleikha Example");
	rig_fill(r, "screening", id, NULL, "consent", "consents", "exposure", "no", "capability", "no", "decision",
		 "information-only");
	rig_fill(r, "closure", id, NULL, "reason", "goals-met", "risks_gone", "yes", "told_come_back", "yes",
		 "later_contact", "no", "file_complete", "yes", "retention_until", "2027-01-31");
	assert_true(status_read(&r->session, id, &v, &e));
	for (int i = 0; i < v.n; i++) {
		if (v.at[i].kind == STATUS_ROW_APPROVAL)
			assert_true(approval_answer(&r->session, v.at[i].record_id, true, "", NULL, &e));
	}
	status_view_fini(&v);
}

static void a_correction_is_written_down_and_stands_on_top(void **state)
{
	struct rig *r = *state;
	a_closed_case(r);
	rig_keys(r, "<F4>1<Enter>g");
	rig_top(r, "rights");
	rig_sees(r, "The file is kept until 31 Jan 2027");
	rig_keys(r, "n1");
	rig_sees(r, "What is wrong");
	rig_keys(r, "<Down>1The year of birth<F2>");
	rig_top(r, "rights");
	rig_sees(r, "Correction: to be decided");
}

static void a_copy_is_made_and_told(void **state)
{
	struct rig *r = *state;
	char path[128];
	struct stat st;
	a_closed_case(r);
	rig_keys(r, "<F4>1<Enter>gc1");
	rig_sees(r, "Who takes it");
	rig_keys(r, "<Enter>");
	rig_sees(r, "no copy was made");
	rig_keys(r, "c1The person herself<Enter>");
	rig_sees(r, "Written: ");
	rig_sees(r, "Copy for the person");
	snprintf(path, sizeof path, "%s/exports/HR-2026-0001-copy.txt", r->folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(unlink(path), 0);
	path[strlen(path) - strlen("/HR-2026-0001-copy.txt")] = 0;
	rmdir(path);
}

static void a_file_ends_by_two_people(void **state)
{
	struct rig *r = *state, other = {0};
	a_closed_case(r);
	rig_keys(r, "e");
	rig_top(r, "retention");
	rig_sees(r, "No file's time is over");
	r->now += 70 * DAY;
	rig_keys(r, "<F5>");
	rig_sees(r, "1 over");
	rig_sees(r, "HR-2026-0001");
	rig_sees(r, "over 31 Jan 2027");
	rig_keys(r, "e11Zuleikha wishes it<F2>");
	rig_sees(r, "Write it without the name");
	rig_keys(r, "<^U>The time is over<F2>");
	rig_top(r, "retention");
	rig_sees(r, "Erase: by you");
	/* Not one's own. */
	rig_keys(r, "a1HR-2026-0001<Enter>");
	rig_sees(r, "You have proposed this yourself");
	rig_second(&other, r, "sara");
	other.now = r->now;
	rig_keys(&other, "e");
	rig_keys(&other, "a1");
	rig_sees(&other, "Type the case number");
	rig_keys(&other, "HR-2026-0002<Enter>");
	rig_sees(&other, "nothing was done");
	rig_keys(&other, "a1HR-2026-0001<Enter>");
	rig_top(&other, "certificate");
	rig_sees(&other, "CERTIFICATE: a file has been erased");
	rig_keys(&other, "<Esc>");
	rig_sees(&other, "No file's time is over");
	rig_keys(&other, "<F4>1<Enter>");
	rig_sees_not(&other, "Zuleikha");
	rig_sees(&other, "erased. Rights (g) has the certificate");
	rig_keys(&other, "1");
	rig_sees(&other, "Nothing about the person is kept");
	rig_keys(&other, "g");
	rig_sees(&other, "The file has been erased");
	rig_keys(&other, "n3");
	rig_sees(&other, "erased already");
	rig_close(&other);
}

static void figures_are_written_from_the_menu(void **state)
{
	struct rig *r = *state;
	char path[128];
	a_closed_case(r);
	rig_keys(r, "i1");
	rig_sees(r, "Count by which");
	rig_keys(r, "<Enter>");
	rig_sees(r, "0 rows");
	snprintf(path, sizeof path, "%s/exports/figures.csv", r->folder);
	assert_int_equal(unlink(path), 0);
	rig_keys(r, "i1<^U>sex nobody<Enter>");
	rig_sees(r, "There is no column \"nobody\"");
	path[strlen(path) - strlen("/figures.csv")] = 0;
	rmdir(path);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, rig_set_up, rig_tear_down)
	const struct CMUnitTest tests[] = {
		T(a_correction_is_written_down_and_stands_on_top),
		T(a_copy_is_made_and_told),
		T(a_file_ends_by_two_people),
		T(figures_are_written_from_the_menu),
	};
	return cmocka_run_group_tests_name("screen: rights", tests, NULL, NULL);
}

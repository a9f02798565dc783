/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The work on a case between colleagues, as far as the scripts of tests/cases do not show it: every kind in a closed
 * case, several cases given at once, colleagues by their accounts, caseloads, what the history says of each move.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/list.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/transfer.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/caseload.h>

#include "lib/service_env.h"

/* ---- small things ---- */

static void status_is(struct service_env *d, const char *case_id, const char *status, const char *owner)
{
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, status);
	assert_string_equal(k.owner, owner);
	case_row_fini(&k);
}

/* ---- closing ---- */

static void a_closed_case_takes_only_what_belongs_there(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	close_case(d, case_id);
	for (int i = 0; kind_at(i); i++) {
		const struct kind *kind = kind_at(i);
		memset(&d->e, 0, sizeof d->e);
		struct edit *w = edit_open(&d->s, kind->name, case_id, NULL, NULL, &d->e);
		if (kind->shared) {
			edit_close(&w);
			continue; /* not of this case alone */
		}
		bool there = kind->one_per_case && w && !w->is_new;
		if (!kind->when_ended && w && !there)
			fail_msg("%s can be begun in a closed case", kind->name);
		if (kind->when_ended && !w)
			fail_msg("%s: %s", kind->name, d->e.detail);
		if (there)
			assert_non_null(edit_readonly_reason(w));
		edit_close(&w);
	}
}

/* ---- giving cases to others ---- */

static void several_are_given_at_once_or_none(void **state)
{
	struct service_env *d = *state;
	char cases[3][ID_TEXT];
	for (int i = 0; i < 3; i++)
		register_as(d, "Amina Example", cases[i]);
	good(d, cases_assign(&d->s, (const char(*)[ID_TEXT])cases[2], 1, "bashir", "First.", &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, (const char(*)[ID_TEXT])cases, 3, "bashir", "All.", &d->e));
	status_is(d, cases[0], "new", "amina"); /* he has the third already: then none is moved */
	good(d, cases_assign(&d->s, (const char(*)[ID_TEXT])cases, 2, "bashir", "All.", &d->e));
	for (int i = 0; i < 3; i++)
		status_is(d, cases[i], "new", "bashir");
}

static void where_there_are_accounts_a_case_goes_to_one_of_them(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct option_list *l;
	struct account a = {.name = "bashir", .full_name = "Bashir Beispiel", .role = "case-worker"},
		       gone = {.name = "carla", .role = "case-worker", .disabled = true};
	const char(*one)[ID_TEXT] = (const char(*)[ID_TEXT])case_id;
	register_as(d, "Amina Example", case_id);
	good(d, cases_assign(&d->s, one, 1, "dora", "No accounts yet.", &d->e));
	id_new(&d->s.ids, a.id);
	id_new(&d->s.ids, gone.id);
	good(d, store_account_insert(d->s.store, &a, &d->e));
	good(d, store_account_insert(d->s.store, &gone, &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "bashr", "Misspelt.", &d->e));
	refused(d, ERR_DATA, cases_assign(&d->s, one, 1, "carla", "She has left.", &d->e));
	l = colleagues_read(&d->s, "colleagues", &d->e);
	assert_non_null(l);
	assert_int_equal(l->n, 1);
	assert_string_equal(l->at[0].code, "bashir");
	assert_string_equal(l->at[0].label, "Bashir Beispiel");
	option_list_free(&l);
	good(d, cases_assign(&d->s, one, 1, "bashir", "Knows the place.", &d->e));
	status_is(d, case_id, "new", "bashir");
}

/* ---- caseloads ---- */

static void caseloads_are_weighted_by_level(void **state)
{
	struct service_env *d = *state, him;
	char case_id[ID_TEXT];
	struct caseload_list l;
	unsigned long before, after, prepares;
	d->config->due->oversight.load_limit = 4;
	register_as(d, "One Example", case_id);
	register_as(d, "Two Example", case_id);
	assess_all(d, case_id, "severe-risk");
	service_env_beside(&him, d, "bashir");
	register_as(&him, "Three Example", case_id);
	register_as(&him, "Four Example", case_id);
	assess_all(&him, case_id, "severe-risk");
	register_as(&him, "Five Example", case_id);
	register_as(&him, "Closed Example", case_id);
	close_case(&him, case_id);
	store_counts(d->s.store, &before, &prepares);
	good(d, caseloads_read(&d->s, &l, &d->e));
	store_counts(d->s.store, &after, &prepares);
	assert_int_equal(after - before, 1); /* one statement */
	assert_int_equal(l.n, 2);
	assert_string_equal(l.at[0].owner, "bashir"); /* the heaviest first */
	assert_int_equal(l.at[0].total, 3);
	assert_int_equal(l.at[0].load, 5);
	assert_int_equal(l.at[0].cases[0], 2);
	assert_int_equal(l.at[0].cases[l.n_levels - 1], 1);
	assert_true(l.at[0].too_much);
	assert_string_equal(l.at[1].owner, "amina");
	assert_int_equal(l.at[1].load, 4);
	assert_false(l.at[1].too_much);
	caseload_list_fini(&l);
	service_env_leave(&him);
}

/* ---- every move is told ---- */

static void every_move_says_who_when_from_to_why(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct history_list h;
	static const char *const moves[][2] = {{"new", "screened"}, {"screened", "assessed"}, {"assessed", "planned"}};
	int n = 0;
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", NULL, "consent", "consents", "decision", "assess");
	assess_all(d, case_id, "neutral");
	fill(d, case_id, "plan", NULL, "wishes", "A room", "agreed", "yes", "agreed_on", "2026-11-23");
	good(d, history_read(&d->s, case_id, 0, &h, &d->e));
	for (int i = h.n - 1; i >= 0; i--) {
		if (strcmp(h.at[i].action, "status"))
			continue;
		assert_true(n < 3);
		assert_string_equal(h.at[i].who, "amina");
		assert_string_equal(h.at[i].changes[0].old_value, moves[n][0]);
		assert_string_equal(h.at[i].changes[0].new_value, moves[n][1]);
		assert_non_null(strstr(h.at[i].changes[1].new_value, "saved"));
		n++;
	}
	assert_int_equal(n, 3);
	history_list_fini(&h);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_closed_case_takes_only_what_belongs_there),
		T(several_are_given_at_once_or_none),
		T(where_there_are_accounts_a_case_goes_to_one_of_them),
		T(caseloads_are_weighted_by_level),
		T(every_move_says_who_when_from_to_why),
	};
	return cmocka_run_group_tests_name("kind_transfer", tests, NULL, NULL);
}

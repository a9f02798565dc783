/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linking cases with a household across reach: a case worker who adds anybody's case number gets nothing of that case,
 * puts nothing into it, and its owner is asked.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/household_link.h>
#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/model/role.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#include "lib/service_env.h"

/* Two case workers, each with the own cases alone: anna with `hers`, in a household; ben with `his`. */
struct two {
	struct service_env *office, anna, ben;
	char hers[ID_TEXT], his[ID_TEXT], household[ID_TEXT];
	char her_number[32], his_number[32];
};

static void own_cases_only(struct service_env *d)
{
	session_take_role(&d->s, roles_get(d->config->roles, "case-worker"));
}

static void number_of(struct service_env *d, const char *case_id, char out[32])
{
	struct case_row k = head(d, case_id);
	memcpy(out, k.number, 32);
	case_row_fini(&k);
}

static void two_open(struct two *t, void **state)
{
	memset(t, 0, sizeof *t);
	t->office = *state;
	service_env_beside(&t->anna, t->office, "anna");
	service_env_beside(&t->ben, t->office, "ben");
	t->ben.seed = 77;
	own_cases_only(&t->anna);
	own_cases_only(&t->ben);
	register_as(&t->anna, "Amina Example", t->hers);
	register_as(&t->ben, "Bilal Sample", t->his);
	number_of(&t->anna, t->hers, t->her_number);
	number_of(&t->ben, t->his, t->his_number);
	good(&t->anna, household_make(&t->anna.s, t->hers, HOUSEHOLD_FAMILY, t->household, &t->anna.e));
}

static void two_close(struct two *t)
{
	service_env_leave(&t->anna);
	service_env_leave(&t->ben);
}

static void add_member(struct service_env *d, const char *household, const char *number, char out[ID_TEXT])
{
	struct edit *w = open_under(d, "household-member", household, NULL);
	put(w, "member_case", number);
	put(w, "relation", "sibling");
	put(w, "reach", "Behind the old mill");
	save(d, w);
	memcpy(out, w->record.id, ID_TEXT);
	edit_close(&w);
}

static void assess_household(struct service_env *d, const char *household)
{
	const struct catalogue *c = d->config->catalogue;
	struct edit *w = open_under(d, "household-assessment", household, NULL);
	for (int i = 0; i < c->n_factors; i++) {
		if (inherit_of_factor(c, i) == INHERIT_HOUSEHOLD)
			put(w, c->factors[i].name, "severe-risk");
	}
	put(w, "not_alone", "Tested without people.");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

static void plan_for_household(struct service_env *d, const char *household, const char *case_id)
{
	memset(&d->e, 0, sizeof d->e);
	struct edit *w = household_action_open(&d->s, household, case_id, "shelter", "violence_in_family", &d->e);
	if (!w)
		fail_msg("%s", d->e.detail);
	put(w, "action", "A room for all of them");
	save(d, w);
	edit_close(&w);
}

/* How many answers of the next assessment of a case come from a household. */
static int taken_over(struct service_env *d, const char *case_id)
{
	const struct catalogue *c = d->config->catalogue;
	struct edit *w = open_kind(d, "assessment", case_id);
	int n = 0;
	for (int i = 0; i < c->n_factors; i++)
		n += !strcmp(form_value_of(w->form, c->factors[i].name), "severe-risk");
	edit_close(&w);
	return n;
}

static int household_actions(struct service_env *d, const char *case_id)
{
	struct plan_view v;
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	int n = v.household_actions.n;
	plan_view_fini(&v);
	return n;
}

/* The one request that waits for a case. */
static void request_of(struct service_env *d, const char *case_id, char out[ID_TEXT])
{
	struct record_list l = {0};
	good(d, household_requests(&d->s, case_id, &l, &d->e));
	assert_int_equal(l.n, 1);
	memcpy(out, l.at[0].id, ID_TEXT);
	record_list_fini(&l);
}

static void is_in(struct service_env *d, const char *case_id, const char *household)
{
	struct household_view v;
	good(d, household_of_case(&d->s, case_id, HOUSEHOLD_FAMILY, &v, &d->e));
	assert_string_equal(v.household.id, household);
	assert_string_equal(v.not_linked, "");
	household_view_fini(&v);
}

/* ---- links from before requests ---- */

static void run_sql(const struct service_env *d, const char *sql)
{
	char path[96];
	sqlite3 *db;
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* As the program wrote it once: anna added ben's case, who was not asked. */
static void old_link(struct two *t, char link[ID_TEXT])
{
	char sql[512];
	add_member(&t->anna, t->household, t->his_number, link);
	snprintf(sql, sizeof sql,
		 "update record set case_id = '%s', person_id = (select person_id from case_file where id = '%s') "
		 "where id = '%s'; delete from answer where name = '=link'; "
		 "update record set state = 'withdrawn', due = '' where kind = 'household-request';",
		 t->his, t->his, link);
	run_sql(t->office, sql);
}

static void old_link_across_reach_gives_nothing_until_confirmed(void **state)
{
	struct two t;
	char link[ID_TEXT];
	struct household_view v;
	bool asked;
	two_open(&t, state);
	old_link(&t, link);
	assess_household(&t.anna, t.household);
	plan_for_household(&t.anna, t.household, t.hers);
	assert_int_equal(taken_over(&t.ben, t.his), 0);
	assert_int_equal(household_actions(&t.ben, t.his), 0);
	refused(&t.ben, ERR_REACH, household_read(&t.ben.s, t.household, &v, &t.ben.e));
	refused(&t.anna, ERR_REACH, edit_open(&t.anna.s, "household-member", NULL, link, NULL, &t.anna.e) != NULL);
	/* It can be read that it is there. */
	good(&t.ben, household_of_case(&t.ben.s, t.his, HOUSEHOLD_FAMILY, &v, &t.ben.e));
	assert_string_equal(v.household.id, t.household);
	assert_string_equal(v.not_linked, link);
	assert_int_equal(v.household.answers.n, 0);
	assert_string_equal(v.assessment.id, "");
	household_view_fini(&v);
	refused(&t.anna, ERR_REACH, household_confirm(&t.anna.s, link, &asked, &t.anna.e));
	good(&t.ben, household_confirm(&t.ben.s, link, &asked, &t.ben.e));
	assert_false(asked); /* anna has made the household and the link */
	is_in(&t.ben, t.his, t.household);
	assert_true(taken_over(&t.ben, t.his) > 0);
	two_close(&t);
}

static void old_link_into_anothers_household_needs_their_yes(void **state)
{
	struct two t;
	char link[ID_TEXT], sql[256], request[ID_TEXT];
	struct household_view v;
	bool asked;
	two_open(&t, state);
	old_link(&t, link);
	snprintf(sql, sizeof sql, "update record set created_by = 'ben' where id = '%s'", link);
	run_sql(t.office, sql);
	refused(&t.ben, ERR_REACH, household_read(&t.ben.s, t.household, &v, &t.ben.e));
	good(&t.ben, household_confirm(&t.ben.s, link, &asked, &t.ben.e));
	assert_true(asked);
	refused(&t.ben, ERR_REACH, household_read(&t.ben.s, t.household, &v, &t.ben.e));
	request_of(&t.anna, t.hers, request);
	good(&t.anna, household_answer(&t.anna.s, request, true, &t.anna.e));
	is_in(&t.ben, t.his, t.household);
	two_close(&t);
}

static void old_link_within_reach_is_as_it_was(void **state)
{
	struct two t;
	char link[ID_TEXT];
	two_open(&t, state);
	old_link(&t, link);
	assess_household(&t.anna, t.household);
	plan_for_household(&t.anna, t.household, t.hers);
	is_in(t.office, t.his, t.household); /* amina works on all cases */
	assert_true(taken_over(t.office, t.his) > 0);
	assert_int_equal(household_actions(t.office, t.his), 1);
	two_close(&t);
}

#define WITH_DESK(test) cmocka_unit_test_setup_teardown(test, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_DESK(old_link_across_reach_gives_nothing_until_confirmed),
		WITH_DESK(old_link_into_anothers_household_needs_their_yes),
		WITH_DESK(old_link_within_reach_is_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages to supervisors who are not logged in: when, to whom, once, and with no name in them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/account_admin.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/crypto/password.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/notify.h>
#include <sarai/model/due.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/record.h>

#include "lib/service_env.h"

struct sent {
	struct str lines; /* "sara new|" */
	bool refuse;
};

static bool send_it(void *ctx, const struct notify_message *m, struct err *e)
{
	static const char *const steps[] = {"new", "late", "escalated"};
	struct sent *to = ctx;
	if (to->refuse)
		return err_set(e, ERR_FULL, "queue", "No room.");
	str_addf(&to->lines, "%s %s|", m->account, steps[m->step]);
	assert_non_null(strstr(m->number, "-0001"));
	return true;
}

static void add(struct service_env *d, const char *name, const char *role, const char *team, const char *office)
{
	char once[PASSWORD_ONCE];
	good(d, account_add(&d->s, &(struct account_facts){.name = name, .role = role, .team = team, .office = office}, once,
			    &d->e));
}

static void run_says(struct service_env *d, const char *lines, int late)
{
	struct sent sent = {0};
	struct notify_tally t;
	good(d, notify_run(&d->s, send_it, &sent, &t, &d->e));
	assert_string_equal(str_text(&sent.lines), lines);
	assert_int_equal(t.late, late);
	str_fini(&sent.lines);
}

/* A case of amina's with danger to life, by somebody in this team. */
static void urgent_case(struct service_env *d, const char *team, const char *office, char id[ID_TEXT])
{
	add(d, "amina", "case-worker", team, office);
	add(d, "sara", "supervisor", "north", "city");
	add(d, "omar", "supervisor", "south", "city");
	add(d, "nora", "supervisor", "west", "harbour");
	register_as(d, "Never Named", id);
	fill(d, id, "screening", NULL, "consent", "consents", "decision", "assess", "immediate_danger", "yes");
}

static struct user_role *role(struct service_env *d, const char *name)
{
	for (int i = 0; i < d->config->roles->n; i++) {
		if (!strcmp(d->config->roles->at[i].name, name))
			return &d->config->roles->at[i];
	}
	fail_msg("no role %s", name);
	return NULL;
}

static void each_step_is_told_once_to_those_it_is_for(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	int until = d->config->due->escalate_after_min * 60;
	urgent_case(d, "north", "city", id);
	role(d, "data-officer")->escalation = true;
	add(d, "data", "data-officer", "", "");
	run_says(d, "sara new|", 0);
	run_says(d, "", 0);
	d->now += HOUR + 1; /* the hour of this flag is over */
	if (until > HOUR)
		run_says(d, "sara late|", 1);
	d->now += until;
	run_says(d, until > HOUR ? "data escalated|" : "sara late|data escalated|", 1);
	run_says(d, "", 1);
}

static void where_the_worker_has_no_team_all_of_the_office_are_told(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	urgent_case(d, "", "city", id);
	run_says(d, "omar new|sara new|", 0);
}

static void what_is_acknowledged_goes_no_further_but_a_clock_runs_on(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	struct record_list l = {0};
	urgent_case(d, "north", "city", id);
	role(d, "data-officer")->escalation = true;
	add(d, "data", "data-officer", "", "");
	run_says(d, "sara new|", 0);
	good(d, store_record_list(d->s.store, &(struct record_filter){.kind = NOTIFICATION, .case_id = id}, &l, &d->e));
	struct service_env other;
	service_env_beside(&other, d, "sara");
	good(d, notification_acknowledge(&other.s, l.at[0].id, false, &d->e));
	service_env_leave(&other);
	record_list_fini(&l);
	d->now += 3 * HOUR;
	run_says(d, "sara late|", 1);
	fill(d, id, "urgent-response", NULL, "flags", "immediate_danger", "done", "Brought to the shelter by car", "safe_now", "yes",
	     "done_on", "2026-11-23");
	d->now += 3 * HOUR;
	run_says(d, "", 0);
}

/* A message that could not be written is sent by the next run. */
static void nothing_is_lost_where_it_cannot_be_written(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], last[TIME_TEXT] = "x";
	struct sent sent = {.refuse = true};
	struct notify_tally t;
	urgent_case(d, "north", "city", id);
	refused(d, ERR_FULL, notify_run(&d->s, send_it, &sent, &t, &d->e));
	good(d, store_fact_get(d->s.store, NOTIFY_LAST, last, sizeof last, &d->e));
	assert_string_equal(last, "");
	run_says(d, "sara new|", 0);
	good(d, store_fact_get(d->s.store, NOTIFY_LAST, last, sizeof last, &d->e));
	assert_int_not_equal(*last, 0);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		T(each_step_is_told_once_to_those_it_is_for),
		T(where_the_worker_has_no_team_all_of_the_office_are_told),
		T(what_is_acknowledged_goes_no_further_but_a_clock_runs_on),
		T(nothing_is_lost_where_it_cannot_be_written),
	};
	return cmocka_run_group_tests_name("messages to supervisors", tests, NULL, NULL);
}

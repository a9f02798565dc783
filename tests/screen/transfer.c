/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Giving a case away: what one loses by it is said first, and only those are offered who can take it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/crypto/password.h>
#include <sarai/model/role.h>
#include <sarai/store/casefile.h>

#include "../../tui/screen/screens.h"
#include "lib/screen_env.h"

static void add(struct screen_env *r, const char *name, const char *role, const char *team)
{
	struct session root;
	struct err e = {0};
	char once[PASSWORD_ONCE];
	session_init(&root, "system:root", r->store, r->config, &r->clock);
	assert_true(account_add(&root, &(struct account_facts){.name = name, .role = role, .team = team}, once, &e));
}

static void sits_down(struct screen_env *r, const char *name, const char *role, const char *team)
{
	snprintf(r->session.actor, sizeof r->session.actor, "%s", name);
	snprintf(r->session.team, sizeof r->session.team, "%s", team);
	session_take_role(&r->session, roles_get(r->config->roles, role));
	screen_env_restart(r);
}

static void owner_is(struct screen_env *r, const char *id, const char *owner)
{
	struct case_row c = {0};
	struct err e = {0};
	assert_true(store_case_get(r->store, id, &c, &e));
	assert_string_equal(c.owner, owner);
	case_row_fini(&c);
}

/* Amir registers somebody; Sara supervises his team. */
static void begin(struct screen_env *r, char id[ID_TEXT])
{
	add(r, "sara", "supervisor", "north");
	add(r, "amir", "case-worker", "north");
	add(r, "nora", "case-worker", "north");
	add(r, "omar", "case-worker", "south");
	add(r, "ada", "auditor", "");
	sits_down(r, "amir", "case-worker", "north");
	screen_env_fill(r, "person", NULL, id, "name", "Amara Beispiel");
	sits_down(r, "sara", "supervisor", "north");
}

static void open_form(struct screen_env *r, const char *id, const char *to)
{
	struct edit *w = screen_env_begin(r, "assignment", id, NULL);
	screen_env_put(w, "to", to);
	screen_env_put(w, "reason", "They have moved to the coast.");
	open_work(r->app, w);
}

static void what_is_lost_is_said_first(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	open_form(r, id, "omar");
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "omar (Case worker, team south)");
	screen_env_sees(r, "See cases; See names");
	screen_env_sees(r, "30 days");
	owner_is(r, id, "amir");
	screen_env_keys(r, "n");
	screen_env_sees(r, "Not saved: your answers are still here.");
	owner_is(r, id, "amir");
	screen_env_keys(r, "<F2>y");
	owner_is(r, id, "omar");
}

static void where_nothing_is_lost_nothing_is_asked(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	open_form(r, id, "nora");
	screen_env_keys(r, "<F2>");
	owner_is(r, id, "nora");
}

/* From the caseload, several at once: the same question, and the auditor is not in the list of names. */
static void from_the_caseload(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	begin(r, id);
	open_caseload(r->app);
	screen_env_keys(r, "/amir<Enter>g");
	screen_env_sees(r, "omar");
	screen_env_sees_not(r, "ada");
	screen_env_keys(r, "omar<Enter>They have moved to the coast.<Enter>");
	screen_env_sees(r, "See cases; See names");
	screen_env_keys(r, "n");
	owner_is(r, id, "amir");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_lost_is_said_first),
		TEST(where_nothing_is_lost_nothing_is_asked),
		TEST(from_the_caseload),
	};
	return cmocka_run_group_tests_name("giving a case away", tests, NULL, NULL);
}

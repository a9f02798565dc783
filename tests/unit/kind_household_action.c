/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is planned for a household: once, from its one assessment; the answer to a household risk in every member's
 * plan and to nothing else; due once, with whoever planned it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/store/record.h>
#include <sarai/view/notices.h>

#include "lib/service_env.h"

#define DEBT "household_debt_assets"
#define SEPARATION "family_separation"

struct family {
	struct service_env d;
	char mother[ID_TEXT], sister[ID_TEXT], stranger[ID_TEXT], household[ID_TEXT];
};

/* Severe risks in these factors, whatever is inherited; finished. */
static void assess(struct service_env *d, const char *case_id, const char *risk)
{
	struct edit *w = open_kind(d, "assessment", case_id);
	put(w, risk, "severe-risk");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

static int set_up(void **state)
{
	struct family *f = mem_alloc(sizeof *f);
	struct service_env *d = &f->d;
	service_env_open(d);
	register_as(d, "Mother Example", f->mother);
	register_as(d, "Sister Example", f->sister);
	register_as(d, "Stranger Example", f->stranger);
	good(d, household_make(&d->s, f->mother, HOUSEHOLD_FAMILY, f->household, &d->e));
	struct edit *w = household_join(&d->s, f->sister, HOUSEHOLD_FAMILY, "HR-2026-0001", &d->e);
	assert_non_null(w);
	save(d, w);
	edit_close(&w);
	w = open_under(d, "household-assessment", f->household, NULL);
	put(w, DEBT, "severe-risk");
	put(w, SEPARATION, "moderate-risk");
	put(w, "not_alone", "Tested without people.");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	assess(d, f->mother, "physical_health");
	assess(d, f->sister, "debt");
	assess(d, f->stranger, DEBT);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct family *f = *state;
	service_env_close(&f->d);
	free(f);
	return 0;
}

/* An action for the household, from the mother's case; its id in out. */
static void plan(struct family *f, const char *factors, const char *state, char out[ID_TEXT])
{
	struct service_env *d = &f->d;
	struct edit *w = household_action_open(&d->s, f->household, f->mother, "livelihoods", factors, &d->e);
	if (!w)
		fail_msg("%s", d->e.detail);
	put(w, "action", "Talk with the lender");
	put(w, "due_on", "2026-11-20");
	put(w, "state", state);
	if (!strcmp(state, "cancelled"))
		put(w, "result", "The lender is gone.");
	save(d, w);
	if (out)
		memcpy(out, w->record.id, ID_TEXT);
	edit_close(&w);
}

static void it_is_suggested_from_the_household_alone(void **state)
{
	struct family *f = *state;
	struct service_env *d = &f->d;
	const struct catalogue *c = d->config->catalogue;
	struct household_plan p;
	good(d, household_plan_read(&d->s, f->household, &p, &d->e));
	assert_int_equal(p.n_open_risks, 2);
	assert_string_equal(c->factors[p.open_risks[0]].name, DEBT); /* the graver first */
	assert_true(p.n_suggestions > 0);
	for (int i = 0; i < p.n_suggestions; i++) {
		const char *service = c->services[p.suggestions[i].service];
		assert_string_not_equal(service, "family-tracing"); /* each person's own */
		assert_string_not_equal(service, "return");
		for (int k = 0; k < p.suggestions[i].n_factors; k++) {
			const char *name = c->factors[p.suggestions[i].factors[k]].name;
			assert_true(!strcmp(name, DEBT) || !strcmp(name, SEPARATION));
		}
	}
	household_plan_fini(&p);
	plan(f, DEBT " " SEPARATION, "started", NULL);
	good(d, household_plan_read(&d->s, f->household, &p, &d->e));
	assert_int_equal(p.n_open_risks, 0);
	assert_int_equal(p.n_suggestions, 0);
	assert_int_equal(p.actions.n, 1);
	household_plan_fini(&p);
}

static void what_is_personal_stays_personal(void **state)
{
	struct family *f = *state;
	struct service_env *d = &f->d;
	static const char *const personal[] = {"return", "family-tracing", "documentation", "reintegration"};
	for (int i = 0; i < 4; i++) {
		struct edit *w = household_action_open(&d->s, f->household, f->mother, personal[i], NULL, &d->e);
		assert_non_null(w);
		assert_string_equal(form_value_of(w->form, "service"), ""); /* not offered */
		struct pairs forced = {0};
		form_store(w->form, &forced);
		pairs_set(&forced, "action", "All go home");
		pairs_set(&forced, "service", personal[i]);
		pairs_set(&forced, "due_on", "2026-12-01");
		form_load(w->form, &forced);
		pairs_clear(&forced);
		refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
		edit_close(&w);
	}
	/* Nor is it for a group, nor for something that is no household. */
	char group[ID_TEXT];
	good(d, household_make(&d->s, f->stranger, HOUSEHOLD_GROUP, group, &d->e));
	const char *const not_one[] = {group, f->mother};
	for (int i = 0; i < 2; i++) {
		struct edit *w = household_action_open(&d->s, not_one[i], f->stranger, "cash", NULL, &d->e);
		if (!w)
			continue;
		put(w, "action", "Seeds");
		memset(&d->e, 0, sizeof d->e);
		assert_false(edit_save(&d->s, w, NULL, &d->e));
		edit_close(&w);
	}
	d->s.permits &= ~PERMIT_BIT(PERMIT_PLAN);
	assert_null(household_action_open(&d->s, f->household, f->mother, NULL, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_DENIED);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(it_is_suggested_from_the_household_alone),
		TEST(what_is_personal_stays_personal),
	};
	return cmocka_run_group_tests_name("service: what is planned for a household", tests, NULL, NULL);
}

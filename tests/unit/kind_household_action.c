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
#include <sarai/base/units.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/retention.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/record.h>
#include <sarai/view/notices.h>
#include <sarai/view/today.h>

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

static bool is_open(struct family *f, const char *case_id, const char *factor)
{
	struct service_env *d = &f->d;
	const struct catalogue *c = d->config->catalogue;
	struct plan_view v;
	bool open = false;
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	for (int i = 0; i < v.n_open_risks; i++)
		open |= !strcmp(c->factors[v.open_risks[i]].name, factor);
	plan_view_fini(&v);
	return open;
}

static void it_answers_for_every_member(void **state)
{
	struct family *f = *state;
	struct plan_view v;
	char id[ID_TEXT];
	assert_true(is_open(f, f->mother, DEBT) && is_open(f, f->sister, DEBT) && is_open(f, f->stranger, DEBT));
	plan(f, DEBT, "planned", id);
	assert_false(is_open(f, f->mother, DEBT));
	assert_false(is_open(f, f->sister, DEBT));
	assert_true(is_open(f, f->sister, SEPARATION)); /* nobody has named it */
	assert_true(is_open(f, f->stranger, DEBT));	/* of no household */
	assert_true(is_open(f, f->mother, "physical_health"));
	/* Seen there, and not counted among the case's own. */
	good(&f->d, plan_read(&f->d.s, f->sister, &v, &f->d.e));
	assert_int_equal(v.household_actions.n, 1);
	assert_string_equal(v.household_actions.at[0].id, id);
	assert_int_equal(v.actions.n, 0);
	assert_string_equal(v.household, f->household);
	plan_view_fini(&v);
	good(&f->d, plan_read(&f->d.s, f->stranger, &v, &f->d.e));
	assert_int_equal(v.household_actions.n, 0);
	assert_string_equal(v.household, "");
	plan_view_fini(&v);
	/* Given up, it answers nothing any more. */
	good(&f->d, action_set_state(&f->d.s, id, "cancelled", "The lender is gone.", &f->d.e));
	assert_true(is_open(f, f->mother, DEBT) && is_open(f, f->sister, DEBT));
	good(&f->d, action_set_state(&f->d.s, id, "done", "Paid.", &f->d.e));
	assert_false(is_open(f, f->sister, DEBT));
}

static void who_leaves_has_it_no_more(void **state)
{
	struct family *f = *state;
	struct service_env *d = &f->d;
	struct household_view v;
	plan(f, DEBT, "planned", NULL);
	good(d, household_read(&d->s, f->household, &v, &d->e));
	assert_int_equal(v.members.n, 2);
	memset(&d->e, 0, sizeof d->e);
	struct edit *w = edit_open(&d->s, "household-member", NULL, v.members.at[1].link.id, NULL, &d->e);
	assert_non_null(w);
	household_view_fini(&v);
	put(w, "whereabouts", "former");
	save(d, w);
	edit_close(&w);
	assert_true(is_open(f, f->sister, DEBT));
	assert_false(is_open(f, f->mother, DEBT));
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

/* As if it had gone all the way there. */
static void becomes(struct service_env *d, const char *case_id, const char *status)
{
	struct case_row k = {0};
	good(d, store_case_get(d->s.store, case_id, &k, &d->e));
	snprintf(k.status, sizeof k.status, "%s", status);
	good(d, store_case_update(d->s.store, &k, &d->e));
	case_row_fini(&k);
}

static int times_due(struct service_env *d, bool everyone)
{
	struct today t;
	int n = 0;
	if (everyone)
		good(d, agenda_read(&d->s, clock_today(d->s.clock), true, &t, &d->e));
	else
		good(d, today_read(&d->s, &t, &d->e));
	for (int i = 0; i < t.n; i++) {
		if (!strncmp(t.at[i].what, "For the household", 17)) {
			assert_string_equal(t.at[i].number, "HR-2026-0001");
			assert_int_equal(t.at[i].kind, TODAY_OVERDUE);
			n++;
		}
	}
	today_fini(&t);
	return n;
}

static void it_is_due_once(void **state)
{
	struct family *f = *state;
	struct service_env *d = &f->d, other;
	char id[ID_TEXT];
	plan(f, DEBT, "planned", id);
	assert_int_equal(times_due(d, false), 1); /* two members' cases are amina's */
	assert_int_equal(times_due(d, true), 1);
	service_env_beside(&other, d, "bekele");
	assert_int_equal(times_due(&other, false), 0);
	service_env_leave(&other);
	/* The case it was planned from closes: the others still wait for it. */
	becomes(d, f->mother, "closed");
	assert_int_equal(times_due(d, false), 1);
	good(d, action_set_state(&d->s, id, "done", "Agreed on small sums.", &d->e));
	assert_int_equal(times_due(d, false), 0);
	assert_int_equal(times_due(d, true), 0);
}

static void erase(struct family *f, const char *case_id)
{
	struct service_env *d = &f->d, other;
	struct retention_list l;
	char proposal[ID_TEXT] = "";
	fill(d, case_id, "screening", NULL, "consent", "consents", "decision", "information-only");
	close_case(d, case_id);
	good(d, erasure_propose(&d->s, case_id, ERASURE_ALL, "person-asks", "Has asked.", &d->e));
	good(d, retention_read(&d->s, &l, &d->e));
	for (int i = 0; i < l.n; i++) {
		if (*l.at[i].proposal_id)
			memcpy(proposal, l.at[i].proposal_id, ID_TEXT);
	}
	retention_list_fini(&l);
	service_env_beside(&other, d, "sara");
	other.seed += case_id[ID_TEXT - 2]; /* she comes twice, with other ids */
	good(&other, erasure_carry_out(&other.s, proposal, "", NULL, &other.e));
	service_env_leave(&other);
}

/* The case it was planned from is erased: it was never that person's alone, and goes on with the next. */
static void it_outlives_the_case_it_was_planned_from(void **state)
{
	struct family *f = *state;
	struct service_env *d = &f->d;
	struct record r = {0};
	struct today t;
	char id[ID_TEXT];
	plan(f, DEBT, "planned", id);
	erase(f, f->mother);
	assert_false(is_open(f, f->sister, DEBT));
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	assert_string_equal(r.case_id, f->sister);
	assert_string_equal(pairs_get(&r.answers, "=of"), "HR-2026-0002"); /* nothing leads back */
	record_fini(&r);
	good(d, today_read(&d->s, &t, &d->e));
	int n = 0;
	for (int i = 0; i < t.n; i++)
		n += !strncmp(t.at[i].what, "For the household", 17) && !strcmp(t.at[i].number, "HR-2026-0002");
	today_fini(&t);
	assert_int_equal(n, 1);
	/* With the last case of the household it goes too. */
	erase(f, f->sister);
	refused(d, ERR_MISSING, store_record_get(d->s.store, id, &r, &d->e));
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

static void a_draft_of_it_goes_on(void **state)
{
	struct family *f = *state;
	struct service_env *d = &f->d;
	struct draft_list drafts;
	struct edit *w = household_action_open(&d->s, f->household, f->sister, "cash", DEBT, &d->e);
	assert_non_null(w);
	put(w, "action", "Small sums each month");
	put(w, "due_on", "2026-12-01");
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	edit_close(&w);
	good(d, drafts_list(&d->s, &drafts, &d->e));
	assert_int_equal(drafts.n, 1);
	w = edit_open_draft(&d->s, drafts.at[0].id, &d->e);
	draft_list_fini(&drafts);
	assert_non_null(w);
	save(d, w);
	assert_string_equal(w->record.parent_id, f->household);
	assert_string_equal(w->record.case_id, f->sister);
	assert_string_equal(w->record.state, "planned");
	edit_close(&w);
	assert_false(is_open(f, f->mother, DEBT));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(it_answers_for_every_member),
		TEST(who_leaves_has_it_no_more),
		TEST(it_is_suggested_from_the_household_alone),
		TEST(it_is_due_once),
		TEST(it_outlives_the_case_it_was_planned_from),
		TEST(what_is_personal_stays_personal),
		TEST(a_draft_of_it_goes_on),
	};
	return cmocka_run_group_tests_name("service: what is planned for a household", tests, NULL, NULL);
}

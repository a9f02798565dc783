/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a save does to its case, as far as the scripts of tests/cases do not show it: what is stored.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/status_change.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>

#include "lib/service_env.h"

static void screen_as(struct service_env *d, const char *case_id, const char *decision)
{
	fill(d, case_id, "screening", NULL, "consent", "consents", "decision", decision);
}

/* ---- screening ---- */

static void refused_consent_keeps_no_answers_that_the_form_hides(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], id[ID_TEXT];
	struct record r = {0};
	struct pairs answers = {0};
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", id, "consent", "consents", "decision", "assess", "decision_reason",
	     "Secret words");
	struct edit *w = open_kind(d, "screening", case_id);
	put(w, "consent", "refused");
	form_store_all(w->form, &answers);
	pairs_set(&answers, "an_old_field", "Secret words");
	form_load(w->form, &answers);
	pairs_clear(&answers);
	save(d, w);
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	assert_string_equal(pairs_get(&r.answers, "consent"), "refused");
	assert_string_equal(pairs_get(&r.answers, "an_old_field"), "");
	for (int i = 0; i < r.answers.n; i++) {
		int field = form_def_field(form_definition(w->form), r.answers.at[i].name);
		if (*r.answers.at[i].name == '=')
			continue; /* worked out by the program: a time */
		assert_true(field >= 0 && form_visible(w->form, field));
	}
	assert_string_equal(r.state, "");
	record_fini(&r);
	edit_close(&w);
	head_is(d, case_id, "screened", ""); /* nobody is asked again by a clock */
}

/* ---- assessment ---- */

static void an_assessment_gives_the_level(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	char case_id[ID_TEXT];
	struct assessment a;
	register_as(d, "Amina Example", case_id);
	struct case_row k = head(d, case_id);
	assert_int_equal(k.score, -1);
	assert_int_equal(k.level_rank, 0);
	case_row_fini(&k);
	screen_as(d, case_id, "assess");
	struct edit *w = open_kind(d, "assessment", case_id);
	assert_int_equal(w->record.round, 1);
	put(w, c->factors[0].name, "severe-risk");
	save(d, w);
	edit_close(&w);
	head_is(d, case_id, "screened", "assessment"); /* begun, not finished */
	k = head(d, case_id);
	assert_true(k.score >= 0 && k.low <= k.score && k.score <= k.high);
	assert_string_equal(k.band_assigned, "");
	assert_string_not_equal(k.band_calculated, "");
	assert_true(k.level_rank >= 1);
	case_row_fini(&k);
	/* The same round goes on. */
	w = open_kind(d, "assessment", case_id);
	assert_int_equal(w->record.round, 1);
	assert_string_equal(form_value_of(w->form, c->factors[0].name), "severe-risk");
	edit_close(&w);
	assess_all(d, case_id, "severe-risk");
	head_is(d, case_id, "assessed", "plan");
	k = head(d, case_id);
	assert_int_equal(k.level_rank, c->n_bands);
	assert_string_equal(k.band_calculated, c->bands[c->n_bands - 1].name);
	case_row_fini(&k);
	good(d, assessment_read(&d->s, case_id, &a, &d->e));
	assert_int_equal(a.record.round, 1);
	assert_true(a.same_catalogue);
	assert_int_equal(a.answers.factor[0], ANSWER_SEVERE_RISK);
	k = head(d, case_id);
	assert_int_equal(a.score->score, k.score);
	case_row_fini(&k);
	struct history_list h = {0};
	good(d, history_read(&d->s, case_id, 0, &h, &d->e));
	for (int i = 0; i < h.n; i++) {
		for (int n = 0; n < h.at[i].n_changes; n++)
			assert_int_not_equal(h.at[i].changes[n].field[0], '='); /* what people answered, no figures */
	}
	history_list_fini(&h);
	char *text = store_definition_get(d->s.store, pairs_get(&a.record.answers, "=catalogue"), &d->e);
	assert_string_equal(text, c->source);
	free(text);
	assessment_fini(&a);
}

static void nothing_assessed_reads_as_nothing(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct assessment a;
	struct round_figures *rounds = NULL;
	int n = 7;
	register_as(d, "Amina Example", case_id);
	good(d, assessment_read(&d->s, case_id, &a, &d->e));
	assert_string_equal(a.record.id, "");
	assert_null(a.score);
	assessment_fini(&a);
	good(d, rounds_read(&d->s, case_id, &rounds, &n, &d->e));
	assert_int_equal(n, 0);
	free(rounds);
}

static void what_is_not_there_is_missing(void **state)
{
	struct service_env *d = *state;
	static const char nowhere[] = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
	refused(d, ERR_MISSING, case_set_status(&d->s, nowhere, "on-hold", "Why.", &d->e));
	refused(d, ERR_MISSING, action_set_state(&d->s, nowhere, "done", NULL, &d->e));
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(refused_consent_keeps_no_answers_that_the_form_hides),
		T(an_assessment_gives_the_level),
		T(nothing_assessed_reads_as_nothing),
		T(what_is_not_there_is_missing),
	};
	return cmocka_run_group_tests_name("service_case", tests, NULL, NULL);
}

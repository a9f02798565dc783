/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a save does to its case: level, urgent flags, status, what is due; rounds; the rule of the plan.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/list.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/status_change.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
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

static void a_decision_moves_the_case(void **state)
{
	static const struct {
		const char *decision, *status, *due_kind;
	} rows[] = {
		{"assess", "screened", "assessment"},
		{"refer", "screened", ""},
		{"information-only", "screened", ""},
		{"international-protection", "screened", ""},
		{"insufficient-information", "new", "screening"},
	};
	struct service_env *d = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char case_id[ID_TEXT];
		register_as(d, "Amina Example", case_id);
		screen_as(d, case_id, rows[i].decision);
		head_is(d, case_id, rows[i].status, rows[i].due_kind);
	}
}

static void without_a_decision_screening_stays_due(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", NULL, "consent", "consents");
	head_is(d, case_id, "new", "screening");
}

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

/* ---- the level ---- */

static void a_level_below_the_calculated_one_needs_its_reason(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct edit *w = open_kind(d, "assessment", case_id);
	put_factors(d, w, "severe-risk");
	put(w, "assigned", c->bands[0].name);
	save(d, w); /* half a round is always saved, but it lowers nothing */
	struct case_row k = head(d, case_id);
	assert_int_equal(k.level_rank, c->n_bands);
	case_row_fini(&k);
	put(w, "finished", "yes");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_non_null(strstr(d->e.detail, "write why"));
	put(w, "assigned_reason", "She is abroad with her sister now, nobody knows the address");
	save(d, w);
	edit_close(&w);
	k = head(d, case_id);
	assert_int_equal(k.level_rank, 1);
	case_row_fini(&k);
}

static void half_a_round_does_not_lower_a_calculated_level(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	assess_all(d, case_id, "severe-risk");
	struct edit *w = open_kind(d, "assessment", case_id);
	assert_int_equal(w->record.round, 2);
	put_factors(d, w, "neutral");
	save(d, w);
	struct case_row k = head(d, case_id);
	assert_int_equal(k.level_rank, d->config->catalogue->n_bands);
	case_row_fini(&k);
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	k = head(d, case_id);
	assert_int_equal(k.level_rank, 1);
	case_row_fini(&k);
}

/* ---- urgent flags ---- */

static void an_urgent_flag_runs_until_somebody_acts(void **state)
{
	struct service_env *d = *state;
	const struct flag *flag = &d->config->catalogue->flags[0];
	char case_id[ID_TEXT], due[TIME_TEXT];
	int hours = flag->due_hours >= 0 ? flag->due_hours : d->config->due->urgent_default_h;
	register_as(d, "Amina Example", case_id);
	int64_t raised = d->now;
	fill(d, case_id, "screening", NULL, "consent", "consents", flag->name, "yes", "decision", "assess");
	struct case_row k = head(d, case_id);
	assert_string_equal(k.flags, flag->name);
	time_to_iso(raised + (int64_t)hours * HOUR, due);
	assert_string_equal(k.urgent_due, due);
	assert_string_equal(k.due_kind, "urgent");
	assert_string_equal(k.due, due);
	case_row_fini(&k);
	/* Saving the screening again does not start its clock anew. */
	d->now += HOUR;
	fill(d, case_id, "screening", NULL, "decision_reason", "More words");
	k = head(d, case_id);
	assert_string_equal(k.urgent_due, due);
	case_row_fini(&k);
	/* Chosen, but nothing written about what was done: the clock runs. */
	fill(d, case_id, "urgent-response", NULL, "flags", flag->name);
	k = head(d, case_id);
	assert_string_equal(k.flags, flag->name);
	case_row_fini(&k);
	/* Not safe, not known, not answered: the first clock goes on. */
	static const char *const not_safe[] = {"no", "unknown", ""};
	for (size_t i = 0; i < sizeof not_safe / sizeof *not_safe; i++) {
		d->now += 60;
		fill(d, case_id, "urgent-response", NULL, "flags", flag->name, "done", "Phoned.", "safe_now", not_safe[i]);
		k = head(d, case_id);
		assert_string_equal(k.flags, flag->name);
		assert_string_equal(k.urgent_due, due);
		case_row_fini(&k);
	}
	/* Safe for tonight: due again after a day. */
	d->now += 60;
	fill(d, case_id, "urgent-response", NULL, "flags", flag->name, "done", "A bed for one night.", "safe_now", "partly");
	char tonight[TIME_TEXT];
	time_to_iso(d->now + DAY, tonight);
	k = head(d, case_id);
	assert_string_equal(k.flags, flag->name);
	assert_string_equal(k.urgent_due, tonight);
	case_row_fini(&k);
	d->now += 60;
	fill(d, case_id, "urgent-response", NULL, "flags", flag->name, "done", "Brought to the clinic.", "safe_now", "yes");
	k = head(d, case_id);
	assert_string_equal(k.flags ? k.flags : "", "");
	assert_string_equal(k.urgent_due, "");
	assert_string_equal(k.due_kind, "assessment");
	case_row_fini(&k);
	/* A new round takes the flag over with its time: it does not come up again. */
	d->now += HOUR;
	assess_all(d, case_id, "neutral");
	k = head(d, case_id);
	assert_string_equal(k.flags ? k.flags : "", "");
	case_row_fini(&k);
	/* It comes up again when it is raised again. */
	d->now += DAY;
	struct edit *w = open_kind(d, "assessment", case_id);
	assert_int_equal(w->record.round, 2);
	put(w, flag->name, "no");
	save(d, w);
	d->now += DAY;
	put(w, flag->name, "yes");
	save(d, w);
	edit_close(&w);
	k = head(d, case_id);
	assert_string_equal(k.flags, flag->name);
	time_to_iso(d->now + (int64_t)hours * HOUR, due);
	assert_string_equal(k.urgent_due, due);
	case_row_fini(&k);
}

static void a_corrected_flag_is_no_longer_open(void **state)
{
	struct service_env *d = *state;
	const char *flag = d->config->catalogue->flags[0].name;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", NULL, "consent", "consents", flag, "yes");
	fill(d, case_id, "screening", NULL, flag, "no");
	struct case_row k = head(d, case_id);
	assert_string_equal(k.flags ? k.flags : "", "");
	case_row_fini(&k);
}

static void of_two_answers_at_once_yes_counts(void **state)
{
	struct service_env *d = *state;
	const char *flag = d->config->catalogue->flags[0].name;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "screening", NULL, "consent", "consents", flag, "yes");
	fill(d, case_id, "assessment", NULL, flag, "no");
	struct case_row k = head(d, case_id);
	assert_string_equal(k.flags, flag);
	case_row_fini(&k);
	d->now += HOUR;
	fill(d, case_id, "assessment", NULL, flag, "yes");
	fill(d, case_id, "assessment", NULL, flag, "no");
	k = head(d, case_id);
	assert_string_equal(k.flags ? k.flags : "", "");
	case_row_fini(&k);
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

static void a_new_round_is_copied_and_judged_anew(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	const char *top = c->bands[c->n_bands - 1].name, *bottom = c->bands[0].name;
	char case_id[ID_TEXT];
	struct round_figures *rounds = NULL;
	int n = 0;
	register_as(d, "Amina Example", case_id);
	screen_as(d, case_id, "assess");
	struct edit *w = open_kind(d, "assessment", case_id);
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, "neutral");
	put(w, "assigned", top);
	put(w, "assigned_reason", "Afraid to say more with others in the room.");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	struct case_row k = head(d, case_id);
	assert_string_equal(k.band_calculated, bottom);
	assert_string_equal(k.band_assigned, top);
	assert_int_equal(k.level_rank, c->n_bands);
	case_row_fini(&k);
	d->now += 30 * (int64_t)DAY;
	w = open_kind(d, "assessment", case_id);
	assert_int_equal(w->record.round, 2);
	assert_true(w->is_new);
	assert_false(edit_dirty(w));
	assert_string_equal(form_value_of(w->form, c->factors[0].name), "neutral");
	assert_string_equal(form_value_of(w->form, "assigned"), "");
	assert_string_equal(form_value_of(w->form, "assigned_reason"), "");
	assert_string_not_equal(form_value_of(w->form, "finished"), "yes");
	assert_string_equal(form_value_of(w->form, "assessed_on"), "2026-12-23");
	put(w, c->factors[0].name, "mild-risk");
	save(d, w);
	/* Half a round does not take the assigned level away ... */
	k = head(d, case_id);
	assert_string_equal(k.band_assigned, top);
	case_row_fini(&k);
	/* ... finishing it without one does: then the calculated level counts. */
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	k = head(d, case_id);
	assert_string_equal(k.band_assigned, "");
	assert_int_equal(k.level_rank, catalogue_band(c, k.band_calculated) + 1);
	case_row_fini(&k);
	good(d, rounds_read(&d->s, case_id, &rounds, &n, &d->e));
	assert_int_equal(n, 2);
	assert_int_equal(rounds[0].round, 1);
	assert_int_equal(rounds[1].round, 2);
	assert_string_equal(rounds[0].assigned, top);
	assert_true(rounds[1].score > rounds[0].score);
	free(rounds);
}

static void a_half_round_raises_the_level_at_once(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	const char *top = c->bands[c->n_bands - 1].name, *bottom = c->bands[0].name;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct edit *w = open_kind(d, "assessment", case_id);
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, "neutral");
	put(w, "assigned", bottom);
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	w = open_kind(d, "assessment", case_id);
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, "severe-risk");
	save(d, w);
	edit_close(&w);
	struct case_row k = head(d, case_id);
	assert_string_equal(k.band_calculated, top);
	assert_string_equal(k.band_assigned, "");
	assert_int_equal(k.level_rank, c->n_bands);
	case_row_fini(&k);
}

static void rounds_of_two_people_do_not_fork(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT];
	struct record theirs = {0};
	register_as(d, "Amina Example", case_id);
	service_env_beside(&other, d, "besnik");
	struct edit *mine = open_kind(d, "assessment", case_id), *his = open_kind(&other, "assessment", case_id);
	put(his, d->config->catalogue->factors[0].name, "mild-risk");
	save(&other, his);
	put(mine, d->config->catalogue->factors[1].name, "mild-risk");
	refused(d, ERR_CONFLICT, edit_save(&d->s, mine, &theirs, &d->e));
	assert_string_equal(theirs.id, his->record.id);
	record_fini(&theirs);
	edit_close(&mine);
	edit_close(&his);
	service_env_leave(&other);
}

/* ---- plan ---- */

/* A case with one severe risk, assessed. */
static void with_risk(struct service_env *d, char case_id[ID_TEXT])
{
	const struct catalogue *c = d->config->catalogue;
	register_as(d, "Amina Example", case_id);
	screen_as(d, case_id, "assess");
	struct edit *w = open_kind(d, "assessment", case_id);
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, i < 2 ? "severe-risk" : "neutral");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

static void agree(struct service_env *d, const char *case_id)
{
	fill(d, case_id, "plan", NULL, "wishes", "Work", "agreed", "yes", "agreed_on", "2026-11-23");
}

static void a_plan_is_not_agreed_over_an_open_risk(void **state)
{
	struct service_env *d = *state;
	d->config->due->oversight.plan_from_band = d->config->catalogue->n_bands; /* approvals have their own tests */
	const struct catalogue *c = d->config->catalogue;
	char case_id[ID_TEXT], action[ID_TEXT];
	struct plan_view v;
	with_risk(d, case_id);
	struct edit *w = open_kind(d, "plan", case_id);
	put(w, "agreed", "yes");
	put(w, "agreed_on", "2026-11-23");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_non_null(strstr(d->e.detail, c->factors[0].label));
	assert_true(edit_dirty(w));
	assert_true(w->is_new);
	fill(d, case_id, "action", action, "action", "Words", "factors", c->factors[0].name);
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_null(strstr(d->e.detail, c->factors[0].label));
	/* Without its reason, "no action" is no answer. */
	struct edit *none = open_kind(d, "no-action", case_id);
	put(none, "factor", c->factors[1].name);
	save(d, none);
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	put(none, "because", "Not wanted now.");
	save(d, none);
	edit_close(&none);
	/* An action that is not done after all covers nothing. */
	good(d, action_set_state(&d->s, action, "not-done", "Nobody there", &d->e));
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	good(d, action_set_state(&d->s, action, "planned", NULL, &d->e));
	save(d, w);
	edit_close(&w);
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	assert_int_equal(v.n_open_risks, 0);
	assert_int_equal(v.actions.n, 1);
	assert_int_equal(v.no_actions.n, 1);
	assert_string_equal(pairs_get(&v.actions.at[0].answers, "result"), "Nobody there");
	plan_view_fini(&v);
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, "planned");
	assert_string_not_equal(k.plan_agreed_at, "");
	case_row_fini(&k);
	/* Agreed once, its words can be corrected although a new round shows a new risk. */
	assess_all(d, case_id, "severe-risk");
	fill(d, case_id, "plan", NULL, "wishes", "Work and a room");
}

static void a_plan_without_an_assessment_can_be_agreed(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct plan_view v;
	register_as(d, "Amina Example", case_id);
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	assert_string_equal(v.plan.id, "");
	assert_int_equal(v.n_open_risks + v.n_suggestions, 0);
	plan_view_fini(&v);
	agree(d, case_id);
	head_is(d, case_id, "new", "screening"); /* the steps come in their order */
}

static void suggestions_can_be_dismissed(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], service[64];
	struct plan_view v;
	with_risk(d, case_id);
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	assert_int_equal(v.n_open_risks, 2);
	int before = v.n_suggestions;
	assert_true(before > 0);
	snprintf(service, sizeof service, "%s", d->config->catalogue->services[v.suggestions[0].service]);
	plan_view_fini(&v);
	refused(d, ERR_DATA, plan_dismiss(&d->s, case_id, service, "", &d->e));
	refused(d, ERR_DATA, plan_dismiss(&d->s, case_id, "no-such-service", "No.", &d->e));
	good(d, plan_dismiss(&d->s, case_id, service, "Has it already.", &d->e));
	good(d, plan_read(&d->s, case_id, &v, &d->e));
	assert_int_equal(v.n_suggestions, before - 1);
	assert_int_equal(v.n_open_risks, 2); /* the risk stays open */
	for (int i = 0; i < v.n_suggestions; i++)
		assert_string_not_equal(d->config->catalogue->services[v.suggestions[i].service], service);
	plan_view_fini(&v);
}

static void the_first_step_taken_makes_the_case_active(void **state)
{
	struct service_env *d = *state;
	d->config->due->oversight.plan_from_band = d->config->catalogue->n_bands; /* approvals have their own tests */
	const struct catalogue *c = d->config->catalogue;
	for (int by_contact = 0; by_contact < 2; by_contact++) {
		char case_id[ID_TEXT], action[ID_TEXT];
		with_risk(d, case_id);
		struct str both = {0};
		str_addf(&both, "%s %s", c->factors[0].name, c->factors[1].name);
		fill(d, case_id, "action", action, "action", "Words", "factors", str_text(&both));
		str_fini(&both);
		agree(d, case_id);
		head_is(d, case_id, "planned", "follow-up");
		fill(d, case_id, "follow-up", NULL, "contact", "attempt", "happened_on", "2026-11-23");
		head_is(d, case_id, "planned", "follow-up");
		if (by_contact)
			fill(d, case_id, "follow-up", NULL, "contact", "contact", "happened_on", "2026-11-23");
		else
			good(d, action_set_state(&d->s, action, "started", NULL, &d->e));
		head_is(d, case_id, "active", "follow-up");
	}
}

static void an_action_that_is_over_is_due_no_more(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], action[ID_TEXT];
	struct record r = {0};
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "action", action, "action", "Words", "due_on", "2026-11-30");
	good(d, store_record_get(d->s.store, action, &r, &d->e));
	assert_string_equal(r.state, "planned");
	assert_string_not_equal(r.due, "");
	record_fini(&r);
	refused(d, ERR_DATA, action_set_state(&d->s, action, "nonsense", NULL, &d->e));
	refused(d, ERR_MISSING, action_set_state(&d->s, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "done", NULL, &d->e));
	good(d, action_set_state(&d->s, action, "done", "It helped.", &d->e));
	good(d, store_record_get(d->s.store, action, &r, &d->e));
	assert_string_equal(r.state, "done");
	assert_string_equal(r.due, "");
	assert_string_equal(pairs_get(&r.answers, "due_on"), "2026-11-30");
	record_fini(&r);
}

/* ---- follow-up ---- */

static void contacts_and_attempts_are_told_apart(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT], iso[TIME_TEXT];
	register_as(d, "Amina Example", case_id);
	fill(d, case_id, "follow-up", NULL, "contact", "contact", "happened_on", "2026-11-23");
	struct case_row k = head(d, case_id);
	time_to_iso(d->now, iso);
	assert_string_equal(k.last_contact_at, iso);
	assert_int_equal(k.attempts, 0);
	assert_string_equal(k.next_contact_at, "");
	case_row_fini(&k);
	d->now += 3 * DAY;
	for (int i = 1; i <= 2; i++) {
		d->now += HOUR;
		fill(d, case_id, "follow-up", NULL, "contact", "attempt", "happened_on", "2026-11-26");
		k = head(d, case_id);
		assert_string_equal(k.last_contact_at, iso);
		assert_int_equal(k.attempts, i);
		case_row_fini(&k);
	}
	d->now += HOUR;
	fill(d, case_id, "follow-up", NULL, "contact", "contact", "happened_on", "2026-11-26", "next", "agreed",
	     "next_on", "2026-12-01");
	k = head(d, case_id);
	assert_int_equal(k.attempts, 0);
	time_to_iso(d->now, iso);
	assert_string_equal(k.last_contact_at, iso);
	assert_int_equal(strncmp(k.next_contact_at, "2026-12-01T", 11), 0);
	case_row_fini(&k);
	/* What the form does not show any more is not agreed any more. */
	struct record_list l = {0};
	good(d, records_list(&d->s, case_id, "follow-up", &l, &d->e));
	struct edit *w = edit_open(&d->s, "follow-up", case_id, l.at[0].id, NULL, &d->e);
	record_list_fini(&l);
	put(w, "next", "standard");
	save(d, w);
	bool hidden = !form_visible(w->form, form_def_field(form_definition(w->form), "next_on"));
	edit_close(&w);
	k = head(d, case_id);
	assert_string_equal(hidden ? k.next_contact_at : "", "");
	case_row_fini(&k);
	/* Entered afterwards: it happened earlier, and changes nothing of what is newest. */
	fill(d, case_id, "follow-up", NULL, "contact", "attempt", "happened_on", "2026-11-20");
	k = head(d, case_id);
	assert_int_equal(k.attempts, 0);
	assert_string_equal(k.last_contact_at, iso);
	case_row_fini(&k);
}

/* ---- status by hand, alert ---- */

static void a_status_needs_its_reason_and_its_place(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct history_list h = {0};
	register_as(d, "Amina Example", case_id);
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "on-hold", "  ", &d->e));
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "closed", "Went home.", &d->e));
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "transferred", "Went home.", &d->e));
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "nonsense", "Why.", &d->e));
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "monitoring", "Why.", &d->e));
	refused(d, ERR_MISSING, case_set_status(&d->s, "01ARZ3NDEKTSV4RRFFQ69G5FAV", "on-hold", "Why.", &d->e));
	head_is(d, case_id, "new", "screening");
	d->s.permits &= ~PERMIT_BIT(PERMIT_APPROVE);
	refused(d, ERR_DENIED, case_set_status(&d->s, case_id, "duplicate", "Went home.", &d->e));
	d->s.permits = PERMIT_EVERYTHING;
	good(d, case_set_status(&d->s, case_id, "screened", "Screened on paper.", &d->e));
	head_is(d, case_id, "screened", "screening");
	good(d, history_read(&d->s, case_id, 1, &h, &d->e));
	assert_string_equal(h.at[0].kind, "case");
	assert_string_equal(h.at[0].action, "status");
	assert_int_equal(h.at[0].n_changes, 2);
	assert_string_equal(h.at[0].changes[1].new_value, "Screened on paper.");
	history_list_fini(&h);
}

static void a_case_opened_again_does_not_jump_to_where_it_was(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	screen_as(d, case_id, "assess");
	assess_all(d, case_id, "neutral");
	agree(d, case_id);
	fill(d, case_id, "follow-up", NULL, "contact", "contact", "happened_on", "2026-11-23");
	head_is(d, case_id, "active", "follow-up");
	close_case(d, case_id);
	good(d, case_set_status(&d->s, case_id, "reopened", "Came back.", &d->e));
	fill(d, case_id, "goal", NULL, "goal", "A room");
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, "reopened");
	case_row_fini(&k);
	fill(d, case_id, "screening", NULL, "decision", "assess", "decision_reason", "Came back.");
	k = head(d, case_id);
	assert_string_equal(k.status, "screened");
	case_row_fini(&k);
	fill(d, case_id, "goal", NULL, "goal", "Work");
	k = head(d, case_id);
	assert_string_equal(k.status, "screened");
	case_row_fini(&k);
}

static void what_was_done_out_of_order_is_caught_up_with(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	agree(d, case_id);
	fill(d, case_id, "follow-up", NULL, "contact", "contact", "happened_on", "2026-11-23");
	head_is(d, case_id, "new", "screening");
	assess_all(d, case_id, "neutral");
	head_is(d, case_id, "active", "follow-up");
}

static void the_rule_of_contact_stands_in_the_head(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_as(d, "Amina Example", case_id);
	struct case_row k = head(d, case_id);
	assert_true(!k.alert || !*k.alert);
	case_row_fini(&k);
	struct edit *w = open_kind(d, "person", case_id);
	int field = form_def_field(form_definition(w->form), "contact_alert");
	const struct option_list *options = form_options(w->form, field);
	put(w, "contact_alert", options ? options->at[options->n - 1].code : "Do not call");
	save(d, w);
	edit_close(&w);
	k = head(d, case_id);
	assert_non_null(k.alert);
	assert_string_equal(k.alert, options ? options->at[options->n - 1].label : "Do not call");
	case_row_fini(&k);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_decision_moves_the_case),
		T(without_a_decision_screening_stays_due),
		T(refused_consent_keeps_no_answers_that_the_form_hides),
		T(a_level_below_the_calculated_one_needs_its_reason),
		T(half_a_round_does_not_lower_a_calculated_level),
		T(an_urgent_flag_runs_until_somebody_acts),
		T(a_corrected_flag_is_no_longer_open),
		T(of_two_answers_at_once_yes_counts),
		T(an_assessment_gives_the_level),
		T(nothing_assessed_reads_as_nothing),
		T(a_new_round_is_copied_and_judged_anew),
		T(a_half_round_raises_the_level_at_once),
		T(rounds_of_two_people_do_not_fork),
		T(a_plan_is_not_agreed_over_an_open_risk),
		T(a_plan_without_an_assessment_can_be_agreed),
		T(suggestions_can_be_dismissed),
		T(the_first_step_taken_makes_the_case_active),
		T(an_action_that_is_over_is_due_no_more),
		T(contacts_and_attempts_are_told_apart),
		T(a_status_needs_its_reason_and_its_place),
		T(a_case_opened_again_does_not_jump_to_where_it_was),
		T(what_was_done_out_of_order_is_caught_up_with),
		T(the_rule_of_contact_stands_in_the_head),
	};
	return cmocka_run_group_tests_name("service_case", tests, NULL, NULL);
}

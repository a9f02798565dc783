/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is restricted: a case full of secrets, and a colleague without the permission who goes through every service.
 * Nothing of it is in what they are handed; and nothing of it is lost when they save.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/context.h>
#include <sarai/kind/household.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/audit_log.h>
#include <sarai/view/case_records.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

#define SECRET "Quetzal" /* in every restricted answer, and nowhere else */

/* Besnik may do everything but see what is restricted. */
static void besnik(struct service_env *b, const struct service_env *d)
{
	service_env_beside(b, d, "besnik");
	b->s.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
}

/* ---- a case full of secrets ---- */

struct secrets {
	char case_id[ID_TEXT], person_id[ID_TEXT], screening[ID_TEXT], assessment[ID_TEXT], action[ID_TEXT],
		no_action[ID_TEXT], plan[ID_TEXT], care[ID_TEXT], self_harm[ID_TEXT], trafficking[ID_TEXT];
};

static void judge(struct service_env *d, struct secrets *x)
{
	const struct catalogue *c = d->config->catalogue;
	struct edit *w = open_kind(d, "assessment", x->case_id);
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, "neutral");
	put(w, "sexual_orientation", "severe-risk");
	put(w, "documents_identity", "severe-risk");
	put(w, "debt", "mild-risk");
	form_set_note(w->form, form_def_field(form_definition(w->form), "sexual_orientation"), SECRET " note");
	form_set_stage(w->form, form_def_field(form_definition(w->form), "sexual_orientation"), STAGE_DURING);
	put(w, "finished", "yes");
	save(d, w);
	memcpy(x->assessment, w->record.id, sizeof x->assessment);
	edit_close(&w);
}

static void fill_secrets(struct service_env *d, struct secrets *x)
{
	memset(x, 0, sizeof *x);
	register_as(d, "Open Example", x->case_id);
	struct edit *w = edit_open(&d->s, "person", x->case_id, NULL, NULL, &d->e);
	assert_non_null(w);
	put(w, "gender", "trans-man");
	put(w, "in_shelter", "yes");
	put(w, "shelter_address", SECRET " Street 5");
	save(d, w);
	memcpy(x->person_id, w->record.id, sizeof x->person_id);
	edit_close(&w);
	fill(d, x->case_id, "screening", x->screening, "consent", "consents", "exposure", "yes", "exposure_kinds",
	     "sexual", "exposure_text", "Hurt on the way.", "capability", "yes", "decision", "assess",
	     "restricted_note", SECRET " happened");
	judge(d, x);
	fill(d, x->case_id, "action", x->action, "action", "Meet the legal aid office", "factors",
	     "sexual_orientation documents_identity", "due_on", "2026-11-30");
	fill(d, x->case_id, "no-action", x->no_action, "factor", "sexual_orientation", "because", SECRET " reason");
	fill(d, x->case_id, "plan", x->plan, "wishes", "To be safe.");
	fill(d, x->case_id, "ssra", NULL, "person", "high", "overall", "high", "details", SECRET " car");
	fill(d, x->case_id, "safety-plan", NULL, "code_word", SECRET, "review_on", "2026-11-23");
	fill(d, x->case_id, "self-harm", x->self_harm, "thoughts", "current", "thoughts_text", SECRET " words");
	fill(d, x->case_id, "sexual-violence-care", x->care, "happened_on", "2026-11-22", "happened_hour", "20",
	     "accompanied", SECRET);
	fill(d, x->case_id, "restricted-note", NULL, "subject", SECRET, "note", SECRET " hides");
	fill(d, x->case_id, "trafficking", x->trafficking, "indicators", "wages", "exploitation", "SexualExploitation",
	     "sexual", "PrivateSexualServices", "in_short", SECRET " story", "exploitation_place", SECRET " Road");
	fill(d, x->case_id, "trafficking-event", NULL, "type", "Transit", "description", SECRET " lorry");
	fill(d, x->case_id, "perpetrator", NULL, "role", "Exploiter", "called", SECRET " Senior");
}

/* ---- telling ---- */

static void tell_pairs(struct str *t, const struct pairs *p)
{
	for (int i = 0; i < p->n; i++)
		str_addf(t, "%s=%s\n", p->at[i].name, p->at[i].value);
}

static void tell_record(struct str *t, const struct record *r)
{
	str_addf(t, "%s|%s|%s|%s|%s|%s\n", r->kind, r->title ? r->title : "", r->state, r->due, r->form_id,
		 r->form_hash);
	tell_pairs(t, &r->answers);
}

static void tell_list(struct str *t, const struct record_list *l)
{
	for (int i = 0; i < l->n; i++)
		tell_record(t, &l->at[i]);
}

static void tell_today(struct str *t, const struct today *all)
{
	for (int i = 0; i < all->n; i++)
		str_addf(t, "%s %s %s\n", all->at[i].what, all->at[i].number, all->at[i].due);
}

static void tell_work(struct service_env *d, struct str *t, struct edit *w)
{
	const struct form_def *def = form_definition(w->form);
	struct pairs now = {0};
	struct form_problem problems[40];
	tell_record(t, &w->record);
	tell_pairs(t, &w->base);
	tell_pairs(t, &w->pending);
	edit_answers(&d->s, w, &now);
	tell_pairs(t, &now);
	pairs_clear(&now);
	for (int i = 0; i < def->n_fields; i++) {
		char *shown = form_show(w->form, i);
		str_addf(t, "%s %s %s %u\n", form_value(w->form, i), shown, form_note(w->form, i),
			 form_stage(w->form, i));
		if (form_visible(w->form, i))
			str_addf(t, "%s\n", def->fields[i].label);
		free(shown);
	}
	int n = form_problems(w->form, problems, 40);
	for (int i = 0; i < n && i < 40; i++)
		str_addf(t, "%s\n", problems[i].text);
	if (w->kind->says) {
		w->kind->says(&(struct save){.session = &d->s, .edit = w}, t);
		str_add(t, "\n");
	}
	for (int i = 0; i < w->case_row.n_clocks; i++)
		str_addf(t, "%s\n", w->case_row.clocks[i].words);
}

static void tell_score(struct service_env *d, struct str *t, const struct answers *a, const struct score *s)
{
	const struct catalogue *c = d->config->catalogue;
	for (int i = 0; i < c->n_factors; i++) {
		if (a->factor[i] != ANSWER_NONE)
			str_addf(t, "%s=%s\n", c->factors[i].name, answer_name(a->factor[i]));
	}
	for (int i = 0; s && i < s->n_reasons; i++)
		str_addf(t, "%s %d\n", c->factors[s->reasons[i].factor].label, s->reasons[i].points);
	for (int i = 0; s && i < s->n_next; i++)
		str_addf(t, "%s\n", s->next[i].factor >= 0 ? c->factors[s->next[i].factor].label : "");
	for (int i = 0; s && i < s->n_rules; i++)
		str_addf(t, "%s\n", c->rules[s->rules[i]].label);
}

static void tell_plan(struct service_env *d, struct str *t, const struct plan_view *v)
{
	const struct catalogue *c = d->config->catalogue;
	tell_record(t, &v->plan);
	tell_list(t, &v->goals);
	tell_list(t, &v->actions);
	tell_list(t, &v->no_actions);
	tell_list(t, &v->dismissed);
	tell_record(t, &v->assessment.record);
	tell_score(d, t, &v->assessment.answers, v->assessment.score);
	for (int i = 0; i < v->n_open_risks; i++)
		str_addf(t, "%s\n", c->factors[v->open_risks[i]].label);
	for (int i = 0; i < v->n_suggestions; i++) {
		for (int k = 0; k < v->suggestions[i].n_factors; k++)
			str_addf(t, "%s\n", c->factors[v->suggestions[i].factors[k]].label);
	}
}

/* All that the services say of a case to whoever sits at this desk. */
static char *all_told(struct service_env *d, const struct secrets *x)
{
	struct str t = {0};
	struct today today;
	struct record_list l = {0};
	struct history_list h = {0};
	struct assessment a;
	struct plan_view v;
	struct draft_list drafts = {0};
	for (enum case_section section = 0; section < SECTION_COUNT; section++) {
		good(d, section_read(&d->s, x->case_id, section, &l, &d->e));
		tell_list(&t, &l);
		record_list_fini(&l);
	}
	good(d, records_list(&d->s, x->case_id, NULL, &l, &d->e));
	tell_list(&t, &l);
	record_list_fini(&l);
	for (int i = 0; kind_at(i); i++) {
		if (records_list(&d->s, x->case_id, kind_at(i)->name, &l, NULL))
			tell_list(&t, &l);
		record_list_fini(&l);
	}
	good(d, history_read(&d->s, x->case_id, 0, &h, &d->e));
	for (int i = 0; i < h.n; i++) {
		str_addf(&t, "%s %s\n", h.at[i].kind, h.at[i].summary ? h.at[i].summary : "");
		for (int c = 0; c < h.at[i].n_changes; c++)
			str_addf(&t, "%s: %s -> %s\n", h.at[i].changes[c].field, h.at[i].changes[c].old_value,
				 h.at[i].changes[c].new_value);
	}
	history_list_fini(&h);
	char *page = case_summary(&d->s, x->case_id, 70, &d->e);
	assert_non_null(page);
	str_add(&t, page);
	free(page);
	good(d, assessment_read(&d->s, x->case_id, &a, &d->e));
	tell_record(&t, &a.record);
	tell_score(d, &t, &a.answers, a.score);
	assessment_fini(&a);
	good(d, plan_read(&d->s, x->case_id, &v, &d->e));
	tell_plan(d, &t, &v);
	plan_view_fini(&v);
	good(d, agenda_read(&d->s, (struct date){.year = 2027, .month = 6, .day = 1}, true, &today, &d->e));
	tell_today(&t, &today);
	today_fini(&today);
	good(d, today_read(&d->s, &today, &d->e));
	tell_today(&t, &today);
	today_fini(&today);
	struct audit_list audit = {0};
	good(d, audit_read(&d->s, &(struct audit_filter){.case_id = x->case_id}, &audit, &d->e));
	assert_true(audit.n > 10);
	for (int i = 0; i < audit.n; i++)
		str_addf(&t, "%s %s %s\n", audit.at[i].action, audit.at[i].kind, audit.at[i].detail);
	audit_list_fini(&audit);
	good(d, drafts_list(&d->s, &drafts, &d->e));
	for (int i = 0; i < drafts.n; i++)
		str_addf(&t, "%s\n", drafts.at[i].title);
	draft_list_fini(&drafts);
	const struct {
		const char *kind, *id;
	} open[] = {{"person", x->person_id},
		    {"screening", x->screening},
		    {"assessment", x->assessment},
		    {"assessment", NULL},
		    {"action", x->action},
		    {"action", NULL},
		    {"no-action", NULL},
		    {"plan", x->plan},
		    {"trafficking", x->trafficking},
		    {"ssra", NULL}};
	for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
		struct edit *w = edit_open(&d->s, open[i].kind, x->case_id, open[i].id, NULL, &d->e);
		if (!w)
			fail_msg("%s: %s", open[i].kind, d->e.detail);
		tell_work(d, &t, w);
		if (!strcmp(open[i].kind, "assessment")) {
			struct answers now;
			answers_init(&now, d->config->catalogue);
			struct score *score = edit_score(&d->s, w, &now);
			tell_score(d, &t, &now, score);
			score_free(&score);
			answers_fini(&now);
		}
		edit_close(&w);
	}
	return str_take(&t);
}

/* Besides the secret itself: what a kind is, and what the restricted answers are. */
static const char *const hushed[] = {
	SECRET,
	"sexual_orientation",
	"Sexual orientation",
	"trans-man",
	"self-harm|",
	"\nself-harm ",
	"Self-harm",
	"sexual-violence-care",
	"Care after",
	"safety-plan",
	"Safety plan",
	"perpetrator",
	"PrivateSexualServices",
	"Perpetrator",
	"thoughts",
	"supervisor_told",
	"happened_hour",
};

static void nothing_is_told(struct service_env *b, const struct secrets *x)
{
	char *told = all_told(b, x);
	for (size_t i = 0; i < sizeof hushed / sizeof hushed[0]; i++) {
		const char *at = strstr(told, hushed[i]);
		if (at)
			fail_msg("\"%s\" is told: ...%.120s", hushed[i], at > told + 40 ? at - 40 : told);
	}
	/* What is not restricted is there. */
	assert_non_null(strstr(told, "Meet the legal aid office"));
	assert_non_null(strstr(told, "factors=documents_identity\n"));
	assert_non_null(strstr(told, "Hurt on the way."));
	assert_non_null(strstr(told, "documents_identity=severe-risk"));
	assert_non_null(strstr(told, "Care window"));
	assert_non_null(strstr(told, "restricted-note"));
	assert_non_null(strstr(told, "in a protected shelter"));
	free(told);
}

static void nothing_restricted_is_handed_out(void **state)
{
	struct service_env *d = *state, b;
	struct secrets x;
	fill_secrets(d, &x);
	besnik(&b, d);
	nothing_is_told(&b, &x);
	/* Nor where he may see it in his own cases alone, and this is another's. */
	b.s.permits |= PERMIT_BIT(PERMIT_RESTRICTED);
	b.s.scope[PERMIT_RESTRICTED] = SCOPE_OWN;
	nothing_is_told(&b, &x);
	/* Amina, who may see it, is told; so the test looks where the secrets are. */
	char *told = all_told(d, &x);
	assert_non_null(strstr(told, SECRET " happened"));
	assert_non_null(strstr(told, SECRET " note"));
	assert_non_null(strstr(told, "Self-harm protocol"));
	assert_non_null(strstr(told, "sexual_orientation documents_identity"));
	free(told);
	service_env_leave(&b);
}

static void titles_and_summaries_hold_nothing_restricted_for_anybody(void **state)
{
	struct service_env *d = *state;
	struct secrets x;
	struct record_list l = {0};
	fill_secrets(d, &x);
	good(d, records_list(&d->s, x.case_id, NULL, &l, &d->e));
	for (int i = 0; i < l.n; i++) {
		const struct kind *k = kind_get(l.at[i].kind);
		if (k->restricted || !strcmp(k->name, "no-action"))
			assert_null(l.at[i].title);
	}
	record_list_fini(&l);
	char *page = case_summary(&d->s, x.case_id, 70, &d->e);
	assert_non_null(page);
	assert_null(strstr(page, SECRET));
	assert_null(strstr(page, "orientation"));
	assert_non_null(strstr(page, "in a protected shelter"));
	free(page);
	struct case_list found = {0};
	int likeness[20];
	good(d, cases_find(&d->s, SECRET, 20, &found, likeness, &d->e));
	assert_int_equal(found.n, 0);
	case_list_fini(&found);
}

/* ---- nothing is lost ---- */

static void stored(struct service_env *d, const char *id, const char *field, const char *value)
{
	struct record r;
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	assert_string_equal(pairs_get(&r.answers, field), value);
	record_fini(&r);
}

/* As an organisation could write it: a factor of the household that is restricted. */
static void restrict_factor(struct service_env *d, const char *name)
{
	d->config->catalogue->factors[catalogue_factor(d->config->catalogue, name)].restricted = true;
	for (int i = 0; i < d->config->n_forms; i++) {
		int field = form_def_field(d->config->forms[i], name);
		if (field >= 0)
			d->config->forms[i]->fields[field].restricted = true;
	}
}

static void what_a_household_shares_is_as_restricted_there_as_here(void **state)
{
	struct service_env *d = *state, b;
	char id[ID_TEXT], household[ID_TEXT];
	struct household_view v;
	struct inherit_sources x;
	struct history_list h;
	struct str t = {0};
	register_as(d, "Open Example", id);
	restrict_factor(d, "violence_in_family");
	good(d, household_make(&d->s, id, HOUSEHOLD_FAMILY, household, &d->e));
	struct edit *w = edit_open(&d->s, "household-assessment", NULL, NULL, household, &d->e);
	assert_non_null(w);
	put(w, "violence_in_family", "severe-risk");
	put(w, "socioeconomic_status", "mild-risk");
	put(w, "not_alone", "Spoken with in the next room.");
	form_set_note(w->form, form_def_field(form_definition(w->form), "violence_in_family"), SECRET " uncle");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	besnik(&b, d);
	restrict_factor(&b, "violence_in_family");
	/* Besnik begins the round: what he may not see is taken over all the same. */
	w = open_kind(&b, "assessment", id);
	assert_string_equal(form_value_of(w->form, "socioeconomic_status"), "mild-risk");
	assert_string_equal(form_value_of(w->form, "violence_in_family"), "");
	tell_work(&b, &t, w);
	good(&b, inherit_read(&b.s, w, &x, &b.e));
	tell_pairs(&t, &x.at[INHERIT_HOUSEHOLD].answers);
	inherit_sources_fini(&x);
	save(&b, w);
	tell_work(&b, &t, w);
	stored(d, w->record.id, "violence_in_family", "severe-risk");
	stored(d, w->record.id, "=from.violence_in_family", "severe-risk");
	edit_close(&w);
	good(&b, household_read(&b.s, household, &v, &b.e));
	tell_record(&t, &v.household);
	tell_record(&t, &v.assessment);
	household_view_fini(&v);
	good(&b, shared_history(&b.s, household, &h, &b.e));
	for (int i = 0; i < h.n; i++) {
		for (int c = 0; c < h.at[i].n_changes; c++)
			str_addf(&t, "%s %s\n", h.at[i].changes[c].field, h.at[i].changes[c].new_value);
	}
	history_list_fini(&h);
	char *page = shared_page(&b.s, household, "household-assessment", NULL, &b.e);
	assert_non_null(page);
	str_add(&t, page);
	free(page);
	assert_non_null(strstr(str_text(&t), "socioeconomic_status=mild-risk"));
	static const char *const words[] = {SECRET, "violence_in_family", "severe"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const char *at = strstr(str_text(&t), words[i]);
		if (at)
			fail_msg("\"%s\" is told: ...%.120s", words[i], at > str_text(&t) + 40 ? at - 40 : at);
	}
	str_fini(&t);
	service_env_leave(&b);
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(nothing_restricted_is_handed_out),
		T(titles_and_summaries_hold_nothing_restricted_for_anybody),
		T(what_a_household_shares_is_as_restricted_there_as_here),
	};
	return cmocka_run_group_tests_name("service_restricted", tests, NULL, NULL);
}

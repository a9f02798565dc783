/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programme signals from seeded cases: what comes up, and what must not; interventions made from them, and how many are
 * at risk before and after.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/signal.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/interventions.h>
#include <sarai/view/trend_words.h>
#include <sarai/view/trends.h>

#include "lib/service_env.h"

#define SCHOOL "education_access"
#define CASES 30

struct town {
	struct service_env d;
	char north[ID_TEXT], land[ID_TEXT];
	char at[CASES][ID_TEXT]; /* cases */
	int n;
};

/* A finished profile that judges nothing yet. */
static void profile(struct town *t, const char *name, const char *type, char out[ID_TEXT])
{
	struct service_env *d = &t->d;
	struct edit *w = edit_open(&d->s, "context", NULL, NULL, NULL, &d->e);
	assert_non_null(w);
	put(w, "name", name);
	put(w, "type", type);
	put(w, "country", "KE");
	if (!strcmp(type, "community"))
		put(w, "place", name);
	put(w, "finished", "yes");
	save(d, w);
	memcpy(out, w->record.id, ID_TEXT);
	edit_close(&w);
}

static int set_up(void **state)
{
	struct town *t = mem_alloc(sizeof *t);
	service_env_open(&t->d);
	profile(t, "Northtown", "community", t->north);
	profile(t, "Exampleland", "country", t->land);
	*state = t;
	return 0;
}

static int tear_down(void **state)
{
	service_env_close(&((struct town *)*state)->d);
	free(*state);
	return 0;
}

/* One more round of a case: this answer to "school" there; community "" for none. */
static void assess(struct town *t, int i, const char *community, const char *country, const char *answer)
{
	struct edit *w = open_kind(&t->d, "assessment", t->at[i]);
	put(w, "context_community", community);
	put(w, "context_country", country);
	good(&t->d, edit_inherit(&t->d.s, w, INHERIT_NEW, NULL, &t->d.e));
	put(w, SCHOOL, answer);
	put(w, "finished", "yes");
	save(&t->d, w);
	edit_close(&w);
}

/* n more cases of Northtown with this answer. */
static void add(struct town *t, int n, const char *answer)
{
	for (; n > 0; n--) {
		char name[40];
		assert_true(t->n < CASES);
		snprintf(name, sizeof name, "Person %c Example", 'A' + t->n);
		register_as(&t->d, name, t->at[t->n]);
		assess(t, t->n++, t->north, t->land, answer);
	}
}

/* The signals, one a line: "place, factor, how many". Owned. */
static char *signals(struct town *t)
{
	struct service_env *d = &t->d;
	struct signal_rows l;
	struct str s = {0};
	good(d, signals_read(&d->s, &l, &d->e));
	for (int i = 0; i < l.n; i++) {
		str_addf(&s, "%s, %s, ", l.at[i].place, d->config->catalogue->factors[l.at[i].signal.factor].name);
		cell_words(l.at[i].signal.cell, d->config->response->signals.smallest_cell, &s);
		str_add(&s, "\n");
	}
	signal_rows_fini(&l);
	return s.len ? str_take(&s) : mem_strdup("");
}

static void signals_are(struct town *t, const char *expected)
{
	char *is = signals(t);
	assert_string_equal(is, expected);
	free(is);
}

/* ---- what comes up ---- */

static void from_so_many_on(void **state)
{
	struct town *t = *state;
	add(t, 6, "neutral");
	add(t, 4, "mild-risk");
	signals_are(t, "");
	add(t, 1, "severe-risk");
	signals_are(t, "Northtown, " SCHOOL ", 5 of 11 cases\n");
	add(t, 2, "moderate-protection");
	add(t, 1, "unknown"); /* not judged */
	signals_are(t, "Northtown, " SCHOOL ", 5 of 13 cases\n");
	/* Nearly all: how few are not is not to be read from it. */
	add(t, 9, "severe-risk");
	t->d.config->response->signals.smallest_cell = 9;
	signals_are(t, "Northtown, " SCHOOL ", 14 or more of 22 cases\n");
}

static void never_fewer_than_may_be_shown(void **state)
{
	struct town *t = *state;
	t->d.config->response->signals.cases = 2;
	add(t, 8, "neutral");
	add(t, 4, "severe-risk");
	signals_are(t, "");
	add(t, 1, "severe-risk");
	signals_are(t, "Northtown, " SCHOOL ", 5 of 13 cases\n");
	t->d.config->response->signals.smallest_cell = 6;
	signals_are(t, "");
}

static void only_what_is_new(void **state)
{
	struct town *t = *state;
	add(t, 5, "severe-risk");
	add(t, 5, "neutral");
	signals_are(t, "Northtown, " SCHOOL ", 5 of 10 cases\n");
	/* A newer round counts, whatever the one before said. */
	assess(t, 0, t->north, t->land, "neutral");
	signals_are(t, "");
	assess(t, 0, t->north, t->land, "mild-risk");
	signals_are(t, "Northtown, " SCHOOL ", 5 of 10 cases\n");
	t->d.now += 91 * (int64_t)DAY;
	signals_are(t, "");
	assess(t, 1, t->north, t->land, "severe-risk");
	signals_are(t, "");
	t->d.config->response->signals.days = 92;
	signals_are(t, "Northtown, " SCHOOL ", 5 of 10 cases\n");
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

static void who_is_not_counted(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	add(t, 5, "severe-risk");
	add(t, 5, "neutral");
	/* Somebody registered twice counts once. */
	becomes(d, t->at[0], "duplicate");
	signals_are(t, "");
	add(t, 1, "severe-risk");
	signals_are(t, "Northtown, " SCHOOL ", 5 of 10 cases\n");
	/* Work that has ended was work in these days all the same. */
	becomes(d, t->at[1], "closed");
	signals_are(t, "Northtown, " SCHOOL ", 5 of 10 cases\n");
	/* Fictitious people do not count among others. */
	struct case_row k = head(d, t->at[2]);
	k.fictitious = true;
	good(d, store_case_update(d->s.store, &k, &d->e));
	case_row_fini(&k);
	signals_are(t, "");
}

static void of_other_places(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	add(t, 10, "neutral");
	for (int i = 0; i < 5; i++)
		assess(t, i, "", t->land, "severe-risk");
	/* Without a community it is the country's. */
	signals_are(t, "Exampleland, " SCHOOL ", 5 or more of 5 cases\n");
	for (int i = 0; i < 5; i++)
		assess(t, i, "", "", "severe-risk");
	signals_are(t, ""); /* nobody knows where */
	for (int i = 0; i < 5; i++) {
		fill(d, t->at[i], "journey-stage", NULL, "stage", "during", "from_country", "SO", "to_country", "ET",
		     "left_on", "2024-02");
		fill(d, t->at[i], "journey-stage", NULL, "stage", "after", "from_country", "ET", "to_country", "KE",
		     "left_on", "2025-06");
	}
	signals_are(t, "Kenya, " SCHOOL ", 5 or more of 5 cases\n");
}

static void one_statement_however_many(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	unsigned long before, after, few = 0, many, prepares;
	for (int turn = 0; turn < 3; turn++) {
		add(t, turn ? 10 : 6, "severe-risk");
		store_counts(d->s.store, &before, &prepares);
		free(signals(t));
		store_counts(d->s.store, &after, &prepares);
		many = after - before;
		if (turn == 1)
			few = many;
	}
	assert_int_equal(few, many);
	assert_true(many < 15);
}

static void whose_it_is(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	struct signal_rows l;
	struct intervention_list i;
	d->s.permits &= ~PERMIT_BIT(PERMIT_CONTEXT);
	refused(d, ERR_DENIED, signals_read(&d->s, &l, &d->e));
	refused(d, ERR_DENIED, interventions_list(&d->s, &i, &d->e));
	assert_null(edit_open(&d->s, "intervention", NULL, NULL, NULL, &d->e));
	assert_null(intervention_page(&d->s, t->north, &d->e));
}

/* ---- what is done about it ---- */

static void intervene(struct town *t, const char *start, const char *end, char out[ID_TEXT])
{
	struct service_env *d = &t->d;
	struct signal_rows l;
	good(d, signals_read(&d->s, &l, &d->e));
	assert_int_equal(l.n, 1);
	struct edit *w = intervention_open(&d->s, &l.at[0], &d->e);
	signal_rows_fini(&l);
	assert_non_null(w);
	assert_string_equal(form_value_of(w->form, "place"), t->north);
	assert_string_equal(form_value_of(w->form, "factors"), SCHOOL);
	assert_string_equal(form_value_of(w->form, "level"), "community");
	assert_non_null(strstr(form_value_of(w->form, "done"), "Enrolment drives"));
	put(w, "title", "Back to school");
	put(w, "partner", "Parents' association");
	put(w, "start_on", start);
	put(w, "end_on", end);
	save(d, w);
	memcpy(out, w->record.id, ID_TEXT);
	edit_close(&w);
}

static void an_intervention_answers_it(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	struct signal_rows l;
	struct intervention_list all;
	char id[ID_TEXT], over[ID_TEXT];
	add(t, 5, "severe-risk");
	add(t, 5, "neutral");
	intervene(t, "2026-10-01", "2026-11-01", over);
	good(d, signals_read(&d->s, &l, &d->e));
	assert_string_equal(l.at[0].intervention, ""); /* it is over, and the signal is there again */
	signal_rows_fini(&l);
	intervene(t, "2026-11-23", "", id);
	good(d, signals_read(&d->s, &l, &d->e));
	assert_string_equal(l.at[0].intervention, id);
	assert_string_equal(l.at[0].intervention_title, "Back to school");
	signal_rows_fini(&l);
	good(d, interventions_list(&d->s, &all, &d->e));
	assert_int_equal(all.n, 2);
	assert_string_equal(all.at[0].record.id, id);
	assert_string_equal(all.at[0].place, "Northtown");
	assert_int_equal(all.at[0].stage, INTERVENTION_RUNNING);
	assert_int_equal(all.at[1].stage, INTERVENTION_ENDED);
	intervention_list_fini(&all);
	/* It has a history, and neither a case nor a name in it. */
	struct history_list h;
	good(d, store_history_list(d->s.store, NULL, id, 0, &h, &d->e));
	assert_int_equal(h.n, 1);
	assert_string_equal(h.at[0].case_id, "");
	history_list_fini(&h);
}

static void before_and_since(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	struct record r = {0};
	struct effect *e;
	char id[ID_TEXT];
	int n;
	add(t, 14, "severe-risk");
	add(t, 6, "neutral");
	d->now += 2 * (int64_t)DAY;
	intervene(t, "2026-11-25", "", id);
	/* Half of them get a new round, and nine get better; one of these is seen twice. */
	d->now += 30 * (int64_t)DAY;
	for (int i = 0; i < 9; i++)
		assess(t, i, t->north, t->land, "neutral");
	assess(t, 9, t->north, t->land, "severe-risk");
	assess(t, 0, t->north, t->land, "mild-risk");
	assess(t, 0, t->north, t->land, "neutral");
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	good(d, intervention_effect(&d->s, &r, &e, &n, &d->e));
	assert_int_equal(n, 1);
	assert_int_equal(e[0].before.risk, 14);
	assert_int_equal(e[0].before.judged, 20);
	assert_int_equal(e[0].since.risk, 1);
	assert_int_equal(e[0].since.judged, 10);
	free(e);
	record_fini(&r);
	char *page = intervention_page(&d->s, id, &d->e);
	assert_non_null(page);
	assert_non_null(strstr(page, "Place: Northtown"));
	assert_non_null(strstr(page, "before it began: 14 of 20 cases"));
	assert_non_null(strstr(page, "since: fewer than 5 of 10 cases"));
	assert_null(strstr(page, "Person"));
	free(page);
}

static void of_a_country_without_a_profile(void **state)
{
	struct town *t = *state;
	struct service_env *d = &t->d;
	struct signal_rows l;
	struct record r = {0};
	struct effect *e;
	int n;
	add(t, 16, "neutral"); /* of Northtown, in the same country */
	for (int i = 0; i < 12; i++) {
		assess(t, i, "", "", i < 6 ? "severe-risk" : "neutral");
		fill(d, t->at[i], "journey-stage", NULL, "stage", "after", "to_country", "KE", "left_on", "2025-06");
	}
	good(d, signals_read(&d->s, &l, &d->e));
	assert_int_equal(l.n, 1);
	struct edit *w = intervention_open(&d->s, &l.at[0], &d->e);
	signal_rows_fini(&l);
	assert_non_null(w);
	assert_string_equal(form_value_of(w->form, "country"), "KE");
	put(w, "title", "School for all");
	put(w, "start_on", "2026-12-01");
	save(d, w);
	record_copy(&r, &w->record);
	edit_close(&w);
	good(d, intervention_effect(&d->s, &r, &e, &n, &d->e));
	assert_int_equal(e[0].before.risk, 6);
	assert_int_equal(e[0].before.judged, 12);
	assert_int_equal(e[0].since.judged, 0);
	free(e);
	record_fini(&r);
	/* Without a place it is none. */
	w = edit_open(&d->s, "intervention", NULL, NULL, NULL, &d->e);
	put(w, "title", "Somewhere");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
}

static void what_can_be_done(void **state)
{
	struct service_env *d = &((struct town *)*state)->d;
	const struct catalogue *c = d->config->catalogue;
	struct str s = {0};
	char *text = responses_text(d->config, catalogue_factor(c, SCHOOL));
	assert_non_null(strstr(text, "Shut out of school"));
	assert_non_null(strstr(text, "With the community: Enrolment drives"));
	free(text);
	/* Of the community and the structure, each has something, but those no finding of the map names. */
	int named = 0;
	for (int i = 0; i < c->n_factors; i++) {
		enum inherit_from level = inherit_of_factor(c, i);
		str_clear(&s);
		responses_line(d->config, i, level, &s);
		named += level >= INHERIT_COMMUNITY && level < INHERIT_COUNT && s.len > 0;
	}
	assert_true(named >= 20);
	str_fini(&s);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(from_so_many_on),	TEST(never_fewer_than_may_be_shown),
		TEST(only_what_is_new), TEST(who_is_not_counted),
		TEST(of_other_places),	TEST(one_statement_however_many),
		TEST(whose_it_is),	TEST(an_intervention_answers_it),
		TEST(before_and_since), TEST(of_a_country_without_a_profile),
		TEST(what_can_be_done),
	};
	return cmocka_run_group_tests_name("service: signals", tests, NULL, NULL);
}

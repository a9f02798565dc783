/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several cases share: households and their members, profiles of places, and what an assessment takes over from
 * them; that a saved assessment never changes by itself; and that lists cost the same however long they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/context.h>
#include <sarai/kind/household.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/summary.h>

#include "lib/service_env.h"

/* ---- making things ---- */

static void answer_level(struct service_env *d, struct edit *w, const char *level, const char *answer)
{
	const struct catalogue *c = d->config->catalogue;
	for (int i = 0; i < c->n_factors; i++) {
		if (!strcmp(c->levels[c->factors[i].level].name, level))
			put(w, c->factors[i].name, answer);
	}
}

static int factors_of(struct service_env *d, const char *level)
{
	const struct catalogue *c = d->config->catalogue;
	int n = 0;
	for (int i = 0; i < c->n_factors; i++)
		n += !strcmp(c->levels[c->factors[i].level].name, level);
	return n;
}

/* A finished profile, every factor alike; its id in out. */
static void profile(struct service_env *d, const char *name, const char *type, const char *place, const char *answer,
		    char out[ID_TEXT])
{
	struct edit *w = open_under(d, "context", NULL, NULL);
	put(w, "name", name);
	put(w, "type", type);
	put(w, "country", "KE");
	if (!strcmp(type, "community"))
		put(w, "place", place);
	answer_level(d, w, !strcmp(type, "community") ? "community" : "structural", answer);
	put(w, "finished", "yes");
	memcpy(out, w->record.id, ID_TEXT);
	save(d, w);
	edit_close(&w);
}

/* The next version: one factor otherwise. */
static void next_version(struct service_env *d, const char *source, const char *factor, const char *answer)
{
	struct edit *w = open_under(d, "context", source, NULL);
	put(w, factor, answer);
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

static void household(struct service_env *d, const char *case_id, char out[ID_TEXT])
{
	good(d, household_make(&d->s, case_id, HOUSEHOLD_FAMILY, out, &d->e));
}

static void add_member(struct service_env *d, const char *household_id, const char *number, const char *relation)
{
	struct edit *w = open_under(d, "household-member", household_id, NULL);
	put(w, "member_case", number);
	put(w, "relation", relation);
	save(d, w);
	edit_close(&w);
}

static void assess_household(struct service_env *d, const char *household_id, const char *answer)
{
	struct edit *w = open_under(d, "household-assessment", household_id, NULL);
	answer_level(d, w, "household", answer);
	put(w, "not_alone", "Tested without people.");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
}

static void number_of(struct service_env *d, const char *case_id, char out[32])
{
	struct case_row k = head(d, case_id);
	memcpy(out, k.number, 32);
	case_row_fini(&k);
}

/* Everything stored of a record, as one text. Owned. */
static char *stored(struct service_env *d, const char *record_id)
{
	struct record r = {0};
	good(d, store_record_get(d->s.store, record_id, &r, &d->e));
	char *text = pairs_to_text(&r.answers);
	record_fini(&r);
	return text;
}

/* ---- households ---- */

static void what_is_shared_has_a_history(void **state)
{
	struct service_env *d = *state;
	char a[ID_TEXT], id[ID_TEXT];
	struct history_list h;
	register_as(d, "Amina Example", a);
	household(d, a, id);
	fill_in(d, a, "consent", NULL, (const char *[]){NULL}); /* something of the case alone */
	struct edit *w = open_under(d, "household", NULL, id);
	put(w, "now_at", "Behind the mill");
	save(d, w);
	assert_string_equal(w->case_row.number, "");
	assert_string_equal(w->record.case_id, "");
	edit_close(&w);
	good(d, shared_history(&d->s, id, &h, &d->e));
	assert_int_equal(h.n, 3); /* made, first member, changed */
	assert_string_equal(h.at[0].kind, "household");
	assert_string_equal(h.at[0].changes[0].new_value, "Behind the mill");
	assert_string_equal(h.at[1].kind, "household-member");
	history_list_fini(&h);
	/* The membership is of the case too; the household itself is not. */
	int members = 0, households = 0;
	good(d, history_read(&d->s, a, 0, &h, &d->e));
	for (int i = 0; i < h.n; i++) {
		members += !strcmp(h.at[i].kind, "household-member");
		households += !strcmp(h.at[i].kind, "household");
	}
	assert_int_equal(members, 1);
	assert_int_equal(households, 0);
	history_list_fini(&h);
}

/* ---- inheritance ---- */

struct place {
	char a[ID_TEXT], b[ID_TEXT], household[ID_TEXT], community[ID_TEXT], country[ID_TEXT];
};

/* Two sisters in one household, assessed; their community and its country. */
static void place(struct service_env *d, struct place *p)
{
	char number[32];
	register_as(d, "Amina Example", p->a);
	register_as(d, "Bilal Sample", p->b);
	fill(d, p->a, "person", NULL, "location", "Northtown, near the market");
	household(d, p->a, p->household);
	number_of(d, p->b, number);
	add_member(d, p->household, number, "sibling");
	assess_household(d, p->household, "moderate-risk");
	profile(d, "Northtown", "community", "Northtown", "mild-risk", p->community);
	profile(d, "Southharbour", "community", "Southharbour", "severe-risk", p->country);
	profile(d, "Exampleland", "country", "", "mild-protection", p->country);
}

static void finish(struct service_env *d, struct edit *w)
{
	put(w, "finished", "yes");
	save(d, w);
}

static void an_assessment_takes_over(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	struct place p;
	place(d, &p);
	struct edit *w = open_kind(d, "assessment", p.a);
	assert_false(edit_dirty(w));
	/* The place is suggested by where she stays, the country by the place. */
	assert_string_equal(form_value_of(w->form, "context_community"), p.community);
	assert_string_equal(form_value_of(w->form, "context_country"), p.country);
	for (int i = 0; i < c->n_factors; i++) {
		static const char *const expect[] = {[INHERIT_HOUSEHOLD] = "moderate-risk",
						     [INHERIT_COMMUNITY] = "mild-risk",
						     [INHERIT_STRUCTURAL] = "mild-protection",
						     [INHERIT_NOTHING] = ""};
		assert_string_equal(form_value_of(w->form, c->factors[i].name), expect[inherit_of_factor(c, i)]);
	}
	/* What is shown of it, and what is kept. */
	struct pairs now = {0};
	struct inherit_result r;
	struct str words = {0};
	enum answer source;
	finish(d, w);
	int violence = catalogue_factor(c, "violence_in_family");
	pairs_copy(&now, &w->record.answers);
	assert_true(inherit_of(w->form, d->config, violence, &source, &r));
	assert_true(r.follows && !r.differs);
	inherit_words(&now, INHERIT_HOUSEHOLD, &words);
	assert_string_equal(str_text(&words), "Household, round 1");
	str_clear(&words);
	inherit_words(&now, INHERIT_COMMUNITY, &words);
	assert_string_equal(str_text(&words), "Northtown, version 1");
	str_fini(&words);
	assert_false(inherit_of(w->form, d->config, catalogue_factor(c, "debt"), &source, &r));

	/* The score is that of the answers themselves, for whoever has nothing but them. */
	struct answers bare;
	struct pairs only = {0};
	for (int i = 0; i < now.n; i++) {
		if (now.at[i].name[0] != '=')
			pairs_set(&only, now.at[i].name, now.at[i].value);
	}
	answers_init(&bare, c);
	form_answers(&only, c, &bare);
	struct score *s = score_evaluate(c, &bare);
	char figure[16];
	snprintf(figure, sizeof figure, "%d", s->score);
	assert_string_equal(pairs_get(&now, "=score"), figure);
	assert_true(s->score > 0);
	score_free(&s);
	answers_fini(&bare);
	pairs_clear(&only);
	pairs_clear(&now);
	edit_close(&w);

	/* Another case that says nothing of where it is: the household only, and no place. */
	w = open_kind(d, "assessment", p.b);
	assert_string_equal(form_value_of(w->form, "context_community"), "");
	assert_string_equal(form_value_of(w->form, "violence_in_family"), "moderate-risk");
	assert_string_equal(form_value_of(w->form, "social_norms"), "");
	/* A community is chosen: its answers come, and its country's. */
	struct inherit_count n;
	put(w, "context_community", p.community);
	good(d, edit_inherit(&d->s, w, INHERIT_NEW, &n, &d->e));
	assert_int_equal(n.taken, factors_of(d, "community") + factors_of(d, "structural"));
	assert_string_equal(form_value_of(w->form, "context_country"), p.country);
	/* Another one: they change; none: they go. */
	struct shared_list all;
	good(d, contexts_list(&d->s, &all, &d->e));
	assert_int_equal(all.n, 3);
	put(w, "context_community", all.at[2].newest.parent_id);
	assert_string_equal(all.at[2].newest.title, "Southharbour");
	shared_list_fini(&all);
	good(d, edit_inherit(&d->s, w, INHERIT_NEW, &n, &d->e));
	assert_int_equal(n.taken, factors_of(d, "community"));
	assert_string_equal(form_value_of(w->form, "social_norms"), "severe-risk");
	put(w, "context_community", "");
	good(d, edit_inherit(&d->s, w, INHERIT_NEW, &n, &d->e));
	assert_string_equal(form_value_of(w->form, "social_norms"), "");
	edit_close(&w);
}

static void a_newer_round_changes_nothing_that_is_saved(void **state)
{
	struct service_env *d = *state;
	struct place p;
	struct stale_list stale;
	char record[ID_TEXT], begun[ID_TEXT];
	place(d, &p);
	struct edit *w = open_kind(d, "assessment", p.a);
	finish(d, w);
	memcpy(record, w->record.id, ID_TEXT);
	edit_close(&w);
	w = open_kind(d, "assessment", p.b);
	save(d, w); /* begun only */
	memcpy(begun, w->record.id, ID_TEXT);
	edit_close(&w);
	struct case_row before = head(d, p.a);
	char *saved = stored(d, record), *half = stored(d, begun);
	good(d, stale_cases(&d->s, NULL, &stale, &d->e));
	assert_int_equal(stale.n, 0);
	stale_list_fini(&stale);

	next_version(d, p.community, "social_norms", "severe-risk");
	assess_household(d, p.household, "severe-risk");
	struct case_row after = head(d, p.a);
	char *still = stored(d, record), *still_half = stored(d, begun);
	assert_string_equal(saved, still);
	assert_string_equal(half, still_half);
	assert_int_equal(before.score, after.score);
	assert_int_equal(before.version, after.version);

	/* It is told: in the list, in the case, at opening. */
	good(d, stale_cases(&d->s, NULL, &stale, &d->e));
	assert_int_equal(stale.n, 3); /* the community of one, the household of both */
	assert_string_equal(stale.at[0].kind, "context");
	assert_string_equal(stale.at[0].case_id, p.a);
	assert_int_equal(stale.at[0].used, 1);
	assert_int_equal(stale.at[0].newest, 2);
	stale_list_fini(&stale);
	char *page = case_summary(&d->s, p.a, 120, &d->e);
	assert_non_null(strstr(page, "Household, round 1; Northtown, version 1; Exampleland, version 1"));
	assert_non_null(strstr(page, "NEWER: Northtown, version 2; Household, round 2"));
	free(page);
	struct inherit_sources x;
	struct str words = {0};
	w = edit_open(&d->s, "assessment", p.a, record, NULL, &d->e);
	assert_non_null(w);
	assert_false(edit_dirty(w));
	good(d, inherit_read(&d->s, w, &x, &d->e));
	assert_true(inherit_newer(&x, &w->record.answers, &words));
	assert_string_equal(str_text(&words), "Household, round 2; Northtown, version 2");
	inherit_sources_fini(&x);
	str_fini(&words);
	edit_close(&w);

	/* On request in the round that is open; in a new round by itself. */
	struct inherit_count n;
	w = edit_open(&d->s, "assessment", p.b, begun, NULL, &d->e);
	assert_non_null(w);
	good(d, edit_inherit(&d->s, w, INHERIT_NEW, &n, &d->e));
	assert_int_equal(n.taken, factors_of(d, "household"));
	save(d, w);
	edit_close(&w);
	w = open_kind(d, "assessment", p.a);
	assert_int_equal(w->record.round, 2);
	assert_string_equal(form_value_of(w->form, "social_norms"), "severe-risk");
	assert_string_equal(form_value_of(w->form, "social_networks"), "mild-risk");
	finish(d, w);
	edit_close(&w);
	good(d, stale_cases(&d->s, NULL, &stale, &d->e));
	assert_int_equal(stale.n, 0);
	stale_list_fini(&stale);
	/* The first round still says what it was made with. */
	char *first = stored(d, record);
	assert_string_equal(saved, first);
	free(first);
	free(saved);
	free(half);
	free(still);
	free(still_half);
	case_row_fini(&before);
	case_row_fini(&after);
}

/* Two on one assessment: one of them has taken over what is new. What was inherited goes with the answers chosen. */
static void a_conflict_keeps_what_was_taken_over(void **state)
{
	struct service_env *d = *state, other;
	struct place p;
	struct record theirs = {0};
	char record[ID_TEXT];
	place(d, &p);
	struct edit *w = open_kind(d, "assessment", p.a);
	save(d, w);
	memcpy(record, w->record.id, ID_TEXT);
	assess_household(d, p.household, "severe-risk");
	service_env_beside(&other, d, "bruno");
	struct edit *his = edit_open(&other.s, "assessment", p.a, record, NULL, &other.e);
	assert_non_null(his);
	good(&other, edit_inherit(&other.s, his, INHERIT_NEW, NULL, &other.e));
	save(&other, his);
	edit_close(&his);
	put(w, "debt", "severe-risk");
	refused(d, ERR_CONFLICT, edit_save(&d->s, w, &theirs, &d->e));
	struct pairs chosen = {0};
	form_store(w->form, &chosen);
	for (int i = 0; i < theirs.answers.n; i++) { /* as on the screen: theirs where only they changed it */
		const struct pair *q = &theirs.answers.at[i];
		if (q->name[0] != '=' && strcmp(q->name, "debt"))
			pairs_set(&chosen, q->name, q->value);
	}
	edit_rebase(w, &theirs, &chosen);
	pairs_clear(&chosen);
	record_fini(&theirs);
	finish(d, w); /* nothing differs without a reason */
	struct str words = {0};
	inherit_words(&w->record.answers, INHERIT_HOUSEHOLD, &words);
	assert_string_equal(str_text(&words), "Household, round 2");
	str_fini(&words);
	assert_string_equal(form_value_of(w->form, "debt"), "severe-risk");
	assert_int_equal(inherit_wanting(&w->record.answers, d->config), -1);
	edit_close(&w);
	service_env_leave(&other);
}

/* ---- lists ---- */

static unsigned long runs(struct service_env *d)
{
	unsigned long n, prepares;
	store_counts(d->s.store, &n, &prepares);
	return n;
}

/* Statements for: the members of a household, all profiles with their users, the cases of one, those on older ones. */
static void costs(struct service_env *d, const struct place *p, unsigned long out[4])
{
	struct household_view v;
	struct shared_list all;
	struct case_list users;
	struct stale_list stale;
	unsigned long n = runs(d);
	good(d, household_read(&d->s, p->household, &v, &d->e));
	out[0] = runs(d) - n;
	household_view_fini(&v);
	n = runs(d);
	good(d, contexts_list(&d->s, &all, &d->e));
	out[1] = runs(d) - n;
	shared_list_fini(&all);
	n = runs(d);
	good(d, source_users(&d->s, p->community, &users, &d->e));
	out[2] = runs(d) - n;
	case_list_fini(&users);
	n = runs(d);
	good(d, stale_cases(&d->s, NULL, &stale, &d->e));
	out[3] = runs(d) - n;
	stale_list_fini(&stale);
}

static void lists_cost_the_same_however_long(void **state)
{
	struct service_env *d = *state;
	struct place p;
	unsigned long few[4], many[4];
	place(d, &p);
	costs(d, &p, few);
	for (int i = 0; i < 12; i++) {
		char id[ID_TEXT], number[32];
		struct edit *w;
		register_as(d, "Somebody Sample", id);
		number_of(d, id, number);
		add_member(d, p.household, number, "relative");
		w = open_kind(d, "assessment", id);
		put(w, "context_community", p.community);
		good(d, edit_inherit(&d->s, w, INHERIT_NEW, NULL, &d->e));
		finish(d, w);
		edit_close(&w);
		profile(d, "Elsewhere", "community", "Elsewhere", "neutral", id);
	}
	next_version(d, p.community, "social_norms", "neutral");
	costs(d, &p, many);
	for (int i = 0; i < 4; i++)
		assert_int_equal(few[i], many[i]);

	struct shared_list all;
	struct case_list users;
	struct stale_list stale;
	good(d, contexts_list(&d->s, &all, &d->e));
	assert_int_equal(all.n, 15);
	int at = 0;
	while (strcmp(all.at[at].newest.parent_id, p.community))
		at++;
	assert_int_equal(all.at[at].users, 12);
	assert_int_equal(all.at[at].behind, 12);
	assert_int_equal(all.at[at].finished, 2);
	shared_list_fini(&all);
	good(d, source_users(&d->s, p.community, &users, &d->e));
	assert_int_equal(users.n, 12);
	case_list_fini(&users);
	good(d, stale_cases(&d->s, NULL, &stale, &d->e));
	assert_int_equal(stale.n, 12);
	stale_list_fini(&stale);
}

/* ---- who may ---- */

static void permissions(void **state)
{
	struct service_env *d = *state;
	struct place p;
	struct household_view v;
	struct case_list users;
	struct history_list h;
	place(d, &p);
	struct edit *w = open_kind(d, "assessment", p.a);
	finish(d, w);
	edit_close(&w);

	/* Without the one for context, profiles are read and taken over, not changed. */
	d->s.permits &= ~PERMIT_BIT(PERMIT_CONTEXT);
	refused(d, ERR_DENIED, edit_open(&d->s, "context", NULL, NULL, p.community, &d->e) != NULL);
	char *page = shared_page(&d->s, p.community, "context", NULL, &d->e);
	assert_non_null(page);
	assert_non_null(strstr(page, "Northtown, version 1"));
	assert_non_null(strstr(page, "mild risk"));
	free(page);
	w = open_kind(d, "assessment", p.b);
	put(w, "context_community", p.community);
	good(d, edit_inherit(&d->s, w, INHERIT_NEW, NULL, &d->e));
	assert_string_equal(form_value_of(w->form, "social_norms"), "mild-risk");
	edit_close(&w);

	/* Without names. */
	w = open_under(d, "household-member", p.household, NULL);
	put(w, "name", "Little One");
	save(d, w);
	edit_close(&w);
	d->s.permits &= ~PERMIT_BIT(PERMIT_NAMES);
	good(d, household_read(&d->s, p.household, &v, &d->e));
	assert_int_equal(v.members.n, 3);
	for (int i = 0; i < v.members.n; i++) {
		assert_null(v.members.at[i].case_row.name);
		assert_string_equal(pairs_get(&v.members.at[i].link.answers, "name"), "");
	}
	assert_string_not_equal(v.members.at[0].case_row.number, "");
	refused(d, ERR_DENIED,
		edit_open(&d->s, "household-member", NULL, v.members.at[2].link.id, NULL, &d->e) != NULL);
	household_view_fini(&v);
	good(d, source_users(&d->s, p.community, &users, &d->e));
	assert_int_equal(users.n, 1);
	assert_null(users.at[0].name);
	case_list_fini(&users);
	good(d, shared_history(&d->s, p.household, &h, &d->e));
	for (int i = 0; i < h.n; i++) {
		for (int k = 0; k < h.at[i].n_changes; k++)
			assert_null(strstr(h.at[i].changes[k].new_value, "Little One"));
	}
	history_list_fini(&h);

	d->s.permits &= ~PERMIT_BIT(PERMIT_VIEW);
	refused(d, ERR_DENIED, household_read(&d->s, p.household, &v, &d->e));
	refused(d, ERR_DENIED, shared_history(&d->s, p.household, &h, &d->e));
	struct shared_list all;
	struct stale_list stale;
	refused(d, ERR_DENIED, contexts_list(&d->s, &all, &d->e));
	refused(d, ERR_DENIED, source_users(&d->s, p.community, &users, &d->e));
	refused(d, ERR_DENIED, stale_cases(&d->s, NULL, &stale, &d->e));
	refused(d, ERR_DENIED, shared_page(&d->s, p.community, "context", NULL, &d->e) != NULL);
}

/* ---- groups ---- */

static void under_a_case_there_is_no_household(void **state)
{
	struct service_env *d = *state;
	char a[ID_TEXT];
	register_as(d, "Amina Example", a);
	struct edit *w = open_under(d, "household-member", a, NULL);
	put(w, "name", "Somebody");
	refused(d, ERR_INTERNAL, edit_save(&d->s, w, NULL, &d->e));
	edit_close(&w);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_shared_has_a_history),
		TEST(an_assessment_takes_over),
		TEST(a_newer_round_changes_nothing_that_is_saved),
		TEST(a_conflict_keeps_what_was_taken_over),
		TEST(lists_cost_the_same_however_long),
		TEST(permissions),
		TEST(under_a_case_there_is_no_household),
	};
	return cmocka_run_group_tests_name("what is shared", tests, NULL, NULL);
}

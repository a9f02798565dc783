/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an assessment takes over from what several cases share, and which adults of a household count as not seen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/household.h>
#include <sarai/model/inherit.h>

#define NO ANSWER_NONE
#define R1 ANSWER_MILD_RISK
#define R3 ANSWER_SEVERE_RISK
#define P1 ANSWER_MILD_PROTECTION
#define UK ANSWER_UNKNOWN
#define DE ANSWER_DECLINED
#define NA ANSWER_NOT_APPLICABLE

static const struct {
	const char *what;
	enum answer own, was, now;
	bool reason, all;
	enum answer set;
	bool follows, differs, needs_reason;
} taking[] = {
	{"nothing anywhere", NO, NO, NO, false, false, NO, false, false, false},
	{"the first time", NO, NO, R1, false, false, R1, true, false, false},
	{"what followed goes on following", R1, R1, R3, false, false, R3, true, false, false},
	{"... also to a protection", R1, R1, P1, false, false, P1, true, false, false},
	{"... also to unknown", R1, R1, UK, false, false, UK, true, false, false},
	{"... and goes with its source", R1, R1, NO, false, false, NO, false, false, false},
	{"nothing new", R1, R1, R1, false, false, R1, true, false, false},
	{"the case's own answer stays", R3, R1, P1, false, false, R3, false, true, true},
	{"... with its reason", R3, R1, P1, true, false, R3, false, true, false},
	{"the source comes round to it", R3, R1, R3, false, false, R3, true, false, false},
	{"own answer before there was a source", R3, NO, R1, false, false, R3, false, true, true},
	{"unknown before there was one is no judgement", UK, NO, R1, false, false, R1, true, false, false},
	{"declined is: it was the person's", DE, NO, R1, false, false, DE, false, true, true},
	{"unknown against the source is the case's own", UK, R3, R1, false, false, UK, false, true, true},
	{"a case that knows more does not differ", R3, NO, UK, false, false, R3, false, false, false},
	{"... nor against declined", R3, UK, DE, false, false, R3, false, false, false},
	{"own answer stays when the source goes", R3, R1, NO, false, false, R3, false, false, false},
	{"an answer taken away is taken over again", NO, R1, R1, false, false, R1, true, false, false},
	{"does not apply is an answer", NA, R1, R1, false, false, NA, false, true, true},
	{"... of the source too", R1, NO, NA, false, false, R1, false, true, true},
	{"all: the source's", R3, R1, P1, true, true, P1, true, false, false},
	{"all: not where it knows nothing", R3, R1, UK, false, true, R3, false, false, false},
	{"all: not where there is none", R3, NO, NO, false, true, R3, false, false, false},
};

static void what_is_taken_over(void **state)
{
	for (size_t i = 0; i < sizeof taking / sizeof taking[0]; i++) {
		struct inherit_facts f = {taking[i].own, taking[i].was, taking[i].now, taking[i].reason};
		struct inherit_result r;
		inherit_take(&f, taking[i].all, &r);
		if (r.set != taking[i].set || r.follows != taking[i].follows || r.differs != taking[i].differs ||
		    r.needs_reason != taking[i].needs_reason)
			fail_msg("%s: set %s, follows %d, differs %d, needs %d", taking[i].what, answer_name(r.set),
				 r.follows, r.differs, r.needs_reason);
	}
}

/* Once taken over, taking over again changes nothing, whatever the answers are. */
static void taking_over_twice_is_taking_over_once(void **state)
{
	for (enum answer own = 0; own < ANSWER_COUNT; own++) {
		for (enum answer was = 0; was < ANSWER_COUNT; was++) {
			for (enum answer now = 0; now < ANSWER_COUNT; now++) {
				struct inherit_facts f = {own, was, now, false};
				struct inherit_result once, twice;
				inherit_take(&f, false, &once);
				struct inherit_facts again = {once.set, now, now, false};
				inherit_take(&again, false, &twice);
				assert_int_equal(once.set, twice.set);
				assert_int_equal(once.differs, twice.differs);
				/* Looking says the same as having taken. */
				inherit_look(&again, &twice);
				assert_int_equal(once.needs_reason, twice.needs_reason);
			}
		}
	}
}

static void levels_have_their_source(void **state)
{
	char one[] = "individual", two[] = "structural", three[] = "household";
	struct level levels[] = {{.name = one}, {.name = two}, {.name = three}};
	struct factor factors[] = {{.level = 0}, {.level = 1}, {.level = 2}};
	struct catalogue c = {.levels = levels, .n_levels = 3, .factors = factors, .n_factors = 3};
	assert_int_equal(inherit_of_factor(&c, 0), INHERIT_NOTHING);
	assert_int_equal(inherit_of_factor(&c, 1), INHERIT_STRUCTURAL);
	assert_int_equal(inherit_of_factor(&c, 2), INHERIT_HOUSEHOLD);
	assert_string_equal(inherit_level(INHERIT_COMMUNITY), "community");
	assert_string_equal(inherit_level(INHERIT_NOTHING), "");
}

static const struct {
	const char *what, *where, *birth;
	bool seen;
	const char *on, *since;
	bool unseen;
} adults[] = {
	{"an adult here", "together", "1990-02-03", false, "", "", true},
	{"... elsewhere in the town", "near", "1990", false, "", "", true},
	{"... left behind", "left-behind", "1990", false, "", "", false},
	{"... lost", "lost", "1990", false, "", "", false},
	{"... on the way", "on-the-way", "1990", false, "", "", false},
	{"... no longer of it", "former", "1990", false, "", "", false},
	{"a child", "together", "2015-01-01", false, "", "", false},
	{"eighteen today", "together", "2008-11-23", false, "", "", true},
	{"eighteen tomorrow", "together", "2008-11-24", false, "", "", false},
	{"perhaps grown up", "together", "2008", false, "", "", true},
	{"age not known", "together", "", false, "", "", true},
	{"nothing said of where", "", "1990", false, "", "", true},
	{"seen", "together", "1990", true, "2026-11-01", "", false},
	{"seen before the last round", "together", "1990", true, "2026-05-01", "2026-06-01", true},
	{"seen since", "together", "1990", true, "2026-06-02", "2026-06-01", false},
	{"seen on the day itself", "together", "1990", true, "2026-06-01", "2026-06-01", false},
	{"seen in that month", "together", "1990", true, "2026-06", "2026-06-15", false},
	{"seen, not known when, in a later round", "together", "1990", true, "", "2026-06-01", true},
	{"seen, not known when, in the first", "together", "1990", true, "", "", false},
};

static void who_has_not_been_seen_alone(void **state)
{
	struct date today = {2026, 11, 23, false};
	for (size_t i = 0; i < sizeof adults / sizeof adults[0]; i++) {
		struct household_person p = {.seen_alone = adults[i].seen};
		struct date since = {0};
		assert_true(whereabouts_from_name(adults[i].where, &p.where));
		assert_true(!*adults[i].birth || date_from_iso(adults[i].birth, &p.birth));
		assert_true(!*adults[i].on || date_from_iso(adults[i].on, &p.seen_on));
		assert_true(!*adults[i].since || date_from_iso(adults[i].since, &since));
		if (household_unseen(&p, since, today) != adults[i].unseen)
			fail_msg("%s", adults[i].what);
	}
}

static void names_and_words(void **state)
{
	enum whereabouts w;
	enum household_type t;
	assert_false(whereabouts_from_name("nowhere", &w));
	assert_int_equal(w, WHERE_TOGETHER);
	assert_true(whereabouts_from_name("dead", &w));
	assert_false(whereabouts_member(w));
	assert_string_equal(whereabouts_words(WHERE_LOST), "lost");
	assert_true(household_type_from_name("group", &t));
	assert_false(household_shares(t));
	assert_false(household_type_from_name("", &t));
	for (t = 0; t < HOUSEHOLD_TYPE_COUNT; t++) {
		enum household_type again;
		assert_true(household_type_from_name(household_type_name(t), &again) && again == t);
		assert_true(*household_type_words(t));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_taken_over),	    cmocka_unit_test(taking_over_twice_is_taking_over_once),
		cmocka_unit_test(levels_have_their_source), cmocka_unit_test(who_has_not_been_seen_alone),
		cmocka_unit_test(names_and_words),
	};
	return cmocka_run_group_tests_name("what is shared: rules", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values: what each type takes, how it is kept and shown, and that nothing else gets in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/text.h>

#include "form_rig.h"

static const char fields[] = "[field h]\ntype = heading\nlabel = H\n"
			     "[field t]\ntype = text\nlabel = T\nmax = 10\n"
			     "[field big]\ntype = long\nlabel = Big\nmax = 20\n"
			     "[field usual]\ntype = text\nlabel = Usual\n"
			     "[field i]\ntype = number\nlabel = I\nmin = 0\nmax = 99\n"
			     "[field any]\ntype = number\nlabel = Any\n"
			     "[field born]\ntype = date\nlabel = Born\npartial = yes\nwhen = past\n"
			     "[field day]\ntype = date\nlabel = Day\n"
			     "[field next]\ntype = date\nlabel = Next\nwhen = future\n"
			     "[field place]\ntype = choice\nlabel = Place\nlist = town\n"
			     "[field other]\ntype = choice\nlabel = Other\nlist = town\nothers = yes\n"
			     "[field some]\ntype = choice\nlabel = Some\noptions = x:Ex|y:Why|z:Zed, or so\nseveral = yes\n"
			     "[field y]\ntype = yesno\nlabel = Y\n"
			     "[field papers]\ntype = factor\n"
			     "[field goal]\ntype = choice\nlabel = Goal\nlist = case-goals\n";

static int open_form(void **state)
{
	set_up(state);
	begin(*state, fields);
	return 0;
}
#define V(f) cmocka_unit_test_setup_teardown(f, open_form, tear_down)

/* ---- degenerate ---- */

static void an_empty_form_has_nothing(void **state)
{
	struct form_rig *r = *state;
	struct pairs out = {0};
	pairs_set(&out, "old", "thing");
	for (int i = 0; i < r->def->n_fields; i++) {
		assert_string_equal(form_value(r->f, i), "");
		assert_string_equal(form_note(r->f, i), "");
		assert_int_equal(form_stage(r->f, i), 0);
		shown(r, r->def->fields[i].name, "");
	}
	form_store(r->f, &out);
	assert_int_equal(out.n, 0);
	form_load(r->f, &out);
	form_load(r->f, NULL);
	form_store_all(r->f, &out);
	assert_int_equal(out.n, 0);
	pairs_clear(&out);
	assert_string_equal(form_value_of(r->f, "nothing"), "");
	struct form *none = NULL;
	form_free(&none);
}

static void a_heading_takes_nothing(void **state)
{
	struct form_rig *r = *state;
	const char *why = NULL;
	assert_false(form_set(r->f, 0, "x"));
	assert_false(form_enter(r->f, 0, "x", &why));
	assert_non_null(why);
	assert_null(form_options(r->f, 0));
	assert_false(form_answerable(r->f, 0));
	assert_int_equal(form_revision(r->f), 0);
}

/* ---- typed ---- */

static void typing(struct form_rig *r, const char *name, const char *typed, const char *value)
{
	const char *why = "not touched";
	int i = field(r, name);
	form_set(r->f, i, "");
	if (!form_enter(r->f, i, typed, &why))
		fail_msg("%s: \"%s\" refused: %s", name, typed, why);
	assert_null(why);
	if (strcmp(form_value(r->f, i), value))
		fail_msg("%s: \"%s\" became \"%s\", not \"%s\"", name, typed, form_value(r->f, i), value);
	/* What comes of typing is canonical. */
	char *copy = mem_strdup(form_value(r->f, i));
	assert_true(form_set(r->f, i, copy));
	assert_string_equal(form_value(r->f, i), copy);
	free(copy);
}

static void refusing(struct form_rig *r, const char *name, const char *typed, const char *reason)
{
	const char *why = NULL;
	int i = field(r, name);
	char *before = mem_strdup(form_value(r->f, i));
	unsigned revision = form_revision(r->f);
	if (form_enter(r->f, i, typed, &why))
		fail_msg("%s: \"%s\" taken as \"%s\"", name, typed, form_value(r->f, i));
	assert_non_null(why);
	if (!strstr(why, reason))
		fail_msg("%s: \"%s\": \"%s\" does not say \"%s\"", name, typed, why, reason);
	assert_string_equal(form_value(r->f, i), before);
	assert_int_equal(form_revision(r->f), revision);
	free(before);
}

static void text(void **state)
{
	struct form_rig *r = *state;
	typing(r, "t", "  a  b ", "a  b");
	typing(r, "t", "a\nb\tc", "a b c");
	typing(r, "t", "e\xcc\x81", "é");
	typing(r, "t", "1234567890", "1234567890");
	typing(r, "t", "éééééééééé", "éééééééééé");
	typing(r, "t", "a\xe2\x80\xaex", "ax");
	typing(r, "big", "one\n\n two\n ", "one\n\n two");
	refusing(r, "t", "12345678901", "At most 10");
	refusing(r, "big", "123456789 123456789 1", "At most 20");
	struct str much = {0};
	for (int i = 0; i < 200; i++)
		str_add(&much, "ü");
	typing(r, "usual", str_text(&much), str_text(&much));
	str_add(&much, "x");
	refusing(r, "usual", str_text(&much), "At most 200");
	assert_false(form_set(r->f, field(r, "usual"), str_text(&much)));
	str_fini(&much);
	typing(r, "t", "   ", "");
	typing(r, "t", "\xff\xfe", "");
}

static void numbers(void **state)
{
	struct form_rig *r = *state;
	typing(r, "i", "0", "0");
	typing(r, "i", " 007 ", "7");
	typing(r, "i", "99", "99");
	typing(r, "any", "-12", "-12");
	typing(r, "any", "-0", "0");
	static const char *const wrong[] = {"100", "-1", "1.5", "1e1", "x", "0x1", "+3", "1 2", "99999999999999999999"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		refusing(r, "i", wrong[i], "from 0 to 99");
	refusing(r, "any", "many", "in digits");
	assert_false(form_set(r->f, field(r, "i"), "07"));
	assert_false(form_set(r->f, field(r, "i"), "100"));
	assert_false(form_set(r->f, field(r, "i"), " 7"));
}

static void dates(void **state)
{
	struct form_rig *r = *state;
	typing(r, "day", "23/11/2026", "2026-11-23");
	typing(r, "day", "today", "2026-11-23");
	typing(r, "day", "+7d", "2026-11-30");
	typing(r, "day", "1 jan 1990", "1990-01-01");
	shown(r, "day", "1 Jan 1990");
	typing(r, "born", "1994", "1994");
	typing(r, "born", "about 1994", "~1994");
	shown(r, "born", "about 1994");
	typing(r, "born", "nov 1994", "1994-11");
	shown(r, "born", "Nov 1994");
	typing(r, "born", "age 32", "~1994");
	typing(r, "born", "2026", "2026"); /* the year has begun */
	typing(r, "born", "today", "2026-11-23");
	typing(r, "next", "today", "2026-11-23");
	typing(r, "next", "tomorrow", "2026-11-24");
	refusing(r, "day", "2026-02-30", "");
	refusing(r, "day", "soon", "");
	refusing(r, "day", "2026", "The day is needed");
	refusing(r, "day", "nov 2026", "The day is needed");
	refusing(r, "day", "~2026-11-23", "The day is needed");
	refusing(r, "born", "tomorrow", "after today");
	refusing(r, "born", "2027", "after today");
	refusing(r, "next", "yesterday", "passed");
	static const char *const wrong[] = {"23/11/2026", "2026-11", "2026", "~2026-11-23", "2026-11-23 ", "today", "2026-02-30"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(form_set(r->f, field(r, "day"), wrong[i]));
	assert_true(form_set(r->f, field(r, "born"), "~2026-11"));
}

static void choices(void **state)
{
	struct form_rig *r = *state;
	typing(r, "place", "ng", "ng");
	typing(r, "place", "Nigeria", "ng");
	typing(r, "place", "niger", "n"); /* the whole label wins over the longer one */
	typing(r, "place", "NIGERI", "ng");
	typing(r, "place", "burk", "bk");
	typing(r, "place", "faso", "bk");
	typing(r, "place", "cote d'", "ci");
	typing(r, "place", "CI", "ci");
	shown(r, "place", "Côte d'Ivoire");
	refusing(r, "place", "nig", "Niger, Nigeria");
	refusing(r, "place", "Mars", "No option starts with that");
	refusing(r, "place", "!!", "No option starts with that");
	assert_false(form_set(r->f, field(r, "place"), "Nigeria"));
	assert_false(form_set(r->f, field(r, "place"), "ng n"));
	typing(r, "other", "nigeria", "ng");
	typing(r, "other", "A camp near Niger", "A camp near Niger");
	typing(r, "other", "nig", "nig"); /* where anything may stand, half a word is a word */
	shown(r, "other", "nig");
}

static void several_choices(void **state)
{
	struct form_rig *r = *state;
	int i = field(r, "some");
	typing(r, "some", "z x", "x z");
	typing(r, "some", "Why, Ex", "x y");
	typing(r, "some", " zed ; why;", "y z");
	shown(r, "some", "Why, Zed, or so");
	refusing(r, "some", "Ex, Nothing", "No option starts with that");
	assert_true(form_set(r->f, i, "z y"));
	holds(r, "some", "y z");
	assert_false(form_set(r->f, i, "x q"));
	assert_false(form_set(r->f, i, "Ex"));
	assert_true(form_toggle(r->f, i, "x"));
	holds(r, "some", "x y z");
	assert_true(form_toggle(r->f, i, "y"));
	holds(r, "some", "x z");
	assert_false(form_toggle(r->f, i, "q"));
	assert_false(form_toggle(r->f, field(r, "place"), "ng"));
	assert_true(form_toggle(r->f, i, "x") && form_toggle(r->f, i, "z"));
	holds(r, "some", "");
}

/* Something chosen before the list changed is neither lost nor in the way. */
static void what_left_the_list_stays(void **state)
{
	struct form_rig *r = *state;
	struct pairs p = {0};
	pairs_set(&p, "some", "gone y");
	pairs_set(&p, "place", "atlantis");
	form_load(r->f, &p);
	pairs_clear(&p);
	shown(r, "some", "gone, Why");
	shown(r, "place", "atlantis");
	assert_true(form_toggle(r->f, field(r, "some"), "x"));
	holds(r, "some", "x y gone");
	assert_true(form_toggle(r->f, field(r, "some"), "gone"));
	holds(r, "some", "x y");
}

static void yes_and_no(void **state)
{
	struct form_rig *r = *state;
	typing(r, "y", "y", "yes");
	typing(r, "y", "N", "no");
	typing(r, "y", "unk", "unknown");
	typing(r, "y", "declined", "declined");
	shown(r, "y", "Declined to answer");
	refusing(r, "y", "maybe", "No option starts with that");
	assert_false(form_set(r->f, field(r, "y"), "y"));
	assert_int_equal(form_options(r->f, field(r, "y"))->n, 4);
}

static void factors_on_their_scale(void **state)
{
	static const char *const order[] = {"neutral",	       "mild-risk",	      "moderate-risk",	   "severe-risk",
					    "mild-protection", "moderate-protection", "strong-protection", "unknown",
					    "declined",	       "not-applicable"};
	struct form_rig *r = *state;
	int i = field(r, "papers");
	const struct option_list *l = form_options(r->f, i);
	assert_int_equal(l->n, 10);
	for (int k = 0; k < 10; k++) {
		assert_string_equal(l->at[k].code, order[k]);
		typing(r, "papers", order[k], order[k]);
		typing(r, "papers", l->at[k].label, order[k]);
	}
	typing(r, "papers", "R3", "severe-risk");
	typing(r, "papers", "?", "unknown");
	typing(r, "papers", "0", "neutral");
	refusing(r, "papers", "m", "More than one");
	assert_false(form_set(r->f, i, "severe"));
	put(r, "papers", "severe-risk");
	shown(r, "papers", "severe risk");
}

static void stage_and_note_stand_beside_a_factor(void **state)
{
	struct form_rig *r = *state;
	struct pairs out = {0};
	int i = field(r, "papers");
	unsigned revision = form_revision(r->f);
	form_set_stage(r->f, i, STAGE_AFTER | STAGE_BEFORE | 64);
	assert_int_equal(form_stage(r->f, i), STAGE_AFTER | STAGE_BEFORE);
	assert_int_not_equal(form_revision(r->f), revision);
	revision = form_revision(r->f);
	form_set_stage(r->f, i, STAGE_AFTER | STAGE_BEFORE);
	assert_int_equal(form_revision(r->f), revision);
	form_set_note(r->f, i, " kept by\nthe broker \n");
	form_set_stage(r->f, field(r, "y"), STAGE_AFTER);
	form_set_note(r->f, field(r, "y"), "no");
	form_store(r->f, &out);
	assert_int_equal(out.n, 2);
	assert_string_equal(pairs_get(&out, "papers.stage"), "before after");
	assert_string_equal(pairs_get(&out, "papers.note"), form_note(r->f, i));
	put(r, "papers", "mild-risk");
	form_store(r->f, &out);
	assert_string_equal(out.at[0].name, "papers");
	form_load(r->f, NULL);
	assert_int_equal(form_stage(r->f, i), 0);
	form_load(r->f, &out);
	assert_int_equal(form_stage(r->f, i), STAGE_BEFORE | STAGE_AFTER);
	assert_non_null(strstr(form_note(r->f, i), "broker"));
	form_set_note(r->f, i, "");
	assert_string_equal(form_note(r->f, i), "");
	struct str much = {0};
	for (int k = 0; k < 5000; k++)
		str_add(&much, "é");
	form_set_note(r->f, i, str_text(&much));
	assert_int_equal(strlen(form_note(r->f, i)), 8000);
	str_fini(&much);
	pairs_clear(&out);
}

/* ---- in and out ---- */

static void what_comes_in_goes_out(void **state)
{
	struct form_rig *r = *state;
	struct pairs in = {0}, out = {0};
	pairs_set(&in, "=since.danger", "2026-11-23T09:00:00Z");
	pairs_set(&in, "y", "yes");
	pairs_set(&in, "y.note", "not a factor's");
	pairs_set(&in, ".note", "nobody's");
	pairs_set(&in, "h", "headings keep nothing");
	pairs_set(&in, "t", "words");
	pairs_set(&in, "papers", "unknown");
	pairs_set(&in, "papers.stage", "during");
	form_load(r->f, &in);
	form_store(r->f, &out);
	assert_true(pairs_equal(&in, &out));
	assert_string_equal(out.at[0].name, "t"); /* in the order of the form */
	/* Loading replaces all. */
	pairs_clear(&in);
	pairs_set(&in, "t", "other");
	form_load(r->f, &in);
	form_store(r->f, &out);
	assert_true(pairs_equal(&in, &out));
	pairs_clear(&in);
	pairs_clear(&out);
}

static void the_revision_counts_changes_alone(void **state)
{
	struct form_rig *r = *state;
	unsigned before = form_revision(r->f);
	put(r, "t", "a");
	assert_int_not_equal(form_revision(r->f), before);
	before = form_revision(r->f);
	put(r, "t", "a");
	assert_int_equal(form_revision(r->f), before);
	assert_false(form_set(r->f, field(r, "i"), "x"));
	assert_int_equal(form_revision(r->f), before);
	put(r, "t", "");
	assert_int_not_equal(form_revision(r->f), before);
}

static void a_list_of_its_own_comes_first(void **state)
{
	struct form_rig *r = *state;
	int i = field(r, "goal");
	assert_int_equal(form_options(r->f, i)->n, 0);
	refusing(r, "goal", "work", "nothing to choose from");
	struct option_list *l = option_list_new("case-goals");
	option_list_add(l, "01A", "Work with a contract");
	form_add_list(r->f, l);
	typing(r, "goal", "work", "01A");
	l = option_list_new("case-goals");
	option_list_add(l, "01B", "A room");
	form_add_list(r->f, l);
	shown(r, "goal", "01A");
	l = option_list_new("town");
	option_list_add(l, "q", "Quito");
	form_add_list(r->f, l);
	typing(r, "place", "Quito", "q");
	assert_false(form_set(r->f, field(r, "place"), "ng"));
}

/* A reason longer than there is room for is cut between characters. */
static void a_long_reason_is_cut_well(void **state)
{
	struct form_rig *r = *state;
	struct option_list *l = option_list_new("case-goals");
	for (char c = 'a'; c <= 'c'; c++) {
		struct str label = {0};
		str_add(&label, "Ziel");
		for (int k = 0; k < 40; k++)
			str_add(&label, "ß");
		str_add_char(&label, c);
		option_list_add(l, (char[]){c, 0}, str_text(&label));
		str_fini(&label);
	}
	form_add_list(r->f, l);
	const char *why;
	assert_false(form_enter(r->f, field(r, "goal"), "ziel", &why));
	assert_in_range(strlen(why), 150, 199);
	char *clean = text_clean(why, strlen(why), false);
	assert_string_equal(clean, why); /* no half character in it */
	free(clean);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		V(an_empty_form_has_nothing),
		V(a_heading_takes_nothing),
		V(text),
		V(numbers),
		V(dates),
		V(choices),
		V(several_choices),
		V(what_left_the_list_stays),
		V(yes_and_no),
		V(factors_on_their_scale),
		V(stage_and_note_stand_beside_a_factor),
		V(what_comes_in_goes_out),
		V(the_revision_counts_changes_alone),
		V(a_list_of_its_own_comes_first),
		V(a_long_reason_is_cut_well),
	};
	return cmocka_run_group_tests_name("form_value", tests, NULL, NULL);
}

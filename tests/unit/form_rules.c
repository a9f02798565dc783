/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules: which fields are shown and required, what contradicts, and that nothing of it keeps anybody from anything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "form_rig.h"

#define FIELDS                                                                                                         \
	"[field t]\ntype = text\nlabel = T\n[field y]\ntype = yesno\nlabel = Y\n"                                      \
	"[field i]\ntype = number\nlabel = I\n[field k]\ntype = number\nlabel = K\n"                                   \
	"[field d]\ntype = date\nlabel = D\npartial = yes\n[field e]\ntype = date\nlabel = E\npartial = yes\n"         \
	"[field c]\ntype = choice\nlabel = C\noptions = a:A|b:B|ab:AB\n"                                               \
	"[field s]\ntype = choice\nlabel = S\noptions = a:A|b:B|ab:AB\nseveral = yes\n"                                \
	"[field papers]\ntype = factor\n[field money]\ntype = factor\n"

/* ---- conditions ---- */

static void a_condition_holds_or_not(void **state)
{
	static const struct {
		const char *condition, *values; /* "name=value;..." */
		bool holds;
	} rows[] = {
		{"always", "", true},
		{"t", "", false},
		{"t", "t=x", true},
		{"!t", "", true},
		{"! t", "t=x", false},
		{"t = x", "", false},
		{"t=x", "t=x", true},
		{"t = x y", "t=x y", true},
		{"t != x", "", true}, /* not answered is not x */
		{"t != x", "t=x", false},
		{"t != x", "t=y", true},
		{"c = a", "c=ab", false},
		{"c = a", "c=a", true},
		{"s = a", "s=ab", false}, /* has the code, not the letters */
		{"s = a", "s=b ab", false},
		{"s = a", "s=a ab", true},
		{"s = ab", "s=a ab", true},
		{"s != b", "s=a ab", true},
		{"s != ab", "s=a ab", false},
		{"i = 7", "i=7", true},
		{"i < 7", "i=7", false},
		{"i <= 7", "i=7", true},
		{"i > 9", "i=10", true}, /* as numbers, not as words */
		{"i >= -3", "i=-3", true},
		{"i < 7", "", false},
		{"i >= 0", "", false},
		{"i > {k}", "i=10;k=9", true},
		{"i > {k}", "i=10", false},
		{"i != {k}", "i=10", true},
		{"d = today", "d=2026-11-23", true},
		{"d < today", "d=2026-11-22", true},
		{"d > today", "d=2026-11-23", false},
		{"d <= 2026-11-24", "d=2026-11-24", true},
		{"d <= 2026-11-23", "d=2026-11-24", false},
		/* What is known in part may still be so. */
		{"d <= today", "d=2026", true},
		{"d > today", "d=2026", true},
		{"d > today", "d=2026-10", false},
		{"d < 2026-11-23", "d=2026-11", true},
		{"d = today", "d=2026-11", true},
		{"d = today", "d=2025", false},
		{"d != today", "d=2026-11", false},
		{"d >= {e}", "d=2025;e=2026", false},
		{"d >= {e}", "d=2026;e=2026-05-05", true},
		{"d < {e}", "d=~2026;e=2026-01-01", false},
		{"papers = severe-risk", "papers=severe-risk", true},
		{"papers >= moderate-risk", "papers=severe-risk", true},
		{"papers >= moderate-risk", "papers=mild-risk", false},
		{"papers > neutral", "papers=mild-risk", true},
		{"papers <= mild-protection", "papers=strong-protection", true},
		{"papers <= mild-protection", "papers=neutral", false},
		{"papers < severe-risk", "papers=unknown", false},
		{"papers >= strong-protection", "papers=declined", false},
		{"papers = unknown", "papers=unknown", true},
		{"papers > {money}", "papers=mild-risk;money=neutral", true},
		{"papers > {money}", "papers=mild-risk;money=not-applicable", false},
		/* Or is weaker than and. */
		{"t, y = yes", "t=x", false},
		{"t, y = yes", "t=x;y=yes", true},
		{"t, y = yes | i", "i=1", true},
		{"t, y = yes | i", "t=x;y=no", false},
		{"i | t, y = yes", "t=x;y=yes", true},
		{"i | t, y = yes", "i=1", true},
		{"i | k | t", "k=1", true},
		{"i | k | t", "", false},
		{"!i, !k, !t", "", true},
		{"!i, !k, !t", "t=x", false},
	};
	struct form_rig *r = *state;
	for (size_t n = 0; n < sizeof rows / sizeof rows[0]; n++) {
		struct str text = {0};
		str_addf(&text, FIELDS "[field x]\ntype = text\nlabel = X\nshow_if = %s\n", rows[n].condition);
		begin(r, str_text(&text));
		str_fini(&text);
		for (const char *p = rows[n].values; *p;) {
			size_t all = strcspn(p, ";"), name = strcspn(p, "=");
			char *key = mem_strndup(p, name), *value = mem_strndup(p + name + 1, all - name - 1);
			put(r, key, value);
			free(key);
			free(value);
			p += all + (p[all] != 0);
		}
		if (form_visible(r->f, field(r, "x")) != rows[n].holds)
			fail_msg("\"%s\" with %s should %shold", rows[n].condition, rows[n].values,
				 rows[n].holds ? "" : "not ");
	}
}

/* ---- shown ---- */

static void what_is_not_shown_is_kept_but_not_stored(void **state)
{
	struct form_rig *r = *state;
	struct pairs out = {0};
	begin(r, "[field a]\ntype = yesno\nlabel = A\n[field papers]\ntype = factor\nshow_if = a = yes\n");
	put(r, "a", "yes");
	put(r, "papers", "mild-risk");
	form_set_stage(r->f, 1, STAGE_DURING);
	form_set_note(r->f, 1, "words");
	put(r, "a", "no");
	assert_false(form_visible(r->f, 1));
	assert_false(form_answerable(r->f, 1));
	form_store(r->f, &out);
	assert_int_equal(out.n, 1);
	form_store_all(r->f, &out);
	assert_int_equal(out.n, 4);
	put(r, "a", "yes");
	form_store(r->f, &out);
	assert_int_equal(out.n, 4);
	holds(r, "papers", "mild-risk");
	pairs_clear(&out);
}

/* An answer to a question that went away steers nothing any more, however long the chain. */
static void what_is_not_shown_counts_as_not_answered(void **state)
{
	struct form_rig *r = *state;
	begin(r, "[field d]\ntype = text\nlabel = D\nshow_if = c = x\n[field a]\ntype = yesno\nlabel = A\n"
		 "[field b]\ntype = yesno\nlabel = B\nshow_if = a = yes\n"
		 "[field c]\ntype = text\nlabel = C\nshow_if = b = yes\n"
		 "[field not_b]\ntype = text\nlabel = N\nshow_if = !b\n");
	put(r, "a", "yes");
	put(r, "b", "yes");
	put(r, "c", "x");
	assert_true(form_visible(r->f, field(r, "d")));
	assert_false(form_visible(r->f, field(r, "not_b")));
	put(r, "a", "no");
	assert_false(form_visible(r->f, field(r, "c")));
	assert_false(form_visible(r->f, field(r, "d")));
	assert_true(form_visible(r->f, field(r, "not_b")));
	holds(r, "b", "yes");
}

static void restricted_fields_are_hidden_and_not_lost(void **state)
{
	struct form_rig *r = *state;
	struct pairs out = {0};
	begin(r, "[field a]\ntype = text\nlabel = A\nrestricted = yes\nrequired_if = always\n"
		 "[field b]\ntype = text\nlabel = B\nshow_if = a = x\n"
		 "[field c]\ntype = text\nlabel = C\n"
		 "[check apart]\nassert = a != x\nmessage = Not this one.\nfield = c\n");
	put(r, "a", "x");
	put(r, "b", "y");
	form_hide_restricted(r->f, true);
	assert_false(form_visible(r->f, 0));
	assert_false(form_answerable(r->f, 0));
	assert_string_equal(form_value(r->f, 0), "");
	assert_string_equal(form_value_of(r->f, "a"), "");
	char *shown = form_show(r->f, 0);
	assert_string_equal(shown, "");
	free(shown);
	assert_false(form_set(r->f, 0, "y"));
	assert_false(form_enter(r->f, 0, "y", NULL));
	/* That b is asked would tell of a. */
	assert_true(form_hidden(r->f, 1));
	assert_false(form_visible(r->f, 1));
	assert_true(form_visible(r->f, field(r, "c")));
	assert_int_equal(form_problems(r->f, NULL, 0), 0);
	form_store(r->f, &out);
	assert_string_equal(pairs_get(&out, "a"), "x");
	assert_string_equal(pairs_get(&out, "b"), "y");
	form_hide_restricted(r->f, false);
	assert_string_equal(form_value(r->f, 0), "x");
	assert_true(form_visible(r->f, 1));
	assert_int_equal(form_problems(r->f, NULL, 0), 1);
	put(r, "a", "");
	assert_int_equal(form_problems(r->f, NULL, 0), 1);
	form_hide_restricted(r->f, true);
	assert_int_equal(form_problems(r->f, NULL, 0), 0);
	pairs_clear(&out);
}

/* ---- required, and contradictions ---- */

static void problem(struct form_rig *r, int n, const char *name, bool missing, const char *text)
{
	struct form_problem p[20];
	int count = form_problems(r->f, p, 20);
	assert_true(n < count);
	assert_int_equal(p[n].field, field(r, name));
	assert_int_equal(p[n].missing, missing);
	if (!strstr(p[n].text, text))
		fail_msg("\"%s\" does not say \"%s\"", p[n].text, text);
}

static void what_is_missing_is_said_in_order(void **state)
{
	struct form_rig *r = *state;
	struct form_problem one[1];
	int answered, answerable;
	begin(r, "[field h]\ntype = heading\nlabel = H\n[field a]\ntype = text\nlabel = A label\nrequired_if = always\n"
		 "[field b]\ntype = text\nlabel = B label\nrequired_if = a = x\n"
		 "[field c]\ntype = text\nlabel = C label\nrequired_if = always\nshow_if = b\n"
		 "[field d]\ntype = yesno\nlabel = D label\nrequired_if = always\n");
	assert_int_equal(form_problems(r->f, one, 0), 2);
	assert_int_equal(form_problems(r->f, one, 1), 2);
	problem(r, 0, "a", true, "A label");
	problem(r, 1, "d", true, "D label");
	form_progress(r->f, &answered, &answerable);
	assert_int_equal(answered, 0);
	assert_int_equal(answerable, 3);
	put(r, "a", "x");
	assert_true(form_required(r->f, field(r, "b")));
	assert_false(form_required(r->f, field(r, "c"))); /* not shown */
	assert_false(form_required(r->f, field(r, "h")));
	problem(r, 0, "b", true, "B label");
	put(r, "b", "x");
	put(r, "d", "declined"); /* an answer like any other */
	assert_int_equal(form_problems(r->f, NULL, 0), 1);
	problem(r, 0, "c", true, "C label");
	form_progress(r->f, &answered, &answerable);
	assert_int_equal(answered, 3);
	assert_int_equal(answerable, 4);
	put(r, "c", "x");
	assert_int_equal(form_problems(r->f, NULL, 0), 0);
}

static void what_contradicts_is_said_once_all_is_answered(void **state)
{
	struct form_rig *r = *state;
	begin(r, "[field left]\ntype = date\nlabel = Left\npartial = yes\n"
		 "[field came]\ntype = date\nlabel = Came\npartial = yes\nshow_if = more = yes\n"
		 "[field more]\ntype = yesno\nlabel = More\n"
		 "[check order]\nassert = left <= {came}\nmessage = Came before leaving.\nfield = came\n"
		 "[check fifth]\nassert = left != 2026-05-05\nmessage = Not on the fifth.\n");
	put(r, "more", "yes");
	put(r, "left", "2026-06-01");
	assert_int_equal(form_problems(r->f, NULL, 0), 0); /* one of the two is open */
	put(r, "came", "2026-05-31");
	assert_int_equal(form_problems(r->f, NULL, 0), 1);
	problem(r, 0, "came", false, "Came before leaving.");
	put(r, "came", "2026"); /* may well be */
	assert_int_equal(form_problems(r->f, NULL, 0), 0);
	put(r, "came", "2025-12");
	assert_int_equal(form_problems(r->f, NULL, 0), 1);
	put(r, "more", "no"); /* not asked: nothing to say */
	assert_int_equal(form_problems(r->f, NULL, 0), 0);
	put(r, "left", "2026-05-05");
	problem(r, 0, "left", false, "Not on the fifth."); /* at the first field it names */
}

/* A day that has come from elsewhere (a copied round, a clock that was wrong) is not refused, but said. */
static void a_day_after_today_is_said(void **state)
{
	struct form_rig *r = *state;
	struct pairs in = {0};
	begin(r, "[field a]\ntype = date\nlabel = Happened\nwhen = past\n[field b]\ntype = date\nlabel = B\nwhen = future\n");
	pairs_set(&in, "a", "2026-11-24");
	pairs_set(&in, "b", "2020-01-01"); /* was the future once */
	form_load(r->f, &in);
	pairs_clear(&in);
	assert_int_equal(form_problems(r->f, NULL, 0), 1);
	problem(r, 0, "a", false, "Happened: the date is after today.");
}

static void a_problem_fits_its_place(void **state)
{
	struct form_rig *r = *state;
	struct form_problem p[1];
	begin(r, "[field a]\ntype = text\nlabel = "
		 "ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää\nrequired_if = always\n");
	assert_int_equal(form_problems(r->f, p, 1), 1);
	assert_true(strlen(p[0].text) < sizeof p[0].text);
	begin(r, "[field a]\ntype = text\nlabel = A\n[check c]\nassert = a = x\nmessage =\n"
		 "  ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää\n"
		 "  ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää\n");
	put(r, "a", "y");
	assert_int_equal(form_problems(r->f, p, 1), 1);
	assert_in_range(strlen(p[0].text), 150, sizeof p[0].text - 1);
	assert_int_equal((unsigned char)p[0].text[strlen(p[0].text) - 1], 0xa4); /* a whole letter */
}

/* ---- factors and flags of a record ---- */

static void factor_answers_are_taken_out(void **state)
{
	struct form_rig *r = *state;
	struct pairs p = {0};
	struct answers a;
	answers_init(&a, r->c);
	pairs_set(&p, "papers", "severe-risk");
	pairs_set(&p, "papers.stage", "before");
	pairs_set(&p, "school", "nonsense");
	pairs_set(&p, "danger", "yes");
	pairs_set(&p, "illness", "perhaps");
	pairs_set(&p, "no_such_factor", "severe-risk");
	form_answers(&p, r->c, &a);
	assert_int_equal(a.factor[catalogue_factor(r->c, "papers")], ANSWER_SEVERE_RISK);
	assert_int_equal(a.factor[catalogue_factor(r->c, "school")], ANSWER_NONE);
	assert_int_equal(a.factor[catalogue_factor(r->c, "money")], ANSWER_NONE);
	assert_int_equal(a.flag[catalogue_flag(r->c, "danger")], FLAG_YES);
	assert_int_equal(a.flag[catalogue_flag(r->c, "illness")], FLAG_NONE);
	/* Anew, nothing is left of before. */
	pairs_clear(&p);
	form_answers(&p, r->c, &a);
	assert_int_equal(a.factor[catalogue_factor(r->c, "papers")], ANSWER_NONE);
	assert_int_equal(a.flag[catalogue_flag(r->c, "danger")], FLAG_NONE);
	answers_fini(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_condition_holds_or_not),
		T(what_is_not_shown_is_kept_but_not_stored),
		T(what_is_not_shown_counts_as_not_answered),
		T(restricted_fields_are_hidden_and_not_lost),
		T(what_is_missing_is_said_in_order),
		T(what_contradicts_is_said_once_all_is_answered),
		T(a_day_after_today_is_said),
		T(a_problem_fits_its_place),
		T(factor_answers_are_taken_out),
	};
	return cmocka_run_group_tests_name("form_rules", tests, NULL, NULL);
}

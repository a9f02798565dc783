/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Definitions: what a good file becomes, and that everything wrong in a bad one is said, at its line, in one run.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "form_rig.h"

/* ---- degenerate ---- */

static void nothing_is_no_form(void **state)
{
	struct form_rig *r = *state;
	static const char *const texts[] = {"", "\n\n", "; only words\n", "[form]\n", HEAD, "[nonsense]\na = b\n"};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_null(parse(r, texts[i]));
	form_def_free(&r->def);
	form_free(&r->f);
}

static void the_smallest_form(void **state)
{
	struct form_rig *r = *state;
	struct form_def *def = parse(r, HEAD "[field a]\ntype = text\nlabel = A\n");
	assert_string_equal(def->id, "test");
	assert_string_equal(def->title, "Test");
	assert_string_equal(def->help, "");
	assert_int_equal(def->version, 3);
	assert_int_equal(def->n_fields, 1);
	assert_int_equal(def->n_checks, 0);
	assert_int_equal(def->fields[0].type, FIELD_TEXT);
	assert_int_equal(def->fields[0].group, -1);
	assert_null(def->fields[0].show);
	assert_null(def->fields[0].required);
	assert_int_equal(form_def_field(def, "a"), 0);
	assert_int_equal(form_def_field(def, ""), -1);
	assert_int_equal(form_def_field(def, "b"), -1);
}

/* ---- good ---- */

static void every_key_arrives(void **state)
{
	struct form_rig *r = *state;
	struct form_def *def = parse(r, HEAD "help = What it is\n  for.\n"
					     "[field h]\ntype = heading\nlabel = H\nshow_if = c\n"
					     "[field n]\ntype = note\nlabel = Read this.\n"
					     "[field t]\ntype = long\nlabel = T\nmax = 20\nhelp = Say it.\nrestricted = yes\n"
					     "[field i]\ntype = number\nlabel = I\nmin = -2\nmax = 9\ninitial = 3\n"
					     "[field d]\ntype = date\nlabel = D\npartial = yes\nwhen = past\ninitial = today\n"
					     "[field c]\ntype = choice\nlabel = C\noptions = a:One|b:Two: more\nseveral = yes\n"
					     "initial = a b\n[field l]\ntype = choice\nlabel = L\nlist = town\nothers = yes\n"
					     "[field y]\ntype = yesno\nlabel = Y\nrequired_if = always\n"
					     "[field where]\ntype = country\nlabel = W\n[field speaks]\ntype = language\n"
					     "label = S\nseveral = yes\n[field m]\ntype = choice\nlist = case-goals\nlabel = M\n"
					     "[check one]\nassert = i > 1\nmessage = More than one.\nfield = i\n");
	if (!def)
		diags_print(&r->d, stderr);
	assert_non_null(def);
	assert_string_equal(def->help, "What it is for.");
	assert_int_equal(def->n_fields, 11);
	const struct field_def *f = def->fields;
	assert_string_equal(f[0].show_if, "c");
	assert_non_null(f[0].show);
	assert_int_equal(f[1].type, FIELD_NOTE);
	assert_true(f[2].restricted && f[2].max == 20);
	assert_string_equal(f[2].help, "Say it.");
	assert_true(f[3].min == -2 && f[3].max == 9);
	assert_true(f[4].partial);
	assert_string_equal(f[4].when, "past");
	assert_true(f[5].several && !f[5].others);
	assert_true(!f[6].several && f[6].others);
	assert_non_null(f[7].required);
	assert_string_equal(f[8].list, "country");
	assert_int_equal(f[9].type, FIELD_CHOICE);
	assert_string_equal(f[9].list, "language");
	assert_string_equal(f[10].list, "case-goals");
	assert_int_equal(def->n_checks, 1);
	assert_string_equal(def->checks[0].message, "More than one.");
	struct form *form = form_new(def, TODAY, &r->lists);
	assert_string_equal(form_value_of(form, "i"), "3");
	assert_string_equal(form_value_of(form, "d"), "2026-11-23");
	assert_string_equal(form_value_of(form, "c"), "a b");
	assert_string_equal(form_options(form, form_def_field(def, "c"))->at[1].label, "Two: more");
	assert_int_equal(form_options(form, form_def_field(def, "m"))->n, 0);
	assert_int_equal(form_revision(form), 0);
	form_free(&form);
}

static void factors_and_flags_come_from_the_catalogue(void **state)
{
	struct form_rig *r = *state;
	struct form_def *def = parse(r, HEAD "[field urgent]\ntype = flags\n[field own]\ntype = factors\nlevel = individual\n"
					     "show_if = danger = yes\n");
	assert_non_null(def);
	static const char *const names[] = {"danger", "illness", "papers", "money"};
	assert_int_equal(def->n_fields, 4);
	for (int i = 0; i < 4; i++)
		assert_string_equal(def->fields[i].name, names[i]);
	assert_int_equal(def->fields[0].type, FIELD_YESNO);
	assert_string_equal(def->fields[0].help, "Is somebody in danger?");
	const struct field_def *f = &def->fields[2];
	assert_int_equal(f->type, FIELD_FACTOR);
	assert_string_equal(f->label, "Papers");
	assert_string_equal(f->help, "Who has them? Ask gently.");
	assert_string_equal(f->risk_when, "taken away");
	assert_string_equal(f->protection_when, "with them");
	assert_int_equal(f->group, catalogue_level(r->c, "individual"));
	assert_non_null(f->show);
	/* All levels, each under its name; and one alone. */
	def = parse(r, HEAD "[field all]\ntype = factors\n");
	assert_non_null(def);
	assert_int_equal(def->n_fields, 5);
	assert_int_equal(def->fields[0].type, FIELD_HEADING);
	assert_string_equal(def->fields[0].label, "Individual");
	assert_int_equal(def->fields[3].type, FIELD_HEADING);
	assert_string_equal(def->fields[4].name, "school");
	def = parse(r, HEAD "[field school]\ntype = factor\nlabel = Lessons\n");
	assert_non_null(def);
	assert_string_equal(def->fields[0].label, "Lessons");
	assert_int_equal(def->fields[0].group, catalogue_level(r->c, "community"));
}

/* The source keeps the file, and behind it what it took from elsewhere: other words, another definition. */
static void the_source_says_how_it_was_asked(void **state)
{
	struct form_rig *r = *state;
	static const char text[] = HEAD "; own words\n[field all]\ntype = factors\n[field t]\ntype = choice\nlabel = T\n"
					"list = town\n";
	struct form_def *def = parse(r, text);
	assert_non_null(def);
	assert_int_equal(strncmp(def->source, text, strlen(text)), 0);
	assert_non_null(strstr(def->source, "Who has them? Ask gently."));
	assert_non_null(strstr(def->source, "ng = Nigeria"));
	char *first = mem_strdup(def->source);
	assert_string_equal(parse(r, text)->source, first);
	/* It is still a form file: read again it gives the same form. */
	def = parse(r, first);
	assert_non_null(def);
	assert_int_equal(def->n_fields, 6);
	free(r->c->factors[0].question);
	r->c->factors[0].question = mem_strdup("Where are they?");
	assert_string_not_equal(parse(r, text)->source, first);
	free(first);
}

/* ---- bad ---- */

#define FIELD(rest) HEAD "[field a]\n" rest
#define TEXT_A HEAD "[field a]\ntype = text\nlabel = A\n"

static void what_is_wrong_is_said_at_its_line(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *reason;
	} rows[] = {
		{"[field a]\ntype = text\nlabel = A\n", 0, "[form]"},
		{"[form]\nid = test\ntitle = T\nversion = 0\n[field a]\ntype = text\nlabel = A\n", 4, "version"},
		{"[form]\nid = Test\ntitle = T\nversion = 1\n[field a]\ntype = text\nlabel = A\n", 2, "id"},
		{"[form]\nid = test\nversion = 1\n[field a]\ntype = text\nlabel = A\n", 1, "title"},
		{TEXT_A "[fields b]\nx = y\n", 8, "not known"},
		{TEXT_A "[field]\nx = y\n", 8, "not known"},
		{TEXT_A "colour = red\n", 8, "colour"},
		{FIELD("label = A\n"), 5, "type"},
		{FIELD("type = tekst\nlabel = A\n"), 6, "tekst"},
		{FIELD("type = text\n"), 5, "label"},
		{FIELD("type = text\nlabel =\n"), 7, "label"},
		{FIELD("type = text\nlabel = 1234567890123456789012345678901234567890123456789012345678901\n"), 7, "60"},
		{HEAD "[field A]\ntype = text\nlabel = A\n", 5, "small letters"},
		{HEAD "[field a-b]\ntype = text\nlabel = A\n", 5, "small letters"},
		{HEAD "[field 1a]\ntype = text\nlabel = A\n", 5, "small letters"},
		{TEXT_A "min = 2\n", 8, "min"},
		{TEXT_A "max = 2 \nmin = 3\n", 9, "min"},
		{TEXT_A "max = many\n", 8, "many"},
		{TEXT_A "list = town\n", 8, "type = choice"},
		{TEXT_A "several = yes\n", 8, "type = choice"},
		{TEXT_A "others = yes\n", 8, "type = choice"},
		{TEXT_A "partial = yes\n", 8, "type = date"},
		{TEXT_A "when = past\n", 8, "type = date"},
		{TEXT_A "level = individual\n", 8, "factors"},
		{FIELD("type = yesno\nlabel = A\nmax = 3\n"), 8, "numbers"},
		{FIELD("type = date\nlabel = A\nwhen = soon\n"), 8, "soon"},
		{FIELD("type = number\nlabel = A\nmin = 5\nmax = 4\n"), 8, "more than max"},
		{FIELD("type = heading\nlabel = A\nrequired_if = always\n"), 8, "nothing to answer"},
		{FIELD("type = note\nlabel = A\ninitial = x\n"), 8, "nothing to answer"},
		{FIELD("type = choice\nlabel = A\n"), 5, "list"},
		{FIELD("type = choice\nlabel = A\nlist = town\noptions = a:A\n"), 8, "one of the two"},
		{FIELD("type = choice\nlabel = A\nlist = nowhere\n"), 8, "nowhere"},
		{FIELD("type = choice\nlabel = A\nlist = town\nseveral = yes\nothers = yes\n"), 10, "together"},
		{FIELD("type = choice\nlabel = A\noptions = a\n"), 8, "code:Label"},
		{FIELD("type = choice\nlabel = A\noptions = a:\n"), 8, "code:Label"},
		{FIELD("type = choice\nlabel = A\noptions = a b:A\n"), 8, "code:Label"},
		{FIELD("type = choice\nlabel = A\noptions = a:A|\n"), 8, "code:Label"},
		{FIELD("type = choice\nlabel = A\noptions = a:A|a:B\n"), 8, "twice"},
		{FIELD("type = choice\nlabel = A\noptions = a:A\ninitial = b\n"), 9, "not a possible answer"},
		{FIELD("type = choice\nlabel = A\nlist = town\ninitial = b\n"), 9, "not a possible answer"},
		{FIELD("type = number\nlabel = A\nmax = 4\ninitial = 5\n"), 9, "not a possible answer"},
		{FIELD("type = date\nlabel = A\ninitial = soon\n"), 8, "not a possible answer"},
		{FIELD("type = date\nlabel = A\ninitial = 2026-11\n"), 8, "not a possible answer"},
		{FIELD("type = yesno\nlabel = A\ninitial = maybe\n"), 8, "not a possible answer"},
		{FIELD("type = factor\n"), 5, "no factor"},
		{FIELD("type = factors\nlevel = nowhere\n"), 7, "nowhere"},
		{FIELD("type = factors\nlabel = A\n"), 7, "several fields"},
		{FIELD("type = flags\ninitial = no\n"), 7, "several fields"},
		{HEAD "[field papers]\ntype = text\nlabel = P\n[field a]\ntype = factors\n", 8, "\"papers\" already"},
		{TEXT_A "show_if = b\n", 8, "no field \"b\""},
		{TEXT_A "required_if = b = 1\n", 8, "no field \"b\""},
		{TEXT_A "show_if = a\n", 8, "circle"},
		{TEXT_A "[check c]\nmessage = M\n", 8, "assert"},
		{TEXT_A "[check c]\nassert = a\n", 8, "message"},
		{TEXT_A "[check c]\nassert = b\nmessage = M\n", 9, "no field \"b\""},
		{TEXT_A "[check c]\nassert = a\nmessage = M\nfield = b\n", 11, "no field \"b\""},
	};
	struct form_rig *r = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_null(parse(r, rows[i].text));
		if (r->d.n != 1 || r->d.at[0].line != rows[i].line || !strstr(r->d.at[0].reason, rows[i].reason)) {
			diags_print(&r->d, stderr);
			fail_msg("row %zu: %d findings, not one in line %d with \"%s\":\n%s", i, r->d.n, rows[i].line,
				 rows[i].reason, rows[i].text);
		}
	}
}

static void what_is_wrong_in_a_condition_is_said(void **state)
{
	static const struct {
		const char *text, *reason;
	} rows[] = {
		{",", "missing"},
		{"|", "missing"},
		{"t,", "missing"},
		{"t | | y", "missing"},
		{"!", "missing"},
		{"= 3", "begin with a field"},
		{"T", "begin with a field"},
		{"t =", "after = something is missing"},
		{"i >=", "after >= something is missing"},
		{"t == x", "not understood"},
		{"t ~ x", "not understood"},
		{"t x", "not understood"},
		{"!t = x", "not understood"},
		{"h", "heading"},
		{"n = 1", "note"},
		{"t < x", "has no order"},
		{"y > yes", "has no order"},
		{"c >= a", "has no order"},
		{"i = many", "whole number"},
		{"i < 1.5", "whole number"},
		{"d < tomorrow", "a date"},
		{"d = 2026-13-01", "a date"},
		{"c = d", "not an answer"},
		{"l = nowhere", "not an answer"},
		{"y = perhaps", "not an answer"},
		{"papers = risk", "not an answer"},
		{"papers >= unknown", "no place on the scale"},
		{"d < {e}", "no field \"e\""},
		{"d < {i}", "not of one type"},
		{"d < {h}", "heading"},
		{"t, y = yes, c = x | i", "not an answer"},
	};
	struct form_rig *r = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str text = {0};
		str_addf(&text,
			 HEAD "[field h]\ntype = heading\nlabel = H\n[field n]\ntype = note\nlabel = N\n"
			      "[field t]\ntype = text\nlabel = T\n[field y]\ntype = yesno\nlabel = Y\n"
			      "[field i]\ntype = number\nlabel = I\n[field d]\ntype = date\nlabel = D\n"
			      "[field c]\ntype = choice\nlabel = C\noptions = a:A|b:B\n"
			      "[field l]\ntype = choice\nlabel = L\nlist = town\n[field papers]\ntype = factor\n"
			      "[field x]\ntype = text\nlabel = X\nshow_if = %s\n",
			 rows[i].text);
		assert_null(parse(r, str_text(&text)));
		if (r->d.n != 1 || r->d.at[0].line != 36 || !strstr(r->d.at[0].reason, rows[i].reason)) {
			diags_print(&r->d, stderr);
			fail_msg("\"%s\": not one finding in line 36 with \"%s\"", rows[i].text, rows[i].reason);
		}
		str_fini(&text);
	}
}

static void all_findings_come_in_one_run(void **state)
{
	struct form_rig *r = *state;
	assert_null(parse(r, "[form]\nid = test\nversion = none\n"	 /* 1 no title, 3 */
			     "[field a]\ntype = wrong\nlabel = A\n"	 /* 5 */
			     "[field b]\ntype = choice\nlabel = B\nlist = nowhere\nshow_if = z\n" /* 10, 11 */
			     "[field c]\ntype = text\nlabel = C\nshow_if = a, d\n"
			     "[field d]\ntype = text\nlabel = D\nshow_if = c = x\n" /* 15 or 19: a circle */
			     "[check k]\nassert = y = 1\nmessage = M\nfield = x\n" /* 21, 23 */
			     "[oops]\n"));					   /* 24 */
	static const int lines[] = {1, 3, 5, 10, 11, 21, 23, 24};
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		bool found = false;
		for (int k = 0; k < r->d.n; k++)
			found |= r->d.at[k].line == lines[i];
		if (!found) {
			diags_print(&r->d, stderr);
			fail_msg("no finding in line %d", lines[i]);
		}
	}
	int circles = 0;
	for (int k = 0; k < r->d.n; k++)
		circles += strstr(r->d.at[k].reason, "circle") != NULL;
	assert_int_equal(circles, 1);
	assert_int_equal(r->d.n, 9);
}

/* ---- built-in ---- */

static void built_in_forms_are_the_same_thing(void **state)
{
	struct form_rig *r = *state;
	const struct field_def fields[] = {
		{.name = "why", .type = FIELD_CHOICE, .label = "Why", .options = "a:One|b:Two", .required_if = "always"},
		{.name = "more", .type = FIELD_TEXT, .label = "More", .show_if = "why = b"},
	};
	r->def = form_def_builtin("dialog", "A dialog", fields, 2);
	assert_non_null(r->def);
	assert_string_equal(r->def->title, "A dialog");
	r->f = form_new(r->def, TODAY, NULL);
	assert_false(form_visible(r->f, 1));
	put(r, "why", "b");
	assert_true(form_visible(r->f, 1));
	shown(r, "why", "Two");
	assert_int_equal(form_problems(r->f, NULL, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(nothing_is_no_form),
		T(the_smallest_form),
		T(every_key_arrives),
		T(factors_and_flags_come_from_the_catalogue),
		T(the_source_says_how_it_was_asked),
		T(what_is_wrong_is_said_at_its_line),
		T(what_is_wrong_in_a_condition_is_said),
		T(all_findings_come_in_one_run),
		T(built_in_forms_are_the_same_thing),
	};
	return cmocka_run_group_tests_name("form_definition", tests, NULL, NULL);
}

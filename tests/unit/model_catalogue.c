/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The catalogue's file: what is read from it, and each way in which it can be wrong, with the line and the words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/str.h>
#include <sarai/model/catalogue.h>

#define FORTY "a234567890123456789012345678901234567890"

/* A sound file; each line is replaced, or left out, in the cases below. */
static const char *const sound[] = {
	/*  1 */ "[model]",
	"version = 2026.1",
	"authority = the board, 3 May",
	"mild = 1",
	"moderate = 4",
	"severe = 9",
	"buffer = 60",
	/*  8 */ "[level individual]",
	"share = 85",
	"risk_half = 30",
	"protection_half = 40",
	/* 12 */ "[level community]",
	"share = 20",
	"risk_half = 30",
	"protection_half = 30",
	/* 16 */ "[band low]",
	"from = 0",
	/* 18 */ "[band medium]",
	"from = 25",
	/* 20 */ "[band high]",
	"from = 50",
	/* 22 */ "[factor documents]",
	"level = individual",
	"risk = 12",
	"protection = 6",
	"services = legal-aid, consular",
	/* 27 */ "[factor networks]",
	"level = community",
	"risk = 5",
	/* 30 */ "[flag suicide_risk]",
	"floor = medium",
	"due_hours = 1",
	/* 33 */ "[rule held]",
	"when = documents >= moderate-risk, suicide_risk = yes",
	"floor = high",
	/* 36 */ "[rule supported]",
	"when = networks <= mild-protection",
	"add = -5",
};
#define LINES (int)(sizeof sound / sizeof *sound)

struct change {
	int line; /* from 1; 0: none. The text stands in its place, or is put at the end for LINES + 1 */
	const char *text;
};
struct wrong {
	struct change change[3];
	struct {
		int line;
		const char *words;
	} found[6];
};

static char *changed(const struct change *change)
{
	struct str t = {0};
	for (int i = 1; i <= LINES + 1; i++) {
		const char *text = i <= LINES ? sound[i - 1] : "";
		for (int k = 0; k < 3; k++)
			text = change[k].line == i ? change[k].text : text;
		str_add(&t, text);
		str_add(&t, "\n");
	}
	return str_take(&t);
}

static struct catalogue *parse(const char *text, struct diags *d)
{
	struct ini_doc *doc = inidoc_read_text("f.ini", text, strlen(text), d);
	struct catalogue *c = catalogue_parse(doc, d);
	inidoc_free(&doc);
	diags_sort(d);
	return c;
}

static void a_sound_file_is_read(void **state)
{
	struct diags d = {0};
	char *text = changed((struct change[3]){{0}});
	struct catalogue *c = parse(text, &d);
	assert_non_null(c);
	assert_int_equal(d.n, 0);
	assert_string_equal(c->version, "2026.1");
	assert_string_equal(c->authority, "the board, 3 May");
	assert_int_equal(c->mild * 10000 + c->moderate * 1000 + c->severe * 100 + c->buffer, 14960);
	assert_int_equal(c->n_levels, 2);
	assert_int_equal(c->levels[0].protection_half, 40);
	assert_int_equal(c->n_bands, 3);
	assert_int_equal(c->bands[1].from, 25);
	assert_int_equal(c->n_factors, 2);
	assert_int_equal(c->factors[1].level, 1);
	assert_int_equal(c->factors[1].protection, 0);
	assert_int_equal(c->factors[0].n_services, 2);
	assert_string_equal(c->services[c->factors[0].services[1]], "consular");
	assert_string_equal(c->factors[0].question, "documents");
	assert_int_equal(c->flags[0].floor, 1);
	assert_int_equal(c->flags[0].due_hours, 1);
	assert_int_equal(c->flags[0].order, 2);
	assert_int_equal(c->n_rules, 2);
	assert_int_equal(c->rules[0].n_when, 2);
	assert_int_equal(c->rules[0].when[0].factor, 0);
	assert_int_equal(c->rules[0].when[0].ordinal, 2);
	assert_int_equal(c->rules[0].when[1].flag, 0);
	assert_int_equal(c->rules[0].floor, 2);
	assert_int_equal(c->rules[1].add, -5);
	assert_int_equal(c->rules[1].floor, -1);
	assert_int_equal(catalogue_level(c, "community"), 1);
	assert_int_equal(catalogue_band(c, "high"), 2);
	assert_int_equal(catalogue_factor(c, "networks"), 1);
	assert_int_equal(catalogue_factor(c, "suicide_risk"), -1);
	assert_int_equal(catalogue_flag(c, "suicide_risk"), 0);
	assert_string_equal(c->source, text);
	free(text);
	catalogue_free(&c);
}

static const struct change fine[] = {
	{2, "version = a version with more words than any table of versions would ever have room for in its column"},
	{4, "mild = 4"},
	{5, "moderate = 9"},
	{6, "severe = 100"},
	{7, "buffer = 0"},
	{7, "buffer = 100"},
	{9, "share = 0"},
	{9, "share = 100"},
	{10, "risk_half = 1"},
	{10, "risk_half = 10000"},
	{19, "from = 1"},
	{21, "from = 100"},
	{24, "risk = 0"},
	{24, "risk = 1000"},
	{24, "; no risk"},
	{26, "services ="},
	{26, "services = a,b ,  c-d_e"},
	{26, "services = " FORTY},
	{26, "services = a,\n  b, ; the first\n\n  c"},
	{31, ""},
	{32, ""},
	{32, "due_hours = 0"},
	{34, "when = documents>=severe-risk,suicide_risk=yes"},
	{34, "when = documents >= mild-risk,\n  networks >= mild-risk"},
	{34, "when = documents >= mild-risk, documents >= mild-risk"},
	{38, "add = -100"},
	{38, "add = 0"},
	{37, "when = networks <= strong-protection, documents <= moderate-protection"},
	{22, "[factor " FORTY "]\nlevel = individual\n[factor documents]"},
	{22, "[factor documents] ; a comment"},
	{22, "[factor documents]\nlabel = Papers\ntext = Papers\nquestion = ?\nrisk_when = a\nprotection_when = "
	     "b\nhelp = c\nlabel.fr = d\nhelp.ar = e"},
	{22,
	 "[factor individual]\nlevel = individual\n[factor documents]"}, /* levels and bands have names of their own */
	{LINES + 1, "[flag high]"},
	{LINES + 1, "[level low]\nshare = 1\nrisk_half = 1\nprotection_half = 1"},
};

static void what_is_allowed_is_accepted(void **state)
{
	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
		struct diags d = {0};
		char *text = changed((struct change[3]){fine[i]});
		struct catalogue *c = parse(text, &d);
		diags_print(&d, stderr);
		assert_int_equal(d.n, 0);
		assert_non_null(c);
		catalogue_free(&c);
		free(text);
		diags_fini(&d);
	}
}

static const struct wrong wrongs[] = {
	/* numbers */
	{{{4, "mild = 0"}}, {{4, "1 to 100"}}},
	{{{6, "severe = 101"}}, {{6, "1 to 100"}}},
	{{{4, "mild = 5"}}, {{5, "at least 5, that of mild"}}},
	{{{6, "severe = 3"}}, {{6, "at least 4, that of moderate"}}},
	{{{5, "moderate = x"}, {4, "mild = 10"}}, {{5, "whole number"}, {6, "at least 10, that of mild"}}},
	{{{7, "buffer = -1"}}, {{7, "0 to 100"}}},
	{{{7, "buffer = 101"}}, {{7, "0 to 100"}}},
	{{{9, "share = 101"}}, {{9, "0 to 100"}}},
	{{{10, "risk_half = 0"}}, {{10, "1 to 10000"}}},
	{{{11, "protection_half = 10001"}}, {{11, "1 to 10000"}}},
	{{{19, "from = 101"}}, {{19, "0 to 100"}}},
	{{{24, "risk = 1001"}}, {{24, "0 to 1000"}}},
	{{{25, "protection = -1"}}, {{25, "0 to 1000"}}},
	{{{24, "risk = 1.5"}}, {{24, "whole number"}}},
	{{{24, "risk = 0x10"}}, {{24, "whole number"}}},
	{{{24, "risk = 99999999999999999999"}}, {{24, "whole number"}}},
	{{{24, "risk ="}}, {{24, "no value"}}},
	{{{32, "due_hours = -1"}}, {{32, "whole number"}}},
	{{{38, "add = -101"}}, {{38, "-100 to 100"}}},
	/* order of bands */
	{{{17, "from = 1"}}, {{17, "must be 0 in the first band"}}},
	{{{19, "from = 0"}}, {{19, "more than 0"}}},
	{{{21, "from = 25"}}, {{21, "more than 25"}}},
	{{{19, "from = x"}, {21, "from = 0"}}, {{19, "whole number"}, {21, "more than 0"}}},
	/* what is missing */
	{{{2, ""}}, {{1, "[model] needs a key version"}}},
	{{{3, "authority ="}}, {{3, "no value"}}},
	{{{9, ""}}, {{8, "[level individual] needs a key share"}}},
	{{{23, ""}}, {{22, "[factor documents] needs a key level"}}},
	{{{34, ""}}, {{33, "[rule held] needs a key when"}}},
	/* keys and sections that do not exist */
	{{{24, "risc = 12"}}, {{24, "risc is not a key of [factor documents]; is risk meant?"}}},
	{{{24, "Risk = 12"}}, {{24, "Risk is not a key"}}},
	{{{24, "colour.fr = red"}}, {{24, "colour.fr is not a key"}}},
	{{{31, "risk = 1"}}, {{31, "risk is not a key of [flag suicide_risk]"}}},
	{{{LINES + 1, "[levels x]"}}, {{39, "[levels x] is not known"}}},
	{{{LINES + 1, "[factor]"}}, {{39, "[factor] is not known"}}},
	{{{LINES + 1, "[answers]"}}, {{39, "[answers] is not known"}}},
	{{{23, "level = high"}}, {{23, "there is no [level high]"}}},
	{{{31, "floor = urgent"}}, {{31, "there is no [band urgent]"}}},
	{{{31, "floor ="}}, {{31, "there is no [band ]"}}},
	{{{35, "floor = individual"}}, {{35, "there is no [band individual]"}}},
	/* names, and names given twice */
	{{{LINES + 1, "[flag " FORTY "x]"}}, {{39, "at most 40"}}},
	{{{LINES + 1, "[flag a-b]"}}, {{39, "small letters"}}},
	{{{LINES + 1, "[flag 1a]"}}, {{39, "begins with a letter"}}},
	{{{LINES + 1, "[flag Documents]"}}, {{39, "small letters"}}},
	{{{LINES + 1, "[flag a b]"}}, {{39, "small letters"}}},
	{{{LINES + 1, "[band Top]\nfrom = 90"}}, {{39, "small letters"}}},
	{{{LINES + 1, "[flag documents]"}}, {{39, "taken by [factor documents] in line 22"}}},
	{{{LINES + 1, "[rule documents]\nwhen = documents >= mild-risk\nadd = 1"}},
	 {{39, "taken by [factor documents]"}}},
	{{{30, "[flag held]"}}, {{33, "taken by [flag held]"}, {34, "no such factor or flag"}}},
	{{{LINES + 1, "[factor documents]\nlevel = individual"}}, {{39, "twice, first in line 22"}}},
	{{{LINES + 1, "[factor  documents]\nlevel = nowhere"}},
	 {{39, "taken by [factor documents]"}, {40, "no [level nowhere]"}}},
	{{{25, "risk = 3"}}, {{25, "risk is there twice in [factor documents], first in line 24"}}},
	/* services */
	{{{26, "services = Legal"}}, {{26, "'Legal' is no name of a service"}}},
	{{{26, "services = a,,b"}}, {{26, "'' is no name"}}},
	{{{26, "services = a,"}}, {{26, "'' is no name"}}},
	{{{26, "services = a b"}}, {{26, "'a b' is no name"}}},
	{{{26, "services = " FORTY "x"}}, {{26, "is no name"}}},
	{{{26, "services = a, b, a"}}, {{26, "a is there twice"}}},
	/* rules */
	{{{35, ""}}, {{33, "needs either floor or add"}}},
	{{{35, "floor = high\nadd = 5"}}, {{33, "not both"}}},
	{{{34, "when = papers >= mild-risk"}}, {{34, "'papers >= mild-risk': there is no such factor or flag"}}},
	{{{34, "when = held = yes"}}, {{34, "no such factor or flag"}}},
	{{{34, "when = documents"}}, {{34, "write FACTOR >="}}},
	{{{34, "when = documents >= mild-risk,"}}, {{34, "write FACTOR >="}}},
	{{{34, "when = documents = mild-risk"}}, {{34, ">= or <="}}},
	{{{34, "when = documents > mild-risk"}}, {{34, ">= or <="}}},
	{{{34, "when = documents >= neutral"}}, {{34, ">= goes with"}}},
	{{{34, "when = documents >= strong-risk"}}, {{34, ">= goes with"}}},
	{{{34, "when = documents >= mild-protection"}}, {{34, ">= goes with"}}},
	{{{37, "when = documents <= mild-risk"}}, {{37, "<= goes with"}}},
	{{{34, "when = suicide_risk = no"}}, {{34, "= yes"}}},
	{{{34, "when = suicide_risk >= mild-risk"}}, {{34, "= yes"}}},
	{{{34, "when = documents <= mild-protection"}}, {{34, "a rule that raises"}}},
	{{{34, "when = documents <= mild-protection"}, {35, "add = 5"}}, {{34, "a rule that raises"}}},
	{{{37, "when = networks >= mild-risk"}}, {{37, "a rule that takes points away"}}},
	{{{37, "when = suicide_risk = yes"}}, {{37, "a rule that takes points away"}}},
	{{{37, "when = networks >= mild-risk, x = yes, documents"}},
	 {{37, "takes points away"}, {37, "no such"}, {37, "write FACTOR"}}},
	/* several at once: none hides another */
	{{{4, "mild = 5\ncolour = red"}, {19, "from = 0\nto = 9"}, {37, "when = networks >= mild-risk\ncolour = red"}},
	 {{5, "colour is not a key"},
	  {6, "at least 5"},
	  {20, "more than 0"},
	  {21, "to is not a key"},
	  {39, "takes points away"},
	  {40, "colour is not a key"}}},
	{{{1, "[other]"}}, {{1, "[other] is not known"}, {1, "there is no [model]"}}},
	{{{21, "from = 10"}, {34, "when = nobody = yes"}, {31, "floor = top"}},
	 {{21, "more than 25"}, {31, "no [band top]"}, {34, "no such factor"}}},
};

static void each_mistake_is_named_with_its_line(void **state)
{
	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		const struct wrong *w = &wrongs[i];
		struct diags d = {0};
		char *text = changed(w->change);
		struct catalogue *c = parse(text, &d);
		int n = 0;
		catalogue_free(&c); /* there may be one where the reader, not the catalogue, found the mistake */
		for (; n < 6 && w->found[n].words; n++) {
			bool there = false;
			for (int k = 0; k < d.n; k++)
				there = there ||
					(d.at[k].line == w->found[n].line && strstr(d.at[k].reason, w->found[n].words));
			if (!there || d.n <= n) {
				diags_print(&d, stderr);
				fail_msg("for '%s' line %d should say: %s", w->change[0].text, w->found[n].line,
					 w->found[n].words);
			}
		}
		if (d.n != n) {
			diags_print(&d, stderr);
			fail_msg("for '%s' there are %d findings", w->change[0].text, d.n);
		}
		free(text);
		diags_fini(&d);
	}
}

static void what_is_missing_altogether_is_said(void **state)
{
	struct diags d = {0};
	assert_null(parse("", &d));
	assert_int_equal(d.n, 3);
	static const char *const words[] = {"no [model]", "no [level NAME]", "no [band NAME]"};
	for (int i = 0; i < 3; i++) {
		assert_int_equal(d.at[i].line, 1);
		assert_non_null(strstr(d.at[i].reason, words[i]));
	}
	diags_fini(&d);
}

static const char earlier_text[] =
	"[model]\nversion = 1\nauthority = x\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level one]\nshare = 80\nrisk_full = 25\nprotection_full = 40\n[band low]\nfrom = 0\n"
	"[factor papers]\nlabel = Identity documents\nlevel = one\nrisk = 9\n";

/* A file for use is refused, with the new key in the message; a stored text is read for its names, and says that nothing
 * may be scored with it. */
static void the_earlier_formula_is_refused_for_use_and_read_when_stored(void **state)
{
	struct diags d = {0}, none = {0};
	struct ini_doc *doc = inidoc_read_text("f.ini", earlier_text, strlen(earlier_text), &d);
	assert_null(catalogue_parse(doc, &d));
	bool risk = false, protection = false;
	for (int i = 0; i < d.n; i++) {
		risk |= d.at[i].line == 10 && strstr(d.at[i].reason, "risk_full: the key is now risk_half");
		protection |= d.at[i].line == 11 && strstr(d.at[i].reason, "the key is now protection_half");
	}
	assert_true(risk && protection);
	struct catalogue *c = catalogue_parse_stored(doc, &none);
	assert_non_null(c);
	assert_int_equal(none.n, 0);
	assert_true(c->earlier_formula);
	assert_string_equal(c->factors[0].label, "Identity documents");
	assert_int_equal(c->levels[0].share, 80);
	catalogue_free(&c);
	inidoc_free(&doc);
	diags_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earlier_formula_is_refused_for_use_and_read_when_stored),
		cmocka_unit_test(a_sound_file_is_read),
		cmocka_unit_test(what_is_allowed_is_accepted),
		cmocka_unit_test(each_mistake_is_named_with_its_line),
		cmocka_unit_test(what_is_missing_altogether_is_said),
	};
	return cmocka_run_group_tests_name("model_catalogue", tests, NULL, NULL);
}

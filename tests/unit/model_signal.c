/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What many cases of a place have in common: what may be shown, where it is counted, what comes up; and the file that
 * says what it can be answered with.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/model/signal.h>

#include "unit/score_worlds.h"

static const char text[] =
	"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level individual]\nshare = 80\nrisk_half = 60\nprotection_half = 30\n"
	"[level household]\nshare = 80\nrisk_half = 60\nprotection_half = 30\n"
	"[level community]\nshare = 20\nrisk_half = 60\nprotection_half = 30\n"
	"[level structural]\nshare = 20\nrisk_half = 60\nprotection_half = 30\n[band low]\nfrom = 0\n"
	"[factor papers]\nlevel = individual\nrisk = 10\n[factor house]\nlevel = household\nrisk = 5\n"
	"[factor school]\nlevel = community\nrisk = 10\n[factor brokers]\nlevel = community\nrisk = 9\n"
	"[factor law]\nlevel = structural\nrisk = 12\n";
enum { PAPERS, HOUSE, SCHOOL, BROKERS, LAW };

/* ---- how many ---- */

static void small_numbers_are_not_shown(void **state)
{
	static const struct {
		struct cell cell;
		const char *words; /* with 5 as the smallest */
	} rows[] = {
		{{14, 20}, "14 of 20 cases"},
		{{5, 20}, "5 of 20 cases"},
		{{4, 20}, "fewer than 5 of 20 cases"},
		{{1, 20}, "fewer than 5 of 20 cases"},
		{{0, 20}, "fewer than 5 of 20 cases"},
		{{15, 20}, "15 of 20 cases"},
		/* What is left over is a small number too. */
		{{16, 20}, "16 or more of 20 cases"},
		{{19, 20}, "16 or more of 20 cases"},
		{{20, 20}, "16 or more of 20 cases"},
		{{7, 7}, "5 or more of 7 cases"},
		{{4, 7}, "fewer than 5 of 7 cases"},
		{{5, 5}, "5 or more of 5 cases"},
		{{4, 4}, "too few cases to be shown"},
		{{0, 0}, "too few cases to be shown"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct str s = {0};
		cell_words(rows[i].cell, 5, &s);
		assert_string_equal(str_text(&s), rows[i].words);
		str_fini(&s);
	}
}

/* Whoever sees what is shown can think of at least as many numbers at risk as would be hidden, or of none at all. */
static void nothing_can_be_worked_out(void **state)
{
	(void)state;
	for (int smallest = 2; smallest <= 6; smallest++) {
		for (int judged = 0; judged <= 30; judged++) {
			for (int risk = 0; risk <= judged; risk++) {
				struct cell_view v, w;
				int alike = 0;
				cell_show((struct cell){risk, judged}, smallest, &v);
				for (int other = 0; other <= judged; other++) {
					cell_show((struct cell){other, judged}, smallest, &w);
					alike += v.how == w.how && v.risk == w.risk && v.judged == w.judged;
				}
				int left = judged - risk;
				if (v.how == CELL_EXACT)
					assert_true(risk >= smallest && left >= smallest && v.risk == risk);
				else if (v.how == CELL_HIDDEN)
					assert_true(judged < smallest && v.judged == 0 && v.risk == 0);
				else
					assert_true(alike >= smallest || alike == judged - smallest + 1);
			}
		}
	}
}

/* ---- places ---- */

static void where_it_is_counted(void **state)
{
	static const struct {
		const char *community, *country, *stay, *of_community, *of_structure;
	} rows[] = {
		{"NORTH", "LAND", "KE", "NORTH", "LAND"},
		{"NORTH", "", "KE", "NORTH", "country:KE"},
		{"NORTH", "", "", "NORTH", ""},
		{"", "LAND", "KE", "LAND", "LAND"},
		{"", "", "KE", "country:KE", "country:KE"},
		{"", "", "", "", ""},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct signal_count c = {0};
		char place[SIGNAL_PLACE];
		strcpy(c.community, rows[i].community);
		strcpy(c.country, rows[i].country);
		strcpy(c.stay, rows[i].stay);
		assert_int_equal(signal_place(&c, INHERIT_COMMUNITY, place), *rows[i].of_community != 0);
		assert_string_equal(place, rows[i].of_community);
		assert_int_equal(signal_place(&c, INHERIT_STRUCTURAL, place), *rows[i].of_structure != 0);
		assert_string_equal(place, rows[i].of_structure);
		assert_false(signal_place(&c, INHERIT_HOUSEHOLD, place));
		assert_false(signal_place(&c, INHERIT_NOTHING, place));
	}
}

/* ---- signals ---- */

static struct signal_count row(const char *community, const char *country, const char *factor, int risk, int judged)
{
	struct signal_count c = {.cell = {risk, judged}};
	strcpy(c.community, community);
	strcpy(c.country, country);
	strcpy(c.factor, factor);
	return c;
}

static void signal_is(const struct signal *s, const char *place, int factor, int risk, int judged)
{
	assert_string_equal(s->place, place);
	assert_int_equal(s->factor, factor);
	assert_int_equal(s->cell.risk, risk);
	assert_int_equal(s->cell.judged, judged);
}

static void what_comes_up(void **state)
{
	struct catalogue *c = catalogue_of(text);
	struct signal_rules rules = {.cases = 8, .days = 90, .smallest_cell = 5};
	const struct signal_count counts[] = {
		row("NORTH", "LAND", "school", 6, 20),	row("NORTH", "", "school", 3, 5), /* one place, added up */
		row("NORTH", "LAND", "brokers", 7, 25),					  /* one too few */
		row("NORTH", "LAND", "papers", 20, 25), /* one person's own, in each */
		row("NORTH", "LAND", "house", 20, 25),	/* a household's */
		row("SOUTH", "LAND", "law", 6, 9),	row("NORTH", "LAND", "law", 5, 20), /* both of one country */
		row("", "", "school", 30, 30),						    /* nobody knows where */
		row("NORTH", "LAND", "gone", 30, 30),					    /* no factor any more */
	};
	struct signal_list l;
	signals_find(&rules, c, counts, (int)(sizeof counts / sizeof counts[0]), &l);
	assert_int_equal(l.n, 2);
	signal_is(&l.at[0], "LAND", LAW, 11, 29);
	signal_is(&l.at[1], "NORTH", SCHOOL, 9, 25);
	signal_list_fini(&l);
	/* Fewer than may be shown never come up, whatever is asked for. */
	rules.cases = 2;
	rules.smallest_cell = 10;
	signals_find(&rules, c, counts, (int)(sizeof counts / sizeof counts[0]), &l);
	assert_int_equal(l.n, 1);
	signal_is(&l.at[0], "LAND", LAW, 11, 29);
	signal_list_fini(&l);
	signals_find(&rules, c, NULL, 0, &l);
	assert_int_equal(l.n, 0);
	signal_list_fini(&l);
	catalogue_free(&c);
	(void)state;
}

/* 18 and 19 of 20 look the same, so their order is that of the catalogue. */
static void the_order_tells_nothing(void **state)
{
	struct catalogue *c = catalogue_of(text);
	struct signal_rules rules = {.cases = 5, .days = 90, .smallest_cell = 5};
	for (int turn = 0; turn < 2; turn++) {
		const struct signal_count counts[] = {row("NORTH", "", "brokers", turn ? 20 : 18, 20),
						      row("NORTH", "", "school", turn ? 17 : 19, 20)};
		struct signal_list l;
		signals_find(&rules, c, counts, 2, &l);
		assert_int_equal(l.n, 2);
		assert_int_equal(l.at[0].factor, SCHOOL);
		assert_int_equal(l.at[1].factor, BROKERS);
		signal_list_fini(&l);
	}
	catalogue_free(&c);
	(void)state;
}

static void stages(void **state)
{
	struct date jan = {2026, 1, 10, false}, mar = {2026, 3, 10, false}, none = {0};
	(void)state;
	assert_int_equal(intervention_stage(none, none, jan), INTERVENTION_PLANNED);
	assert_int_equal(intervention_stage(mar, none, jan), INTERVENTION_PLANNED);
	assert_int_equal(intervention_stage(jan, none, jan), INTERVENTION_RUNNING);
	assert_int_equal(intervention_stage(jan, mar, mar), INTERVENTION_RUNNING);
	assert_int_equal(intervention_stage(jan, jan, mar), INTERVENTION_ENDED);
}

/* ---- response.ini ---- */

#define SIGNALS "[signals]\ncases = 8\ndays = 60\nsmallest_cell = 5\n"

static struct response_rules *parse(const char *label, const char *ini, struct catalogue *c, struct diags *d)
{
	struct ini_doc *doc = inidoc_read_text(label, ini, strlen(ini), d);
	struct response_rules *r = response_rules_parse(doc, c, d);
	inidoc_free(&doc);
	return r;
}

static void the_map_is_read(void **state)
{
	struct catalogue *c = catalogue_of(text);
	struct diags d = {0};
	struct response_rules *r = parse("built-in/response.ini",
					 SIGNALS "[response a]\nlabel = A\nfactors = school, not_here, law\n"
						 "community = Walk together\n"
						 "[response b]\nlabel = B\nfactors = school\nstructural = A law\n",
					 c, &d);
	assert_non_null(r);
	assert_int_equal(d.n, 0);
	assert_int_equal(r->signals.cases, 8);
	assert_int_equal(r->signals.days, 60);
	assert_int_equal(r->signals.smallest_cell, 5);
	assert_int_equal(r->n, 2);
	assert_int_equal(r->at[0].n_factors, 2); /* what this catalogue does not have is passed over */
	assert_string_equal(r->at[0].words[INHERIT_COMMUNITY], "Walk together");
	assert_string_equal(r->at[0].words[INHERIT_HOUSEHOLD], "");
	int i = response_next(r, SCHOOL, -1);
	assert_int_equal(i, 0);
	assert_int_equal(response_next(r, SCHOOL, i), 1);
	assert_int_equal(response_next(r, SCHOOL, 1), -1);
	assert_int_equal(response_next(r, LAW, -1), 0);
	assert_int_equal(response_next(r, PAPERS, -1), -1);
	response_rules_free(&r);
	catalogue_free(&c);
	diags_fini(&d);
	(void)state;
}

static void mistakes_in_it_are_found(void **state)
{
	static const struct {
		const char *ini;
		int line;
	} rows[] = {
		{SIGNALS "[response a]\nlabel = A\nfactors = not_here\n", 7},
		{SIGNALS "[response a]\nlabel = A\nfactors = law, law\n", 7},
		{SIGNALS "[response a]\nfactors = law\n", 5},
		{SIGNALS "[response a]\nlabel = A\n", 5},
		{SIGNALS "[response a]\nlabel = A\nfactors = law\nvillage = x\n", 8},
		{SIGNALS "[other]\nlabel = A\n", 5},
		{SIGNALS "[response]\nlabel = A\nfactors = law\n", 5},
		{"[signals]\ncases = 0\ndays = 60\nsmallest_cell = 5\n", 2},
		{"[signals]\ncases = 5\ndays = 60\nsmallest_cell = 1\n", 4},
		{"[response a]\nlabel = A\nfactors = law\n", 0},
	};
	struct catalogue *c = catalogue_of(text);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct diags d = {0};
		struct response_rules *r = parse("site/response.ini", rows[i].ini, c, &d);
		assert_null(r);
		assert_int_equal(d.n, 1);
		assert_int_equal(d.at[0].line, rows[i].line);
		diags_fini(&d);
	}
	catalogue_free(&c);
	(void)state;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_numbers_are_not_shown),
		cmocka_unit_test(nothing_can_be_worked_out),
		cmocka_unit_test(where_it_is_counted),
		cmocka_unit_test(what_comes_up),
		cmocka_unit_test(the_order_tells_nothing),
		cmocka_unit_test(stages),
		cmocka_unit_test(the_map_is_read),
		cmocka_unit_test(mistakes_in_it_are_found),
	};
	return cmocka_run_group_tests_name("model: signals", tests, NULL, NULL);
}

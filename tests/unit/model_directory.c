/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/codes.h>
#include <sarai/model/directory.h>

#define STALE 180

static const struct date today = {2026, 11, 23, false};

static struct entry_facts clinic(void)
{
	return (struct entry_facts){
		.kind = ENTRY_SERVICE,
		.services = "health mhpss",
		.areas = "Sampletown, Old Port;Hill",
		.languages = "fra ara",
		.age_from = -1,
		.age_to = -1,
		.reporting = REPORTING_NO,
		.verified = {2026, 11, 1, false},
		.active = true,
	};
}

static struct entry_need woman(void)
{
	return (struct entry_need){.service = "health",
				   .place = "Old Port, behind the market",
				   .languages = "fra",
				   .sex = "female",
				   .nationalities = "GN",
				   .age_least = 27,
				   .age_most = 27};
}

static struct entry_fit fit(const struct entry_facts *f, const struct entry_need *n)
{
	struct entry_fit out;
	entry_fit(f, n, today, STALE, &out);
	return out;
}

static void what_fits_in_all_has_nothing_against_it(void **state)
{
	struct entry_facts f = clinic();
	struct entry_need n = woman();
	struct entry_fit t = fit(&f, &n);
	struct str words = {0};
	assert_true(t.serves);
	assert_int_equal(t.against, 0);
	entry_fit_words(&t, false, &words);
	assert_string_equal(str_text(&words), "fits");
	str_clear(&words);
	entry_fit_words(&t, true, &words);
	assert_string_equal(str_text(&words), "fits; in this place, speaks the language, age and sex fit, not full, no "
					      "reporting duty, verified lately");
	str_fini(&words);
}

/* One thing other than in the fitting entry or person, and the one reason it must bring. */
enum change {
	CLOSE,
	AGE_OLD,
	AGE_YOUNG,
	MEN_ONLY,
	OTHER_NATIONALITY,
	OTHER_STATUS,
	OTHER_PLACE,
	NO_PLACE,
	REPORTING,
	NOT_ASKED,
	IS_FULL,
	FULL_TILL_TODAY,
	OTHER_LANGUAGE,
	LANGUAGE_OPEN,
	BRINGS_INTERPRETER,
	NEVER,
	LONG_AGO,
	CHANGES
};
static void change(enum change c, struct entry_facts *f, struct entry_need *n)
{
	switch (c) {
	case CLOSE:
		f->active = false;
		break;
	case AGE_OLD:
		f->age_to = 17;
		break;
	case AGE_YOUNG:
		f->age_from = 60;
		break;
	case MEN_ONLY:
		f->sex = "male";
		break;
	case OTHER_NATIONALITY:
		f->nationalities = "BD ML";
		break;
	case OTHER_STATUS:
		f->statuses = "refugee";
		n->status = "none";
		break;
	case OTHER_PLACE:
		n->place = "Faraway";
		break;
	case NO_PLACE:
		f->areas = "";
		break;
	case REPORTING:
		f->reporting = REPORTING_YES;
		break;
	case NOT_ASKED:
		f->reporting = REPORTING_UNKNOWN;
		break;
	case IS_FULL:
		f->full = true;
		break;
	case FULL_TILL_TODAY:
		f->full_until = today;
		break;
	case OTHER_LANGUAGE:
		n->languages = "ben";
		break;
	case LANGUAGE_OPEN:
		f->languages = NULL;
		break;
	case BRINGS_INTERPRETER:
		n->languages = "ben";
		f->interpreter = true;
		break;
	case NEVER:
		f->verified = (struct date){0};
		break;
	case LONG_AGO:
		f->verified = (struct date){2026, 5, 26, false};
		break;
	case CHANGES:
		break;
	}
}

static void each_thing_against_it_has_its_reason(void **state)
{
	static const enum fit_reason wanted[CHANGES] = {FIT_CLOSED,	 FIT_AGE,
							FIT_AGE,	 FIT_SEX,
							FIT_NATIONALITY, FIT_STATUS,
							FIT_ELSEWHERE,	 FIT_AREA_UNKNOWN,
							FIT_REPORTS,	 FIT_REPORTS_UNKNOWN,
							FIT_FULL,	 FIT_FULL,
							FIT_LANGUAGE,	 FIT_LANGUAGE_UNKNOWN,
							FIT_INTERPRETER, FIT_NEVER_VERIFIED,
							FIT_STALE};
	for (int c = 0; c < CHANGES; c++) {
		struct entry_facts f = clinic();
		struct entry_need n = woman();
		change((enum change)c, &f, &n);
		struct entry_fit t = fit(&f, &n);
		assert_true(entry_has(&t, wanted[c]));
		assert_int_equal(t.against, fit_against(wanted[c]));
		assert_true(t.against > 0);
	}
}

/* Whatever else is true of it: one more thing against an entry never lifts it. */
static void another_thing_against_it_never_lifts_it(void **state)
{
	for (int a = 0; a < CHANGES; a++) {
		for (int b = 0; b < CHANGES; b++) {
			struct entry_facts f = clinic();
			struct entry_need n = woman();
			change((enum change)a, &f, &n);
			int before = fit(&f, &n).against;
			change((enum change)b, &f, &n);
			bool same_matter =
				(a >= OTHER_LANGUAGE && a <= BRINGS_INTERPRETER && b >= OTHER_LANGUAGE &&
				 b <= BRINGS_INTERPRETER) ||
				((a == REPORTING || a == NOT_ASKED) && (b == REPORTING || b == NOT_ASKED)) ||
				((a == OTHER_PLACE || a == NO_PLACE) && (b == OTHER_PLACE || b == NO_PLACE)) ||
				((a == NEVER || a == LONG_AGO) && (b == NEVER || b == LONG_AGO));
			if (!same_matter)
				assert_true(fit(&f, &n).against >= before);
		}
	}
}

static void the_graver_thing_weighs_more(void **state)
{
	for (int i = 1; i < FIT_COUNT; i++)
		assert_true(fit_against((enum fit_reason)i) <= fit_against((enum fit_reason)(i - 1)));
	/* Who reports people comes behind who is full, who is in another place behind both. */
	assert_true(fit_against(FIT_REPORTS) > fit_against(FIT_FULL) + fit_against(FIT_STALE));
	assert_true(fit_against(FIT_ELSEWHERE) > fit_against(FIT_REPORTS));
}

static void what_is_not_known_of_the_person_counts_for_nothing(void **state)
{
	struct entry_facts f = clinic();
	struct entry_need nobody = {.age_least = -1, .age_most = -1};
	f.age_from = 18;
	f.sex = "female";
	f.nationalities = "BD";
	f.statuses = "refugee";
	struct entry_fit t = fit(&f, &nobody);
	assert_true(t.serves);
	assert_int_equal(t.against, 0);
	assert_false(entry_has(&t, FIT_ELIGIBLE));
	nobody.sex = "unknown";
	nobody.status = "unknown";
	assert_int_equal(fit(&f, &nobody).against, 0);
	/* An age that may be on either side is not held against anybody. */
	nobody.age_least = 16;
	nobody.age_most = 19;
	assert_int_equal(fit(&f, &nobody).against, 0);
	nobody.age_most = 17;
	assert_int_equal(fit(&f, &nobody).against, fit_against(FIT_AGE));
}

static void a_service_it_does_not_give_leaves_it_out(void **state)
{
	struct entry_facts f = clinic();
	struct entry_need n = woman();
	n.service = "heal";
	assert_false(fit(&f, &n).serves);
	n.service = "mhpss";
	assert_true(fit(&f, &n).serves);
	/* A referral mechanism knows who does: last, but never left out. */
	f.kind = ENTRY_NATIONAL;
	f.services = "";
	n.service = "cash";
	struct entry_fit t = fit(&f, &n);
	assert_true(t.serves);
	assert_int_equal(t.against, fit_against(FIT_MECHANISM));
}

static void places_are_compared_as_people_write_them(void **state)
{
	static const struct {
		const char *areas, *place;
		bool in;
	} rows[] = {
		{"Sampletown", "sampletown", true},
		{"Sampletown", "A room in SAMPLETOWN, near the port", true},
		{"Sampletown, Old Port", "old port", true},
		{"Sampletown; Old Port", "port", true}, /* a word of it */
		{"Sampletown\nHill", "hill", true},
		{"S\xc3\xa3o Jo\xc3\xa3o", "sao joao", true},
		{"Port", "Portland", false},
		{"Old Port", "port of the north", false},
		{"Sampletown", "Other place", false},
		{"", "Sampletown", false},
		{"Sampletown", "", false},
		{" , ;\n", "Sampletown", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (entry_in_area(rows[i].areas, rows[i].place) != rows[i].in)
			fail_msg("\"%s\" in \"%s\"", rows[i].place, rows[i].areas);
	}
}

static void fullness_and_staleness_turn_on_their_day(void **state)
{
	struct entry_facts f = clinic();
	f.full = true;
	assert_true(entry_is_full(&f, today));
	f.full_until = (struct date){2026, 11, 22, false};
	assert_false(entry_is_full(&f, today)); /* the day is over */
	f.full_until.day = 23;
	f.full = false;
	assert_true(entry_is_full(&f, today));
	f.verified = date_from_days(date_days(today) - STALE);
	assert_false(entry_is_stale(&f, today, STALE));
	f.verified = date_from_days(date_days(today) - STALE - 1);
	assert_true(entry_is_stale(&f, today, STALE));
}

static void codes_are_whole_words(void **state)
{
	assert_true(codes_have("fra ara", "ara"));
	assert_true(codes_have("fra", "fra"));
	assert_false(codes_have("fra arab", "ara"));
	assert_false(codes_have("fra", ""));
	assert_false(codes_have(NULL, "fra"));
	enum entry_kind k;
	assert_true(entry_kind_from_name("transnational", &k));
	assert_int_equal(k, ENTRY_TRANSNATIONAL);
	assert_false(entry_kind_from_name("", &k));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_in_all_has_nothing_against_it),
		cmocka_unit_test(each_thing_against_it_has_its_reason),
		cmocka_unit_test(another_thing_against_it_never_lifts_it),
		cmocka_unit_test(the_graver_thing_weighs_more),
		cmocka_unit_test(what_is_not_known_of_the_person_counts_for_nothing),
		cmocka_unit_test(a_service_it_does_not_give_leaves_it_out),
		cmocka_unit_test(places_are_compared_as_people_write_them),
		cmocka_unit_test(fullness_and_staleness_turn_on_their_day),
		cmocka_unit_test(codes_are_whole_words),
	};
	return cmocka_run_group_tests_name("directory rules", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be shared, by tables: one story each, told oldest first, and the questions asked of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/model/consent.h>

#define WORDS_MAX 4

struct question {
	const char *purpose, *recipient;
	enum consent_reason because;
	int word;
};
struct story {
	const char *what;
	struct consent_word words[WORDS_MAX];
	int n;
	enum consent_reason stands;
	struct question ask[8];
};

#define YES(p, r) .decision = CONSENT_GIVEN, .purposes = (p), .recipients = (r), .complete = true
#define SINCE_LAST_YEAR .until = {2025, 12, 31, false}
#define BECAUSE(x) CONSENT_BECAUSE_##x

static const struct story stories[] = {
	{"nothing said",
	 {{0}},
	 0,
	 BECAUSE(NONE),
	 {{"services", "provider", BECAUSE(NONE), -1}, {"case-work", "us", BECAUSE(NONE), -1}}},
	{"for each purpose and recipient by itself",
	 {{YES("case-work services", "provider unhcr")}},
	 1,
	 BECAUSE(YES),
	 {{"services", "provider", BECAUSE(YES), 0},
	  {"services", "unhcr", BECAUSE(YES), 0},
	  {"services", "family", BECAUSE(NONE), -1},
	  {"transfer", "provider", BECAUSE(NONE), -1},
	  {"case-work", "us", BECAUSE(YES), 0},
	  {"transfer", "us", BECAUSE(NONE), -1},
	  {"service", "provider", BECAUSE(NONE), -1},
	  {"services", "prov", BECAUSE(NONE), -1}}},
	{"a wider yes covers the narrower, not the other way, and never the embassy",
	 {{YES("justice", "authorities")}, {YES("documents", "authorities-police")}},
	 2,
	 BECAUSE(YES),
	 {{"justice", "authorities-police", BECAUSE(YES), 0},
	  {"justice", "authorities", BECAUSE(YES), 0},
	  {"justice", "consulate", BECAUSE(NONE), -1},
	  {"documents", "authorities", BECAUSE(NONE), -1},
	  {"documents", "authorities-border", BECAUSE(NONE), -1},
	  {"justice", "authoritiespolice", BECAUSE(NONE), -1}}},
	{"one organisation by name",
	 {{YES("services", ""), .names = "Legal Aid Centre; Clinic at the Port"}},
	 1,
	 BECAUSE(YES),
	 {{"services", "provider:legal aid centre", BECAUSE(YES), 0},
	  {"services", "provider:CLINIC AT THE PORT", BECAUSE(YES), 0},
	  {"services", ":Legal Aid Centre", BECAUSE(YES), 0},
	  {"services", "provider:Legal Aid", BECAUSE(NONE), -1},
	  {"services", "provider", BECAUSE(NONE), -1},
	  {"services", "provider:", BECAUSE(NONE), -1}}},
	{"never, against a wider yes said with it and one said later",
	 {{YES("justice", "authorities"), .never = "authorities-police"},
	  {YES("justice safety", "authorities provider")}},
	 2,
	 BECAUSE(YES),
	 {{"justice", "authorities-police", BECAUSE(NEVER), 0},
	  {"safety", "authorities-police", BECAUSE(NEVER), 0},
	  {"return", "authorities-police", BECAUSE(NEVER), 0},
	  {"justice", "authorities-court", BECAUSE(YES), 1}}},
	{"never, until a yes names just these, for that purpose",
	 {{YES("case-work", "us"), .never = "authorities-police"}, {YES("justice", "authorities-police")}},
	 2,
	 BECAUSE(YES),
	 {{"justice", "authorities-police", BECAUSE(YES), 1}, {"safety", "authorities-police", BECAUSE(NEVER), 0}}},
	{"never, by name, against a yes to all of its kind",
	 {{YES("services", "provider"), .never_names = "Harbour Shelter"}},
	 1,
	 BECAUSE(YES),
	 {{"services", "provider:Harbour Shelter", BECAUSE(NEVER), 0},
	  {"services", "provider:Clinic", BECAUSE(YES), 0}}},
	{"never to a kind, but to one of them by name",
	 {{YES("case-work", "us"), .never = "provider"}, {YES("services", ""), .names = "Clinic"}},
	 2,
	 BECAUSE(YES),
	 {{"services", "provider:Clinic", BECAUSE(YES), 1}, {"services", "provider:Other", BECAUSE(NEVER), 0}}},
	{"both at once: the limit holds",
	 {{YES("family", "family"), .never = "family"}},
	 1,
	 BECAUSE(YES),
	 {{"family", "family", BECAUSE(NEVER), 0}}},
	{"a limit comes back when the yes that lifted it is over",
	 {{YES("case-work", "us"), .never = "authorities-police"},
	  {YES("justice", "authorities-police"), SINCE_LAST_YEAR},
	  {YES("justice", "authorities")}},
	 3,
	 BECAUSE(YES),
	 {{"justice", "authorities-police", BECAUSE(NEVER), 0}, {"justice", "authorities-court", BECAUSE(YES), 2}}},
	{"time over; the last day still counts",
	 {{YES("services", "provider"), .until = {2026, 11, 22, false}},
	  {YES("transfer", "agency"), .until = {2026, 11, 23, false}},
	  {YES("tracing", "family"), .until = {2026, 11, 0, false}}},
	 3,
	 BECAUSE(YES),
	 {{"services", "provider", BECAUSE(EXPIRED), 0},
	  {"transfer", "agency", BECAUSE(YES), 1},
	  {"tracing", "family", BECAUSE(YES), 2}}},
	{"refused as a whole, then agreed again",
	 {{YES("services", "provider unhcr")}, {.decision = CONSENT_REFUSED}, {YES("services", "provider")}},
	 3,
	 BECAUSE(YES),
	 {{"services", "provider", BECAUSE(YES), 2},
	  {"services", "unhcr", BECAUSE(REFUSED), 1},
	  {"case-work", "us", BECAUSE(REFUSED), 1}}},
	{"taken back as a whole",
	 {{YES("case-work services", "us provider")}, {.decision = CONSENT_WITHDRAWN}},
	 2,
	 BECAUSE(WITHDRAWN),
	 {{"services", "provider", BECAUSE(WITHDRAWN), 1},
	  {"case-work", "us", BECAUSE(WITHDRAWN), 1},
	  {"justice", "unhcr", BECAUSE(WITHDRAWN), 1}}},
	{"taken back for one purpose",
	 {{YES("services tracing", "provider family")}, {.decision = CONSENT_WITHDRAWN, .purposes = "tracing"}},
	 2,
	 BECAUSE(YES),
	 {{"services", "provider", BECAUSE(YES), 0},
	  {"tracing", "family", BECAUSE(WITHDRAWN), 1},
	  {"tracing", "provider", BECAUSE(WITHDRAWN), 1}}},
	{"taken back from one recipient, by kind and by name",
	 {{YES("services", "provider authorities")},
	  {.decision = CONSENT_WITHDRAWN, .recipients = "authorities"},
	  {.decision = CONSENT_WITHDRAWN, .names = "Clinic"}},
	 3,
	 BECAUSE(YES),
	 {{"services", "authorities-police", BECAUSE(WITHDRAWN), 1},
	  {"services", "provider:Clinic", BECAUSE(WITHDRAWN), 2},
	  {"services", "provider:Other", BECAUSE(YES), 0},
	  {"services", "provider", BECAUSE(YES), 0}}},
	{"refused in part says nothing of the rest",
	 {{.decision = CONSENT_REFUSED, .purposes = "family"}},
	 1,
	 BECAUSE(REFUSED),
	 {{"family", "family", BECAUSE(REFUSED), 0}, {"services", "provider", BECAUSE(NONE), -1}}},
	{"another basis stands against a refusal and a never, for just what it names",
	 {{.decision = CONSENT_BASIS, .purposes = "safety", .recipients = "authorities-police", .complete = true},
	  {.decision = CONSENT_REFUSED, .never = "authorities-police"}},
	 2,
	 BECAUSE(REFUSED),
	 {{"safety", "authorities-police", BECAUSE(OTHER_BASIS), 0},
	  {"safety", "authorities", BECAUSE(REFUSED), 1},
	  {"justice", "authorities-police", BECAUSE(NEVER), 1},
	  {"safety", "us", BECAUSE(REFUSED), 1}}},
	{"another basis without its reason, or whose time is over, is none",
	 {{.decision = CONSENT_BASIS, .purposes = "safety", .recipients = "family"},
	  {.decision = CONSENT_BASIS, .purposes = "safety", .recipients = "unhcr", .complete = true, SINCE_LAST_YEAR}},
	 2,
	 BECAUSE(NONE),
	 {{"safety", "family", BECAUSE(NONE), -1}, {"safety", "unhcr", BECAUSE(NONE), -1}}},
	{"the person's own yes goes before another basis",
	 {{.decision = CONSENT_BASIS, .purposes = "safety", .recipients = "family", .complete = true},
	  {YES("safety", "family")}},
	 2,
	 BECAUSE(YES),
	 {{"safety", "family", BECAUSE(YES), 1}}},
	{"a child's yes needs an adult who may consent",
	 {{.decision = CONSENT_ASSENTED, .purposes = "services", .recipients = "provider", .complete = true}},
	 1,
	 BECAUSE(NO_ADULT),
	 {{"services", "provider", BECAUSE(NO_ADULT), 0}}},
	{"a child's yes with one",
	 {{.decision = CONSENT_ASSENTED,
	   .purposes = "services",
	   .recipients = "provider",
	   .complete = true,
	   .adult = true}},
	 1,
	 BECAUSE(ASSENT),
	 {{"services", "provider", BECAUSE(ASSENT), 0}}},
	{"written down as consent, of somebody who was a child then",
	 {{YES("services", "provider"), .child = true}},
	 1,
	 BECAUSE(NO_ADULT),
	 {{"services", "provider", BECAUSE(NO_ADULT), 0}}},
	{"half a yes does not take the place of a whole one, nor lift a limit",
	 {{YES("services", "provider"), .never = "family"},
	  {.decision = CONSENT_GIVEN, .purposes = "services", .recipients = "provider family"}},
	 2,
	 BECAUSE(YES),
	 {{"services", "provider", BECAUSE(YES), 0}, {"services", "family", BECAUSE(NEVER), 0}}},
	{"time over in the newest, another still holds",
	 {{YES("services", "provider")}, {YES("tracing", "family"), SINCE_LAST_YEAR}},
	 2,
	 BECAUSE(YES),
	 {{"services", "provider", BECAUSE(YES), 0}, {"tracing", "family", BECAUSE(EXPIRED), 1}}},
	{"neither signed nor confirmed",
	 {{.decision = CONSENT_GIVEN, .purposes = "services", .recipients = "provider"}},
	 1,
	 BECAUSE(INCOMPLETE),
	 {{"services", "provider", BECAUSE(INCOMPLETE), 0}}},
};

static void each_story_answers_its_questions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		const struct story *s = &stories[i];
		struct consent_facts f = {s->words, s->n, {2026, 11, 23, false}};
		for (int q = 0; q < 8 && s->ask[q].purpose; q++) {
			const struct question *a = &s->ask[q];
			struct consent_verdict v = consent_allows(&f, a->purpose, a->recipient);
			if (v.reason != a->because || v.word != a->word)
				fail_msg("%s: %s to %s: %s (%d)", s->what, a->purpose, a->recipient,
					 consent_reason_words(v.reason), v.word);
			bool yes = a->because == BECAUSE(YES) || a->because == BECAUSE(ASSENT) ||
				   a->because == BECAUSE(OTHER_BASIS);
			assert_int_equal(v.allowed, yes);
		}
		struct consent_verdict all = consent_standing(&f);
		if (all.reason != s->stands)
			fail_msg("%s: stands as %s", s->what, consent_reason_words(all.reason));
	}
}

/* Whatever was said before: a refusal or taking back as a whole, said last, ends every yes. */
static void the_last_no_ends_all(void **state)
{
	static const enum consent_decision last[] = {CONSENT_REFUSED, CONSENT_WITHDRAWN};
	static const char *const purposes[] = {"case-work", "services", "justice", "safety", "tracing"};
	static const char *const to[] = {"us",	   "provider", "provider:Clinic", "authorities-police",
					 "family", "consulate"};
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		struct consent_word words[WORDS_MAX + 1];
		struct consent_facts f = {words, stories[i].n + 1, {2026, 11, 23, false}};
		memcpy(words, stories[i].words, sizeof stories[i].words);
		for (size_t k = 0; k < 2; k++) {
			words[stories[i].n] = (struct consent_word){.decision = last[k]};
			for (size_t p = 0; p < sizeof purposes / sizeof purposes[0]; p++) {
				for (size_t r = 0; r < sizeof to / sizeof to[0]; r++) {
					struct consent_verdict v = consent_allows(&f, purposes[p], to[r]);
					if (v.allowed && v.reason != BECAUSE(OTHER_BASIS))
						fail_msg("%s, then no: %s to %s", stories[i].what, purposes[p], to[r]);
				}
			}
		}
	}
}

/* Adding a "never" makes nothing allowed that was not. */
static void a_limit_allows_nothing(void **state)
{
	static const char *const purposes[] = {"case-work", "services", "justice", "safety"};
	static const char *const to[] = {"us", "provider", "authorities-police", "family"};
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		for (int w = 0; w < stories[i].n; w++) {
			struct consent_word words[WORDS_MAX];
			struct consent_facts before = {stories[i].words, stories[i].n, {2026, 11, 23, false}},
					     after = {words, stories[i].n, {2026, 11, 23, false}};
			memcpy(words, stories[i].words, sizeof words);
			words[w].never = "authorities-police family provider";
			for (size_t p = 0; p < 4; p++) {
				for (size_t r = 0; r < 4; r++)
					assert_true(!consent_allows(&after, purposes[p], to[r]).allowed ||
						    consent_allows(&before, purposes[p], to[r]).allowed);
			}
		}
	}
}

static void names_go_there_and_back(void **state)
{
	enum consent_decision d;
	(void)state;
	for (int i = 0; i < CONSENT_COUNT; i++) {
		assert_true(consent_from_name(consent_name((enum consent_decision)i), &d));
		assert_int_equal(d, i);
	}
	assert_false(consent_from_name("", &d));
	assert_false(consent_from_name("not-able", &d));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_story_answers_its_questions),
		cmocka_unit_test(the_last_no_ends_all),
		cmocka_unit_test(a_limit_allows_nothing),
		cmocka_unit_test(names_go_there_and_back),
	};
	return cmocka_run_group_tests_name("model: consent", tests, NULL, NULL);
}

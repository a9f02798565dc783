/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the fictitious people have agreed to, how they may be reached, and for some of them papers, journey and people
 * they know.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/demo/papers.h>
#include <sarai/demo/people.h>
#include <sarai/demo/record.h>
#include <sarai/edit/open.h>
#include <sarai/model/age.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))
#define FIELDS_MAX 8
#define F " (fictitious)"

struct answers_of {
	const char *field, *value;
};

/* ---- consent ---- */

static const struct answers_of consents[][FIELDS_MAX] = {
	{{"purposes", "case-work services"},
	 {"recipients", "us provider"},
	 {"never_to", "family authorities-police"},
	 {"method", "spoken"},
	 {"certified", "yes"}},
	{{"purposes", "case-work services documents"},
	 {"recipients", "us provider unhcr"},
	 {"never_to", "consulate"},
	 {"method", "signed"},
	 {"proof", "Folder in the locked cabinet"}},
	{{"purposes", "case-work services justice"},
	 {"recipients", "us provider authorities-court"},
	 {"never_names", "Cousin in the harbour" F},
	 {"method", "spoken"},
	 {"certified", "yes"}},
	{{"purposes", "case-work services family contact-later statistics"},
	 {"recipients", "us provider family"},
	 {"method", "mark"},
	 {"proof", "Folder in the locked cabinet"}},
};

static bool fill(struct demo *d, const char *kind, const struct answers_of *a, int n, struct err *e)
{
	struct edit *w = demo_open(d, kind, e);
	if (!w)
		return false;
	for (int i = 0; i < n && a[i].field; i++)
		demo_put(w, a[i].field, a[i].value);
	return demo_save(d, &w, e);
}

static int number_of(const struct demo *d)
{
	return (int)(d->person - demo_people);
}

static bool is_child(const struct demo *d)
{
	struct date birth = {0};
	date_from_iso(d->person->birth, &birth);
	return age_is_child(birth, false, time_date(d->at));
}

bool demo_consent(struct demo *d, struct err *e)
{
	const struct answers_of *a = consents[number_of(d) % COUNT(consents)];
	struct edit *w = demo_open(d, "consent", e);
	if (!w)
		return false;
	demo_put(w, "consent", is_child(d) ? "assents" : "consents");
	demo_put_day(d, w, "given_on", 0);
	if (is_child(d))
		demo_put(w, "with_adult", "trusted");
	else
		demo_put(w, "given_by", "person");
	demo_put(w, "informed", "interview purpose use research access keeping withdraw");
	for (int i = 0; i < FIELDS_MAX && a[i].field; i++)
		demo_put(w, a[i].field, a[i].value);
	return demo_save(d, &w, e);
}

/* ---- how to reach them ---- */

static const struct answers_of rules[][FIELDS_MAX] = {
	{{"reach_by", "phone"},
	 {"reach_hours", "10 to 12"},
	 {"message_rule", "never"},
	 {"reach_as", "ask for the seamstress"},
	 {"must_not_know", "the employer"}},
	{{0}},
	{{"reach_by", "in-person trusted"}, {"message_rule", "never"}, {"must_not_know", "the partner"}},
	{{"reach_by", "in-person provider"}},
	{{"reach_by", "phone message"}, {"message_rule", "neutral"}},
	{{0}},
};

void demo_rules(const struct demo *d, struct edit *w)
{
	const struct answers_of *a = rules[number_of(d) % COUNT(rules)];
	for (int i = 0; i < FIELDS_MAX && a[i].field; i++)
		demo_put(w, a[i].field, a[i].value);
}

/* ---- papers, journey, people ---- */

static const struct answers_of documents[][FIELDS_MAX] = {
	{{"doc_type", "passport"}, {"held_by", "employer"}, {"held_note", "Taken on the first day, \"for safety\"."}},
	{{"doc_type", "identity"}, {"held_by", "person"}, {"valid_until", "2028"}},
	{{"doc_type", "birth"},
	 {"held_by", "never"},
	 {"doc_note", "Was never registered; an aunt could be a witness."}},
	{{"doc_type", "asylum"}, {"held_by", "person"}},
};
static const struct answers_of journeys[][FIELDS_MAX] = {
	{{"stage", "before"},
	 {"from_place", "the village"},
	 {"left_on", "2024-03"},
	 {"to_place", "the capital"},
	 {"with_whom", "recruiter"},
	 {"means", "car"},
	 {"what_happened", "Promised work in a house abroad."}},
	{{"stage", "during"},
	 {"from_place", "the capital"},
	 {"left_on", "2024-05"},
	 {"to_place", "the coast"},
	 {"with_whom", "smuggler strangers"},
	 {"means", "foot car boat"},
	 {"what_happened", "Held for weeks until somebody paid."}},
};
static const struct answers_of people[][FIELDS_MAX] = {
	{{"contact_name", "Elder sister" F},
	 {"relation", "sister"},
	 {"reach", "Through the shop next door"},
	 {"safe", "yes"},
	 {"emergency", "yes"},
	 {"knows", "Knows where, not what happened."}},
	{{"contact_name", "Former employer" F}, {"relation", "employer"}, {"safe", "no"}},
	{{"contact_name", "Teacher" F}, {"relation", "friend"}, {"safe", "ask"}, {"reach", "At the school, mornings"}},
};

bool demo_papers(struct demo *d, struct err *e)
{
	int n = number_of(d);
	if (n % 3 == 2)
		return true;
	bool good = fill(d, "document", documents[n % COUNT(documents)], FIELDS_MAX, e);
	for (int i = 0; good && n % 2 == 0 && i < COUNT(journeys); i++) {
		struct edit *w = demo_open(d, "journey-stage", e);
		if (!w)
			return false;
		demo_put(w, "from_country", d->person->country);
		if (i == 0)
			demo_put(w, "to_country", d->person->country);
		for (int k = 0; k < FIELDS_MAX && journeys[i][k].field; k++)
			demo_put(w, journeys[i][k].field, journeys[i][k].value);
		good = demo_save(d, &w, e);
	}
	return good && fill(d, "contact-person", people[n % COUNT(people)], FIELDS_MAX, e);
}

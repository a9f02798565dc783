/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service directory (who does what, where, when): how well an entry fits what a person needs, and why. Pure. What
 * speaks against an entry pushes it down and is said; only a service it does not give leaves it out. The worker
 * decides.
 */
#ifndef SARAI_MODEL_DIRECTORY_H
#define SARAI_MODEL_DIRECTORY_H

#include <stdbool.h>

#include <sarai/base/date.h>
#include <sarai/base/str.h>

/* What an entry is: a service, or the contact of a referral mechanism. */
#define ENTRY_KIND_TABLE(X)                                                                                            \
	X(SERVICE, "service", "Service")                                                                               \
	X(NATIONAL, "national", "National referral mechanism")                                                         \
	X(TRANSNATIONAL, "transnational", "Transnational referral mechanism")
enum entry_kind {
#define X(id, name, words) ENTRY_##id,
	ENTRY_KIND_TABLE(X)
#undef X
		ENTRY_KIND_COUNT
};
const char *entry_kind_words(enum entry_kind k);
bool entry_kind_from_name(const char *name, enum entry_kind *out);

enum entry_reporting { REPORTING_UNKNOWN, REPORTING_NO, REPORTING_YES }; /* to police or immigration */

struct entry_facts { /* of one entry; texts borrowed, NULL or "" where nothing is noted */
	enum entry_kind kind;
	const char *services;	   /* codes, blanks between */
	const char *areas;	   /* places, divided by commas, semicolons or lines */
	bool everywhere;	   /* the whole country */
	const char *languages;	   /* codes */
	bool interpreter;	   /* they bring one */
	int age_from, age_to;	   /* -1: no limit */
	const char *sex;	   /* "female" or "male" alone; "" or "any": everybody */
	const char *nationalities; /* codes; "": any */
	const char *statuses;	   /* codes; "": any */
	enum entry_reporting reporting;
	bool full;
	struct date full_until; /* year 0: until somebody says otherwise */
	struct date verified;	/* year 0: never */
	bool active;
};

struct entry_need { /* of a person; NULL, "" or -1 where it is not known */
	const char *service, *place, *languages, *sex, *nationalities, *status;
	int age_least, age_most;
};

/* Why: name, how much it speaks against the entry (0: for it), words. Most grave first. */
#define FIT_TABLE(X)                                                                                                   \
	X(CLOSED, 200, "not active any more")                                                                          \
	X(MECHANISM, 150, "a referral mechanism: knows who does")                                                      \
	X(AGE, 100, "not for this age")                                                                                \
	X(SEX, 100, "for the other sex only")                                                                          \
	X(NATIONALITY, 100, "not for this nationality")                                                                \
	X(STATUS, 100, "not with this status")                                                                         \
	X(ELSEWHERE, 80, "other place")                                                                                \
	X(REPORTS, 60, "REPORTS to police or immigration")                                                             \
	X(FULL, 40, "full")                                                                                            \
	X(LANGUAGE, 30, "other languages")                                                                             \
	X(AREA_UNKNOWN, 20, "place not noted")                                                                         \
	X(REPORTS_UNKNOWN, 15, "reporting duty not known")                                                             \
	X(LANGUAGE_UNKNOWN, 12, "languages not noted")                                                                 \
	X(INTERPRETER, 10, "through an interpreter")                                                                   \
	X(NEVER_VERIFIED, 8, "never verified")                                                                         \
	X(STALE, 6, "not verified lately")                                                                             \
	X(HERE, 0, "in this place")                                                                                    \
	X(COUNTRY, 0, "whole country")                                                                                 \
	X(SPEAKS, 0, "speaks the language")                                                                            \
	X(ELIGIBLE, 0, "age and sex fit")                                                                              \
	X(PLACE_FREE, 0, "not full")                                                                                   \
	X(NO_REPORTING, 0, "no reporting duty")                                                                        \
	X(VERIFIED, 0, "verified lately")
enum fit_reason {
#define X(id, against, words) FIT_##id,
	FIT_TABLE(X)
#undef X
		FIT_COUNT
};
const char *fit_words(enum fit_reason r);
int fit_against(enum fit_reason r);

struct entry_fit {
	bool serves;	  /* gives the service (or none is asked for) */
	int against;	  /* less fits better; 0: all that was asked fits */
	unsigned reasons; /* bits of enum fit_reason */
};
void entry_fit(const struct entry_facts *f, const struct entry_need *n, struct date today, int stale_days,
	       struct entry_fit *out);
bool entry_has(const struct entry_fit *f, enum fit_reason r);
/* What speaks against it, gravest first; "fits" when nothing does. Then, where `both`, what speaks for it. */
void entry_fit_words(const struct entry_fit *f, bool both, struct str *out);

bool entry_is_full(const struct entry_facts *f, struct date today);
bool entry_is_stale(const struct entry_facts *f, struct date today, int stale_days); /* or was never verified */
/* Does one of the areas lie where the place is, as both are written? Nothing noted: no. */
bool entry_in_area(const char *areas, const char *place);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the fictitious cases are made of. Composite stories: no person in them exists.
 */
#ifndef SARAI_DEMO_RECORD_H
#define SARAI_DEMO_RECORD_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>

struct edit;

struct demo_person {
	const char *name, *script, *other_names; /* all with "(fictitious)" */
	const char *sex, *birth;		 /* code; ISO, partial or estimated */
	const char *country, *language;		 /* codes */
};

struct demo_story {
	const char *how_found;
	const char *alert; /* rule of contact; "" for none */
	const char *exposure, *capability;
	const char *flags;   /* urgent flags that are yes, blanks between */
	const char *factors; /* "documents=severe-risk debt=mild-risk": others are neutral or unknown */
	const char *better;  /* what later rounds answer otherwise */
	const char *wishes, *goals[2];
	/* children; NULL for none: alone or not, who cares, whether a panel decides, and what it has decided */
	const char *situation, *care, *solution;
	bool determination;
	const char *assigned, *assigned_reason; /* a level that may differ from the calculated one; NULL for none */
	/* What else is on file: field and value in turn, NULL at the end; NULL for none */
	const char *const *trafficking, *const *ssra, *const *safety_plan;
};

/* How far a case has come, and how many days ago it began. */
enum demo_stage {
	DEMO_NEW,
	DEMO_SCREENED,
	DEMO_REFUSED,  /* consent refused: kept without a name */
	DEMO_INFORMED, /* screening ended with information only */
	DEMO_PARTIAL,  /* assessment begun */
	DEMO_ASSESSED,
	DEMO_PLANNED,
	DEMO_ACTIVE,
	DEMO_ON_HOLD,
	DEMO_CLOSED
};

struct demo_course {
	enum demo_stage stage;
	int days;	  /* ago */
	int rounds;	  /* assessments, from DEMO_ASSESSED on */
	bool late;	  /* what is next is overdue */
	bool urgent_open; /* nobody has acted on the urgent flags yet */
	bool care;	  /* a care window runs since yesterday */
	bool waits;	  /* for approval: of the plan, or of closing */
	bool offered;	  /* to whoever practises */
	bool again;	  /* closed, and opened again these days */
	const char *with; /* a colleague has it; NULL: whoever practises */
	int keeps;	  /* closed: days for which the file is kept; 0: five years */
	bool corrects;	  /* the person has asked for a correction */
};

struct demo_service {
	const char *service, *action;
};

/* Cases by their place: those of one family, and the group. */
enum { DEMO_MOTHER = 2, DEMO_SISTER = 7, DEMO_GROUP = 8, DEMO_KEPT = 10 };

/* One story being told: its own clock, moving from a day in the past to now. */
struct demo {
	struct session session; /* with the clock below */
	struct clock clock;
	int64_t at, now;
	uint64_t chance;
	const struct demo_person *person;
	const struct demo_story *story;
	const struct demo_course *course;
	int number; /* of the story, from 0 */
	char case_id[ID_TEXT];
	char profile[ID_TEXT];		    /* of the community that gets a newer version */
	char cases[DEMO_KEPT][ID_TEXT]; /* the first ones */
	const char *practises;  /* account for whom the stories are told */
};

unsigned demo_chance(struct demo *d, unsigned below); /* the same every time */

/* Answer a field; what a site's form does not have or does not take is left out. */
void demo_put(struct edit *w, const char *field, const char *value);
void demo_put_day(struct demo *d, struct edit *w, const char *field, int days_from_then);
bool demo_save(struct demo *d, struct edit **w, struct err *e); /* closes it */

struct edit *demo_open(struct demo *d, const char *kind, struct err *e);

#endif

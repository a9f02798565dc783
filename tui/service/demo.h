/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the fictitious cases are made of. Composite stories: no person in them exists.
 */
#ifndef SERVICE_DEMO_H
#define SERVICE_DEMO_H

#include <sarai/service/oversight.h>
#include <sarai/service/shared.h>

struct demo_person {
	const char *name, *script, *other_names; /* all with "(fictitious)" */
	const char *sex, *birth;		 /* code; ISO, partial or estimated */
	const char *country, *language;		 /* codes */
};
extern const struct demo_person demo_people[];
extern const int demo_people_count;

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
extern const struct demo_story demo_stories[];
extern const int demo_stories_count;

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
extern const struct demo_course demo_courses[];
extern const int demo_courses_count;

struct demo_service {
	const char *service, *action;
};
extern const struct demo_service demo_services[]; /* the first is for services not in it */
extern const int demo_services_count;

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
void demo_put(struct work *w, const char *field, const char *value);
void demo_put_day(struct demo *d, struct work *w, const char *field, int days_from_then);
bool demo_save(struct demo *d, struct work **w, struct err *e); /* closes it */
struct work *demo_open(struct demo *d, const char *kind, struct err *e);

/* What cases share. */
bool demo_profiles(struct demo *d, struct err *e);
bool demo_newer_profile(struct demo *d, struct err *e); /* once the cases have used the first */
const char *demo_place(int i);				/* where the person of a case stays */
bool demo_register_group(struct demo *d, struct err *e);
bool demo_family(struct demo *d, struct err *e);
bool demo_family_step(struct demo *d, const char *household, struct err *e);
bool demo_intervention(struct demo *d, struct err *e);

/* The service directory; referrals of the first cases. */
bool demo_directory(struct demo *d, struct err *e);
bool demo_referrals(struct demo *d, struct err *e);

/* The parts of a story. */
void demo_rules(const struct demo *d, struct work *w); /* of contact, into the person's form */
bool demo_consent(struct demo *d, struct err *e);
bool demo_papers(struct demo *d, struct err *e);
bool demo_protect(struct demo *d, struct err *e); /* trafficking, safety assessment and plan */
bool demo_care(struct demo *d, struct err *e);
bool demo_assess(struct demo *d, int round, struct err *e);
bool demo_plan(struct demo *d, struct err *e);
bool demo_child(struct demo *d, struct err *e);   /* nothing for adults */
bool demo_way_ahead(struct demo *d, struct err *e);
bool demo_counsel(struct demo *d, struct err *e); /* ... for those without fear of going back */
bool demo_follow(struct demo *d, struct err *e);
bool demo_screen(struct demo *d, struct err *e);
/* What waits in the case is approved by a supervisor. */
bool demo_approve(struct demo *d, struct err *e);
bool demo_close(struct demo *d, struct err *e);
bool demo_correct(struct demo *d, struct err *e);
bool demo_hold(struct demo *d, struct err *e);
bool demo_offer(struct demo *d, struct err *e);

#endif

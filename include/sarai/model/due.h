/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time standards: what is due next in a case, and when. Computed from what has happened and the standards of
 * follow-up.ini; never typed for the system to work. Inter-agency and field practice, set by each organisation.
 */
#ifndef SARAI_MODEL_DUE_H
#define SARAI_MODEL_DUE_H

#include <stdbool.h>
#include <stdint.h>

#include <sarai/base/inidoc.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/clinical.h>
#include <sarai/model/safety.h>
#include <sarai/model/oversight.h>
#include <sarai/model/referral.h>
#include <sarai/model/status.h>

struct due_level {
	int first_contact_h, assessment_h, plan_h, follow_up_days;
};
/* Children: their own steps, in hours since it is known that the person is a child, and how soon they are screened where
 * that is sooner than the level says. */
struct due_child_rules {
	int first_contact_h;
	int situation_h; /* alone or with family, who cares for them */
	int guardian_h;  /* for children who are alone */
	int bia_h;       /* the first best interests assessment */
	int bia_again_days;
	int care_h;      /* a care arrangement */
	int detention_h; /* detained for migration: an alternative, from when that is known */
	int tracing_h;   /* for children who are alone: tracing begun, or the child does not want it */
};
struct due_rules {
	struct due_level *levels; /* one per band of the catalogue */
	int n_levels;
	int unassessed;           /* band whose standards hold before the first assessment */
	int plan_review_days;
	int post_closure_days;		/* after closing, where the person agreed to be asked again */
	int attempts_before_supervisor; /* attempts without contact after which the supervisor is told */
	int urgent_default_h;     /* an urgent flag that has no due_hours of its own */
	int tonight_h;		  /* "safe for tonight" holds at most so long after the response */
	int escalate_after_min;	  /* not acknowledged: so soon the next ones are informed */
	struct due_child_rules child;
	/* [trafficking] */
	int reflection_days;        /* from its beginning; a longer one that was granted is typed */
	int reflection_notice_days; /* before its end, it is due to say what follows */
	/* [clinical] */
	int care_h[CARE_COUNT];
	/* [safety] */
	int safety_review_days[SAFETY_RATING_COUNT]; /* by overall rating; of none: as of medium */
	int supervisor_h;                            /* to tell the supervisor of thoughts of self-harm */
	int recheck_days;                            /* after which one asks again about thoughts of self-harm */
	struct oversight oversight;
	struct referral_rules referral;
};

/* [due BAND] for every band, [due unassessed] standards = BAND, [due child], [review], [attempts], [urgent],
 * [trafficking], [clinical], [safety], [referral], and those of oversight. NULL with findings in d. Owned. */
struct due_rules *due_rules_parse(const struct ini_doc *doc, const struct catalogue *c, struct diags *d);
void due_rules_free(struct due_rules **r);

/* The sections of follow-up.ini and their keys. */
extern const struct ini_part due_file_parts[];
extern const int due_file_part_count;

/* What is known of a child's steps; all 0 for somebody who is none. */
struct child_facts {
	int64_t since; /* known to be a child; 0: no child */
	bool alone;    /* unaccompanied, separated, or not known yet */
	int64_t situation_at, guardian_at, bia_at, tracing_at, care_at; /* done; 0: not yet */
	int64_t detained_since; /* detained now, known since then; 0: not */
};
/* What is known of a case, as points in time in UTC seconds; 0: has not happened. */
struct case_facts {
	enum case_status status;
	int band;                /* the level that counts: assigned, else calculated, else -1 */
	int64_t registered_at,	 /* or opened again: standards count from the episode */
		screened_at, assessed_at, plan_agreed_at, last_contact_at, plan_reviewed_at;
	int64_t next_contact_at; /* what the worker and the person agreed; wins when it is earlier than the standard */
	int64_t look_again_at;	 /* of a case on hold */
	int64_t closed_at;	 /* when contact after closing was agreed and has not been made; 0: nothing to do */
	int64_t urgent_due_at;   /* of the urgent flags nobody has acted on yet; 0: none */
	bool no_assessment;      /* the screening ended without one: then only what was agreed is due */
	struct child_facts child;
};

#define DUE_TABLE(X)                                                                                                   \
	X(NOTHING, "nothing", "Nothing due")                                                                           \
	X(URGENT, "urgent", "Urgent: act")                                                                             \
	X(SCREENING, "screening", "Screening")                                                                         \
	X(ASSESSMENT, "assessment", "Assessment")                                                                      \
	X(CHILD, "child", "Child: situation and care")                                                                 \
	X(CARE, "care", "Care arrangement for the child")                                                              \
	X(DETENTION, "detention", "Child detained: out of detention")                                                  \
	X(GUARDIAN, "guardian", "Guardian for the child")                                                              \
	X(BIA, "bia", "Best interests assessment")                                                                     \
	X(TRACING, "tracing", "Family tracing")                                                                        \
	X(PLAN, "plan", "Protection plan")                                                                             \
	X(FOLLOW_UP, "follow-up", "Follow-up contact")                                                                 \
	X(REVIEW, "review", "Plan review")                                                                             \
	X(LOOK_AGAIN, "look-again", "On hold: look again")                                                             \
	X(POST_CLOSURE, "post-closure", "Contact after closing")

enum due_kind {
#define X(id, name, words) DUE_##id,
	DUE_TABLE(X)
#undef X
	DUE_COUNT
};
const char *due_name(enum due_kind k);
const char *due_words(enum due_kind k);
bool due_from_name(const char *name, enum due_kind *out);

/* The earliest thing due, and when (seconds UTC). For a closed case only the contact that was agreed for
 * afterwards; NOTHING for those transferred, and duplicates. */
enum due_kind due_next(const struct due_rules *r, const struct case_facts *f, int64_t *when);

/* When one of a child's steps (CHILD, CARE, DETENTION, GUARDIAN, BIA, TRACING) is due; 0: it is done, or not for this child. */
int64_t due_of_child(const struct due_rules *r, const struct child_facts *f, enum due_kind step);

/* When the next follow-up contact is due, counted from a contact. */
int64_t due_follow_up(const struct due_rules *r, int band, int64_t contact);

#endif

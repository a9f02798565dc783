/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is planned for a household as a whole: once, from the risks of its one assessment, and seen in the plan of every
 * member. What depends on one person (return, tracing, papers) stays in that person's own case.
 */
#ifndef SARAI_KIND_HOUSEHOLD_ACTION_H
#define SARAI_KIND_HOUSEHOLD_ACTION_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

struct household_plan {
	char household_id[ID_TEXT];
	struct record_list actions; /* with their answers, oldest first */
	struct record assessment;   /* the newest finished one; id "" when there is none: then nothing below */
	struct answers answers;	    /* household factors alone */
	struct score *score;
	struct plan_cover cover;
	int *open_risks, n_open_risks; /* factor indexes, in reading order */
	struct suggestion *suggestions;
	int n_suggestions, n_withheld; /* those withheld stand after the others */
};

bool household_plan_read(struct session *s, const char *household_id, struct household_plan *out, struct err *e);
void household_plan_fini(struct household_plan *p);

/* A new action for filling in, made from this case: its owner is reminded of it. service and factors (codes with blanks
 * between) may be NULL. Owned; NULL on failure. */
struct edit *household_action_open(struct session *s, const char *household_id, const char *case_id,
				   const char *service, const char *factors, struct err *e);

/* Actions of a household, with their answers, oldest first. */
bool household_actions_read(struct session *s, const char *household_id, struct record_list *out, struct err *e);

/* Whose history it stands in, and whose Today. */
#define HOUSEHOLD_ACTION "household-action"
void household_action_of(struct record *r, const struct case_row *c);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Urgent flags of a case: which are open and until when, by its screening, assessment, urgent responses, and the records
 * that must agree with these.
 */
#ifndef SARAI_KIND_URGENT_H
#define SARAI_KIND_URGENT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/model/urgent.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

#define URGENT_RESPONSES_MAX 64

/* What the clocks of a case are worked out from. Owned. */
struct urgent_records {
	struct record screening, round;			/* newest screening of this episode, newest round at all */
	struct record responses[URGENT_RESPONSES_MAX];	/* newest first */
	bool ended[URGENT_RESPONSES_MAX];		/* the supervisor has ended the clock of this one */
	int n;
	struct record self_harm, care, child;		/* newest; id "" where there is none */
};

/* all: the records of the case, newest first, without answers. */
bool urgent_gather(struct session *s, const struct case_row *c, const struct record_list *all, struct urgent_records *x,
		   struct err *e);
void urgent_records_fini(struct urgent_records *x);

/* Fill k's flags, those due first in front, and its urgent_due. */
void urgent_set_head(const struct session *s, const struct urgent_records *x, struct case_row *k);

/* Since when each flag has its answer, beside the answers of a screening or assessment being saved. A yes that is given on
 * a flag whose clock has ended starts a new one. */
void urgent_times_put(const struct session *s, const struct edit *w, const struct case_row *c, struct pairs *answers,
		      const char *now);

/* Is this flag among the codes? */
bool urgent_has(const char *codes, const char *flag);

/* What an urgent response says, for the rules of model/urgent.h. Borrows from r. */
void urgent_said_of(const struct record *r, bool ended, struct urgent_said *out);

/* Hooks of the kind. */

#endif

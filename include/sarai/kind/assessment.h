/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_ASSESSMENT_H
#define SARAI_KIND_ASSESSMENT_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/config/config.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

/* The assessment of a case: newest saved round. */
struct assessment {
	struct record record;     /* id "" when there is none */
	struct answers answers;
	struct score *score;      /* by the catalogue in force today, NULL when there is none */
	bool same_catalogue;      /* the stored figures were made by today's catalogue */
};

bool assessment_read(struct session *s, const char *case_id, struct assessment *out, struct err *e);
void assessment_fini(struct assessment *a);

/* Figures of every round, oldest first, as they were stored at the time. */
struct round_figures {
	char record_id[ID_TEXT], at[TIME_TEXT];
	int round, score, low, high;
	char band[48], assigned[48];
	bool settled;
};

bool rounds_read(struct session *s, const char *case_id, struct round_figures **out, int *n, struct err *e); /* owned */

/* The weights with this digest, as stored with the assessments made with them. NULL where they are not known. Owned. */
struct catalogue *catalogue_stored(struct session *s, const char *digest);

/* With all that is restricted in it: for rules, not to be handed out before assessment_mask. */
bool assessment_read_whole(struct session *s, const char *case_id, struct assessment *out, struct err *e);
void assessment_mask(const struct config *c, bool seen, struct assessment *a);

/* Beside the answers of a round: what its lower level needs (model/level.h). */
#define LEVEL_NEED "=level_need"
#define LEVEL_ABOUT 120
/* Which lower level of a round is asked for: "medium instead of high", by names of bands. */
void level_about(const struct pairs *round, char out[LEVEL_ABOUT]);

#endif

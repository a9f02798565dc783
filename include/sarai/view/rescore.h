/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: going through all current assessments, each read once, with the answers as a catalogue sees them.
 */
#ifndef SARAI_VIEW_RESCORE_H
#define SARAI_VIEW_RESCORE_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/edit/score_record.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>
#include <sarai/store/count.h>

/* How far it is; false stops it (ERR_CANCELLED, nothing is changed). */
struct weights_progress {
	bool (*tell)(void *ctx, int done, int all);
	void *ctx;
};

struct rescore {
	const struct weights_progress *progress;
	int done, all;
};

struct rescored {
	struct score_record figures; /* as stored */
	char assigned[48];	/* "" */
};

/* Call each for every current assessment. */
bool rescore_all(struct session *s, struct rescore *x, const struct weights_progress *progress,
		 bool (*each)(void *ctx, const struct assessment_row *r), void *ctx, struct err *e);

/* What one holds. answers is made for the catalogue (answers_init), and is set anew; unknown (may be NULL) is told of
 * each answer that the catalogue has no name for. */
void rescore_take(const struct catalogue *c, const struct assessment_row *r, struct answers *answers,
		  struct rescored *out, void (*unknown)(void *ctx, const char *name, const char *value), void *ctx);

/* One is done: tells how far it is now and then. false: stop. */
bool rescore_go_on(struct rescore *x);

#endif

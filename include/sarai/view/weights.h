/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the weights do, and others would: every current assessment scored again without changing any; where
 * professionals assign another level than is calculated; adopting new weights, dated and by somebody's authority. For
 * those with PERMIT_CONFIGURE: they see case numbers and counts, never a case.
 */
#ifndef SARAI_VIEW_WEIGHTS_H
#define SARAI_VIEW_WEIGHTS_H

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/weights.h>
#include <sarai/view/rescore.h>

struct weights_move {
	char number[32];
	char from[48], to[48];
	int score_from, score_to; /* 0 to 10000 */
};

struct weights_name {
	char name[48];
	int answers; /* that the candidate does not count */
};

struct weights_comparison {
	char version[64], candidate_version[64];
	struct weights_tally tally;
	int assessments, unfinished; /* read; of those, not finished yet */
	int without_figures;	     /* nothing was calculated with them: not compared */
	struct weights_move *moves;  /* by the case's number */
	int n_moves, cap_moves;
	struct weights_name *unknown; /* factors and flags the candidate does not have */
	int n_unknown, cap_unknown;
	struct weights_name *added; /* factors the candidate asks and the catalogue in force does not */
	int n_added, cap_added;
};

/* Every current assessment (of each open case the newest finished; where none is, the newest begun): the level
 * calculated with the weights of its day, as stored with it, against the candidate's. Reads each once, in one
 * statement. progress may be NULL. */
bool weights_compare(struct session *s, const struct catalogue *candidate, const struct weights_progress *progress,
		     struct weights_comparison *out, struct err *e);
void weights_comparison_fini(struct weights_comparison *c);

/* The weights in a file. Findings in d, NULL then. Owned. */
struct catalogue *weights_read(const char *path, struct diags *d);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the weights do, and others would: every current assessment scored again without changing any; where
 * professionals assign another level than is calculated; adopting new weights, dated and by somebody's authority. For
 * those with PERMIT_CONFIGURE: they see case numbers and counts, never a case.
 */
#ifndef SARAI_SERVICE_WEIGHTS_H
#define SARAI_SERVICE_WEIGHTS_H

#include <sarai/base/diag.h>
#include <sarai/model/weights.h>
#include <sarai/service/session.h>
#include <sarai/store/history.h>

/* How far it is; false stops it (ERR_CANCELLED, nothing is changed). */
struct weights_progress {
	bool (*tell)(void *ctx, int done, int all);
	void *ctx;
};

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

/* Where the assigned level differs from the calculated one: how often each factor was among the reasons. */
#define OVERRIDE_REASONS 3 /* the first so many reasons of an assessment count */
struct override_factor {
	int factor; /* index in the catalogue in force */
	int raised, lowered;
};
struct override_report {
	int smallest;		    /* fewer are not to be shown as a number */
	int assigned;		    /* finished current assessments with an assigned level */
	int raised, lowered;	    /* of those */
	int unclear;		    /* of those: levels or weights that are not known any more */
	struct override_factor *at; /* most often first; owned */
	int n;
};
bool weights_overrides(struct session *s, const struct weights_progress *progress, struct override_report *out,
		       struct err *e);
void override_report_fini(struct override_report *r);

/* The weights in a file. Findings in d, NULL then. Owned. */
struct catalogue *weights_read(const char *path, struct diags *d);

/* From now on these weights: written into the site's folder as factors.ini, the old ones kept beside it under the
 * date; recorded with by whose authority. The whole configuration is checked with them first (findings in d, ERR_DATA).
 * Assessments made before keep their figures. *kept (may be NULL): where the old ones are; owned. */
bool weights_adopt(struct session *s, const char *path, const char *authority, struct diags *d, char **kept,
		   struct err *e);
/* What has been adopted, newest first. */
bool weights_history(struct session *s, struct history_list *out, struct err *e);

/* Files with weights to try, in the folder "candidates" of the site's: names, sorted. */
struct weights_files {
	char **at;
	int n;
};
bool weights_candidates(struct session *s, struct weights_files *out, struct err *e);
char *weights_candidate_path(struct session *s, const char *name, struct err *e); /* owned; NULL: none of them */
void weights_files_fini(struct weights_files *f);

#endif

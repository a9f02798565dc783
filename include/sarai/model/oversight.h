/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a supervisor looks after: how heavy a caseload is, which plans and closures wait for approval, how long a file
 * is kept. Numbers and levels are each organisation's, in follow-up.ini; that a high level weighs more, and that plans
 * of high-level cases and closures are approved, is usual in the field.
 */
#ifndef SARAI_MODEL_OVERSIGHT_H
#define SARAI_MODEL_OVERSIGHT_H

#include <stdbool.h>

#include <sarai/base/inidoc.h>
#include <sarai/model/catalogue.h>

struct oversight {
	int *weights; /* one per band: what a case of that level counts */
	int n_weights;
	int weight_unassessed;
	int load_limit;	    /* weight from which on a worker has too much: more than this */
	int plan_from_band; /* plans of this level and above need approval; n_weights: none does */
	bool approve_closure;
	int retention_days; /* after closing; -1: a day is typed at each closure */
};

/* Takes a section when it is one of its own: [approvals], [caseload], [retention]. Findings in d. */
bool oversight_section(struct oversight *o, const struct ini_doc *doc, const struct ini_section *s,
		       const struct catalogue *c, struct diags *d);
/* After all sections: what is missing is a finding. */
void oversight_check(const struct oversight *o, const struct ini_doc *doc, const struct catalogue *c, struct diags *d);
void oversight_fini(struct oversight *o);

/* Does the plan of a case of this level (-1: not assessed) wait for approval? */
bool oversight_plan_needs_approval(const struct oversight *o, int band);

/* cases[0]: not assessed yet; cases[band + 1]: of that level; n: how many of them (bands + 1). */
int oversight_load(const struct oversight *o, const int *cases, int n);
bool oversight_too_much(const struct oversight *o, int load);

#endif

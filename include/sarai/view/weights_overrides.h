/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_WEIGHTS_OVERRIDES_H
#define SARAI_VIEW_WEIGHTS_OVERRIDES_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/view/rescore.h>

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

#endif

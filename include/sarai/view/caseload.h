/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_CASELOAD_H
#define SARAI_VIEW_CASELOAD_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

struct caseload {
	char owner[64]; /* "": nobody */
	int *cases;	/* [0] not assessed, [band + 1]; owned */
	int total, load;
	bool too_much;
};

struct caseload_list {
	struct caseload *at; /* heaviest first */
	int n, cap, n_levels;
};

bool caseloads_read(struct session *s, struct caseload_list *out, struct err *e);
void caseload_list_fini(struct caseload_list *l);

#endif

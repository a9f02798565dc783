/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking after the work on cases: approvals, closing, handing over, caseloads. What is asked and answered are records
 * (kinds approval, decision, closure, assignment, transfer, transfer-answer); this is for reading them together, and
 * for what is done from a list.
 */
#ifndef SARAI_KIND_APPROVAL_H
#define SARAI_KIND_APPROVAL_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

/* A high-level plan asks by itself when it is agreed, a closure when nothing is missing. An approved closure closes its
 * case in the same step. Approving what one has asked for oneself is a permission of its own, and is told. */
struct approval {
	struct record request; /* with answers: "what", "comment" */
	struct case_row case_row;
	bool own; /* asked for by this person */
};

struct approval_list {
	struct approval *at;
	int n, cap;
};

/* All that wait, oldest first, for those who may approve. */
bool approvals_waiting(struct session *s, struct approval_list *out, struct err *e);
void approval_list_fini(struct approval_list *l);
bool approval_ask(struct session *s, const char *case_id, const char *what, const char *comment, struct err *e);

/* comment may be "" where it is approved. *own (may be NULL): it was this person's own request. */
bool approval_answer(struct session *s, const char *request_id, bool approved, const char *comment, bool *own,
		     struct err *e);

#endif

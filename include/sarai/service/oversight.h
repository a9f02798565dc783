/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking after the work on cases: approvals, closing, handing over, caseloads. What is asked and answered are records
 * (kinds approval, decision, closure, assignment, transfer, transfer-answer); this is for reading them together, and
 * for what is done from a list.
 */
#ifndef SARAI_SERVICE_OVERSIGHT_H
#define SARAI_SERVICE_OVERSIGHT_H

#include <sarai/model/closure.h>
#include <sarai/service/cases.h>

/* ---- approvals ---- */

/* A high-level plan asks by itself when it is agreed, a closure when nothing is missing. An approved closure closes its
 * case in the same step. Approving what one has asked for oneself is a permission of its own, and is told. */
struct approval {
	struct record request; /* with answers: "what", "comment" */
	struct case_row kase;
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

/* ---- closing ---- */

struct closure_view {
	struct record record;	  /* of this episode; id "" when there is none */
	char request_id[ID_TEXT]; /* of the approval that waits; "" */
	bool missing[CLOSURE_ITEMS];
	int n_missing;
};
bool closure_read(struct session *s, const char *case_id, struct closure_view *out, struct err *e);
void closure_view_fini(struct closure_view *v);

/* ---- handing over ---- */

/* Names to choose from: the accounts; without any, whoever has open cases, and this person. Owned. NULL on failure. */
struct option_list *colleagues_read(struct session *s, const char *list_name, struct err *e);
/* Give these cases to a colleague, all or none. */
bool cases_assign(struct session *s, const char (*case_ids)[ID_TEXT], int n, const char *to, const char *reason,
		  struct err *e);
bool transfer_answer(struct session *s, const char *transfer_id, const char *answer, const char *reason, struct err *e);

/* ---- the page of a case's status ---- */

enum status_row_kind {
	STATUS_ROW_APPROVAL,  /* waits */
	STATUS_ROW_TRANSFER,  /* waits */
	STATUS_ROW_MISSING,   /* before the case can be closed */
	STATUS_ROW_DUPLICATE, /* another case that is a duplicate of this */
	STATUS_ROW_PAST,      /* approvals, transfers, assignments, the closure, of any episode */
	STATUS_ROW_MOVE,      /* a change of status or owner */
};
struct status_row {
	enum status_row_kind kind;
	char at[TIME_TEXT], who[64];
	char record_id[ID_TEXT], record_kind[32], case_id[ID_TEXT];
	int episode;
	bool answerable; /* by this person; of a transfer: */
	bool may_take, may_withdraw;
	char part;	 /* of what is missing: '5' plan, '6' follow-up, '7' safety, 'c' the closure form, ... */
	bool told;	 /* the answer came with words, which are in the text */
	char *text;	 /* owned; names nobody but where a reason that was typed does */
};
struct status_view {
	struct status_row *at;
	int n, cap;
	struct closure_view closure;
};
/* What waits first, then what is missing where a closure has been begun, then all that has happened, newest first. */
bool status_read(struct session *s, const char *case_id, struct status_view *out, struct err *e);
void status_view_fini(struct status_view *v);

/* Answers to what this person has asked for in a case, and a case given to them: seen, and off their page of today. */
bool notices_seen(struct session *s, const char *case_id, struct err *e);

/* ---- caseloads ---- */

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_STATUS_PAGE_H
#define SARAI_VIEW_STATUS_PAGE_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/kind/closure.h>

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

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_CLOSURE_H
#define SARAI_KIND_CLOSURE_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/model/closure.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

struct closure_view {
	struct record record;	  /* of this episode; id "" when there is none */
	char request_id[ID_TEXT]; /* of the approval that waits; "" */
	bool missing[CLOSURE_ITEMS];
	int n_missing;
};

bool closure_read(struct session *s, const char *case_id, struct closure_view *out, struct err *e);
void closure_view_fini(struct closure_view *v);

/* Close the case c with this closure: both are changed, the record is written, the case is not. */
bool closure_close(struct session *s, struct record *closure, struct case_row *c, struct err *e);
bool closure_check(struct session *s, const struct record *closure, const struct case_row *c, struct err *e);

#endif

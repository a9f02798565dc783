/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Typed reasons: the one judge (model/typed_reason.h) with the length that [reasons] sets and the last reasons of whoever
 * works, and the fields of each kind that hold reasons.
 */
#ifndef SARAI_EDIT_REASON_H
#define SARAI_EDIT_REASON_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/store/record.h>

struct edit;

/* Is `typed` a reason that whoever works may give? `where` names the case or the form for the message. `own`: the record
 * it stands in, whose own earlier words are no repetition; NULL: none. */
bool reason_check(struct session *s, const char *typed, const char *own, const char *where, struct err *e);

/* One reason typed for several entries at once, judged here: until reason_shared_end reasons may repeat. *repeat keeps
 * whether they could before, for reason_shared_end. */
bool reason_shared_begin(struct session *s, const char *typed, const char *where, bool *repeat, struct err *e);
void reason_shared_end(struct session *s, bool repeat);

/* The reasons in a record that is about to be saved: those of its kind that were typed now. A round that is not finished
 * is not judged yet. */
bool reasons_check_record(struct session *s, const struct edit *w, const struct pairs *was, const struct record *next,
			  const char *number, struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: what asks for approval by itself, and what an approval does.
 */
#ifndef SERVICE_APPROVALS_H
#define SERVICE_APPROVALS_H

#include <sarai/service/oversight.h>

#include "work.h"

/* State of the newest request about a record ("" when there is none). about: what it must have been about (a plan's day
 * of agreement); NULL: anything. */
bool approval_state_of(struct session *s, const char *case_id, const char *record_id, const char *about, char state[32],
		       char request_id[ID_TEXT], struct err *e);

/* Ask on behalf of whoever has just made something ready, in their transaction; nothing when it waits already. */
bool approval_file(struct session *s, const char *case_id, const char *what, struct err *e);

/* After the head is worked out: an agreed plan that needs approval asks for it. */
bool approvals_follow(struct session *s, const struct work *w, const struct case_row *c, struct err *e);

/* Close the case c with this closure: both are changed, the record is written, the case is not. */
bool closure_close(struct session *s, struct record *closure, struct case_row *c, struct err *e);
bool closure_check(struct session *s, const struct record *closure, const struct case_row *c, struct err *e);

/* Is a transfer of this case pending? Its id, or "". */
bool transfer_pending(struct session *s, const char *case_id, char id[ID_TEXT], struct err *e);

#endif

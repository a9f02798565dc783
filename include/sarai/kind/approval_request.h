/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_APPROVAL_REQUEST_H
#define SARAI_KIND_APPROVAL_REQUEST_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>

/* Beside the answers of a request: what just it is for, the day of agreement of a plan, or a lower level. */
#define APPROVAL_ABOUT "=about"

/* State of the newest request about a record ("" when there is none). about: what it must have been about (APPROVAL_ABOUT); NULL: anything. */
bool approval_state_of(struct session *s, const char *case_id, const char *record_id, const char *about, char state[32],
		       char request_id[ID_TEXT], struct err *e);

/* Ask on behalf of whoever has just made something ready, in their transaction; nothing when it waits already. */
bool approval_file(struct session *s, const char *case_id, const char *what, const char *comment, struct err *e);

/* Does a request of this subject wait in this episode? */
bool approval_waits(struct session *s, const struct case_row *c, const char *what, bool *yes, struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_APPROVAL_REQUEST_H
#define SARAI_KIND_APPROVAL_REQUEST_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>

/* State of the newest request about a record ("" when there is none). about: what it must have been about (a plan's day
 * of agreement); NULL: anything. */
bool approval_state_of(struct session *s, const char *case_id, const char *record_id, const char *about, char state[32],
		       char request_id[ID_TEXT], struct err *e);

/* Ask on behalf of whoever has just made something ready, in their transaction; nothing when it waits already. */
bool approval_file(struct session *s, const char *case_id, const char *what, struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the program has told supervisors, and their acknowledgement.
 */
#ifndef SARAI_KIND_NOTIFICATION_H
#define SARAI_KIND_NOTIFICATION_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/model/notification.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

/* A supervisor has taken note of it: kept with the time. end: also ends the clock, where the worker has lost contact or the
 * person has died (ERR_DATA elsewhere). ERR_DENIED, ERR_REACH where it is not theirs to acknowledge. */
bool notification_acknowledge(struct session *s, const char *notification_id, bool end, struct err *e);

/* The same for a case whose clocks have moved without a save, by its row alone. *made: something is new. */
bool notifications_refresh(struct session *s, const struct case_row *c, bool *made, struct err *e);

/* Inside a transaction: the case goes out of reach of supervisors who reached it as it `was`, by this record. */
bool notification_given(struct session *s, const struct case_row *was, const char *record, struct err *e);

/* Is it for this person, now? */
bool notification_mine(const struct session *s, const struct record *r, const struct case_row *c);
void notification_words(const struct record *r, const struct case_row *c, struct str *out);

/* Since when it waits: when it was made, or came up again. */
const char *notification_since(const struct record *r);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: over whose cases a permission holds. Every service that touches a case asks here.
 */
#ifndef SERVICE_REACH_H
#define SERVICE_REACH_H

#include <sarai/service/session.h>
#include <sarai/store/casefile.h>

/* May this be done in this case? ERR_DENIED without the permission at all; ERR_REACH where it does not reach this case
 * (a reason typed by somebody who may see cases opens it for a time). case_id "" or NULL: what belongs to no case. */
bool reach_case(struct session *s, enum permit p, const char *case_id, struct err *e);

/* The same for a row that has been read. Access for a time counts. */
bool reach_row(struct session *s, enum permit p, const struct case_row *c, struct err *e);

/* Without access for a time, for lists: no look-up for each row. */
bool reach_plain(const struct session *s, enum permit p, const struct case_row *c);

/* A filter of lists for what may be seen. */
struct case_reach reach_filter(const struct session *s, enum permit p);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another's case, opened for a time with a typed reason; supervisors are told.
 */
#ifndef SARAI_ACCESS_CHECK_H
#define SARAI_ACCESS_CHECK_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/permit.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>

/* Ends early what was lent for just this reason; whatever else the account has opened stays open. */
bool access_lent_end(struct session *s, const char *case_id, const char *account, const char *reason, struct err *e);

/* Those nobody has taken note of, of one's team (or all, for those who approve further), and taking note. */
bool access_unseen(struct session *s, struct grant_list *out, struct err *e);
bool access_seen(struct session *s, const char *grant_id, struct err *e);

/* May this be done in this case? ERR_DENIED without the permission at all; ERR_REACH where it does not reach this case
 * (a reason typed by somebody who may see cases opens it for a time). case_id "" or NULL: what belongs to no case. */
bool access_check_case(struct session *s, enum permit p, const char *case_id, struct err *e);

/* The same for a row that has been read. Access for a time counts. */
bool access_check_row(struct session *s, enum permit p, const struct case_row *c, struct err *e);

/* Without access for a time, for lists: no look-up for each row. */
bool access_covers(const struct session *s, enum permit p, const struct case_row *c);

/* A filter of lists for what may be seen. */
struct case_reach access_filter(const struct session *s, enum permit p);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another's case, opened for a time with a typed reason; supervisors are told.
 */
#ifndef SARAI_SERVICE_ACCESS_H
#define SARAI_SERVICE_ACCESS_H

#include <sarai/service/session.h>
#include <sarai/store/account.h>

/* Somebody came to another's case and was asked for a reason: the trail tells, whether they give one or not. */
bool access_turned_away(struct session *s, const char *case_id, struct err *e);

/* For as many hours as [access] says. What one's role permits at all is then permitted in this case. */
bool access_open(struct session *s, const char *case_id, const char *reason, struct err *e);

/* For somebody else, inside a service that has asked for its own permission (a transfer that is to be answered). */
bool access_lend(struct session *s, const char *case_id, const char *account, const char *reason, int hours, struct err *e);

/* Ends early what was lent for just this reason; whatever else the account has opened stays open. */
bool access_lent_end(struct session *s, const char *case_id, const char *account, const char *reason, struct err *e);

/* Those nobody has taken note of, of one's team (or all, for those who approve further), and taking note. */
bool access_unseen(struct session *s, struct grant_list *out, struct err *e);
bool access_seen(struct session *s, const char *grant_id, struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A case changes hands: who can take it, what whoever gives it can no longer do, and who of the giver's side still sees
 * it.
 */
#ifndef SARAI_KIND_TRANSFER_REACH_H
#define SARAI_KIND_TRANSFER_REACH_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/store/casefile.h>

#define SUPERVISOR_SEES_DAYS 30 /* of the giver's side, after the case has gone out of their reach */

/* Adds the accounts that can take a case: not disabled, with a role that does the work of cases. */
bool receivers_add(struct session *s, struct option_list *to, struct err *e);

/* ERR_DATA unless this is one of them. Where there are no accounts (practice), every name is. */
bool receiver_check(struct session *s, const char *name, const char *number, struct err *e);

/* What whoever works here can no longer do in these cases once `to` has them, as a question; owned. NULL where nothing
 * is lost, or `to` cannot take them. asked: it is an offer, which waits for a yes. */
char *transfer_loss(struct session *s, const char (*case_ids)[ID_TEXT], int n, const char *to, bool asked);

/* Inside the transaction in which a case has changed hands: supervisors who saw it while `was` held and do not see it
 * with its new owner may look at it for SUPERVISOR_SEES_DAYS days, and are told. `record` is the assignment or transfer. */
bool supervisors_still_see(struct session *s, const struct case_row *was, const char *owner, const char *record,
			   struct err *e);

#endif

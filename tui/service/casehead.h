/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The head of a case: level, urgent flags, dates, what is due. Worked out from the records alone, inside the
 * transaction of the save that may have changed it.
 */
#ifndef SERVICE_CASEHEAD_H
#define SERVICE_CASEHEAD_H

#include <sarai/service/session.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

/* Fill c's head; `kind` is the kind of record just saved ("" for none): it may move the status. Not written here. */
bool casehead_recompute(struct session *s, struct case_row *c, const char *kind, struct err *e);

/* How the person may be reached, in one line; owned, NULL where there is no rule. */
char *contact_alert_of(struct session *s, const struct record *person);

/* Move the status by what the head says has been done. in_force: the plan is agreed, and approved where it must be;
 * begun: a contact was made, or an action taken up. */
void casehead_step(struct case_row *c, const char *kind, bool in_force, bool begun);

#endif

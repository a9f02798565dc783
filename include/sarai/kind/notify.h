/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages to people who are not logged in: supervisors of a case with a notification that waits, then the roles with
 * `escalation = yes`. A message has the number of the case, never a name, a flag or a text.
 */
#ifndef SARAI_KIND_NOTIFY_H
#define SARAI_KIND_NOTIFY_H

#include <stdbool.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>

#define NOTIFY_LAST "notify.last" /* a fact of the database: when it ran last */

enum notify_step {
	NOTIFY_NEW,	  /* it has come up */
	NOTIFY_LATE,	  /* its due time has passed and nobody is safe */
	NOTIFY_ESCALATED, /* no supervisor has acknowledged it in time (escalate_after): to the next roles */
	NOTIFY_STEPS
};

struct notify_message {
	const char *account; /* who gets it */
	const char *number;  /* of the case */
	const char *about;   /* as in forms/notification.ini; "restricted" says no more than that */
	const char *due, *since; /* times, "" for none */
	const char *id;      /* of the notification */
	enum notify_step step;
};
typedef bool notify_send(void *ctx, const struct notify_message *m, struct err *e);

struct notify_tally {
	int messages;
	int nobody; /* steps with nobody to tell */
	int late;   /* clocks whose due time has passed */
};

/* Each step of each notification that is reached now, once: send is called for each account that it is for. A step that
 * was interrupted is sent again. For whoever keeps the server (PERMIT_CONFIGURE). */
bool notify_run(struct session *s, notify_send *send, void *ctx, struct notify_tally *out, struct err *e);

#endif

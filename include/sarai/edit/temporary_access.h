/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_EDIT_TEMPORARY_ACCESS_H
#define SARAI_EDIT_TEMPORARY_ACCESS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

/* Somebody came to another's case and was asked for a reason: the trail tells, whether they give one or not. */
bool access_turned_away(struct session *s, const char *case_id, struct err *e);

/* For as many hours as [access] says. What one's role permits at all is then permitted in this case. */
bool access_open(struct session *s, const char *case_id, const char *reason, struct err *e);

/* For somebody else, inside a service that has asked for its own permission (a transfer that is to be answered). */
bool access_lend(struct session *s, const char *case_id, const char *account, const char *reason, int hours, struct err *e);

#endif

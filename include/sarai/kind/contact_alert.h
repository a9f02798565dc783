/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_CONTACT_ALERT_H
#define SARAI_KIND_CONTACT_ALERT_H

#include <sarai/access/session.h>
#include <sarai/store/record.h>

/* How the person may be reached, in one line; owned, NULL where there is no rule. */
char *contact_alert_of(struct session *s, const struct record *person);

#endif

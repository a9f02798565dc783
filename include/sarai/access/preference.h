/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the user of a session has set for themselves.
 */
#ifndef SARAI_ACCESS_PREFERENCE_H
#define SARAI_ACCESS_PREFERENCE_H

#include <sarai/access/session.h>

/* As they were left at the last session; what was never set, or cannot be read, is as built in. */
void session_read_preferences(struct session *s);
/* The calendar that this user types dates in, beside the Gregorian one. */
bool session_set_calendar(struct session *s, enum calendar calendar, struct err *e);

#endif

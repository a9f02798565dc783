/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The second person who confirms something is somebody else, not a second account of the same one.
 */
#ifndef SARAI_ACCESS_SECOND_PERSON_H
#define SARAI_ACCESS_SECOND_PERSON_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

#define SECOND_PERSON_DAYS 30

/* Inside a transaction: whoever works now has made a password for this account, and could log in with it. */
bool second_person_note(struct session *s, const char *account, struct err *e);

/* May whoever works now confirm what `asker` has asked for? ERR_DENIED for the asker, and for an account whose password
 * the asker has made within the last SECOND_PERSON_DAYS days: it may be the asker who uses it. */
bool second_person_check(struct session *s, const char *asker, struct err *e);

#endif

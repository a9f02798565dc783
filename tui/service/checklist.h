/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: making the lines on top of a section.
 */
#ifndef SERVICE_CHECKLIST_H
#define SERVICE_CHECKLIST_H

#include <sarai/service/gates.h>

/* A line at the end, to be filled further; not counted. Valid until the next one. */
struct check_line *checklist_add(struct checklist *l, enum check_state state, const char *text, const char *more);

/* Consent and its withdrawals, corrections that are open, until when the file is kept. */
bool rights_checklist(struct session *s, const struct case_row *k, struct checklist *to, struct err *e);

#endif

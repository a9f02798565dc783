/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys as text: characters stand for themselves, names in angle brackets for other keys ("Amara<Enter><F2>"), <lt> for
 * '<'. Only for a headless terminal.
 */
#ifndef SARAI_TERM_SCRIPT_H
#define SARAI_TERM_SCRIPT_H

#include <sarai/term/screen.h>

/* The key that comes next in a valid UTF-8 text, stepping over it; false when there is no key of that name. */
bool script_next(const char **script, int *key);

/* Press one key. */
void script_press(struct stack *s, int key);

/* Type all of it as in one breath, then paint once. false at a key that is not known, or bytes that are not UTF-8. */
bool script_type(struct stack *s, const char *script);

#endif

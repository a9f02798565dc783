/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What each user has set for themselves, by name.
 */
#ifndef SARAI_STORE_PREFERENCE_H
#define SARAI_STORE_PREFERENCE_H

#include <sarai/store/store.h>

#define PREFERENCE_TEXT 32

bool store_preference_put(struct store *s, const char *account, const char *name, const char *value, struct err *e);
/* "" where nothing was set. */
bool store_preference_get(struct store *s, const char *account, const char *name, char value[PREFERENCE_TEXT], struct err *e);

#endif

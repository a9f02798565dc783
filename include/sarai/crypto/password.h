/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Passwords: Argon2id by libsodium, 64 MiB each. How many are worked out at once on the server is capped, so that a
 * crowd of logins cannot take all of its memory.
 */
#ifndef SARAI_SEAL_PASSWORD_H
#define SARAI_SEAL_PASSWORD_H

#include <sarai/base/err.h>

#define PASSWORD_HASH 128 /* bytes of a stored hash, with its end */
#define PASSWORD_LEAST 12 /* characters */

/* A folder in which processes agree on who may work out a password now; must be writable by all of them. NULL: no cap.
 * Borrowed until changed. slots: how many at once. A process that was stopped while it held a place keeps nobody waiting
 * for longer than seconds. */
void password_cap(const char *folder, int slots);

bool password_hash(const char *password, char out[PASSWORD_HASH], struct err *e);

/* Takes as long whether it is right or wrong. With hash NULL or "" (no such account) it takes the same time too, and is
 * false. */
bool password_right(const char *hash, const char *password);

/* May this be a password for the account? NULL, or what is wrong with it in one sentence (borrowed, valid until the
 * next call): too short, a common word or pattern, or the account's own name. */
const char *password_weak(const char *password, const char *account);

/* Is the dictionary of common passwords there? Without it length alone is asked for. */
bool password_words(void);

/* A password to hand out once, which has to be changed: letters and digits that cannot be mistaken for each other. */
#define PASSWORD_ONCE 20
bool password_once(char out[PASSWORD_ONCE]);

#endif

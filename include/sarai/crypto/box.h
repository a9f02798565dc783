/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sealed files, for backups: whoever has the public half of a key pair can seal, only the other half opens. The server
 * holds the public half alone and cannot read its own backups. libsodium: a secretstream whose key is in a sealed box.
 */
#ifndef SARAI_SEAL_BOX_H
#define SARAI_SEAL_BOX_H

#include <sarai/base/err.h>

/* Make a pair: two files of one line each, PATH.public and PATH.secret (mode 0600). Neither may exist. */
bool box_make_pair(const char *path, struct err *e);

/* Seal an open file to the public half in a file; and open one with the secret half. `from` is read from where it
 * stands to its end. After a failure what was written to `to` is of no use. A file that was cut short, changed or put
 * together from several does not open. progress (may be NULL) is told the bytes read so far; false from it stops
 * (ERR_CANCELLED). */
bool box_seal(int from, int to, const char *public_file, bool (*progress)(void *ctx, long long bytes), void *ctx,
	      struct err *e);
bool box_open(int from, int to, const char *secret_file, bool (*progress)(void *ctx, long long bytes), void *ctx,
	      struct err *e);

#endif

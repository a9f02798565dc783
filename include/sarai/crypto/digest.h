/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digests, by libsodium (BLAKE2b, 32 bytes, as 64 hexadecimal digits).
 */
#ifndef SARAI_SEAL_DIGEST_H
#define SARAI_SEAL_DIGEST_H

#include <stddef.h>

#define DIGEST_TEXT 65

void digest_of(const void *data, size_t n, char out[DIGEST_TEXT]);

#endif

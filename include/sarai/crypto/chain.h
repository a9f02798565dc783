/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chain of entries: each carries the digest (BLAKE2b, keyed with nothing) of itself together with the digest before
 * it, so that none can be changed, taken out or put in without all after it showing it.
 */
#ifndef SARAI_SEAL_CHAIN_H
#define SARAI_SEAL_CHAIN_H

#include <sarai/crypto/digest.h>

#define CHAIN_START "0000000000000000000000000000000000000000000000000000000000000000"

/* The digest of an entry: of the one before and of n fields, each with its length, so that no two different entries
 * are the same bytes. NULL counts as "". */
void chain_link(const char before[DIGEST_TEXT], const char *const *fields, int n, char out[DIGEST_TEXT]);

#endif

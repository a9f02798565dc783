/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include <sarai/crypto/digest.h>

void digest_of(const void *data, size_t n, char out[DIGEST_TEXT])
{
	unsigned char hash[32];
	/* Safe to call again and again; hashing itself cannot fail for these sizes. */
	(void)!sodium_init();
	crypto_generichash(hash, sizeof hash, data, n, NULL, 0);
	sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof hash);
}

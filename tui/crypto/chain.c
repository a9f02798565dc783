/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include <sodium.h>

#include <sarai/crypto/chain.h>

static void add(crypto_generichash_state *h, const char *field)
{
	const char *text = field ? field : "";
	uint64_t n = strlen(text);
	unsigned char length[8];
	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)(n >> (8 * i));
	crypto_generichash_update(h, length, sizeof length);
	crypto_generichash_update(h, (const unsigned char *)text, n);
}

void chain_link(const char before[DIGEST_TEXT], const char *const *fields, int n, char out[DIGEST_TEXT])
{
	crypto_generichash_state h;
	unsigned char hash[32];
	(void)!sodium_init();
	crypto_generichash_init(&h, NULL, 0, sizeof hash);
	add(&h, before);
	for (int i = 0; i < n; i++)
		add(&h, fields[i]);
	crypto_generichash_final(&h, hash, sizeof hash);
	sodium_bin2hex(out, DIGEST_TEXT, hash, sizeof hash);
}

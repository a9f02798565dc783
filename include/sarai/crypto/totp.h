/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One-time codes of an authenticator (RFC 6238: SHA-1, 30 seconds, 6 digits), by liboath; and their secrets kept
 * sealed under a key of the server that stands outside the database.
 */
#ifndef SARAI_SEAL_TOTP_H
#define SARAI_SEAL_TOTP_H

#include <stdint.h>

#include <sarai/base/err.h>

#define TOTP_SECRET 33 /* base32 of 20 bytes, with its end */
#define TOTP_SEALED 160

/* A new secret, to be typed into the authenticator. */
bool totp_secret(char out[TOTP_SECRET]);

/* Is this the code of now (30 seconds early or late are taken)? *step is the time step it belongs to: the caller keeps
 * it and refuses a step that is not later than the last one, so that no code works twice. */
bool totp_right(const char *secret, const char *code, int64_t now, int64_t *step);

/* The server's key: 32 bytes in a file readable by its owner (and group) alone, made at first use. */
struct seal_key {
	unsigned char bytes[32];
};
bool seal_key_open(struct seal_key *k, const char *path, struct err *e);
void seal_key_wipe(struct seal_key *k);

/* Seal a short text, as hexadecimal digits; and open it. `about` (the account) is bound to it: what was sealed for one
 * does not open for another. */
bool seal_text(const struct seal_key *k, const char *about, const char *text, char out[TOTP_SEALED], struct err *e);
bool unseal_text(const struct seal_key *k, const char *about, const char *hidden, char *out, int size, struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/text.h>
#include <sarai/crypto/totp.h>

#define STEP 30
#define DIGITS 6
#define EARLY_LATE 1 /* steps */

bool totp_secret(char out[TOTP_SECRET])
{
	unsigned char random[20];
	char *text = NULL;
	size_t n = 0;
	if (sodium_init() < 0 || oath_init() != OATH_OK)
		return false;
	randombytes_buf(random, sizeof random);
	bool good =
		oath_base32_encode((const char *)random, sizeof random, &text, &n) == OATH_OK && n == TOTP_SECRET - 1;
	if (good) {
		memcpy(out, text, n);
		out[n] = 0;
	}
	sodium_memzero(random, sizeof random);
	if (text)
		sodium_memzero(text, n);
	free(text);
	return good;
}

static bool right_now(const char *secret, const char *code, int64_t now, int64_t *step)
{
	char *key = NULL, want[DIGITS + 1];
	size_t n = 0;
	bool right = false;
	if (sodium_init() < 0 || oath_init() != OATH_OK || strlen(code) != DIGITS ||
	    oath_base32_decode(secret, strlen(secret), &key, &n) != OATH_OK)
		return false;
	for (int64_t at = now / STEP - EARLY_LATE; at <= now / STEP + EARLY_LATE; at++) {
		if (oath_totp_generate(key, n, (time_t)(at * STEP), STEP, 0, DIGITS, want) == OATH_OK &&
		    sodium_memcmp(want, code, DIGITS) == 0) {
			right = true;
			*step = at;
		}
	}
	sodium_memzero(key, n);
	free(key);
	return right;
}

bool totp_right(const char *secret, const char *code, int64_t now, int64_t *step)
{
	char *digits = text_digits(code); /* a telephone may write them in another script, and so may its keyboard */
	bool right = right_now(secret, digits, now, step);
	free(digits);
	return right;
}

/* ---- the server's key ---- */

static bool make_key(const char *path, struct err *e)
{
	unsigned char bytes[32];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 && errno == EEXIST)
		return true; /* another was first */
	if (fd < 0)
		return err_set(e, ERR_IO, path, "The server's key cannot be made: %s.", strerror(errno));
	randombytes_buf(bytes, sizeof bytes);
	bool good = write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes && fsync(fd) == 0;
	close(fd);
	sodium_memzero(bytes, sizeof bytes);
	if (!good)
		unlink(path);
	return good || err_set(e, ERR_IO, path, "The server's key cannot be written.");
}

bool seal_key_open(struct seal_key *k, const char *path, struct err *e)
{
	struct stat st;
	if (sodium_init() < 0)
		return err_set(e, ERR_INTERNAL, "key", "The cipher library cannot be started.");
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 && errno == ENOENT) {
		if (!make_key(path, e))
			return false;
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	}
	if (fd < 0)
		return err_set(e, ERR_IO, path, "The server's key cannot be read: %s.", strerror(errno));
	bool closed = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && !(st.st_mode & 0007);
	bool good = closed && read(fd, k->bytes, sizeof k->bytes) == (ssize_t)sizeof k->bytes;
	close(fd);
	if (!closed)
		return err_set(e, ERR_DENIED, path,
			       "The server's key may be read by everybody. Make it private, and new.");
	return good || err_set(e, ERR_CORRUPT, path, "The server's key is not whole.");
}

void seal_key_wipe(struct seal_key *k)
{
	sodium_memzero(k, sizeof *k);
}

/* ---- short texts ---- */

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define PLAIN_MOST ((TOTP_SEALED - 1) / 2 - (int)NONCE - (int)TAG)

bool seal_text(const struct seal_key *k, const char *about, const char *text, char out[TOTP_SEALED], struct err *e)
{
	unsigned char all[TOTP_SEALED / 2];
	unsigned long long n = 0;
	size_t length = strlen(text);
	if (length > (size_t)PLAIN_MOST)
		return err_set(e, ERR_DATA, "seal", "This is too long to be sealed.");
	randombytes_buf(all, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(all + NONCE, &n, (const unsigned char *)text, length,
						   (const unsigned char *)about, strlen(about), NULL, all, k->bytes);
	sodium_bin2hex(out, TOTP_SEALED, all, NONCE + (size_t)n);
	return true;
}

bool unseal_text(const struct seal_key *k, const char *about, const char *hidden, char *out, int size, struct err *e)
{
	unsigned char all[TOTP_SEALED / 2], plain[TOTP_SEALED / 2];
	unsigned long long m = 0;
	size_t n = 0;
	bool good = sodium_hex2bin(all, sizeof all, hidden, strlen(hidden), NULL, &n, NULL) == 0 && n > NONCE + TAG &&
		    crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &m, NULL, all + NONCE, n - NONCE,
							       (const unsigned char *)about, strlen(about), all,
							       k->bytes) == 0 &&
		    (int)m < size;
	if (good) {
		memcpy(out, plain, (size_t)m);
		out[m] = 0;
	}
	sodium_memzero(plain, sizeof plain);
	return good || err_set(e, ERR_CORRUPT, "seal", "This was not sealed by this server, or has been changed.");
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file: a line that names the form, the stream's key in a sealed box, the stream's header, then chunks of one
 * length; only the last is shorter, and is marked as the last.
 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/crypto/box.h>

#define MAGIC "sarai sealed 1\n"
#define MAGIC_BYTES (sizeof MAGIC - 1)
#define CHUNK (64u * 1024)
#define KEY crypto_secretstream_xchacha20poly1305_KEYBYTES
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define EXTRA crypto_secretstream_xchacha20poly1305_ABYTES
#define BOXED (KEY + crypto_box_SEALBYTES)
#define PUBLIC_WORD "sarai-public "
#define SECRET_WORD "sarai-secret "

/* ---- files ---- */

/* As many as there are, up to n; -1 on failure. */
static ssize_t read_full(int fd, unsigned char *to, size_t n)
{
	size_t have = 0;
	while (have < n) {
		ssize_t k = read(fd, to + have, n - have);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		if (k == 0)
			break;
		have += (size_t)k;
	}
	return (ssize_t)have;
}

static bool write_full(int fd, const unsigned char *from, size_t n, struct err *e)
{
	while (n > 0) {
		ssize_t k = write(fd, from, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, "", "The file cannot be written: %s.",
				       strerror(errno));
		from += k;
		n -= (size_t)k;
	}
	return true;
}

/* ---- keys ---- */

static bool write_key(const char *path, int mode, const char *word, const unsigned char *key, struct err *e)
{
	char hex[crypto_box_SECRETKEYBYTES * 2 + 1];
	struct str line = {0};
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return err_cannot_create(e, path, "The key cannot be written");
	sodium_bin2hex(hex, sizeof hex, key, crypto_box_SECRETKEYBYTES);
	str_addf(&line, "%s%s\n", word, hex);
	bool good = write_full(fd, (const unsigned char *)str_text(&line), line.len, e) && fsync(fd) == 0;
	close(fd);
	sodium_memzero(hex, sizeof hex);
	mem_wipe(line.s, line.len);
	str_fini(&line);
	return good;
}

bool box_make_pair(const char *path, struct err *e)
{
	unsigned char public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
	struct str name = {0};
	_Static_assert(sizeof public_key == sizeof secret_key, "both are written alike");
	if (sodium_init() < 0)
		return err_set(e, ERR_INTERNAL, "key", "The cipher library cannot be started.");
	crypto_box_keypair(public_key, secret_key);
	str_addf(&name, "%s.secret", path);
	bool good = write_key(str_text(&name), 0600, SECRET_WORD, secret_key, e);
	str_clear(&name);
	str_addf(&name, "%s.public", path);
	good = good && write_key(str_text(&name), 0644, PUBLIC_WORD, public_key, e);
	sodium_memzero(secret_key, sizeof secret_key);
	str_fini(&name);
	return good;
}

static bool read_key(const char *path, const char *word, unsigned char *key, struct err *e)
{
	char line[160];
	size_t n = 0, length = strlen(word);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got = fd < 0 ? -1 : read_full(fd, (unsigned char *)line, sizeof line - 1);
	if (fd >= 0)
		close(fd);
	if (got < 0)
		return err_set(e, ERR_MISSING, path, "The key cannot be read: %s.", strerror(errno));
	line[got] = 0;
	line[strcspn(line, "\r\n")] = 0;
	bool good = !strncmp(line, word, length) &&
		    sodium_hex2bin(key, crypto_box_SECRETKEYBYTES, line + length, strlen(line + length), NULL, &n,
				   NULL) == 0 &&
		    n == crypto_box_SECRETKEYBYTES;
	sodium_memzero(line, sizeof line);
	return good || err_set(e, ERR_DATA, path, "This is not the %s half of a key pair.",
			       !strcmp(word, PUBLIC_WORD) ? "public" : "secret");
}

/* ---- sealing ---- */

static bool told(bool (*progress)(void *ctx, long long bytes), void *ctx, long long bytes, struct err *e)
{
	return !progress || progress(ctx, bytes) || err_set(e, ERR_CANCELLED, "", "It was stopped.");
}

static bool seal_chunks(crypto_secretstream_xchacha20poly1305_state *st, int from, int to,
			bool (*progress)(void *ctx, long long bytes), void *ctx, struct err *e)
{
	unsigned char *in = mem_alloc(CHUNK), *out = mem_alloc(CHUNK + EXTRA);
	long long done = 0;
	bool good = true, last = false;
	while (good && !last) {
		unsigned long long n;
		ssize_t got = read_full(from, in, CHUNK);
		if (got < 0) {
			good = err_set(e, ERR_IO, "", "The file cannot be read: %s.", strerror(errno));
			break;
		}
		last = (size_t)got < CHUNK;
		crypto_secretstream_xchacha20poly1305_push(st, out, &n, in, (unsigned long long)got, NULL, 0,
							   last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
		done += got;
		good = write_full(to, out, (size_t)n, e) && told(progress, ctx, done, e);
	}
	mem_wipe(in, CHUNK);
	free(in);
	free(out);
	return good;
}

bool box_seal(int from, int to, const char *public_file, bool (*progress)(void *ctx, long long bytes), void *ctx,
	      struct err *e)
{
	crypto_secretstream_xchacha20poly1305_state st;
	unsigned char public_key[crypto_box_PUBLICKEYBYTES], key[KEY], boxed[BOXED], header[HEADER];
	if (sodium_init() < 0)
		return err_set(e, ERR_INTERNAL, "key", "The cipher library cannot be started.");
	if (!read_key(public_file, PUBLIC_WORD, public_key, e))
		return false;
	crypto_secretstream_xchacha20poly1305_keygen(key);
	bool good = crypto_box_seal(boxed, key, sizeof key, public_key) == 0 ||
		    err_set(e, ERR_DATA, public_file, "This is not a public key.");
	crypto_secretstream_xchacha20poly1305_init_push(&st, header, key);
	sodium_memzero(key, sizeof key);
	good = good && write_full(to, (const unsigned char *)MAGIC, MAGIC_BYTES, e) &&
	       write_full(to, boxed, sizeof boxed, e) && write_full(to, header, sizeof header, e) &&
	       seal_chunks(&st, from, to, progress, ctx, e);
	sodium_memzero(&st, sizeof st);
	return good;
}

/* ---- opening ---- */

static bool damaged(struct err *e)
{
	return err_set(e, ERR_DATA, "", "The sealed file is not whole, or has been changed: use another one.");
}

static bool open_chunks(crypto_secretstream_xchacha20poly1305_state *st, int from, int to,
			bool (*progress)(void *ctx, long long bytes), void *ctx, struct err *e)
{
	unsigned char *in = mem_alloc(CHUNK + EXTRA), *out = mem_alloc(CHUNK);
	long long done = 0;
	bool good = true, last = false;
	while (good && !last) {
		unsigned long long n = 0;
		unsigned char tag = 0;
		ssize_t got = read_full(from, in, CHUNK + EXTRA);
		if (got < 0)
			good = err_set(e, ERR_IO, "", "The sealed file cannot be read: %s.", strerror(errno));
		else if (got < (ssize_t)EXTRA || crypto_secretstream_xchacha20poly1305_pull(
							 st, out, &n, &tag, in, (unsigned long long)got, NULL, 0))
			good = damaged(e);
		last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
		done += got;
		good = good && write_full(to, out, (size_t)n, e) && told(progress, ctx, done, e);
	}
	/* Nothing may come after the end. */
	good = good && (read_full(from, in, 1) == 0 || damaged(e));
	mem_wipe(out, CHUNK);
	free(in);
	free(out);
	return good;
}

bool box_open(int from, int to, const char *secret_file, bool (*progress)(void *ctx, long long bytes), void *ctx,
	      struct err *e)
{
	crypto_secretstream_xchacha20poly1305_state st;
	unsigned char secret_key[crypto_box_SECRETKEYBYTES], public_key[crypto_box_PUBLICKEYBYTES], key[KEY];
	unsigned char head[MAGIC_BYTES + BOXED + HEADER];
	if (sodium_init() < 0)
		return err_set(e, ERR_INTERNAL, "key", "The cipher library cannot be started.");
	if (!read_key(secret_file, SECRET_WORD, secret_key, e))
		return false;
	crypto_scalarmult_base(public_key, secret_key);
	ssize_t got = read_full(from, head, sizeof head);
	bool good = (got == (ssize_t)sizeof head && !memcmp(head, MAGIC, MAGIC_BYTES)) ||
		    err_set(e, ERR_DATA, "", "This is not a sealed file of this program.");
	if (good && crypto_box_seal_open(key, head + MAGIC_BYTES, BOXED, public_key, secret_key) != 0)
		good = err_set(e, ERR_DENIED, secret_file, "It was sealed for another key.");
	if (good && crypto_secretstream_xchacha20poly1305_init_pull(&st, head + MAGIC_BYTES + BOXED, key) != 0)
		good = damaged(e);
	sodium_memzero(secret_key, sizeof secret_key);
	sodium_memzero(key, sizeof key);
	good = good && open_chunks(&st, from, to, progress, ctx, e);
	sodium_memzero(&st, sizeof st);
	return good;
}

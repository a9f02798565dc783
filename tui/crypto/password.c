/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include <crack.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/crypto/password.h>

#define MEMORY (64u * 1024 * 1024)
#define PASSES 2

_Static_assert(PASSWORD_HASH >= crypto_pwhash_STRBYTES, "a hash must fit");

static const char *cap_folder;
static int cap_slots;

void password_cap(const char *folder, int slots)
{
	cap_folder = folder;
	cap_slots = slots;
}

/* One byte of a file is one place; the system gives it back when a process ends, however it ends. */
static int take_place(void)
{
	struct str path = {0};
	if (!cap_folder || cap_slots < 1)
		return -1;
	str_addf(&path, "%s/passwords.lock", cap_folder);
	int fd = open(str_text(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	str_fini(&path);
	if (fd < 0)
		return -1; /* better to log in without the cap than not at all */
	for (int i = 0; i < cap_slots; i++) {
		struct flock place = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = i, .l_len = 1};
		if (fcntl(fd, F_OFD_SETLK, &place) == 0)
			return fd;
	}
	struct flock wait = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = getpid() % cap_slots, .l_len = 1};
	while (fcntl(fd, F_OFD_SETLKW, &wait) != 0 && errno == EINTR)
		continue;
	return fd;
}

static void give_place(int fd)
{
	if (fd >= 0)
		close(fd);
}

bool password_hash(const char *password, char out[PASSWORD_HASH], struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, ERR_INTERNAL, "password", "The cipher library cannot be started.");
	memset(out, 0, PASSWORD_HASH);
	int place = take_place();
	int failed =
		crypto_pwhash_str_alg(out, password, strlen(password), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
	give_place(place);
	return !failed || err_set(e, ERR_NOMEM, "password", "There is not enough memory to check a password now.");
}

/* Of a password nobody knows: what an account that is not there is compared with. */
static const char *nobody(void)
{
	static char hash[PASSWORD_HASH];
	unsigned char random[16];
	char text[33];
	if (!*hash) {
		randombytes_buf(random, sizeof random);
		sodium_bin2hex(text, sizeof text, random, sizeof random);
		if (crypto_pwhash_str_alg(hash, text, strlen(text), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13))
			*hash = 0;
	}
	return hash;
}

bool password_right(const char *hash, const char *password)
{
	bool there = hash && *hash;
	if (sodium_init() < 0)
		return false;
	int place = take_place();
	const char *with = there ? hash : nobody();
	bool right = crypto_pwhash_str_verify(with, password, strlen(password)) == 0;
	give_place(place);
	return right && there;
}

bool password_words(void)
{
	struct str file = {0};
	str_addf(&file, "%s.pwd", GetDefaultCracklibDict());
	bool there = access(str_text(&file), R_OK) == 0;
	str_fini(&file);
	return there;
}

const char *password_weak(const char *password, const char *account)
{
	static char why[160];
	if (text_length(password) < PASSWORD_LEAST) {
		snprintf(why, sizeof why,
			 "It needs at least %d characters. Three or four words that do not belong together are good.",
			 PASSWORD_LEAST);
		return why;
	}
	char *folded = text_fold(password), *name = text_fold(account);
	bool holds_name = *name && strlen(name) >= 3 && strstr(folded, name);
	free(folded);
	free(name);
	if (holds_name)
		return "It holds the name of the account.";
	/* The words and patterns that guessing begins with. Without its dictionary, length alone is asked for. */
	const char *found =
		password_words() ? FascistCheckUser(password, GetDefaultCracklibDict(), account, "") : NULL;
	if (!found)
		return NULL;
	snprintf(why, sizeof why, "It is too easy to guess (%s).", found);
	return why;
}

bool password_once(char out[PASSWORD_ONCE])
{
	static const char from[] = "abcdefghjkmnpqrstuvwxyz23456789";
	if (sodium_init() < 0)
		return false;
	for (int i = 0; i < PASSWORD_ONCE - 1; i++)
		out[i] = i % 5 == 4 ? '-' : from[randombytes_uniform(sizeof from - 1)];
	out[PASSWORD_ONCE - 1] = 0;
	return true;
}

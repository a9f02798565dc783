/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>

#include <crack.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
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

/* ---- places ----
 *
 * One byte of a file, locked, is one place; the system gives it back when a process ends, however it ends. A process that
 * was stopped would keep it, so each place has a time beside it: where that is older than any hash takes, the place counts
 * as lost, and the spare behind it is used. */

#define SPARES 8
#define TIMES_AT 4096
#define PLACE_LOST_MS 5000
#define PLACE_WAIT_MS 30000 /* then without one: better to log in without the cap than not at all */
#define PLACE_LOOK_MS 20

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_BOOTTIME, &t); /* the same for all processes, and nobody sets it */
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static off_t time_at(int place)
{
	return TIMES_AT + (off_t)place * (off_t)sizeof(int64_t);
}

static bool write_time(int fd, int place, int64_t ms)
{
	return pwrite(fd, &ms, sizeof ms, time_at(place)) == sizeof ms;
}

/* Without a time it was taken just now, or is being given back. One from before the last start is no time. */
static bool lost(int fd, int place)
{
	int64_t since, now = now_ms();
	return pread(fd, &since, sizeof since, time_at(place)) == sizeof since && since > 0 && since <= now &&
	       now - since >= PLACE_LOST_MS;
}

static bool lock(int fd, int place)
{
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};
	if (fcntl(fd, F_OFD_SETLK, &l) != 0)
		return false;
	write_time(fd, place, now_ms());
	return true;
}

/* A place or, for each that is lost, its spares in turn; -1: all are in use. */
static int try_places(int fd)
{
	for (int i = 0; i < cap_slots; i++) {
		for (int spare = 0; spare <= SPARES; spare++) {
			int place = spare * cap_slots + i;
			if (lock(fd, place))
				return place;
			if (!lost(fd, place))
				break;
		}
	}
	return -1;
}

struct place {
	int fd, at;
};

static struct place take_place(void)
{
	struct str path = {0};
	struct place p = {-1, -1};
	if (!cap_folder || cap_slots < 1)
		return p;
	str_addf(&path, "%s/passwords.lock", cap_folder);
	p.fd = open(str_text(&path), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	str_fini(&path);
	int64_t until = now_ms() + PLACE_WAIT_MS;
	while (p.fd >= 0 && (p.at = try_places(p.fd)) < 0 && now_ms() < until) {
		struct timespec pause = {0, PLACE_LOOK_MS * 1000000L};
		nanosleep(&pause, NULL);
	}
	return p;
}

static void give_place(struct place p)
{
	if (p.at >= 0)
		write_time(p.fd, p.at, 0);
	if (p.fd >= 0)
		close(p.fd);
}

/* ---- hashes ---- */

bool password_hash(const char *password, char out[PASSWORD_HASH], struct err *e)
{
	if (sodium_init() < 0)
		return err_set(e, ERR_INTERNAL, "password", "The cipher library cannot be started.");
	memset(out, 0, PASSWORD_HASH);
	struct place place = take_place();
	int failed =
		crypto_pwhash_str_alg(out, password, strlen(password), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
	give_place(place);
	return !failed || err_set(e, ERR_NOMEM, "password", "There is not enough memory to check a password now.");
}

/* Of a password that was made by chance and thrown away: what an account that is not there is compared with. Made with
 * the same MEMORY and PASSES, and not at each start, so that a name nobody has takes no longer than any other. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$pPicTLcquezVF5Ydgi/uUg$3DGfttQoeCj602JOylgKCKDR8C1Y+iLqjWBFDdSTSWQ";

bool password_right(const char *hash, const char *password)
{
	bool there = hash && *hash;
	if (sodium_init() < 0)
		return false;
	struct place place = take_place();
	const char *with = there ? hash : nobody;
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

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai keys`, `backup`: encrypted copies that the server itself cannot read.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/command/args.h>
#include <sarai/command/backup.h>
#include <sarai/command/workplace.h>
#include <sarai/crypto/box.h>
#include <sarai/store/store.h>

#include "progress.h"
#include "sealed_file.h"

struct options {
	const char *to, *key, *db;
};

static struct options options_of(const struct args *a)
{
	return (struct options){.to = a->value[OPTION_TO], .key = a->value[OPTION_KEY], .db = a->value[OPTION_DB]};
}

int command_keys(int argc, char **argv)
{
	struct args a;
	struct err e = {0};
	int status;
	if (!args_read(&a, "keys", argc, argv, &status))
		return status;
	const char *name = a.word[0];
	if (!box_make_pair(name, &e))
		return command_fail(&e);
	printf("Made %s.public and %s.secret.\n"
	       "Leave the public half on the server. Take the secret half away from it, to two places, and delete it "
	       "here:\n"
	       "without it no backup can be opened, and whoever has it can open them all.\n",
	       name, name);
	return 0;
}

/* What was written is read again from the disk and compared, so that a bad disk shows now and not on the bad day. */
static bool same_size_again(const char *path, long long *bytes, struct err *e)
{
	struct stat st;
	unsigned char block[65536];
	ssize_t n;
	*bytes = 0;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && fstat(fd, &st) == 0;
	if (good)
		posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	while (good && (n = read(fd, block, sizeof block)) > 0)
		*bytes += n;
	good = good && *bytes == st.st_size;
	if (fd >= 0)
		close(fd);
	return good || err_set(e, ERR_IO, path, "The sealed file cannot be read again. Do not rely on it.");
}

/* The trail tells of every backup that was begun: so does the copy, which then is like what it was made of. */
static void tell_trail(const char *db)
{
	struct err e = {0};
	struct clock clock = clock_system();
	struct session s;
	struct audit_note n = {.action = "backup"};
	char who[64];
	struct store *store = store_open(db, STORE_OPEN, &e);
	system_actor(who);
	if (store)
		session_init(&s, who, store, NULL, &clock);
	if (!store || !audit_add(&s, &n, &e))
		fprintf(stderr, "sarai: the trail cannot tell of this backup: %s\n", e.detail);
	store_close(&store);
}

/* When the last one was made, and where it is, is stored beside the database for `sarai check`. */
static void note_made(const char *db, const char *to)
{
	struct clock clock = clock_system();
	char now[TIME_TEXT], *path = path_beside(db, BACKUP_NOTE), *file = realpath(to, NULL);
	time_to_iso(clock_now(&clock), now);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || dprintf(fd, "%s\n%s\n", now, file ? file : to) < 0)
		fprintf(stderr, "sarai: when this backup was made cannot be noted: %s\n", strerror(errno));
	if (fd >= 0)
		close(fd);
	free(path);
	free(file);
}

/* A folder takes the backup under the time it is made. */
static char *place_of(const char *to)
{
	struct stat st;
	struct str s = {0};
	struct clock clock = clock_system();
	char now[TIME_TEXT];
	str_add(&s, to);
	if (stat(to, &st) == 0 && S_ISDIR(st.st_mode)) {
		time_to_iso(clock_now(&clock), now);
		str_addf(&s, "/sarai-%.10s-%.2s%.2s%.2s.sealed", now, now + 11, now + 14, now + 17);
	}
	return str_take(&s);
}

/* Said of the file that was named, and before anything is copied or logged. */
static bool can_write(const char *to, struct err *e)
{
	char *folder = path_folder(to);
	bool good = access(folder, W_OK | X_OK) == 0 || err_cannot_create(e, to, "It cannot be written");
	free(folder);
	return good;
}

static bool copy_and_seal(const struct options *o, const char *db, struct err *e)
{
	struct str plain = {0};
	struct store *s = store_open(db, STORE_READ, e), *copy = NULL;
	str_addf(&plain, "%s.plain", o->to);
	bool good =
		s && (access(o->to, F_OK) != 0 ||
		      err_set(e, ERR_CANNOT_CREATE, o->to, "There is a file of this name already. Nothing is written over."));
	good = good && can_write(o->to, e);
	if (good)
		tell_trail(db);
	if (good)
		unlink(str_text(&plain)); /* of a backup that was cut short */
	good = good && store_copy(s, str_text(&plain), e);
	store_close(&s);
	/* Sealed only when it is sound: later nobody here can look. */
	if (good) {
		copy = store_open(str_text(&plain), STORE_READ, e);
		good = copy && store_check(copy, e);
		store_close(&copy);
	}
	good = good && sealed_file(str_text(&plain), o->to, o->key, box_seal, e);
	unlink(str_text(&plain));
	str_fini(&plain);
	return good;
}

int command_backup(int argc, char **argv)
{
	struct args a;
	struct err e = {0};
	long long bytes = 0;
	int status;
	if (!args_read(&a, "backup", argc, argv, &status))
		return status;
	struct options o = options_of(&a);
	char *db = database_path(o.db), *to = place_of(o.to);
	o.to = to;
	progress_watch();
	bool good = copy_and_seal(&o, db, &e) && same_size_again(o.to, &bytes, &e);
	if (good) {
		note_made(db, o.to);
		printf("Backed up and sealed: %s (%lld bytes). Checked before sealing, read again after writing.\n",
		       o.to, bytes);
	}
	free(to);
	free(db);
	return good ? 0 : command_fail(&e);
}

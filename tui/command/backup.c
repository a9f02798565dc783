/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai keys`, `backup`, `restore`: sealed copies that the server itself cannot read, and back again into a new file.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/command/backup.h>
#include <sarai/command/command.h>
#include <sarai/seal/box.h>
#include <sarai/service/audit.h>

#include "progress.h"

struct options {
	const char *from, *to, *key;
	const char *db;
};

/* Named options, each once; all that are given a place must be there. */
static bool read_options(int argc, char **argv, struct options *o, bool backup)
{
	memset(o, 0, sizeof *o);
	for (int i = 1; i + 1 < argc; i += 2) {
		const char **to = !strcmp(argv[i], "--to")		  ? &o->to
				  : !strcmp(argv[i], "--key")		  ? &o->key
				  : !backup && !strcmp(argv[i], "--from") ? &o->from
				  : backup && !strcmp(argv[i], "--db")	  ? &o->db
									  : NULL;
		if (!to || *to)
			return false;
		*to = argv[i + 1];
	}
	return argc % 2 == 1 && o->to && o->key && (backup || o->from);
}

static int usage(const char *line)
{
	fprintf(stderr, "sarai: usage: sarai %s\n", line);
	return err_exit_status(ERR_USAGE);
}

int command_keys(int argc, char **argv)
{
	struct err e = {0};
	if (argc != 2 || argv[1][0] == '-')
		return usage("keys NAME");
	if (!box_make_pair(argv[1], &e))
		return command_fail(&e);
	printf("Made %s.public and %s.secret.\n"
	       "Leave the public half on the server. Take the secret half away from it, to two places, and delete it "
	       "here:\n"
	       "without it no backup can be opened, and whoever has it can open them all.\n",
	       argv[1], argv[1]);
	return 0;
}

/* ---- both directions ---- */

static bool tell(void *ctx, long long bytes)
{
	return progress_show(ctx, bytes);
}

/* One of the two directions, from a file into a new one that is there only when all of it is. */
static bool through(const char *from, const char *to, const char *key,
		    bool (*how)(int, int, const char *, bool (*)(void *, long long), void *, struct err *),
		    struct err *e)
{
	struct str part = {0};
	struct stat st;
	struct progress p = {0, -1};
	bool good = true;
	if (access(to, F_OK) == 0)
		return err_set(e, ERR_DATA, to, "There is a file of this name already. Nothing is written over.");
	str_addf(&part, "%s.part", to);
	unlink(str_text(&part));
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = in < 0 ? -1 : open(str_text(&part), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (in < 0)
		good = err_set(e, ERR_MISSING, from, "It cannot be read: %s.", strerror(errno));
	else if (out < 0)
		good = err_set(e, ERR_IO, to, "It cannot be written: %s.", strerror(errno));
	if (good && fstat(in, &st) == 0)
		p.all = st.st_size;
	good = good && how(in, out, key, tell, &p, e);
	progress_end(&p);
	if (good && (fsync(out) != 0 || rename(str_text(&part), to) != 0))
		good = err_set(e, errno == ENOSPC ? ERR_FULL : ERR_IO, to, "It cannot be kept: %s.", strerror(errno));
	if (in >= 0)
		close(in);
	if (out >= 0) {
		close(out);
		if (!good)
			unlink(str_text(&part));
	}
	if (!good && e && !*e->where)
		snprintf(e->where, sizeof e->where, "%s", how == box_open ? from : to);
	str_fini(&part);
	return good;
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

/* When the last one was made stands beside the database, for `sarai check`. */
static void note_made(const char *db)
{
	struct clock clock = clock_system();
	char now[TIME_TEXT], *path = path_beside(db, BACKUP_NOTE);
	time_to_iso(clock_now(&clock), now);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 || dprintf(fd, "%s\n", now) < 0)
		fprintf(stderr, "sarai: when this backup was made cannot be noted: %s\n", strerror(errno));
	if (fd >= 0)
		close(fd);
	free(path);
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

static bool copy_and_seal(const struct options *o, const char *db, struct err *e)
{
	struct str plain = {0};
	struct store *s = store_open(db, STORE_READ, e), *copy = NULL;
	str_addf(&plain, "%s.plain", o->to);
	bool good =
		s && (access(o->to, F_OK) != 0 ||
		      err_set(e, ERR_DATA, o->to, "There is a file of this name already. Nothing is written over."));
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
	good = good && through(str_text(&plain), o->to, o->key, box_seal, e);
	unlink(str_text(&plain));
	str_fini(&plain);
	return good;
}

int command_backup(int argc, char **argv)
{
	struct options o;
	struct err e = {0};
	long long bytes = 0;
	if (!read_options(argc, argv, &o, true))
		return usage("backup --to FILE-OR-FOLDER --key PUBLIC-HALF [--db FILE]");
	char *db = database_path(o.db), *to = place_of(o.to);
	o.to = to;
	progress_watch();
	bool good = copy_and_seal(&o, db, &e) && same_size_again(o.to, &bytes, &e);
	if (good) {
		note_made(db);
		printf("Backed up and sealed: %s (%lld bytes). Checked before sealing, read again after writing.\n",
		       o.to, bytes);
	}
	free(to);
	free(db);
	return good ? 0 : command_fail(&e);
}

int command_restore(int argc, char **argv)
{
	struct options o;
	struct err e = {0};
	if (!read_options(argc, argv, &o, false))
		return usage("restore --from FILE --key SECRET-HALF --to NEW-FILE");
	progress_watch();
	if (!through(o.from, o.to, o.key, box_open, &e))
		return command_fail(&e);
	struct store *s = store_open(o.to, STORE_READ, &e);
	bool good = s && store_check(s, &e);
	int version = s ? store_schema_version(s) : 0;
	store_close(&s);
	if (!good) {
		fprintf(stderr, "sarai: what came out of it is not a sound database: %s\n", o.to);
		return command_fail(&e);
	}
	printf("Restored and checked: %s (version %d). Put it in the place of the database while nobody works.\n", o.to,
	       version);
	return 0;
}

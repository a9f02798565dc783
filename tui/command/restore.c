/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai restore`: an encrypted backup into a new file, or into the place of the database in use.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
	const char *from, *to, *key, *db;
	bool in_place, close_sessions;
};

static bool restored_is_sound(const char *path, int *version, struct err *e)
{
	struct audit_state trail;
	struct store *s = store_open(path, STORE_READ, e);
	bool good = s && store_check(s, e) && audit_verify(s, 0, NULL, NULL, NULL, &trail, e);
	if (good && trail.bad)
		good = err_set(e, ERR_CORRUPT, path, "Its audit log was changed: row %lld does not follow from the rows before.",
			       (long long)trail.bad);
	*version = s ? store_schema_version(s) : 0;
	store_close(&s);
	return good;
}

static int say_unsound(const char *path, const struct err *e)
{
	fprintf(stderr, "sarai: the backup could be decrypted, but what it holds is not a sound database: %s\n", path);
	return command_fail(e);
}

static void say_version(int version)
{
	if (version < store_schema_newest())
		printf("It has version %d; this program needs %d: the next login converts it.\n", version, store_schema_newest());
}

static int into_new_file(const struct options *o)
{
	struct err e = {0};
	int version;
	if (!sealed_file(o->from, o->to, o->key, box_open, &e))
		return command_fail(&e);
	if (!restored_is_sound(o->to, &version, &e))
		return say_unsound(o->to, &e);
	printf("Restored and checked: %s (version %d). It is not in use. To put a backup in the place of the database: sarai "
	       "restore --in-place\n",
	       o->to, version);
	return 0;
}

/* ---- in place ---- */

/* "sarai.db.replaced-20261127T090000Z", with a number behind where there is one from the same second. Owned. */
static char *name_aside(const char *db)
{
	struct clock clock = clock_system();
	struct str s = {0};
	char now[TIME_TEXT];
	time_to_iso(clock_now(&clock), now);
	for (int i = 1; i == 1 || (access(str_text(&s), F_OK) == 0 && i < 1000); i++) {
		str_clear(&s);
		str_addf(&s, "%s.replaced-%.4s%.2s%.2sT%.2s%.2s%.2sZ", db, now, now + 5, now + 8, now + 11, now + 14,
			 now + 17);
		if (i > 1)
			str_addf(&s, "-%d", i);
	}
	return str_take(&s);
}

/* The head of the audit log that is set aside stands in the restored one: what was in it cannot be denied later. */
static void describe(const struct options *o, const char *db, const char *aside, struct str *out)
{
	struct audit_state trail = {0};
	const char *from = strrchr(o->from, '/'), *kept = strrchr(aside, '/');
	struct store *old = store_open(db, STORE_READ, NULL);
	str_addf(out, "from %s; kept: %s", from ? from + 1 : o->from, kept ? kept + 1 : aside);
	if (old && audit_verify(old, 0, NULL, NULL, NULL, &trail, NULL))
		str_addf(out, "; its audit log: %lld:%s", (long long)trail.rows, *trail.head ? trail.head : "-");
	else
		str_add(out, "; its audit log cannot be read");
	store_close(&old);
}

static bool log_restore(const char *ready, const char *detail, struct err *e)
{
	struct clock clock = clock_system();
	struct session s;
	char who[64];
	struct store *store = store_open(ready, STORE_AS_IS, e);
	system_actor(who);
	if (store)
		session_init(&s, who, store, NULL, &clock);
	bool good = store && audit_add(&s, &(struct audit_note){.action = "restore", .detail = detail}, e);
	store_close(&store);
	return good;
}

static bool nobody_works(const struct options *o, const char *db)
{
	int pid = store_used_by(db);
	if (!pid || o->close_sessions)
		return true;
	fprintf(stderr, "sarai: %s is in use", db);
	if (pid > 0)
		fprintf(stderr, " (process %d)", pid);
	fputs(". Ask people to log out, or add --close-sessions: their sessions end and what they typed is kept.\n", stderr);
	return false;
}

static int into_place(const struct options *o)
{
	struct err e = {0};
	struct str ready = {0}, detail = {0};
	int version = 0, drafts = 0, status = 0;
	char *db = database_path(o->db), *aside = name_aside(db);
	bool used = store_used_by(db) != 0, there = access(db, F_OK) == 0;
	str_addf(&ready, "%s.restoring", db);
	store_remove(str_text(&ready)); /* of a restore that was cut short */
	if (!nobody_works(o, db)) {
		status = err_exit_status(ERR_BUSY);
	} else if (!sealed_file(o->from, str_text(&ready), o->key, box_open, &e)) {
		status = command_fail(&e);
	} else if (!restored_is_sound(str_text(&ready), &version, &e)) {
		status = say_unsound(o->from, &e);
	} else {
		describe(o, db, aside, &detail);
		if (!nobody_works(o, db)) /* nor has come meanwhile */
			status = err_exit_status(ERR_BUSY);
		else if (!log_restore(str_text(&ready), str_text(&detail), &e) ||
			 !store_replace(db, str_text(&ready), aside, &drafts, &e))
			status = command_fail(&e);
	}
	if (status) {
		store_remove(str_text(&ready));
		fputs("sarai: nothing was restored; the database is as it was.\n", stderr);
	} else {
		printf("Restored and checked: %s (version %d).\n", db, version);
		if (there)
			printf("The database that was in its place is kept as %s (and NAME-wal, NAME-shm). "
			       "It holds people's files: delete all of it when it is no longer needed.\n",
			       aside);
		if (drafts > 0)
			printf("%d draft%s newer than the backup: carried over.\n", drafts, drafts == 1 ? " was" : "s were");
		if (drafts < 0)
			puts("Drafts could not be carried over: the old database cannot be read.");
		if (used)
			puts("Open sessions end within half a minute; what people typed is kept as their drafts.");
		say_version(version);
	}
	str_fini(&ready);
	str_fini(&detail);
	free(aside);
	free(db);
	return status;
}

int command_restore(int argc, char **argv)
{
	struct args a;
	int status;
	if (!args_read(&a, "restore", argc, argv, &status))
		return status;
	struct options o = {
		.from = a.value[OPTION_FROM],
		.to = a.value[OPTION_TO],
		.key = a.value[OPTION_KEY],
		.db = a.value[OPTION_DB],
		.in_place = a.value[OPTION_IN_PLACE] != NULL,
		.close_sessions = a.value[OPTION_CLOSE_SESSIONS] != NULL,
	};
	progress_watch();
	return o.in_place ? into_place(&o) : into_new_file(&o);
}

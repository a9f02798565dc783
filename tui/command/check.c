/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/confine.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>
#include <sarai/command/backup.h>
#include <sarai/command/check.h>
#include <sarai/command/check_config.h>
#include <sarai/command/workplace.h>
#include <sarai/config/config.h>
#include <sarai/crypto/password.h>
#include <sarai/store/store.h>

#define GB (1000ull * 1000 * 1000)
#define ROOM_LEAST GB
#define BACKUP_DUE (2 * 24 * 3600)

void check_say(struct check *c, enum grade grade, enum err_code code, const char *fmt, ...)
{
	static const char *const words[] = {"ok", "warning", "error"};
	char line[600];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	/* Names out of the file or of the system are shown, never obeyed. */
	char *clean = text_clean(line, strlen(line), false);
	printf("%s: %s\n", words[grade], clean);
	free(clean);
	c->warnings += grade == GRADE_WARNING;
	c->errors += grade == GRADE_ERROR;
	if (grade == GRADE_ERROR && !c->status)
		c->status = err_exit_status(code);
}

static void say_err(struct check *c, const struct err *e)
{
	check_say(c, GRADE_ERROR, e->code, "%s%s%s", e->where, *e->where ? ": " : "", e->detail);
}

static void kernel(struct check *c)
{
	int version = confine_landlock_version();
	if (version > 0)
		check_say(c, GRADE_OK, 0,
			  "The kernel has Landlock (version %d): an open program reaches no other files.", version);
	else
		check_say(
			c, GRADE_WARNING, 0,
			"The kernel has no Landlock, or it is switched off: the program shuts itself in by everything "
			"else, but not from other files.");
}

static struct config *configuration(struct check *c, const char *folder)
{
	struct diags d = {0};
	struct config *config = command_config_checked(folder, &d);
	diags_sort(&d);
	for (int i = 0; i < d.n; i++)
		check_say(c, GRADE_ERROR, ERR_CONFIG, "%s:%d: %s", d.at[i].file, d.at[i].line, d.at[i].reason);
	if (config)
		check_say(c, GRADE_OK, 0, "Configuration: %s.", config->folder ? config->folder : "the built-in one");
	diags_fini(&d);
	return config;
}

void check_room(struct check *c, const char *folder, uint64_t left, uint64_t all)
{
	bool little = left < ROOM_LEAST || left < all / 10;
	check_say(c, little ? GRADE_WARNING : GRADE_OK, 0, "%s: %.1f GB free of %.1f.%s", folder, (double)left / GB,
		  (double)all / GB, little ? " Make room before the disk is full." : "");
}

static void room(struct check *c, const char *db)
{
	struct statvfs v;
	char *folder = path_folder(db);
	if (statvfs(folder, &v) == 0)
		check_room(c, folder, (uint64_t)v.f_bavail * v.f_frsize, (uint64_t)v.f_blocks * v.f_frsize);
	free(folder);
}

static void database(struct check *c, const char *db)
{
	struct err e = {0};
	struct audit_state trail;
	struct store *s = store_open(db, STORE_READ, &e);
	if (!s) {
		say_err(c, &e);
		return;
	}
	check_say(c, GRADE_OK, 0, "%s: version %d, the newest this program knows.", db, store_schema_version(s));
	if (store_check(s, &e))
		check_say(c, GRADE_OK, 0, "The database is whole, and everything in it belongs to something.");
	else
		say_err(c, &e);
	if (!audit_verify(s, 0, NULL, NULL, NULL, &trail, &e))
		say_err(c, &e);
	else if (trail.bad)
		check_say(c, GRADE_ERROR, ERR_CORRUPT,
			  "The audit trail has been changed: row %" PRId64 " does not follow from the rows before it.",
			  trail.bad);
	else
		check_say(c, GRADE_OK, 0, "The audit trail is whole: %" PRId64 " rows. Its head: %" PRId64 ":%s",
			  trail.rows, trail.rows, *trail.head ? trail.head : "-");
	store_close(&s);
}

static void words(struct check *c)
{
	if (password_words())
		check_say(c, GRADE_OK, 0, "The list of common passwords is there.");
	else
		check_say(c, GRADE_WARNING, 0,
			  "The list of common passwords is missing (package cracklib-runtime): of new passwords only "
			  "their length is asked.");
}

void check_backup(struct check *c, const char *at, int64_t now)
{
	int64_t then;
	if (!time_from_iso(at, &then))
		check_say(c, GRADE_WARNING, 0, "When the last backup was made is not known here.");
	else if (now - then > BACKUP_DUE)
		check_say(c, GRADE_WARNING, 0, "The last backup was made %" PRId64 " days ago (%s).",
			  (now - then) / (24 * 3600), at);
	else
		check_say(c, GRADE_OK, 0, "The last backup was made %s.", at);
}

static void backup(struct check *c, const char *db)
{
	char at[TIME_TEXT] = "", *path = path_beside(db, BACKUP_NOTE);
	struct clock clock = clock_system();
	FILE *f = fopen(path, "re");
	if (f) {
		if (!fgets(at, sizeof at, f))
			*at = 0;
		at[strcspn(at, "\n")] = 0;
		fclose(f);
	}
	free(path);
	check_backup(c, at, clock_now(&clock));
}

int command_check(int argc, char **argv)
{
	struct args a;
	struct check c = {0};
	int status;
	if (!args_read(&a, "check", argc, argv, &status))
		return status;
	char *db = database_path(a.value[OPTION_DB]);
	kernel(&c);
	struct config *config = configuration(&c, a.value[OPTION_CONFIG]);
	database(&c, db);
	check_places(&c, db, config);
	if (!strcmp(db, SYSTEM_DATABASE))
		check_setup(&c);
	room(&c, db);
	words(&c);
	backup(&c, db);
	printf("%d error%s, %d warning%s.\n", c.errors, c.errors == 1 ? "" : "s", c.warnings,
	       c.warnings == 1 ? "" : "s");
	config_free(&config);
	free(db);
	return c.status;
}

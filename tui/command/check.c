/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include <sarai/base/clock.h>
#include <sarai/base/confine.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/command/args.h>
#include <sarai/command/backup.h>
#include <sarai/command/check.h>
#include <sarai/command/check_config.h>
#include <sarai/command/workplace.h>
#include <sarai/config/config.h>
#include <sarai/crypto/password.h>
#include <sarai/store/store.h>

#include "progress.h"

#define GB (1000ull * 1000 * 1000)
#define ROOM_LEAST GB

/* ---- what is looked at ---- */

const struct config *check_config(struct check *c, struct check_at *at)
{
	struct diags d = {0};
	if (at->config_read)
		return at->config;
	at->config_read = true;
	at->config = command_config_checked(at->config_folder, &d);
	diags_sort(&d);
	for (int i = 0; i < d.n; i++)
		check_say(c, GRADE_ERROR, ERR_CONFIG, "%s:%d: %s", d.at[i].file, d.at[i].line, d.at[i].reason);
	diags_fini(&d);
	return at->config;
}

struct store *check_store(struct check *c, struct check_at *at)
{
	struct err e = {0};
	if (at->store_opened)
		return at->store;
	at->store_opened = true;
	at->store = store_open(at->db, STORE_READ, &e);
	if (!at->store)
		check_say_err(c, &e);
	return at->store;
}

void check_at_fini(struct check_at *at)
{
	store_close(&at->store);
	config_free(&at->config);
}

/* ---- small checks ---- */

static void kernel(struct check *c, struct check_at *at)
{
	int version = confine_landlock_version();
	(void)at;
	if (version > 0)
		check_say(c, GRADE_OK, 0,
			  "The kernel has Landlock (version %d): an open program reaches no other files.", version);
	else
		check_say(
			c, GRADE_WARNING, 0,
			"The kernel has no Landlock, or it is switched off: the program shuts itself in by everything "
			"else, but not from other files.");
}

static void configuration(struct check *c, struct check_at *at)
{
	const struct config *config = check_config(c, at);
	if (config)
		check_say(c, GRADE_OK, 0, "Configuration: %s.", config->folder ? config->folder : "the built-in one");
}

static void places(struct check *c, struct check_at *at)
{
	check_places(c, at->db, check_config(c, at));
}

static void setup(struct check *c, struct check_at *at)
{
	if (!strcmp(at->db, SYSTEM_DATABASE))
		check_setup(c);
}

static void keys(struct check *c, struct check_at *at)
{
	check_keys(c, at, SYSTEM_KEYS);
}

void check_room(struct check *c, const char *folder, uint64_t left, uint64_t all)
{
	bool little = left < ROOM_LEAST || left < all / 10;
	check_say(c, little ? GRADE_WARNING : GRADE_OK, 0, "%s: %.1f GB free of %.1f.%s", folder, (double)left / GB,
		  (double)all / GB, little ? " Make room before the disk is full." : "");
}

static void room(struct check *c, struct check_at *at)
{
	struct statvfs v;
	char *folder = path_folder(at->db);
	if (statvfs(folder, &v) == 0)
		check_room(c, folder, (uint64_t)v.f_bavail * v.f_frsize, (uint64_t)v.f_blocks * v.f_frsize);
	free(folder);
}

static void words(struct check *c, struct check_at *at)
{
	(void)at;
	if (password_words())
		check_say(c, GRADE_OK, 0, "The list of common passwords is there.");
	else
		check_say(c, GRADE_WARNING, 0,
			  "The list of common passwords is missing (package cracklib-runtime): of new passwords only "
			  "their length is asked.");
}

void check_backup(struct check *c, const char *at, int days, int64_t now)
{
	int64_t then;
	if (!time_from_iso(at, &then))
		check_say(c, GRADE_WARNING, 0, "When the last backup was made is not known here.");
	else if (now - then > (int64_t)days * DAY)
		check_say(c, GRADE_ERROR, ERR_MISSING,
			  "The last backup was made %" PRId64 " days ago (%s); backup_days in sarai.ini allows %d.",
			  (now - then) / DAY, at, days);
	else
		check_say(c, GRADE_OK, 0, "The last backup was made %s.", at);
}

static void backup(struct check *c, struct check_at *at)
{
	char made[TIME_TEXT] = "", file[4096] = "", *path = path_beside(at->db, BACKUP_NOTE);
	const struct config *config = check_config(c, at);
	struct clock clock = clock_system();
	FILE *f = fopen(path, "re");
	if (f) {
		if (fgets(made, sizeof made, f) && !strchr(made, '\n'))
			(void)fgetc(f); /* the end of its line */
		if (!fgets(file, sizeof file, f))
			*file = 0;
		made[strcspn(made, "\n")] = file[strcspn(file, "\n")] = 0;
		fclose(f);
	}
	free(path);
	if (config)
		check_backup(c, made, config->settings.backup_days, clock_now(&clock));
	if (*file)
		check_backup_file(c, file);
}

static void leftovers(struct check *c, struct check_at *at)
{
	check_leftovers(c, at->db);
}

/* ---- all of them ---- */

static const struct {
	const char *name, *help;
	void (*run)(struct check *c, struct check_at *at);
} checks[] = {
	{"kernel", "Can the kernel keep an open program from other files?", kernel},
	{"config", "Has the configuration errors?", configuration},
	{"database", "Is the database whole, and of the version of this program?", check_database},
	{"audit", "Is the chain of the audit log whole?", check_audit},
	{"files", "Who can open or replace the files without the program?", places},
	{"setup", "Are owner and mode of all files those of the set-up?", setup},
	{"access", "Can the program itself open database, key and configuration?", check_access_of_server},
	{"accounts", "Are there accounts without a role, or open cases of disabled accounts?", check_accounts},
	{"keys", "Does each key of sshd belong to an account that may log in?", keys},
	{"urgent", "Are urgent flags overdue? Their number only.", check_urgent},
	{"notify", "Are supervisors told who are not logged in?", check_notify},
	{"room", "Is there room on the disk?", room},
	{"words", "Is the list of common passwords there?", words},
	{"backup", "Is the last backup recent, and still there?", backup},
	{"leftovers", "Are there files left of upgrades, restores and backups?", leftovers},
	{"private", "Has somebody a private database beside that of the server?", check_private_of_all},
};
#define COUNT ((int)(sizeof checks / sizeof checks[0]))

int check_count(void)
{
	return COUNT;
}

const char *check_name(int i)
{
	return checks[i].name;
}

const char *check_help(int i)
{
	return checks[i].help;
}

static bool stop_asked(void)
{
	struct progress p = {0, 100}; /* shows nothing */
	return !progress_show(&p, 0);
}

static bool read_output(const struct args *a, struct check *c)
{
	bool quiet = a->value[OPTION_QUIET], json = a->value[OPTION_JSON], nagios = a->value[OPTION_NAGIOS];
	c->output = json ? CHECK_JSON : nagios ? CHECK_NAGIOS : quiet ? CHECK_QUIET : CHECK_ALL;
	return quiet + json + nagios <= 1;
}

int command_check(int argc, char **argv)
{
	struct args a;
	struct check c = {0};
	int status, one = -1;
	if (!args_read(&a, "check", argc, argv, &status))
		return status;
	if (!read_output(&a, &c))
		return args_refuse("check", "--json, --quiet and --nagios exclude each other.");
	for (int i = 0; a.word[0] && i < COUNT; i++)
		one = !strcmp(checks[i].name, a.word[0]) ? i : one;
	if (a.word[0] && one < 0) {
		const char *meant = args_suggest(a.word[0], check_name, COUNT);
		return args_refuse("check", "There is no check '%.80s'.%s%s%s 'sarai help checks' lists them.", a.word[0],
				   meant ? " Did you mean '" : "", meant ? meant : "", meant ? "'?" : "");
	}
	char *db = database_path(a.value[OPTION_DB]);
	struct check_at at = {.db = db, .config_folder = a.value[OPTION_CONFIG]};
	bool stopped = false;
	progress_watch();
	for (int i = 0; i < COUNT && !stopped; i++) {
		if (one >= 0 && one != i)
			continue;
		c.name = checks[i].name;
		check_show_running(checks[i].name);
		checks[i].run(&c, &at);
		stopped = stop_asked();
	}
	check_show_running("");
	if (stopped) {
		fputs("sarai: stopped; not everything was checked.\n", stderr);
		status = err_exit_status(ERR_CANCELLED);
	} else {
		status = check_print(&c);
	}
	check_fini(&c);
	check_at_fini(&at);
	free(db);
	return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check`: files that hold people's data and that nobody looks after any more.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/command/check.h>
#include <sarai/command/workplace.h>

/* Behind the database's name; what made the file, and whether it is still needed. */
static const struct {
	const char *suffix, *text;
} rows[] = {
	{".before-", "the database as it was before an upgrade. Delete it when the upgrade has proved good"},
	{".replaced-", "the database that a restore has replaced. Delete all of it when it is no longer needed"},
	{".restoring", "of a restore that was cut short. Run the restore again, or delete it"},
	{".part", "of a copy that was cut short. Delete it"},
	{".plain", "an unencrypted copy, of a backup that was cut short. Delete it"},
};

static void look(struct check *c, const char *folder, const char *name, const char *text, int64_t now)
{
	struct str path = {0};
	struct stat st;
	str_addf(&path, "%s/%s", folder, name);
	if (lstat(str_text(&path), &st) == 0) {
		int64_t days = (now - (int64_t)st.st_mtime) / DAY;
		check_say(c, GRADE_WARNING, 0, "%s (%" PRId64 " day%s old): %s. It holds people's files.", str_text(&path),
			  days > 0 ? days : 0, days == 1 ? "" : "s", text);
	}
	str_fini(&path);
}

void check_leftovers(struct check *c, const char *db)
{
	struct clock clock = clock_system();
	const char *slash = strrchr(db, '/'), *name = slash ? slash + 1 : db;
	char *folder = path_folder(db);
	int before = c->warnings;
	DIR *d = opendir(folder);
	for (struct dirent *entry; d && (entry = readdir(d));) {
		size_t n = strlen(name);
		if (strncmp(entry->d_name, name, n) != 0)
			continue;
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			if (!strncmp(entry->d_name + n, rows[i].suffix, strlen(rows[i].suffix))) {
				look(c, folder, entry->d_name, rows[i].text, clock_now(&clock));
				break;
			}
		}
	}
	if (d)
		closedir(d);
	if (d && c->warnings == before)
		check_say(c, GRADE_OK, 0, "%s: nothing is left of upgrades, restores and backups.", folder);
	free(folder);
}

void check_backup_file(struct check *c, const char *file)
{
	char *folder = path_folder(file);
	struct stat st;
	if (stat(file, &st) == 0)
		check_say(c, GRADE_OK, 0, "%s: the last backup is there.", file);
	else if (errno == ENOENT && stat(folder, &st) == 0)
		check_say(c, GRADE_ERROR, ERR_MISSING, "%s: the last backup is not there any more.", file);
	else if (errno == ENOENT || errno == ENOTDIR)
		check_say(c, GRADE_WARNING, 0, "%s: the folder of the last backup is not there. Is its disk mounted?", file);
	/* else it may not be looked at by whoever runs this */
	free(folder);
}

/* ---- beside a server ---- */

void check_private(struct check *c, const char *user, const char *home)
{
	struct str path = {0};
	struct stat st;
	str_addf(&path, "%s/.local/share/sarai/sarai.db", home);
	if (lstat(str_text(&path), &st) == 0 && S_ISREG(st.st_mode))
		check_say(c, GRADE_ERROR, ERR_DATA,
			  "%s: %s has a database of their own beside that of the server: what is in it is not encrypted and in no "
			  "backup.",
			  str_text(&path), user);
	str_fini(&path);
}

void check_private_of_all(struct check *c, struct check_at *at)
{
	int before = c->errors;
	struct passwd *p;
	if (strcmp(at->db, SYSTEM_DATABASE) != 0)
		return;
	setpwent();
	while ((p = getpwent()))
		check_private(c, p->pw_name, p->pw_dir);
	endpwent();
	if (c->errors == before && geteuid() == 0)
		check_say(c, GRADE_OK, 0, "Nobody on this server has a private database.");
}

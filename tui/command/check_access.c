/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check`: the program runs as a user of its own, and what that user cannot open locks everybody out.
 */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/command/check.h>
#include <sarai/command/server.h>
#include <sarai/command/workplace.h>

#define READ 04
#define WRITE 02
#define ENTER 01
#define GROUPS 64

static bool in_group(const struct check_user *u, gid_t group)
{
	for (int i = 0; i < u->n; i++) {
		if (u->groups[i] == group)
			return true;
	}
	return false;
}

/* By owner, group and mode, as the kernel would; a list of its own (ACL) can say otherwise, which "files" reports. */
static bool may(const struct check_user *u, const struct stat *st, unsigned need)
{
	unsigned has = st->st_uid == u->uid		? st->st_mode >> 6 & 07
		       : in_group(u, st->st_gid) ? st->st_mode >> 3 & 07
						   : st->st_mode & 07;
	return u->uid == 0 || (has & need) == need;
}

/* Each folder on the way, then the file itself. What is not there is not this check's affair. */
static void look(struct check *c, const struct check_user *u, const char *path, unsigned need)
{
	struct stat st;
	char *real = realpath(path, NULL);
	if (!real)
		return;
	for (char *slash = real; slash && *slash; slash = strchr(slash + 1, '/')) {
		char kept = slash[slash == real];
		slash[slash == real] = 0;
		bool good = stat(real, &st) != 0 || may(u, &st, ENTER);
		if (!good)
			check_say(c, GRADE_ERROR, ERR_DENIED, "%s: %s cannot enter this folder (mode %04o), so the program cannot open %s.",
				  real, u->name, (unsigned)(st.st_mode & 07777), path);
		slash[slash == real] = kept;
		if (!good) {
			free(real);
			return;
		}
	}
	if (stat(real, &st) == 0 && !may(u, &st, need) && getxattr(real, "system.posix_acl_access", NULL, 0) <= 0)
		check_say(c, GRADE_ERROR, ERR_DENIED, "%s: %s cannot %s it (mode %04o).", path, u->name,
			  need & WRITE ? "read and write" : "read", (unsigned)(st.st_mode & 07777));
	free(real);
}

void check_access(struct check *c, const struct check_user *u, const char *db, const struct config *config)
{
	static const char *const suffixes[] = {"", "-wal", "-shm"};
	static const struct {
		const char *name;
		unsigned need;
	} beside[] = {{"sarai.key", READ}, {"passwords.lock", READ | WRITE}};
	int before = c->errors;
	for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
		struct str path = {0};
		str_addf(&path, "%s%s", db, suffixes[i]);
		look(c, u, str_text(&path), READ | WRITE);
		str_fini(&path);
	}
	char *folder = path_folder(db);
	look(c, u, folder, READ | WRITE | ENTER);
	free(folder);
	for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		char *path = path_beside(db, beside[i].name);
		look(c, u, path, beside[i].need);
		free(path);
	}
	if (config && config->folder)
		look(c, u, config->folder, READ | ENTER);
	for (int i = 0; config && config->folder && i < config->n_files; i++) {
		if (strncmp(config->files[i], "built-in/", 9) != 0)
			look(c, u, config->files[i], READ);
	}
	if (c->errors == before)
		check_say(c, GRADE_OK, 0, "%s can open the database, its key and the configuration.", u->name);
}

/* In the set-up "service" the program is the service account; in "shared" it is anybody, with the program's group. */
void check_access_of_server(struct check *c, struct check_at *at)
{
	char name[16];
	gid_t groups[GROUPS];
	if (strcmp(at->db, SYSTEM_DATABASE) != 0 || !server_setup(name))
		return;
	struct passwd *p = getpwnam(SYSTEM_USER);
	struct group *g = getgrnam(SYSTEM_USER);
	struct check_user u = {.groups = groups};
	if (!strcmp(name, "service") && p) {
		u.name = SYSTEM_USER;
		u.uid = p->pw_uid;
		u.n = GROUPS;
		if (getgrouplist(SYSTEM_USER, p->pw_gid, groups, &u.n) < 0)
			u.n = GROUPS;
	} else if (!strcmp(name, "shared") && g) {
		u.name = "the group " SYSTEM_USER;
		u.uid = (uid_t)-2; /* nobody's number: only the group counts */
		groups[0] = g->gr_gid;
		u.n = 1;
	} else {
		return; /* "setup" reports it */
	}
	check_access(c, &u, at->db, check_config(c, at));
}

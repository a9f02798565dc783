/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever can open the files without the program is bound by no role and leaves no trace: owners and modes.
 */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/command/check.h>
#include <sarai/command/workplace.h>
#include <sarai/config/config.h>

static void add_name(struct str *s, const char *name)
{
	str_addf(s, "%s%s", s->len ? ", " : "", name);
}

/* Everybody whom the system counts into a group, but for root and the owner. Owned; "" for nobody. */
static char *members(gid_t gid, uid_t owner)
{
	struct str s = {0};
	struct group *g = getgrgid(gid);
	struct passwd *p;
	for (char **m = g ? g->gr_mem : NULL; m && *m; m++) {
		p = getpwnam(*m);
		if (!p || (p->pw_uid != 0 && p->pw_uid != owner))
			add_name(&s, *m);
	}
	setpwent();
	while ((p = getpwent())) {
		if (p->pw_gid == gid && p->pw_uid != 0 && p->pw_uid != owner)
			add_name(&s, p->pw_name);
	}
	endpwent();
	return str_take(&s);
}

static const char *group_name(gid_t gid)
{
	struct group *g = getgrgid(gid);
	return g ? g->gr_name : "(without a name)";
}

static const char *user_name(uid_t uid)
{
	struct passwd *p = getpwuid(uid);
	return p ? p->pw_name : "somebody without a name";
}

/* One file or folder: may the group, may everybody, read or write it? A folder that nobody else enters covers what is
 * in it. */
static void look(struct check *c, const char *path, const struct stat *st, const struct stat *folder, const char *what)
{
	bool entered_by_all = !folder || (folder->st_mode & 0001);
	bool entered_by_group = entered_by_all || ((folder->st_mode & 0010) && folder->st_gid == st->st_gid);
	if (st->st_mode & 0006)
		check_say(c, entered_by_all ? GRADE_ERROR : GRADE_WARNING, ERR_DENIED,
			  entered_by_all ? "%s: everybody on this server can open %s (mode %04o)."
					 : "%s: but for its folder, everybody could open %s (mode %04o).",
			  path, what, (unsigned)(st->st_mode & 07777));
	if ((st->st_mode & 0060) && entered_by_group) {
		char *who = members(st->st_gid, st->st_uid);
		if (*who)
			check_say(c, GRADE_ERROR, ERR_DENIED,
				  "%s: can be opened without the program by %s, through the group %s.", path, who,
				  group_name(st->st_gid));
		free(who);
	}
	if (getxattr(path, "system.posix_acl_access", NULL, 0) > 0)
		check_say(c, GRADE_WARNING, 0, "%s: has a list of its own of who may open it (getfacl): look at it.",
			  path);
}

/* Whoever may write a folder may put something else in the place of what is in it. */
static void look_at_folder(struct check *c, const char *path, const struct stat *st)
{
	if (st->st_mode & 0002)
		check_say(c, GRADE_ERROR, ERR_DENIED, "%s: everybody can replace what is in this folder (mode %04o).",
			  path, (unsigned)(st->st_mode & 07777));
	if (st->st_mode & 0020) {
		char *who = members(st->st_gid, st->st_uid);
		if (*who)
			check_say(c, GRADE_ERROR, ERR_DENIED,
				  "%s: what is in this folder can be replaced by %s, through the group %s.", path, who,
				  group_name(st->st_gid));
		free(who);
	}
	if (getxattr(path, "system.posix_acl_access", NULL, 0) > 0)
		check_say(c, GRADE_WARNING, 0, "%s: has a list of its own of who may enter it (getfacl): look at it.",
			  path);
}

/* From the folder up to the root. */
static void look_above(struct check *c, const char *folder)
{
	char *path = realpath(folder, NULL);
	struct stat st;
	while (path && strrchr(path, '/') && strcmp(path, "/")) {
		char *slash = strrchr(path, '/');
		slash[slash == path] = 0;
		if (stat(path, &st) == 0 && (st.st_mode & 0002) && !(st.st_mode & S_ISVTX))
			check_say(c, GRADE_ERROR, ERR_DENIED, "%s: everybody can replace what is in this folder.",
				  path);
	}
	free(path);
}

static void look_beside(struct check *c, const char *db, const struct stat *folder)
{
	static const struct {
		const char *suffix, *name, *what;
	} rows[] = {
		{"wal", NULL, "its log"},
		{"shm", NULL, "its log"},
		{NULL, "sarai.key", "the server's key"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct stat st;
		struct str s = {0};
		str_addf(&s, "%s-%s", db, rows[i].suffix ? rows[i].suffix : "");
		char *path = rows[i].name ? path_beside(db, rows[i].name) : mem_strdup(str_text(&s));
		if (lstat(path, &st) == 0)
			look(c, path, &st, folder, rows[i].what);
		free(path);
		str_fini(&s);
	}
}

/* Roles stand in the configuration: it is to be root's, or of the database's own owner. */
static void look_at_configuration(struct check *c, const struct config *config, uid_t owner)
{
	int before = c->errors;
	if (!config || !config->folder)
		return;
	for (int i = -1; i < config->n_files; i++) {
		struct stat st;
		const char *path = i < 0 ? config->folder : config->files[i];
		if (!strncmp(path, "built-in/", 9) || stat(path, &st) != 0)
			continue;
		if (st.st_uid != 0 && st.st_uid != owner)
			check_say(c, GRADE_ERROR, ERR_DENIED, "%s: belongs to %s, who can give themselves any right.",
				  path, user_name(st.st_uid));
		if (st.st_mode & 0002)
			check_say(c, GRADE_ERROR, ERR_DENIED,
				  "%s: everybody can write it, and so give themselves any right.", path);
		char *who = st.st_mode & 0020 ? members(st.st_gid, st.st_uid) : mem_strdup("");
		if (*who)
			check_say(c, GRADE_ERROR, ERR_DENIED, "%s: can be written by %s, through the group %s.", path,
				  who, group_name(st.st_gid));
		free(who);
	}
	if (c->errors == before)
		check_say(c, GRADE_OK, 0, "%s: nobody else can write it.", config->folder);
}

void check_places(struct check *c, const char *db, const struct config *config)
{
	struct stat file, folder;
	char *in = path_folder(db);
	int before = c->errors;
	bool there = lstat(db, &file) == 0 && stat(in, &folder) == 0;
	if (there) {
		look(c, db, &file, &folder, "the database");
		look_beside(c, db, &folder);
		look_at_folder(c, in, &folder);
		look_above(c, in);
	}
	if (there && c->errors == before)
		check_say(c, GRADE_OK, 0, "%s: without the program, only %s%s can open it.", db, user_name(file.st_uid),
			  file.st_uid ? " and root" : "");
	look_at_configuration(c, config, there ? file.st_uid : getuid());
	free(in);
}

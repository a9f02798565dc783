/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/str.h>
#include <sarai/command/args.h>
#include <sarai/command/server.h>
#include <sarai/command/setup.h>
#include <sarai/command/workplace.h>
#include <sarai/crypto/totp.h>

/* ---- people and groups ---- */

/* No owner: whose it is does not matter. */
static bool owner_ids(const struct place *p, uid_t was, uid_t *uid, gid_t *gid)
{
	struct passwd *u = p->owner ? getpwnam(p->owner) : NULL;
	struct group *g = getgrnam(p->group);
	if ((p->owner && !u) || !g)
		return false;
	*uid = u ? u->pw_uid : was;
	*gid = g->gr_gid;
	return true;
}

/* What has to be made first, by root, with the system's own tools. */
static bool people_are_there(const struct layout *l)
{
	bool good = true;
	if (l->users && !getpwnam(SYSTEM_USER)) {
		fprintf(stderr, "sarai: there is no user %s. Make it first:\n  %s\n", SYSTEM_USER, l->users);
		return false;
	}
	for (size_t i = 0; i < sizeof l->groups / sizeof l->groups[0] && l->groups[i]; i++)
		good = good && getgrnam(l->groups[i]);
	if (!good)
		fprintf(stderr, "sarai: a group is missing. Make it first:\n  %s\n", l->make_groups);
	return good;
}

/* ---- one thing after the other ---- */

static bool make_folder(const char *path, struct err *e)
{
	struct str upper = {0};
	bool good = true;
	for (const char *at = strchr(path + 1, '/'); good && at; at = strchr(at + 1, '/')) {
		upper.len = 0;
		str_add_n(&upper, path, (size_t)(at - path));
		if (mkdir(str_text(&upper), 0755) == 0)
			good = chmod(str_text(&upper), 0755) == 0; /* whatever the umask */
		else
			good = errno == EEXIST;
	}
	good = good && (mkdir(path, 0700) == 0 || errno == EEXIST);
	str_fini(&upper);
	return good || err_set(e, ERR_IO, path, "It cannot be made: %s.", strerror(errno));
}

static bool make(const struct place *p, const char *path, bool *made, struct err *e)
{
	struct stat st;
	struct seal_key key;
	*made = lstat(path, &st) != 0;
	if (!*made)
		return true;
	switch (p->what) {
	case PLACE_FOLDER:
		return make_folder(path, e);
	case PLACE_DATABASE: {
		struct store *s = store_open(path, STORE_CREATE, e);
		bool good = s != NULL;
		store_close(&s);
		return good;
	}
	case PLACE_KEY: {
		bool good = seal_key_open(&key, path, e);
		seal_key_wipe(&key);
		return good;
	}
	case PLACE_FILE: {
		int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd >= 0)
			close(fd);
		return fd >= 0 || err_set(e, ERR_IO, path, "It cannot be made: %s.", strerror(errno));
	}
	case PLACE_PROGRAM:
		break;
	}
	return err_set(e, ERR_MISSING, path, "It is not there. Install it first: make install.");
}

static void name_owner(struct str *s, uid_t uid, gid_t gid)
{
	struct passwd *u = getpwuid(uid);
	struct group *g;
	if (u)
		str_addf(s, "%s:", u->pw_name);
	else
		str_addf(s, "%u:", (unsigned)uid);
	g = getgrgid(gid);
	if (g)
		str_add(s, g->gr_name);
	else
		str_addf(s, "%u", (unsigned)gid);
}

/* Through the open file, and never through a link: whoever works in the folder must not be able to have the owner or
 * mode of something else changed. */
static bool settle(const struct place *p, const char *path, bool made, struct err *e)
{
	uid_t uid;
	gid_t gid;
	struct stat st;
	struct str did = {0};
	bool folder = p->what == PLACE_FOLDER;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (folder ? O_DIRECTORY : 0));
	if (fd < 0 && errno == ENOENT && !p->owner) {
		str_fini(&did);
		return true; /* gone with the last one who worked */
	}
	bool good = fd >= 0 && fstat(fd, &st) == 0 && owner_ids(p, st.st_uid, &uid, &gid);
	if (!good)
		err_set(e, ERR_IO, path, "It cannot be looked at: %s.",
			errno == ELOOP ? "it is a link" : strerror(errno));
	if (good && !folder && (!S_ISREG(st.st_mode) || (st.st_nlink != 1 && p->what != PLACE_PROGRAM)))
		good = err_set(e, ERR_DENIED, path,
			       "It is not an ordinary file with one name. Look into this before anything else.");
	if (good && (st.st_uid != uid || st.st_gid != gid)) {
		str_add(&did, " owner ");
		name_owner(&did, st.st_uid, st.st_gid);
		str_add(&did, " -> ");
		name_owner(&did, uid, gid);
		good = fchown(fd, uid, gid) == 0;
		st.st_mode &= (mode_t)~06000; /* which that took away */
	}
	if (good && (st.st_mode & 07777) != p->mode) {
		str_addf(&did, " mode %04o -> %04o", (unsigned)(st.st_mode & 07777), (unsigned)p->mode);
		good = fchmod(fd, p->mode) == 0;
	}
	if (fd >= 0 && !good && e->code == ERR_NONE)
		err_set(e, ERR_DENIED, path, "Its owner or mode cannot be changed: %s.", strerror(errno));
	if (good && made)
		printf("made:  %s (%s:%s %04o)\n", path, p->owner, p->group, (unsigned)p->mode);
	else if (good)
		printf("%s %s%s\n", did.len ? "put right:" : "good: ", path, str_text(&did));
	if (fd >= 0)
		close(fd);
	str_fini(&did);
	return good;
}

/* What stands beside the database and came of it: its log is made by whoever works first, for all; copies from before a
 * migration are root's. */
static bool settle_beside(const struct place *db, const char *path, struct err *e)
{
	struct place of_database = *db, copy = {PLACE_FILE, NULL, "root", "root", 0600};
	char *folder = path_folder(path);
	const char *name = strrchr(path, '/') + 1;
	size_t n = strlen(name);
	DIR *d = opendir(folder);
	bool good = d != NULL;
	of_database.what = PLACE_FILE;
	of_database.owner = NULL; /* whoever came first today */
	for (struct dirent *f; good && (f = readdir(d));) {
		if (strncmp(f->d_name, name, n))
			continue;
		const char *rest = f->d_name + n;
		bool log = rest[0] == '-' && (!strcmp(rest + 1, "wal") || !strcmp(rest + 1, "shm"));
		bool before = !strncmp(rest, ".before-", 8);
		if (!log && !before)
			continue;
		char *at = path_beside(path, f->d_name);
		good = settle(log ? &of_database : &copy, at, false, e);
		free(at);
	}
	if (d)
		closedir(d);
	free(folder);
	return good;
}

static bool lay_out(const struct layout *l, const char *root, struct err *e)
{
	bool good = true;
	for (int i = 0; good && i < l->n; i++) {
		struct str path = {0};
		bool made;
		str_addf(&path, "%s%s", root, l->places[i].path);
		good = make(&l->places[i], str_text(&path), &made, e) &&
		       settle(&l->places[i], str_text(&path), made, e) &&
		       (l->places[i].what != PLACE_DATABASE || settle_beside(&l->places[i], str_text(&path), e));
		str_fini(&path);
	}
	return good;
}

/* Whoever is in the group of the files does not need the program to open them. */
static int warn_members(void)
{
	struct group *g = getgrnam(SYSTEM_USER);
	int n = 0;
	for (char **m = g ? g->gr_mem : NULL; m && *m; m++, n++)
		printf("warning: %s is in the group %s and can open the database without the program: deluser %s %s\n",
		       *m, SYSTEM_USER, *m, SYSTEM_USER);
	return n;
}

static const struct layout *named(const char *name)
{
	for (int i = 0; i < layout_count; i++) {
		if (!strcmp(layouts[i].name, name))
			return &layouts[i];
	}
	return NULL;
}

int command_setup(int argc, char **argv)
{
	struct args a;
	struct err e = {0};
	int status;
	if (!args_read(&a, "setup", argc, argv, &status))
		return status;
	const struct layout *l = named(a.verb);
	const char *root = a.value[OPTION_ROOT] ? a.value[OPTION_ROOT] : "";
	if (*root && *root != '/')
		return args_refuse("setup", "--root needs a path that begins with '/'.");
	if (geteuid() != 0) {
		fputs("sarai: this lays out folders of the server: only root can.\n", stderr);
		return err_exit_status(ERR_DENIED);
	}
	if (!people_are_there(l))
		return err_exit_status(ERR_MISSING);
	if (!lay_out(l, root, &e) || !server_record(root, l->name, &e))
		return command_fail(&e);
	warn_members();
	printf("\nLaid out. What is left to do (man 7 sarai-setup):\n%s", l->next);
	return 0;
}

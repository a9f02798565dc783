/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is everything on this server whose it has to be in its set-up? An upgrade that takes the group's right from the program
 * locks everybody out.
 */
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>

#include <sarai/command/check.h>
#include <sarai/command/server.h>
#include <sarai/command/setup.h>
#include <sarai/command/workplace.h>

static void check_place(struct check *c, const struct layout *l, const struct place *p)
{
	struct stat st;
	struct passwd *u = getpwnam(p->owner);
	struct group *g = getgrnam(p->group);
	if (lstat(p->path, &st) != 0)
		check_say(c, GRADE_ERROR, ERR_MISSING, "%s is missing. Run: sarai setup %s", p->path, l->name);
	else if (!u || !g || st.st_uid != u->pw_uid || st.st_gid != g->gr_gid || (st.st_mode & 07777) != p->mode)
		check_say(c, GRADE_ERROR, ERR_DENIED,
			  "%s: owner or mode (%u:%u %04o) is not that of the set-up (%s:%s %04o). Run: sarai setup %s", p->path,
			  (unsigned)st.st_uid, (unsigned)st.st_gid, (unsigned)(st.st_mode & 07777), p->owner, p->group,
			  (unsigned)p->mode, l->name);
}

void check_setup(struct check *c)
{
	char name[16];
	int before = c->errors;
	const struct layout *l = NULL;
	if (!server_setup(name)) {
		check_say(c, GRADE_WARNING, 0, "How this server is set up is not recorded. Run: sarai setup service|shared");
		return;
	}
	for (int i = 0; i < layout_count; i++) {
		if (!strcmp(layouts[i].name, name))
			l = &layouts[i];
	}
	if (!l) {
		check_say(c, GRADE_ERROR, ERR_CONFIG, "%s: there is no set-up '%s'. Run: sarai setup service|shared",
			  SYSTEM_SETUP, name);
		return;
	}
	for (int i = 0; i < l->n; i++)
		check_place(c, l, &l->places[i]);
	if (c->errors == before)
		check_say(c, GRADE_OK, 0, "Set-up '%s': owner and mode of the program and of all files are right.", name);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How this server is set up, as `sarai setup` has recorded it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/str.h>
#include <sarai/command/server.h>

bool server_setup(char name[16])
{
	char line[200];
	FILE *f = fopen(SYSTEM_SETUP, "re");
	*name = 0;
	while (f && !*name && fgets(line, sizeof line, f)) {
		line[strcspn(line, " \t\r\n")] = 0;
		if (*line && *line != '#')
			snprintf(name, 16, "%.15s", line);
	}
	if (f)
		fclose(f);
	return *name;
}

bool server_here(void)
{
	char name[16];
	/* One that was set up before that was recorded: a folder that this account may not enter. */
	return server_setup(name) || (access(SYSTEM_DATABASE, F_OK) != 0 && errno == EACCES);
}

int server_refuse(void)
{
	char name[16];
	bool known = server_setup(name);
	fprintf(stderr,
		"sarai: this server has one database for all, and this program may not open it:\n"
		"  %s\n"
		"No database of your own was made. An administrator runs, as root:\n"
		"  sarai setup %s\n"
		"  sarai check\n"
		"(--demo opens practice cases, --db FILE another database.)\n",
		SYSTEM_DATABASE, known ? name : "service|shared");
	return err_exit_status(ERR_DENIED);
}

bool server_record(const char *root, const char *setup, struct err *e)
{
	struct str path = {0}, part = {0}, text = {0};
	char old[400] = "";
	str_addf(&path, "%s" SYSTEM_SETUP, root);
	str_addf(&part, "%s.part", str_text(&path));
	str_addf(&text,
		 "# How this server is set up, written by 'sarai setup'. With this file nobody gets a database of their own\n"
		 "# by mistake, and 'sarai check' knows whose each file has to be. See man 7 sarai-setup.\n%s\n",
		 setup);
	FILE *f = fopen(str_text(&path), "re");
	if (f) {
		old[fread(old, 1, sizeof old - 1, f)] = 0;
		fclose(f);
	}
	bool good = true;
	if (strcmp(old, str_text(&text))) {
		unlink(str_text(&part));
		int fd = open(str_text(&part), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
		good = fd >= 0 && fchmod(fd, 0644) == 0 && write(fd, str_text(&text), text.len) == (ssize_t)text.len &&
		       fsync(fd) == 0 && rename(str_text(&part), str_text(&path)) == 0;
		if (!good)
			err_set(e, ERR_IO, str_text(&path), "It cannot be written: %s.", strerror(errno));
		else
			printf("%s %s (%s)\n", *old ? "put right:" : "made: ", str_text(&path), setup);
		if (fd >= 0)
			close(fd);
	}
	str_fini(&path);
	str_fini(&part);
	str_fini(&text);
	return good;
}

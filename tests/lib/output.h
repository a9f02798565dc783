/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command run at a desk (desk.h), and what it has said.
 */
#ifndef SARAI_TESTS_SAID_H
#define SARAI_TESTS_SAID_H

#include "lib/service_env.h"

/* A file in the desk's folder; a few of them at a time. */
static UNUSED const char *path(struct service_env *d, const char *name)
{
	static char paths[6][160];
	static int next;
	char *p = paths[next++ % 6];
	snprintf(p, sizeof paths[0], "%s/%s", d->folder, name);
	return p;
}

/* Run a command with its output in a file. */
static UNUSED int run(struct service_env *d, int (*command)(int, char **), const char *const *words)
{
	char *argv[12];
	int argc = 0;
	while (words[argc]) {
		argv[argc] = mem_strdup(words[argc]);
		argc++;
	}
	argv[argc] = NULL;
	fflush(stdout);
	fflush(stderr);
	int out = dup(1), err = dup(2);
	FILE *to = fopen(path(d, "output"), "w");
	dup2(fileno(to), 1);
	dup2(fileno(to), 2);
	int status = command(argc, argv);
	fflush(stdout);
	fflush(stderr);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
	fclose(to);
	for (int i = 0; i < argc; i++)
		free(argv[i]);
	return status;
}
#define RUN(d, command, ...) run(d, command, (const char *const[]){"x", __VA_ARGS__, NULL})

static UNUSED void said(struct service_env *d, const char *what)
{
	char text[8192] = "";
	FILE *f = fopen(path(d, "output"), "r");
	text[fread(text, 1, sizeof text - 1, f)] = 0;
	fclose(f);
	if (!strstr(text, what))
		fail_msg("not said: \"%s\" in: %s", what, text);
}

#endif

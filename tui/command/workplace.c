/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/command/command.h>
#include <sarai/service/cases.h>

#define DEMO_CASES 40

/* The operating system's user: who one is until there are accounts. Asked of the system, not of the environment. */
static void actor_name(char *out, size_t size)
{
	struct passwd *p = getpwuid(getuid());
	if (p && p->pw_name)
		snprintf(out, size, "%s", p->pw_name);
	else
		snprintf(out, size, "uid%u", (unsigned)getuid());
}

char *data_path(const char *name)
{
	struct str s = {0};
	const char *base = getenv("XDG_DATA_HOME");
	if (base && *base == '/') {
		str_addf(&s, "%s/sarai/%s", base, name);
	} else {
		const char *home = getenv("HOME");
		struct passwd *p = getpwuid(getuid());
		if (!home || *home != '/')
			home = p && p->pw_dir ? p->pw_dir : "/";
		str_addf(&s, "%s/.local/share/sarai/%s", home, name);
	}
	return str_take(&s);
}

int workplace_open(struct workplace *w, const struct command_options *o)
{
	struct diags d = {0};
	struct err e = {0};
	char actor[64];
	int status = 0;

	memset(w, 0, sizeof *w);
	w->config = config_load(o->config, &d);
	if (!w->config) {
		diags_sort(&d);
		diags_print(&d, stderr);
		fprintf(stderr, "sarai: the configuration has %d error%s, so nothing of it is used.\n", d.n, d.n == 1 ? "" : "s");
		diags_fini(&d);
		return err_exit_status(ERR_CONFIG);
	}
	diags_fini(&d);
	char *path = o->db ? mem_text(o->db) : data_path(o->demo ? "demo.db" : "sarai.db");
	w->made = access(path, F_OK) != 0;
	w->store = store_open(path, STORE_CREATE, &e);
	free(path);
	if (!w->store) {
		status = command_fail(&e);
		workplace_close(w);
		return status;
	}
	w->clock = clock_system();
	actor_name(actor, sizeof actor);
	session_init(&w->session, actor, w->store, w->config, &w->clock);
	if (o->demo && w->made && !demo_fill(&w->session, DEMO_CASES, &e)) {
		status = command_fail(&e);
		workplace_close(w);
	}
	return status;
}

void workplace_close(struct workplace *w)
{
	store_close(&w->store);
	config_free(&w->config);
}

int command_init(int argc, char **argv)
{
	struct command_options o;
	struct workplace w;
	if (!command_options_read(&o, argc, argv))
		return err_exit_status(ERR_USAGE);
	int status = workplace_open(&w, &o);
	if (status)
		return status;
	printf(w.made ? "The database is made: %s\n" : "The database was there already: %s\n", store_path(w.store));
	workplace_close(&w);
	return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/confine.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>
#include <sarai/command/server.h>
#include <sarai/command/workplace.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/crypto/password.h>
#include <sarai/demo/demo.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>

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

void system_actor(char out[64])
{
	char name[64];
	actor_name(name, sizeof name);
	snprintf(out, 64, "system:%.50s", name);
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

char *database_path(const char *named)
{
	char name[16];
	const char *own = getenv("XDG_DATA_HOME");
	/* With more rights than whoever runs it, nothing they say may change where it is. */
	if (confine_raised())
		return mem_strdup(SYSTEM_DATABASE);
	if (named)
		return mem_strdup(named);
	if (server_setup(name) || (!(own && *own) && (access(SYSTEM_DATABASE, R_OK | W_OK) == 0 || server_here())))
		return mem_strdup(SYSTEM_DATABASE);
	return data_path("sarai.db");
}

char *path_folder(const char *file)
{
	const char *slash = strrchr(file, '/');
	return slash ? mem_strndup(file, slash == file ? 1 : (size_t)(slash - file)) : mem_strdup(".");
}

char *path_beside(const char *file, const char *name)
{
	const char *slash = strrchr(file, '/');
	struct str s = {0};
	str_addf(&s, "%.*s%s", slash ? (int)(slash - file + 1) : 0, file, name);
	return str_take(&s);
}

void workplace_session(struct workplace *w)
{
	session_init(&w->session, w->user, w->store, w->config, &w->clock);
	w->session.key_file = w->key_file;
}

/* A practice database is open to whoever has the file; any other one only with an account. */
static bool look_for_accounts(struct workplace *w, struct err *e)
{
	char demo[8];
	if (!store_fact_get(w->store, "demo", demo, sizeof demo, e))
		return false;
	w->with_accounts = strcmp(demo, "yes") != 0;
	return true;
}

int workplace_open(struct workplace *w, const struct command_options *o)
{
	struct diags d = {0};
	struct err e = {0};
	static const struct command_options none;
	bool at_work = o->at_work || confine_raised();
	int status = 0;

	memset(w, 0, sizeof *w);
	if (confine_raised())
		o = &none;
	w->config = config_load(o->config, &d);
	if (!w->config) {
		diags_sort(&d);
		diags_print(&d, stderr);
		fprintf(stderr, "sarai: the configuration has %d error%s, so nothing of it is used.\n", d.n,
			d.n == 1 ? "" : "s");
		diags_fini(&d);
		return err_exit_status(ERR_CONFIG);
	}
	diags_fini(&d);
	char *path = o->demo && !o->db ? data_path("demo.db") : database_path(o->db);
	/* Where the program works for others, the database is made by `sarai setup`: who makes it owns it. */
	bool of_server = !o->db && !o->demo && !strcmp(path, SYSTEM_DATABASE);
	bool for_others = confine_raised() || o->as || of_server;
	if (of_server && access(path, R_OK | W_OK) != 0 && errno == EACCES && !confine_raised()) {
		free(path);
		workplace_close(w);
		return server_refuse();
	}
	w->made = access(path, F_OK) != 0;
	w->store = store_open(path, for_others || !(o->make || o->demo) ? STORE_OPEN : STORE_CREATE, &e);
	w->folder = path_folder(path);
	w->key_file = path_beside(path, "sarai.key");
	free(path);
	if (!w->store) {
		status = at_work ? command_fail_at_work(&e) : command_fail(&e);
		workplace_close(w);
		return status;
	}
	w->clock = clock_system();
	actor_name(w->user, sizeof w->user);
	w->fixed_name = confine_raised() || o->as;
	password_cap(w->folder, w->config->settings.password_slots);
	workplace_session(w);
	if ((o->demo && w->made && !demo_fill(&w->session, DEMO_CASES, &e)) || !look_for_accounts(w, &e)) {
		status = at_work ? command_fail_at_work(&e) : command_fail(&e);
		workplace_close(w);
	}
	return status;
}

void workplace_close(struct workplace *w)
{
	store_close(&w->store);
	config_free(&w->config);
	password_cap(NULL, 0);
	free(w->folder);
	free(w->key_file);
	w->folder = w->key_file = NULL;
}

static int fail(const struct err *e, const char *advice)
{
	struct str s = {0};
	str_addf(&s, "%s%s%s%s%s", e->where, *e->where ? ": " : "", e->detail, *advice ? " " : "", advice);
	/* What is told may come out of a file. */
	char *clean = text_clean(str_text(&s), s.len, false);
	fprintf(stderr, "sarai: %s\n", clean);
	free(clean);
	str_fini(&s);
	return err_exit_status(e->code);
}

int command_fail(const struct err *e)
{
	return fail(e, err_advice_admin(e->code));
}

int command_fail_at_work(const struct err *e)
{
	return fail(e, err_advice(e->code));
}

struct command_options command_options(const struct args *a)
{
	return (struct command_options){
		.db = a->value[OPTION_DB],
		.config = a->value[OPTION_CONFIG],
		.as = a->value[OPTION_AS],
		.demo = a->value[OPTION_DEMO] != NULL,
	};
}

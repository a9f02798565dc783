/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/report/directory_csv.h>
#include <sarai/screen/app.h>
#include <sarai/store/store.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/script.h>
#include <sarai/term/term.h>

#include "screen_env.h"

static void die(const char *what, const char *why)
{
	print_error("%s: %s\n", what, why);
	fail();
}

static void log_in(struct screen_env *r, int rows, int cols, const char *actor)
{
	struct err e = {0};
	char path[128];
	struct term_options o = {.headless = true, .rows = rows, .cols = cols, .borders = 1};
	snprintf(path, sizeof path, "%s/sarai.db", r->folder);
	r->store = store_open(path, STORE_CREATE, &e);
	if (!r->store)
		die("store", e.detail);
	session_init(&r->session, actor, r->store, r->config, &r->clock);
	ids_init_seeded(&r->session.ids, &r->clock, &r->seed);
	o.theme_mono = r->config->theme_mono;
	o.theme_colour = r->config->theme_colour;
	r->term = term_open(&o, &e);
	if (!r->term)
		die("term", e.detail);
	screen_env_restart(r);
}

void screen_env_restart(struct screen_env *r)
{
	struct diags d = {0};
	app_free(&r->app);
	r->app = app_new(&r->session, r->term, r->with_accounts, &d);
	if (!r->app)
		die("keys", d.n ? d.at[0].reason : "");
	stack_paint(r->app->stack);
}

static void log_out(struct screen_env *r)
{
	app_free(&r->app);
	term_close(&r->term);
	store_close(&r->store);
}

static void load(struct screen_env *r)
{
	struct diags d = {0};
	char site[128];
	snprintf(site, sizeof site, "%s/site", r->folder);
	r->clock = clock_fixed(&r->now);
	r->config = config_load(site, &d);
	if (!r->config) {
		diags_print(&d, stderr);
		die("configuration", "the shipped files have findings");
	}
	r->config->settings.idle_minutes = 0; /* days go by in a test without a key: those of locking set it */
	diags_fini(&d);
}

void screen_env_open(struct screen_env *r, int rows, int cols)
{
	char site[128];
	memset(r, 0, sizeof *r);
	const char *tmp = getenv("TMPDIR");
	snprintf(r->folder, sizeof r->folder, "%s/sarai-XXXXXX", tmp && strlen(tmp) < 40 ? tmp : "/tmp");
	if (!mkdtemp(r->folder))
		die("mkdtemp", r->folder);
	snprintf(site, sizeof site, "mkdir %s/site", r->folder);
	if (system(site) != 0)
		die("mkdir", site);
	time_from_iso("2026-11-23T09:00:00Z", &r->now);
	r->seed = 42;
	load(r);
	log_in(r, rows, cols, "amina");
}

void screen_env_second(struct screen_env *r, const struct screen_env *first, const char *actor)
{
	memset(r, 0, sizeof *r);
	snprintf(r->folder, sizeof r->folder, "%s", first->folder);
	r->now = first->now;
	r->seed = 4242;
	load(r);
	log_in(r, 24, 80, actor);
	r->folder[0] = 0;
}

void screen_env_close(struct screen_env *r)
{
	char command[128];
	log_out(r);
	config_free(&r->config);
	if (!r->folder[0])
		return;
	snprintf(command, sizeof command, "rm -rf '%s'", r->folder);
	if (system(command) != 0)
		print_error("could not remove %s\n", r->folder);
}

int screen_env_set_up(void **state)
{
	struct screen_env *r = mem_alloc(sizeof *r);
	screen_env_open(r, 24, 80);
	*state = r;
	return 0;
}

int screen_env_tear_down(void **state)
{
	screen_env_close(*state);
	free(*state);
	return 0;
}

void screen_env_drop(struct screen_env *r)
{
	int rows = term_rows(r->term), cols = term_cols(r->term);
	stack_feed(r->app->stack, &(struct event){.type = EVENT_HANGUP});
	log_out(r);
	log_in(r, rows, cols, "amina");
}

void screen_env_kill(struct screen_env *r)
{
	int rows = term_rows(r->term), cols = term_cols(r->term);
	log_out(r);
	log_in(r, rows, cols, "amina");
}

void screen_env_site(struct screen_env *r, const char *name, const char *text)
{
	int rows = term_rows(r->term), cols = term_cols(r->term);
	char path[160];
	snprintf(path, sizeof path, "%s/site/%s", r->folder, name);
	char *slash = strrchr(path, '/');
	*slash = 0;
	mkdir(path, 0700);
	*slash = '/';
	FILE *f = fopen(path, "w");
	if (!f)
		die("writing", path);
	fputs(text, f);
	fclose(f);
	log_out(r);
	config_free(&r->config);
	load(r);
	log_in(r, rows, cols, "amina");
}

void screen_env_home(struct screen_env *r)
{
	for (int i = 0; i < 12 && strcmp(stack_top(r->app->stack)->class->name, "home"); i++)
		screen_env_keys(r, "<Esc>");
	screen_env_top(r, "home");
	screen_env_keys(r, "<F5>");
}

static void one(struct screen_env *r, int key)
{
	struct screen *top = stack_top(r->app->stack);
	bool printable = key >= 32 && key != 127 && key < TKEY_UP;
	r->keys++;
	if (printable && top && top->class->typing && top->class->typing(top))
		r->free_text++;
	script_press(r->app->stack, key);
}

void screen_env_keys(struct screen_env *r, const char *script)
{
	int key;
	while (*script) {
		if (!script_next(&script, &key))
			die("no such key before", script);
		one(r, key);
		if (stack_ended(r->app->stack))
			return;
	}
	stack_paint(r->app->stack);
}

void screen_env_wait(struct screen_env *r, int seconds)
{
	r->now += seconds;
	stack_feed(r->app->stack, &(struct event){.type = EVENT_TICK});
	stack_paint(r->app->stack);
}

char *screen_env_screen(struct screen_env *r)
{
	struct str s = {0};
	for (int i = 0; i < term_rows(r->term); i++) {
		char *row = term_row(r->term, i);
		str_addf(&s, "%s\n", row);
		free(row);
	}
	return str_take(&s);
}

bool screen_env_has(struct screen_env *r, const char *text)
{
	char *all = screen_env_screen(r);
	bool has = strstr(all, text) != NULL;
	free(all);
	return has;
}

static void show(struct screen_env *r, const char *what, const char *text)
{
	char *all = screen_env_screen(r);
	print_error("%s '%s'. The screen (%s):\n%s", what, text, stack_top(r->app->stack)->class->name, all);
	free(all);
	fail();
}

void screen_env_sees(struct screen_env *r, const char *text)
{
	if (!screen_env_has(r, text))
		show(r, "not seen:", text);
}

void screen_env_sees_not(struct screen_env *r, const char *text)
{
	if (screen_env_has(r, text))
		show(r, "should not be seen:", text);
}

void screen_env_cursor_on(struct screen_env *r, const char *text)
{
	int row, col;
	term_cursor(r->term, &row, &col);
	char *line = term_row(r->term, row);
	bool has = strstr(line, text) != NULL;
	free(line);
	if (!has)
		show(r, "the cursor is not on the row with", text);
}

void screen_env_top(struct screen_env *r, const char *name)
{
	if (strcmp(stack_top(r->app->stack)->class->name, name))
		show(r, "the screen is not", name);
}

struct edit *screen_env_begin(struct screen_env *r, const char *kind, const char *case_id, const char *parent)
{
	struct err e = {0};
	struct edit *w = edit_open(&r->session, kind, case_id, NULL, parent, &e);
	if (!w)
		fail_msg("opening %s: %s", kind, e.detail);
	return w;
}

void screen_env_put(struct edit *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i < 0 || !form_set(w->form, i, value))
		fail_msg("%s.%s does not take \"%s\"", w->kind->form, field, value);
}

void screen_env_save(struct screen_env *r, struct edit *w, char *record, char *case_id)
{
	struct err e = {0};
	if (!edit_save(&r->session, w, NULL, &e))
		fail_msg("saving %s: %s", w->kind->form, e.detail);
	if (record)
		memcpy(record, w->record.id, ID_TEXT);
	if (case_id)
		memcpy(case_id, w->case_row.id, ID_TEXT);
	edit_close(&w);
}

void screen_env_fill_in(struct screen_env *r, const char *kind, const char *case_id, char *case_out, const char *const *pairs)
{
	struct edit *w = screen_env_begin(r, kind, case_id, NULL);
	for (; *pairs; pairs += 2)
		screen_env_put(w, pairs[0], pairs[1]);
	screen_env_save(r, w, NULL, case_out);
}

void screen_env_directory(struct screen_env *r, const char *csv)
{
	struct directory_tally t;
	struct diags d = {0};
	struct err e = {0};
	char path[128];
	snprintf(path, sizeof path, "%s/table.csv", r->folder);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(csv, f);
	fclose(f);
	if (!directory_import(&r->session, path, false, &t, &d, &e)) {
		diags_print(&d, stderr);
		fail_msg("importing the directory: %s", e.detail);
	}
	diags_fini(&d);
}

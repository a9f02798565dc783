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

#include <sarai/base/mem.h>
#include <sarai/report/directory_csv.h>
#include <sarai/term/script.h>

#include "rig.h"

static void die(const char *what, const char *why)
{
	print_error("%s: %s\n", what, why);
	fail();
}

static void log_in(struct rig *r, int rows, int cols, const char *actor)
{
	struct err e = {0};
	struct diags d = {0};
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
	r->app = app_new(&r->session, r->term, r->with_accounts, &d);
	if (!r->app)
		die("keys", d.n ? d.at[0].reason : "");
	stack_paint(r->app->stack);
}

static void log_out(struct rig *r)
{
	app_free(&r->app);
	term_close(&r->term);
	store_close(&r->store);
}

static void load(struct rig *r)
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

void rig_open(struct rig *r, int rows, int cols)
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

void rig_second(struct rig *r, const struct rig *first, const char *actor)
{
	memset(r, 0, sizeof *r);
	snprintf(r->folder, sizeof r->folder, "%s", first->folder);
	r->now = first->now;
	r->seed = 4242;
	load(r);
	log_in(r, 24, 80, actor);
	r->folder[0] = 0;
}

void rig_close(struct rig *r)
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

int rig_set_up(void **state)
{
	struct rig *r = mem_alloc(sizeof *r);
	rig_open(r, 24, 80);
	*state = r;
	return 0;
}

int rig_tear_down(void **state)
{
	rig_close(*state);
	free(*state);
	return 0;
}

void rig_drop(struct rig *r)
{
	int rows = term_rows(r->term), cols = term_cols(r->term);
	stack_feed(r->app->stack, &(struct event){.type = EVENT_HANGUP});
	log_out(r);
	log_in(r, rows, cols, "amina");
}

void rig_kill(struct rig *r)
{
	int rows = term_rows(r->term), cols = term_cols(r->term);
	log_out(r);
	log_in(r, rows, cols, "amina");
}

void rig_site(struct rig *r, const char *name, const char *text)
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

void rig_home(struct rig *r)
{
	for (int i = 0; i < 12 && strcmp(stack_top(r->app->stack)->class->name, "home"); i++)
		rig_keys(r, "<Esc>");
	rig_top(r, "home");
	rig_keys(r, "<F5>");
}

static void one(struct rig *r, int key)
{
	struct screen *top = stack_top(r->app->stack);
	bool printable = key >= 32 && key != 127 && key < TKEY_UP;
	r->keys++;
	if (printable && top && top->class->typing && top->class->typing(top))
		r->free_text++;
	script_press(r->app->stack, key);
}

void rig_keys(struct rig *r, const char *script)
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

void rig_wait(struct rig *r, int seconds)
{
	r->now += seconds;
	stack_feed(r->app->stack, &(struct event){.type = EVENT_TICK});
	stack_paint(r->app->stack);
}

char *rig_screen(struct rig *r)
{
	struct str s = {0};
	for (int i = 0; i < term_rows(r->term); i++) {
		char *row = term_row(r->term, i);
		str_addf(&s, "%s\n", row);
		free(row);
	}
	return str_take(&s);
}

bool rig_has(struct rig *r, const char *text)
{
	char *all = rig_screen(r);
	bool has = strstr(all, text) != NULL;
	free(all);
	return has;
}

static void show(struct rig *r, const char *what, const char *text)
{
	char *all = rig_screen(r);
	print_error("%s '%s'. The screen (%s):\n%s", what, text, stack_top(r->app->stack)->class->name, all);
	free(all);
	fail();
}

void rig_sees(struct rig *r, const char *text)
{
	if (!rig_has(r, text))
		show(r, "not seen:", text);
}

void rig_sees_not(struct rig *r, const char *text)
{
	if (rig_has(r, text))
		show(r, "should not be seen:", text);
}

void rig_cursor_on(struct rig *r, const char *text)
{
	int row, col;
	term_cursor(r->term, &row, &col);
	char *line = term_row(r->term, row);
	bool has = strstr(line, text) != NULL;
	free(line);
	if (!has)
		show(r, "the cursor is not on the row with", text);
}

void rig_top(struct rig *r, const char *name)
{
	if (strcmp(stack_top(r->app->stack)->class->name, name))
		show(r, "the screen is not", name);
}

struct work *rig_begin(struct rig *r, const char *kind, const char *case_id, const char *parent)
{
	struct err e = {0};
	struct work *w = work_open(&r->session, kind, case_id, NULL, parent, &e);
	if (!w)
		fail_msg("opening %s: %s", kind, e.detail);
	return w;
}

void rig_put(struct work *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i < 0 || !form_set(w->form, i, value))
		fail_msg("%s.%s does not take \"%s\"", w->kind->form, field, value);
}

void rig_save(struct rig *r, struct work *w, char *record, char *case_id)
{
	struct err e = {0};
	if (!work_save(&r->session, w, NULL, &e))
		fail_msg("saving %s: %s", w->kind->form, e.detail);
	if (record)
		memcpy(record, w->record.id, ID_TEXT);
	if (case_id)
		memcpy(case_id, w->kase.id, ID_TEXT);
	work_close(&w);
}

void rig_fill_in(struct rig *r, const char *kind, const char *case_id, char *case_out, const char *const *pairs)
{
	struct work *w = rig_begin(r, kind, case_id, NULL);
	for (; *pairs; pairs += 2)
		rig_put(w, pairs[0], pairs[1]);
	rig_save(r, w, NULL, case_out);
}

void rig_directory(struct rig *r, const char *csv)
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

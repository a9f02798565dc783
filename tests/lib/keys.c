/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/role.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

#include "keys.h"

#define QUESTIONS_MOST 200 /* in one form */

int keys_set_up(void **state)
{
	struct screen_env *r = mem_alloc(sizeof *r);
	screen_env_open(r, 24, 80);
	*state = r;
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	return 0;
}

int keys_tear_down(void **state)
{
	screen_env_close(*state);
	free(*state);
	return 0;
}

/* ---- from page to page ---- */

static bool on_top(struct screen_env *r, const char *page)
{
	return !strcmp(stack_top(r->app->stack)->class->name, page);
}

static void back_to(struct screen_env *r, const char *page)
{
	for (int i = 0; i < 12 && !on_top(r, page); i++)
		screen_env_keys(r, "<Esc>");
	screen_env_top(r, page);
}

void keys_home(struct screen_env *r)
{
	back_to(r, "home");
}

void keys_as(struct screen_env *r, const char *actor, const char *role)
{
	keys_home(r);
	snprintf(r->session.actor, sizeof r->session.actor, "%s", actor);
	session_take_role(&r->session, roles_get(r->config->roles, role));
	screen_env_keys(r, "<F5>");
}

void keys_case(struct screen_env *r, const char *number)
{
	keys_home(r);
	screen_env_keys(r, "<F4>");
	screen_env_keys(r, number);
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "case");
}

void keys_part(struct screen_env *r, const char *key)
{
	back_to(r, "case");
	screen_env_keys(r, key);
}

void keys_add(struct screen_env *r, const char *label)
{
	char key[2] = "";
	screen_env_keys(r, "n");
	char *all = screen_env_screen(r);
	for (char *at = all; !on_top(r, "form") && !key[0] && (at = strstr(at, label)); at++) {
		if (at - all > 2 && at[-1] == ' ' && strchr("123456789abc", at[-2]))
			key[0] = at[-2];
	}
	free(all);
	screen_env_keys(r, key);
	screen_env_top(r, "form");
	screen_env_sees(r, label);
}

static bool cursor_on(struct screen_env *r, const char *text)
{
	int row, col;
	term_cursor(r->term, &row, &col);
	char *line = term_row(r->term, row);
	bool here = strstr(line, text) != NULL;
	free(line);
	return here;
}

void keys_to(struct screen_env *r, const char *row)
{
	screen_env_keys(r, "<Home>");
	for (int i = 0; i < QUESTIONS_MOST && !cursor_on(r, row); i++)
		screen_env_keys(r, "<Down>");
	screen_env_cursor_on(r, row);
}

void keys_open(struct screen_env *r, const char *row)
{
	keys_to(r, row);
	screen_env_keys(r, "<Enter>");
}

/* ---- forms ---- */

/* The mark stands at the question with just this label (a long one may be cut). */
static bool at_question(struct screen_env *r, const char *label)
{
	bool here = false;
	size_t n = strlen(label);
	char *all = screen_env_screen(r);
	for (char *line = all, *end; (end = strchr(line, '\n')) && !here; line = end + 1) {
		if (!strncmp(line, "> ", 2) && !strncmp(line + 2, label, n))
			here = strchr(" *\n", line[2 + n]) != NULL;
	}
	free(all);
	return here;
}

void keys_go(struct screen_env *r, const char *label)
{
	char marked[80];
	for (int i = 0; i < 2 * QUESTIONS_MOST && !at_question(r, label); i++)
		screen_env_keys(r, i < QUESTIONS_MOST ? "<Tab>" : "<Shift-Tab>");
	snprintf(marked, sizeof marked, "> %s", label);
	if (!at_question(r, label))
		screen_env_sees(r, marked);
}

void keys_fill(struct screen_env *r, const char *const *pairs)
{
	for (; *pairs; pairs += 2) {
		keys_go(r, pairs[0]);
		screen_env_keys(r, pairs[1]);
	}
}

void keys_save(struct screen_env *r, const char *top)
{
	screen_env_keys(r, "<F2>");
	screen_env_top(r, top);
}

void keys_refused(struct screen_env *r, const char *why)
{
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "form");
	screen_env_sees(r, why);
}

/* ---- the main steps ---- */

void keys_register(struct screen_env *r, const char *name, const char *const *pairs)
{
	screen_env_keys(r, "1");
	screen_env_keys(r, name);
	screen_env_keys(r, "<F9>");
	screen_env_top(r, "form");
	keys_fill(r, pairs);
	keys_save(r, "case");
}

void keys_screening(struct screen_env *r, const char *consent, const char *flag, const char *exposure)
{
	const struct catalogue *c = r->config->catalogue;
	screen_env_keys(r, "3");
	FILL(r, "May we talk and take notes?", consent, "Spoken in private", "1");
	for (int i = 0; i < c->n_flags; i++) {
		keys_go(r, c->flags[i].label);
		screen_env_keys(r, flag && !strcmp(flag, c->flags[i].label) ? "1" : "2");
	}
	FILL(r, "Exposed, or lived through it", "1", "In short", exposure, "Means to avoid or cope", "1", "Decision",
	     "1");
	keys_save(r, "case");
	screen_env_sees(r, "Screened, amina.");
}

void keys_assess(struct screen_env *r, const char *const *factors, const char *level)
{
	screen_env_keys(r, "4");
	screen_env_top(r, "assessment");
	keys_fill(r, factors);
	screen_env_keys(r, "<End><Up><Up>");
	screen_env_cursor_on(r, "Level you assign");
	screen_env_keys(r, level);
	screen_env_keys(r, "<Enter>As we see it today.<Tab>1<F2>");
	screen_env_sees(r, "Saved");
	back_to(r, "case");
}

void keys_plan(struct screen_env *r, const char *wishes, const char *action)
{
	screen_env_keys(r, "5w");
	FILL(r, "What the person wants", wishes);
	keys_save(r, "plan");
	for (int i = 0; i < 12 && !screen_env_has(r, "Every risk is answered"); i++) {
		screen_env_keys(r, "<Home><Down><Down><Enter>1");
		FILL(r, "What is to be done", action, "By when", "+5d");
		keys_save(r, "plan");
	}
	screen_env_keys(r, "w");
	FILL(r, "Agreed with the person", "1", "Agreed on", "today");
	keys_save(r, "plan");
	screen_env_sees(r, "Agreed with the person on");
	back_to(r, "case");
}

void keys_actions_done(struct screen_env *r)
{
	static const char *const open[] = {"> Planned", "> Under way", "> Waiting"};
	keys_part(r, "5");
	for (int i = 0; i < 60; i++) {
		screen_env_keys(r, i ? "<Down>" : "<Home>");
		for (int k = 0; k < 3; k++) {
			if (cursor_on(r, open[k])) {
				screen_env_keys(r, "s4Done as agreed.<F2>");
				screen_env_sees(r, "Saved");
			}
		}
	}
	back_to(r, "case");
}

void keys_ask_to_close(struct screen_env *r, const char *reason)
{
	keys_part(r, "8");
	screen_env_keys(r, "x");
	screen_env_top(r, "form");
	keys_go(r, "Why");
	screen_env_keys(r, reason);
	screen_env_keys(r, "<Enter>");
	FILL(r, "No immediate risk left", "1", "Knows how to come back", "1", "May be contacted later", "2",
	     "File complete", "1", "Keep the file until", "+900d");
	keys_save(r, "status");
}

void keys_approve(struct screen_env *r, const char *what)
{
	keys_as(r, "sara", "all-in-one");
	screen_env_sees(r, "to answer");
	screen_env_keys(r, "8");
	screen_env_top(r, "approvals");
	screen_env_cursor_on(r, what);
	screen_env_keys(r, "a<F2>");
	screen_env_sees(r, "Approved.");
	keys_as(r, "amina", "case-worker");
}

/* ---- what must not be there ---- */

/* This page, to its end. */
static void read_through(struct screen_env *r, const char *word)
{
	screen_env_sees_not(r, word);
	for (int i = 0; i < 6; i++) {
		screen_env_keys(r, "<PgDn>");
		screen_env_sees_not(r, word);
	}
}

void keys_shows_nowhere(struct screen_env *r, const char *number, const char *word)
{
	static const char *const first[] = {"", "2", "3", "4", "9", "r"};
	static const char *const parts[] = {"", "2", "5", "6", "7", "8", "0", "r", "f", "j", "k", "x", "t", "th"};
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		keys_home(r);
		screen_env_keys(r, first[i]);
		read_through(r, word);
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		keys_case(r, number);
		screen_env_keys(r, parts[i]);
		screen_env_keys(r, on_top(r, "form") ? "<Esc>" : ""); /* the urgent response, which is offered first */
		read_through(r, word);
		screen_env_keys(r, !strcmp(parts[i], "th") ? "<Home><Enter>" : "");
		screen_env_sees_not(r, word);
	}
	keys_case(r, number);
}

static bool bytes_have(const char *path, const char *word)
{
	size_t n = strlen(word), len = 0, cap = 1 << 24;
	FILE *f = fopen(path, "rb");
	bool has = false;
	if (!f)
		return false;
	char *all = mem_alloc(cap);
	len = fread(all, 1, cap, f);
	assert_true(len < cap);
	fclose(f);
	for (size_t i = 0; i + n <= len && !has; i++)
		has = !memcmp(all + i, word, n);
	free(all);
	return has;
}

bool keys_file_has(struct screen_env *r, const char *word)
{
	char path[512];
	bool has = false;
	int files = 0;
	DIR *d = opendir(r->folder);
	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d));) {
		if (e->d_name[0] == '.' || !strcmp(e->d_name, "site"))
			continue;
		files++;
		snprintf(path, sizeof path, "%s/%s", r->folder, e->d_name);
		has |= bytes_have(path, word);
	}
	closedir(d);
	assert_true(files > 0);
	return has;
}

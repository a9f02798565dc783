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

#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "typist.h"

#define QUESTIONS_MOST 200 /* in one form */

int typist_set_up(void **state)
{
	struct rig *r = mem_alloc(sizeof *r);
	rig_open(r, 24, 80);
	*state = r;
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	return 0;
}

int typist_tear_down(void **state)
{
	rig_close(*state);
	free(*state);
	return 0;
}

/* ---- from page to page ---- */

static bool on_top(struct rig *r, const char *page)
{
	return !strcmp(stack_top(r->app->stack)->class->name, page);
}

static void back_to(struct rig *r, const char *page)
{
	for (int i = 0; i < 12 && !on_top(r, page); i++)
		rig_keys(r, "<Esc>");
	rig_top(r, page);
}

void typist_home(struct rig *r)
{
	back_to(r, "home");
}

void typist_as(struct rig *r, const char *actor, const char *role)
{
	typist_home(r);
	snprintf(r->session.actor, sizeof r->session.actor, "%s", actor);
	session_take_role(&r->session, roles_get(r->config->roles, role));
	rig_keys(r, "<F5>");
}

void typist_case(struct rig *r, const char *number)
{
	typist_home(r);
	rig_keys(r, "<F4>");
	rig_keys(r, number);
	rig_keys(r, "<Enter>");
	rig_top(r, "case");
}

void typist_part(struct rig *r, const char *key)
{
	back_to(r, "case");
	rig_keys(r, key);
}

void typist_add(struct rig *r, const char *label)
{
	char key[2] = "";
	rig_keys(r, "n");
	char *all = rig_screen(r);
	for (char *at = all; !on_top(r, "form") && !key[0] && (at = strstr(at, label)); at++) {
		if (at - all > 2 && at[-1] == ' ' && strchr("123456789abc", at[-2]))
			key[0] = at[-2];
	}
	free(all);
	rig_keys(r, key);
	rig_top(r, "form");
	rig_sees(r, label);
}

static bool cursor_on(struct rig *r, const char *text)
{
	int row, col;
	term_cursor(r->term, &row, &col);
	char *line = term_row(r->term, row);
	bool here = strstr(line, text) != NULL;
	free(line);
	return here;
}

void typist_to(struct rig *r, const char *row)
{
	rig_keys(r, "<Home>");
	for (int i = 0; i < QUESTIONS_MOST && !cursor_on(r, row); i++)
		rig_keys(r, "<Down>");
	rig_cursor_on(r, row);
}

void typist_open(struct rig *r, const char *row)
{
	typist_to(r, row);
	rig_keys(r, "<Enter>");
}

/* ---- forms ---- */

/* The mark stands at the question with just this label (a long one may be cut). */
static bool at_question(struct rig *r, const char *label)
{
	bool here = false;
	size_t n = strlen(label);
	char *all = rig_screen(r);
	for (char *line = all, *end; (end = strchr(line, '\n')) && !here; line = end + 1) {
		if (!strncmp(line, "> ", 2) && !strncmp(line + 2, label, n))
			here = strchr(" *\n", line[2 + n]) != NULL;
	}
	free(all);
	return here;
}

void typist_go(struct rig *r, const char *label)
{
	char marked[80];
	for (int i = 0; i < 2 * QUESTIONS_MOST && !at_question(r, label); i++)
		rig_keys(r, i < QUESTIONS_MOST ? "<Tab>" : "<Shift-Tab>");
	snprintf(marked, sizeof marked, "> %s", label);
	if (!at_question(r, label))
		rig_sees(r, marked);
}

void typist_fill(struct rig *r, const char *const *pairs)
{
	for (; *pairs; pairs += 2) {
		typist_go(r, pairs[0]);
		rig_keys(r, pairs[1]);
	}
}

void typist_save(struct rig *r, const char *top)
{
	rig_keys(r, "<F2>");
	rig_top(r, top);
}

void typist_refused(struct rig *r, const char *why)
{
	rig_keys(r, "<F2>");
	rig_top(r, "form");
	rig_sees(r, why);
}

/* ---- the main steps ---- */

void typist_register(struct rig *r, const char *name, const char *const *pairs)
{
	rig_keys(r, "1");
	rig_keys(r, name);
	rig_keys(r, "<F9>");
	rig_top(r, "form");
	typist_fill(r, pairs);
	typist_save(r, "case");
}

void typist_screening(struct rig *r, const char *consent, const char *flag, const char *exposure)
{
	const struct catalogue *c = r->config->catalogue;
	rig_keys(r, "3");
	FILL(r, "May we talk and take notes?", consent, "Spoken in private", "1");
	for (int i = 0; i < c->n_flags; i++) {
		typist_go(r, c->flags[i].label);
		rig_keys(r, flag && !strcmp(flag, c->flags[i].label) ? "1" : "2");
	}
	FILL(r, "Exposed, or lived through it", "1", "In short", exposure, "Means to avoid or cope", "1", "Decision",
	     "1");
	typist_save(r, "case");
	rig_sees(r, "Screened, amina.");
}

void typist_assess(struct rig *r, const char *const *factors, const char *level)
{
	rig_keys(r, "4");
	rig_top(r, "assessment");
	typist_fill(r, factors);
	rig_keys(r, "<End><Up><Up>");
	rig_cursor_on(r, "Level you assign");
	rig_keys(r, level);
	rig_keys(r, "<Enter>As we see it today.<Tab>1<F2>");
	rig_sees(r, "Saved");
	back_to(r, "case");
}

void typist_plan(struct rig *r, const char *wishes, const char *action)
{
	rig_keys(r, "5w");
	FILL(r, "What the person wants", wishes);
	typist_save(r, "plan");
	for (int i = 0; i < 12 && !rig_has(r, "Every risk is answered"); i++) {
		rig_keys(r, "<Home><Down><Down><Enter>1");
		FILL(r, "What is to be done", action, "By when", "+5d");
		typist_save(r, "plan");
	}
	rig_keys(r, "w");
	FILL(r, "Agreed with the person", "1", "Agreed on", "today");
	typist_save(r, "plan");
	rig_sees(r, "Agreed with the person on");
	back_to(r, "case");
}

void typist_actions_done(struct rig *r)
{
	static const char *const open[] = {"> Planned", "> Under way", "> Waiting"};
	typist_part(r, "5");
	for (int i = 0; i < 60; i++) {
		rig_keys(r, i ? "<Down>" : "<Home>");
		for (int k = 0; k < 3; k++) {
			if (cursor_on(r, open[k])) {
				rig_keys(r, "s4Done as agreed.<F2>");
				rig_sees(r, "Saved");
			}
		}
	}
	back_to(r, "case");
}

void typist_ask_to_close(struct rig *r, const char *reason)
{
	typist_part(r, "8");
	rig_keys(r, "x");
	rig_top(r, "form");
	typist_go(r, "Why");
	rig_keys(r, reason);
	rig_keys(r, "<Enter>");
	FILL(r, "No immediate risk left", "1", "Knows how to come back", "1", "May be contacted later", "2",
	     "File complete", "1", "Keep the file until", "+900d");
	typist_save(r, "status");
}

void typist_approve(struct rig *r, const char *what)
{
	typist_as(r, "sara", "all-in-one");
	rig_sees(r, "to answer");
	rig_keys(r, "8");
	rig_top(r, "approvals");
	rig_cursor_on(r, what);
	rig_keys(r, "a<F2>");
	rig_sees(r, "Approved.");
	typist_as(r, "amina", "case-worker");
}

/* ---- what must not be there ---- */

/* This page, to its end. */
static void read_through(struct rig *r, const char *word)
{
	rig_sees_not(r, word);
	for (int i = 0; i < 6; i++) {
		rig_keys(r, "<PgDn>");
		rig_sees_not(r, word);
	}
}

void typist_shows_nowhere(struct rig *r, const char *number, const char *word)
{
	static const char *const first[] = {"", "2", "3", "4", "9", "r"};
	static const char *const parts[] = {"", "2", "5", "6", "7", "8", "0", "r", "f", "j", "k", "x", "t", "th"};
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
		typist_home(r);
		rig_keys(r, first[i]);
		read_through(r, word);
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		typist_case(r, number);
		rig_keys(r, parts[i]);
		rig_keys(r, on_top(r, "form") ? "<Esc>" : ""); /* the urgent response, which is offered first */
		read_through(r, word);
		rig_keys(r, !strcmp(parts[i], "th") ? "<Home><Enter>" : "");
		rig_sees_not(r, word);
	}
	typist_case(r, number);
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

bool typist_file_has(struct rig *r, const char *word)
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

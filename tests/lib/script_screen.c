/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys and pages in test scripts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/transfer.h>
#include <sarai/term/screen.h>
#include <sarai/view/notices.h>

#include "keys.h"
#include "script.h"

static bool act_keys(struct script *x, struct words *w)
{
	char *keys = words_rest(w);
	screen_env_keys(&x->rig, keys);
	free(keys);
	return true;
}

/* In a form, to the question with this label; in a list, to the row with this text. */
static bool act_go(struct script *x, struct words *w)
{
	keys_go(&x->rig, words_take(x, w, "a label"));
	return true;
}

/* On the page of a part of a case: a new one of this kind. */
static bool act_add(struct script *x, struct words *w)
{
	keys_add(&x->rig, words_take(x, w, "a label"));
	return true;
}

static bool act_row(struct script *x, struct words *w)
{
	keys_to(&x->rig, words_take(x, w, "a text"));
	return true;
}

/* The moment passes in which pages look at the clock. */
static bool act_tick(struct script *x, struct words *w)
{
	screen_env_wait(&x->rig, 0);
	return true;
}

static bool act_home(struct script *x, struct words *w)
{
	screen_env_home(&x->rig);
	return true;
}

/* The rows of the screen, without blanks at their ends and empty rows at the end. Owned. */
static char *page_shown(struct script *x)
{
	struct str page = {0};
	char *all = screen_env_screen(&x->rig);
	int empty = 0;
	for (const char *row = all; *row;) {
		size_t n = strcspn(row, "\n"), kept = n;
		while (kept && row[kept - 1] == ' ')
			kept--;
		for (; kept && empty; empty--)
			str_add(&page, "\n");
		if (kept)
			str_addf(&page, "%.*s\n", (int)kept, row);
		else
			empty++;
		row += n + (row[n] == '\n');
	}
	free(all);
	str_add(&page, "");
	return str_take(&page);
}

/* The whole page, row by row. */
static bool act_screen(struct script *x, struct words *w)
{
	if (!w->text)
		script_fail(x, "the page is missing (<<END)");
	char *now = page_shown(x);
	if (x->write) {
		x->page = now;
		return true;
	}
	const char *shown = now, *wanted = w->text;
	for (int row = 1; *shown || *wanted; row++) {
		size_t n = strcspn(shown, "\n"), m = strcspn(wanted, "\n");
		if (n != m || memcmp(shown, wanted, n) != 0) {
			x->line += row;
			script_fail(x, "expected in row %d:\n%.*s\nIt was:\n%.*s\nThe whole page:\n%s", row, (int)m,
				    wanted, (int)n, shown, now);
		}
		shown += n + (shown[n] == '\n');
		wanted += m + (wanted[m] == '\n');
	}
	free(now);
	return true;
}

static bool shown_holds(struct script *x, struct words *w)
{
	char *all = screen_env_screen(&x->rig), *text = script_value(x, words_take(x, w, "a text"));
	bool has = strstr(all, text) != NULL;
	str_addf(&x->was, "\n%s", all);
	free(text);
	free(all);
	return has;
}

/* nowhere TEXT: on no screenful of the page, from its first row to its last. */
static bool nowhere_holds(struct script *x, struct words *w)
{
	const char *text = words_take(x, w, "a text");
	char *before = NULL;
	bool found = false;
	screen_env_keys(&x->rig, "<Home>");
	for (int i = 0; i < 200 && !found; i++) {
		char *now = screen_env_screen(&x->rig);
		found = strstr(now, text) != NULL;
		bool end = before && !strcmp(before, now);
		if (found)
			str_addf(&x->was, "\n%s", now);
		free(before);
		before = now;
		if (end)
			break;
		screen_env_keys(&x->rig, "<Down>");
	}
	free(before);
	return !found;
}

/* cursor TEXT: it is on a row with this text. */
static bool cursor_holds(struct script *x, struct words *w)
{
	int row, col;
	term_cursor(x->rig.term, &row, &col);
	char *line = term_row(x->rig.term, row);
	bool has = strstr(line, words_take(x, w, "a text")) != NULL;
	script_was(x, line);
	free(line);
	return has;
}

static bool page_holds(struct script *x, struct words *w)
{
	script_was(x, stack_top(x->rig.app->stack)->class->name);
	return !strcmp(stack_top(x->rig.app->stack)->class->name, words_take(x, w, "the name of a page"));
}

const struct script_verb script_screen[] = {
	{"keys", "KEYS", act_keys}, {"go", "LABEL", act_go}, {"add", "LABEL", act_add},	      {"row", "TEXT", act_row},
	{"tick", "", act_tick},	    {"home", "", act_home},  {"screen", "<<END", act_screen}, {0},
};

const struct script_check script_expects_screen[] = {
	{"shown", "TEXT", shown_holds},
	{"nowhere", "TEXT", nowhere_holds},
	{"cursor", "TEXT", cursor_holds},
	{"page", "NAME", page_holds},
	{0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines on top of a section: what is done, missing or overdue.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/view/check_lines.h>

struct check_line *checklist_add(struct checklist *l, enum check_state state, const char *text, const char *more)
{
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	struct check_line *line = &l->at[l->n++];
	memset(line, 0, sizeof *line);
	line->state = state;
	line->text = mem_strdup(text);
	line->more = more && *more ? mem_strdup(more) : NULL;
	return line;
}

void checklist_fini(struct checklist *l)
{
	for (int i = 0; i < l->n; i++) {
		free(l->at[i].text);
		free(l->at[i].more);
	}
	free(l->at);
	memset(l, 0, sizeof *l);
}

const char *check_state_words(enum check_state s)
{
	switch (s) {
	case CHECK_DONE:
		return "done";
	case CHECK_MISSING:
		return "missing";
	case CHECK_LATE:
		return "late";
	case CHECK_HEADING:
	case CHECK_NOTE:
		break;
	}
	return "";
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the answers of a form were before each change, so that a change can be undone. Kept in memory only.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "form_state.h"

#define CHANGES_MAX 100

static char *copy_of(const char *s)
{
	return s ? mem_strdup(s) : NULL;
}

static void forget(struct form_change *c)
{
	char *texts[] = {c->value, c->note};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (texts[i])
			mem_wipe(texts[i], strlen(texts[i]));
		free(texts[i]);
	}
}

void form_remember(struct form *f, int field, enum form_part part)
{
	/* A note changes with every pause in typing: it is undone as a whole. */
	if (part == FORM_NOTE && f->n_past && f->past[f->n_past - 1].field == field && f->past[f->n_past - 1].part == part)
		return;
	if (f->n_past == CHANGES_MAX) {
		forget(&f->past[0]);
		memmove(f->past, f->past + 1, (size_t)--f->n_past * sizeof *f->past);
	}
	f->past = mem_grow(f->past, &f->past_cap, f->n_past + 1, sizeof *f->past);
	f->past[f->n_past++] =
		(struct form_change){field, part, copy_of(f->value[field]), copy_of(f->note[field]), f->stage[field]};
}

void form_forget_past(struct form *f)
{
	for (int i = 0; i < f->n_past; i++)
		forget(&f->past[i]);
	free(f->past);
	f->past = NULL;
	f->n_past = f->past_cap = 0;
}

int form_undo(struct form *f)
{
	if (!f->n_past)
		return -1;
	struct form_change c = f->past[--f->n_past];
	free(f->value[c.field]);
	free(f->note[c.field]);
	f->value[c.field] = c.value;
	f->note[c.field] = c.note;
	f->stage[c.field] = c.stage;
	f->revision++;
	return c.field;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/level.h>

static const char *const names[] = {
#define X(id, name) name,
	LEVEL_NEED_TABLE(X)
#undef X
};

const char *level_need_name(enum level_need need)
{
	return names[need];
}

enum level_need level_need_from_name(const char *name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!strcmp(names[i], name))
			return (enum level_need)i;
	}
	return LEVEL_NEEDS_NOTHING;
}

enum level_need level_need(const struct level_facts *f)
{
	if (f->assigned < 0 || f->assigned >= f->calculated)
		return LEVEL_NEEDS_NOTHING;
	bool under_floor = f->assigned < f->floor, steps = f->calculated - f->assigned > 1,
	     from_highest = f->before >= 0 && f->before == f->highest;
	return under_floor || steps || from_highest ? LEVEL_NEEDS_APPROVAL : LEVEL_NEEDS_REASON;
}

int level_floor(const struct catalogue *c, const struct score *s)
{
	int floor = -1;
	for (int i = 0; i < s->n_flags; i++) {
		if (c->flags[s->flags[i]].floor > floor)
			floor = c->flags[s->flags[i]].floor;
	}
	for (int i = 0; i < s->n_rules; i++) {
		if (c->rules[s->rules[i]].floor > floor)
			floor = c->rules[s->rules[i]].floor;
	}
	return floor;
}

int level_counts(int calculated, int assigned, enum level_need need, bool approved)
{
	if (assigned < 0)
		return calculated;
	return need == LEVEL_NEEDS_APPROVAL && !approved && calculated > assigned ? calculated : assigned;
}

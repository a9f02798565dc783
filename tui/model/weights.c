/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/model/weights.h>

static int level_index(struct weights_tally *t, const char *name)
{
	for (int i = 0; i < t->n_levels; i++) {
		if (!strcmp(t->level[i], name))
			return i;
	}
	if (t->n_levels == WEIGHTS_LEVELS)
		return WEIGHTS_LEVELS - 1;
	bool last = t->n_levels == WEIGHTS_LEVELS - 1;
	snprintf(t->level[t->n_levels], sizeof t->level[0], "%s", last ? "(others)" : name);
	return t->n_levels++;
}

void weights_begin(struct weights_tally *t, const struct catalogue *in_force, const struct catalogue *candidate)
{
	memset(t, 0, sizeof *t);
	for (int i = 0; i < in_force->n_bands; i++)
		level_index(t, in_force->bands[i].name);
	for (int i = 0; i < candidate->n_bands; i++)
		level_index(t, candidate->bands[i].name);
}

/* Higher or lower, by the order of the candidate, else of what is in force; 0 where neither knows both. */
static int direction(const struct catalogue *in_force, const struct catalogue *candidate, const char *from,
		     const char *to)
{
	const struct catalogue *const known[] = {candidate, in_force};
	for (int i = 0; i < 2; i++) {
		int a = catalogue_band(known[i], from), b = catalogue_band(known[i], to);
		if (a >= 0 && b >= 0)
			return b - a;
	}
	return 0;
}

bool weights_count(struct weights_tally *t, const struct catalogue *in_force, const struct catalogue *candidate,
		   const char *calculated, const char *assigned, const char *by_candidate)
{
	int was = level_index(t, calculated), is = level_index(t, by_candidate);
	bool moves = strcmp(calculated, by_candidate) != 0;
	t->compared++;
	t->moves[was][is]++;
	if (*assigned) {
		int given = level_index(t, assigned);
		t->assigned++;
		t->now[given][was]++;
		t->candidate[given][is]++;
		t->agree_now += !strcmp(assigned, calculated);
		t->agree_candidate += !strcmp(assigned, by_candidate);
	}
	if (moves) {
		int way = direction(in_force, candidate, calculated, by_candidate);
		t->moved++;
		t->higher += way > 0;
		t->lower += way < 0;
	}
	return moves;
}

int weights_percent(int part, int whole)
{
	return whole > 0 ? (int)((200LL * part + whole) / (2LL * whole)) : -1;
}

enum override override_of(const struct catalogue *c, const char *calculated, const char *assigned)
{
	if (!strcmp(calculated, assigned))
		return OVERRIDE_NONE;
	int was = catalogue_band(c, calculated), is = catalogue_band(c, assigned);
	if (was < 0 || is < 0)
		return OVERRIDE_UNCLEAR;
	return is > was ? OVERRIDE_RAISED : OVERRIDE_LOWERED;
}

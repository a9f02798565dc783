/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/names.h>

#define SEARCHED_FROM_START 16

static uint32_t hash_of(const char *s)
{
	uint32_t h = 2166136261u; /* FNV-1a */
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

/* The slot where the name stands, or the free one where it would. */
static int slot_of(const struct names *x, const char *name)
{
	uint32_t mask = (uint32_t)x->n_slots - 1, i = hash_of(name) & mask;
	while (x->slot[i] && strcmp(x->at[x->slot[i] - 1], name) != 0)
		i = (i + 1) & mask;
	return (int)i;
}

/* At most half of the slots are taken: a search is short, and ends. */
static void make_slots(struct names *x)
{
	free(x->slot);
	x->n_slots = x->n_slots ? 2 * x->n_slots : 4 * SEARCHED_FROM_START;
	x->slot = mem_alloc((size_t)x->n_slots * sizeof *x->slot);
	for (int i = 0; i < x->n; i++)
		x->slot[slot_of(x, x->at[i])] = i + 1;
}

static int place_of(const struct names *x, const char *name)
{
	if (x->n_slots)
		return x->slot[slot_of(x, name)] - 1;
	for (int i = 0; i < x->n; i++) {
		if (!strcmp(x->at[i], name))
			return i;
	}
	return -1;
}

int names_find(const struct names *x, const char *name)
{
	int place = place_of(x, name);
	return place < 0 ? -1 : x->number[place];
}

void names_put(struct names *x, const char *name, int number)
{
	if (place_of(x, name) >= 0)
		return;
	if (x->n == x->cap) {
		x->at = mem_grow(x->at, &x->cap, x->n + 1, sizeof *x->at);
		x->number = mem_resize(x->number, (size_t)x->cap * sizeof *x->number);
	}
	x->at[x->n] = name;
	x->number[x->n++] = number;
	if (x->n_slots ? 2 * x->n > x->n_slots : x->n > SEARCHED_FROM_START)
		make_slots(x);
	else if (x->n_slots)
		x->slot[slot_of(x, name)] = x->n;
}

void names_fini(struct names *x)
{
	free(x->at);
	free(x->number);
	free(x->slot);
	memset(x, 0, sizeof *x);
}

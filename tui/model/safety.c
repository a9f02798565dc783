/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/safety.h>

static const struct {
	const char *name, *words;
} ratings[] = {
#define X(id, name, words) {name, words},
	SAFETY_RATING_TABLE(X)
#undef X
};

enum safety_rating safety_rating_from(const char *name)
{
	for (int i = SAFETY_LOW; i < SAFETY_RATING_COUNT; i++) {
		if (!strcmp(ratings[i].name, name))
			return (enum safety_rating)i;
	}
	return SAFETY_NONE;
}

const char *safety_rating_words(enum safety_rating r)
{
	return ratings[r].words;
}

enum safety_rating safety_overall(const enum safety_rating *parts, int n)
{
	enum safety_rating most = SAFETY_NONE;
	for (int i = 0; i < n; i++) {
		if (parts[i] > most)
			most = parts[i];
	}
	return most;
}

static bool yes(const char *answer)
{
	return !strcmp(answer, "yes");
}

bool self_harm_stay(const struct self_harm_facts *f)
{
	return yes(f->plan) || yes(f->means) || yes(f->attempt);
}

bool self_harm_tell(const struct self_harm_facts *f)
{
	return !strcmp(f->thoughts, "current") || self_harm_stay(f);
}

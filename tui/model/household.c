/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/household.h>

#define ADULT 18

static const char *const type_names[] = {
#define X(id, name, words) name,
	HOUSEHOLD_TYPE_TABLE(X)
#undef X
};
static const char *const type_words[] = {
#define X(id, name, words) words,
	HOUSEHOLD_TYPE_TABLE(X)
#undef X
};

static const struct {
	const char *name, *words;
	bool member, here;
} places[] = {
#define X(id, name, words, member, here) {name, words, member, here},
	WHEREABOUTS_TABLE(X)
#undef X
};

const char *household_type_name(enum household_type t)
{
	return type_names[t];
}

const char *household_type_words(enum household_type t)
{
	return type_words[t];
}

bool household_type_from_name(const char *name, enum household_type *out)
{
	for (enum household_type t = 0; t < HOUSEHOLD_TYPE_COUNT; t++) {
		if (!strcmp(type_names[t], name)) {
			*out = t;
			return true;
		}
	}
	return false;
}

bool household_shares(enum household_type t)
{
	return t == HOUSEHOLD_FAMILY;
}

const char *whereabouts_words(enum whereabouts w)
{
	return places[w].words;
}

bool whereabouts_from_name(const char *name, enum whereabouts *out)
{
	*out = WHERE_TOGETHER;
	if (!*name)
		return true;
	for (enum whereabouts w = 0; w < WHERE_COUNT; w++) {
		if (!strcmp(places[w].name, name)) {
			*out = w;
			return true;
		}
	}
	return false;
}

bool whereabouts_member(enum whereabouts w)
{
	return places[w].member;
}

bool household_unseen(const struct household_person *p, struct date since, struct date today)
{
	int most = ADULT;
	if (!places[p->where].here)
		return false;
	if (p->birth.year)
		date_age(p->birth, today, NULL, &most);
	if (most < ADULT)
		return false;
	if (!p->seen_alone)
		return true;
	return since.year && (!p->seen_on.year || date_days_last(p->seen_on) < date_days(since));
}

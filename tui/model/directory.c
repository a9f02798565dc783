/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/codes.h>
#include <sarai/base/text.h>
#include <sarai/model/directory.h>

static const struct {
	const char *name, *words;
} kinds[] = {
#define X(id, name, words) {name, words},
	ENTRY_KIND_TABLE(X)
#undef X
};

static const struct {
	int against;
	const char *words;
} fits[] = {
#define X(id, against, words) {against, words},
	FIT_TABLE(X)
#undef X
};

const char *entry_kind_words(enum entry_kind k)
{
	return kinds[k].words;
}

bool entry_kind_from_name(const char *name, enum entry_kind *out)
{
	for (int i = 0; i < ENTRY_KIND_COUNT; i++) {
		if (!strcmp(kinds[i].name, name)) {
			*out = (enum entry_kind)i;
			return true;
		}
	}
	return false;
}

const char *fit_words(enum fit_reason r)
{
	return fits[r].words;
}

int fit_against(enum fit_reason r)
{
	return fits[r].against;
}

/* ---- codes and places ---- */

static bool any_in(const char *codes, const char *wanted)
{
	const char *one;
	size_t n;
	while (codes_next(&wanted, &one, &n)) {
		char code[64];
		if (n >= sizeof code)
			continue;
		memcpy(code, one, n);
		code[n] = 0;
		if (codes_have(codes, code))
			return true;
	}
	return false;
}

static bool words_in(const char *hay, const char *needle)
{
	size_t n = strlen(needle);
	for (const char *p = hay; n && (p = strstr(p, needle)); p++) {
		if ((p == hay || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	}
	return false;
}

bool entry_in_area(const char *areas, const char *place)
{
	char *where = text_fold(place);
	bool found = false;
	for (const char *p = areas; *where && *p && !found;) {
		size_t n = strcspn(p, ",;\n");
		char *area = text_clean(p, n, false), *folded = text_fold(area);
		found = *folded && (words_in(where, folded) || text_has_prefix_word(area, place));
		free(area);
		free(folded);
		p += n + (p[n] != 0);
	}
	free(where);
	return found;
}

bool entry_is_full(const struct entry_facts *f, struct date today)
{
	return f->full_until.year ? date_days_last(f->full_until) >= date_days(today) : f->full;
}

bool entry_is_stale(const struct entry_facts *f, struct date today, int stale_days)
{
	return !f->verified.year || date_days(today) - date_days(f->verified) > stale_days;
}

/* ---- fit ---- */

static bool given(const char *s)
{
	return s && *s;
}

static void say(struct entry_fit *out, enum fit_reason r)
{
	out->reasons |= 1u << r;
	out->against += fits[r].against;
}

static bool one_of_two(const char *sex)
{
	return given(sex) && (!strcmp(sex, "female") || !strcmp(sex, "male"));
}

static void judge_person(const struct entry_facts *f, const struct entry_need *n, struct entry_fit *out)
{
	bool age_known = n->age_most >= 0, limits = f->age_from >= 0 || f->age_to >= 0;
	bool one_sex = one_of_two(f->sex);
	bool young = f->age_from >= 0 && n->age_most < f->age_from, old = f->age_to >= 0 && n->age_least > f->age_to;
	bool wrong_age = age_known && limits && (young || old);
	bool wrong_sex = one_sex && one_of_two(n->sex) && strcmp(n->sex, f->sex);
	if (wrong_age)
		say(out, FIT_AGE);
	if (wrong_sex)
		say(out, FIT_SEX);
	if (!wrong_age && !wrong_sex && (age_known || !limits) && (one_of_two(n->sex) || !one_sex))
		say(out, FIT_ELIGIBLE);
	if (given(f->nationalities) && given(n->nationalities) && !any_in(f->nationalities, n->nationalities))
		say(out, FIT_NATIONALITY);
	if (given(f->statuses) && given(n->status) && strcmp(n->status, "unknown") && !any_in(f->statuses, n->status))
		say(out, FIT_STATUS);
}

static void judge_place(const struct entry_facts *f, const struct entry_need *n, struct entry_fit *out)
{
	if (!given(n->place))
		return;
	if (given(f->areas) && entry_in_area(f->areas, n->place))
		say(out, FIT_HERE);
	else if (f->everywhere)
		say(out, FIT_COUNTRY);
	else
		say(out, given(f->areas) ? FIT_ELSEWHERE : FIT_AREA_UNKNOWN);
}

static void judge_language(const struct entry_facts *f, const struct entry_need *n, struct entry_fit *out)
{
	if (!given(n->languages))
		return;
	if (given(f->languages) && any_in(f->languages, n->languages))
		say(out, FIT_SPEAKS);
	else if (f->interpreter)
		say(out, FIT_INTERPRETER);
	else
		say(out, given(f->languages) ? FIT_LANGUAGE : FIT_LANGUAGE_UNKNOWN);
}

void entry_fit(const struct entry_facts *f, const struct entry_need *n, struct date today, int stale_days,
	       struct entry_fit *out)
{
	static const enum fit_reason reporting[] = {[REPORTING_UNKNOWN] = FIT_REPORTS_UNKNOWN,
						    [REPORTING_NO] = FIT_NO_REPORTING,
						    [REPORTING_YES] = FIT_REPORTS};
	bool mechanism = f->kind != ENTRY_SERVICE && !given(f->services);
	*out = (struct entry_fit){.serves = !given(n->service) || mechanism || codes_have(f->services, n->service)};
	if (mechanism && given(n->service))
		say(out, FIT_MECHANISM);
	if (!f->active)
		say(out, FIT_CLOSED);
	judge_person(f, n, out);
	judge_place(f, n, out);
	judge_language(f, n, out);
	say(out, entry_is_full(f, today) ? FIT_FULL : FIT_PLACE_FREE);
	say(out, reporting[f->reporting]);
	if (!f->verified.year)
		say(out, FIT_NEVER_VERIFIED);
	else
		say(out, entry_is_stale(f, today, stale_days) ? FIT_STALE : FIT_VERIFIED);
}

bool entry_has(const struct entry_fit *f, enum fit_reason r)
{
	return f->reasons & 1u << r;
}

void entry_fit_words(const struct entry_fit *f, bool both, struct str *out)
{
	int said = 0;
	for (int i = 0; i < FIT_COUNT; i++) {
		if (entry_has(f, (enum fit_reason)i) && fits[i].against > 0)
			str_addf(out, "%s%s", said++ ? ", " : "", fits[i].words);
	}
	if (!said)
		str_add(out, "fits");
	for (int i = 0, n = 0; both && i < FIT_COUNT; i++) {
		if (entry_has(f, (enum fit_reason)i) && fits[i].against == 0)
			str_addf(out, "%s%s", n++ ? ", " : "; ", fits[i].words);
	}
}

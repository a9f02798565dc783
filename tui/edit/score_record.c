/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/inidoc.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>

#define SINCE "=since."
#define BEGUN "=begun." /* since when a flag is raised in this record: no clock is set back by a later yes */

bool meta_reserved(const char *name)
{
	return name[0] == '=';
}

static bool inherited(const char *name)
{
	return !strncmp(name, META_FROM, strlen(META_FROM)) ||
	       !strncmp(name, META_SOURCE, strlen(META_SOURCE));
}

void score_record_drop(struct pairs *a)
{
	struct pairs kept = {0};
	for (int i = 0; i < a->n; i++) {
		if (!meta_reserved(a->at[i].name) || inherited(a->at[i].name))
			pairs_set(&kept, a->at[i].name, a->at[i].value);
	}
	pairs_clear(a);
	*a = kept;
}

static void put_int(struct pairs *a, const char *name, int value)
{
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	pairs_set(a, name, text);
}

void score_record_put(struct pairs *a, const struct catalogue *c, const char *digest)
{
	struct answers answers;
	answers_init(&answers, c);
	form_answers(a, c, &answers);
	struct score *s = score_evaluate_brief(c, &answers);
	put_int(a, "=score", s->score);
	put_int(a, "=low", s->low);
	put_int(a, "=high", s->high);
	pairs_set(a, "=band", c->bands[s->band].name);
	pairs_set(a, "=band_low", c->bands[s->band_low].name);
	pairs_set(a, "=band_high", c->bands[s->band_high].name);
	pairs_set(a, "=settled", s->settled ? "yes" : "no");
	pairs_set(a, "=catalogue", digest);
	pairs_set(a, "=catalogue_version", c->version);
	score_free(&s);
	answers_fini(&answers);
}

void figures_copy(struct pairs *to, const struct pairs *from)
{
	/* All that score_record_put writes. */
	static const char *const names[] = {"=score", "=low",	 "=high",      "=band",		   "=band_low",
					    "=band_high", "=settled", "=catalogue", "=catalogue_version"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		pairs_set(to, names[i], pairs_get(from, names[i]));
}

static int get_points(const struct pairs *a, const char *name)
{
	long n;
	return ini_int(pairs_get(a, name), 0, 10000, &n) ? (int)n : -1;
}

void score_record_get(const struct pairs *a, struct score_record *out)
{
	memset(out, 0, sizeof *out);
	out->score = get_points(a, "=score");
	out->low = get_points(a, "=low");
	out->high = get_points(a, "=high");
	if (out->score < 0 || out->low < 0 || out->high < 0)
		out->score = out->low = out->high = -1;
	snprintf(out->band, sizeof out->band, "%s", pairs_get(a, "=band"));
	snprintf(out->band_low, sizeof out->band_low, "%s", pairs_get(a, "=band_low"));
	snprintf(out->band_high, sizeof out->band_high, "%s", pairs_get(a, "=band_high"));
	out->settled = !strcmp(pairs_get(a, "=settled"), "yes");
	snprintf(out->catalogue, sizeof out->catalogue, "%s", pairs_get(a, "=catalogue"));
}

static void reserved_name(const char *prefix, const char *flag, char out[80])
{
	snprintf(out, 80, "%s%s", prefix, flag);
}

static const char *reserved(const struct pairs *a, const char *prefix, const char *flag)
{
	char name[80];
	reserved_name(prefix, flag, name);
	return pairs_get(a, name);
}

static void put_reserved(struct pairs *a, const char *prefix, const char *flag, const char *value)
{
	char name[80];
	reserved_name(prefix, flag, name);
	pairs_set(a, name, *value ? value : NULL);
}

const char *flag_time(const struct pairs *a, const char *flag)
{
	return reserved(a, SINCE, flag);
}

/* Of records made before the beginning was kept: the time of the answer. */
const char *flag_yes_time(const struct pairs *a, const char *flag)
{
	const char *kept = reserved(a, BEGUN, flag);
	return *kept ? kept : strcmp(pairs_get(a, flag), "yes") ? "" : flag_time(a, flag);
}

const char *flag_no_time(const struct pairs *a, const char *flag)
{
	return strcmp(pairs_get(a, flag), "no") ? "" : flag_time(a, flag);
}

void flag_times_put(struct pairs *a, const struct pairs *before, const struct catalogue *c, const char *now,
		    bool (*again)(void *ctx, const char *flag), void *ctx)
{
	for (int i = 0; i < c->n_flags; i++) {
		const char *flag = c->flags[i].name;
		const char *answer = pairs_get(a, flag), *was = pairs_get(before, flag);
		const char *since = flag_time(before, flag), *begun = flag_yes_time(before, flag);
		bool yes = !strcmp(answer, "yes"), no = !strcmp(answer, "no"), new = yes && again && again(ctx, flag);
		if (yes || no)
			put_reserved(a, SINCE, flag, !strcmp(answer, was) && *since && !new ? since : now);
		if (!no)
			put_reserved(a, BEGUN, flag, yes && (new || !*begun) ? now : begun);
	}
}

/* The later answer of screening and assessment counts; of two equally late ones, yes. */
const char *flag_raised(const struct pairs *screening, const struct pairs *round, const char *flag)
{
	const struct pairs *const from[] = {screening, round};
	const char *latest = "", *answer = "";
	for (int i = 0; i < 2; i++) {
		const char *since = flag_time(from[i], flag), *said = pairs_get(from[i], flag);
		int order = strcmp(since, latest);
		if (*since && (order > 0 || (order == 0 && !strcmp(said, "yes")))) {
			latest = since;
			answer = said;
		}
	}
	return strcmp(answer, "yes") ? "" : latest;
}

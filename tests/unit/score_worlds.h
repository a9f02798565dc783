/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random worlds for the tests of scoring, and a second way to judge them, written from the definition and not from the
 * program: plain loops over everything, no state kept. A world is drawn as numbers; its factors.ini is written from
 * them, so that the catalogue's reader is under test as well. Include after cmocka.h.
 */
#ifndef SARAI_TESTS_SCORE_WORLDS_H
#define SARAI_TESTS_SCORE_WORLDS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/model/score.h>

#define UNUSED __attribute__((unused))
#define MAX_FACTORS 24
#define MAX_FLAGS 6
#define MAX_RULES 6
#define OUT 99 /* an ordinal: takes no part */

struct limits {
	int factors, flags, rules;
};

struct drawn {
	int mild, moderate, severe, buffer, n_levels, n_bands, n_factors, n_flags, n_rules, n_services;
	int share[6], risk_half[6], protection_half[6], from[5];
	struct {
		int level, risk, protection, serves; /* bits */
	} factor[MAX_FACTORS];
	struct {
		int floor, due; /* -1: none */
	} flag[MAX_FLAGS];
	struct {
		int floor, add, n; /* floor -1: add */
		struct {
			int factor, ordinal, flag;
		} when[3];
	} rule[MAX_RULES];
};

struct world {
	struct drawn w;
	struct catalogue *c;
	struct answers a;
};

static uint64_t draw_state;

/* From least to most, both included. */
static UNUSED int draw(int least, int most)
{
	draw_state ^= draw_state << 13;
	draw_state ^= draw_state >> 7;
	draw_state ^= draw_state << 17;
	return least + (int)(draw_state % (uint64_t)(most - least + 1));
}

/* Often at one end of what is allowed. */
static UNUSED int draw_wide(int least, int most)
{
	int which = draw(0, 9);
	return which == 0   ? least
	       : which == 1 ? most
	       : which < 5  ? draw(least, most)
			    : draw(least, most < least + 30 ? most : least + 30);
}

static UNUSED void draw_rule(struct drawn *w, int i)
{
	int kind = draw(0, w->n_factors ? 2 : 1); /* floor, add, take away */
	w->rule[i].floor = kind == 0 ? draw(0, w->n_bands - 1) : -1;
	w->rule[i].add = kind == 1 ? draw_wide(1, 100) : kind == 2 ? -draw_wide(1, 100) : 0;
	w->rule[i].n = draw(1, 3);
	for (int k = 0; k < w->rule[i].n; k++) {
		bool flag = kind != 2 && w->n_flags && (!w->n_factors || draw(0, 2) == 0);
		w->rule[i].when[k].flag = flag ? draw(0, w->n_flags - 1) : -1;
		w->rule[i].when[k].factor = flag ? -1 : draw(0, w->n_factors - 1);
		w->rule[i].when[k].ordinal = kind == 2 ? -draw(1, 3) : draw(1, 3);
	}
}

static UNUSED void draw_numbers(struct drawn *w, struct limits most)
{
	*w = (struct drawn){.n_levels = draw(1, 6),
			    .n_bands = draw(1, 5),
			    .n_factors = draw(0, most.factors),
			    .n_flags = draw(0, most.flags),
			    .n_services = draw(1, 6),
			    .buffer = draw_wide(0, 100)};
	w->mild = draw_wide(1, 100);
	w->moderate = draw_wide(w->mild, 100);
	w->severe = draw_wide(w->moderate, 100);
	for (int i = 0; i < w->n_levels; i++) {
		w->share[i] = draw(0, 100);
		w->risk_half[i] = draw_wide(1, 10000);
		w->protection_half[i] = draw_wide(1, 10000);
	}
	for (int i = 1; i < w->n_bands; i++)
		w->from[i] = w->from[i - 1] + draw(1, 25);
	for (int i = 0; i < w->n_factors; i++) {
		w->factor[i].level = draw(0, w->n_levels - 1);
		w->factor[i].risk = draw_wide(0, 1000);
		w->factor[i].protection = draw_wide(0, 1000);
		w->factor[i].serves = draw(0, (1 << w->n_services) - 1);
	}
	for (int i = 0; i < w->n_flags; i++) {
		w->flag[i].floor = draw(-1, w->n_bands - 1);
		w->flag[i].due = draw(-1, 72);
	}
	w->n_rules = w->n_factors + w->n_flags ? draw(0, most.rules) : 0;
	for (int i = 0; i < w->n_rules; i++)
		draw_rule(w, i);
}

static UNUSED void write_rules(const struct drawn *w, struct str *t)
{
	static const char *const risk[] = {"", "mild-risk", "moderate-risk", "severe-risk"};
	static const char *const protection[] = {"", "mild-protection", "moderate-protection", "strong-protection"};
	for (int i = 0; i < w->n_rules; i++) {
		str_addf(t, "[rule r%d]\n", i);
		for (int k = 0; k < w->rule[i].n; k++) {
			int o = w->rule[i].when[k].ordinal;
			str_add(t, k ? ", " : "when = ");
			if (w->rule[i].when[k].flag >= 0)
				str_addf(t, "g%d = yes", w->rule[i].when[k].flag);
			else
				str_addf(t, "f%d %s %s", w->rule[i].when[k].factor,
					 o > 0 ? ">=" : "<=", o > 0 ? risk[o] : protection[-o]);
		}
		if (w->rule[i].floor >= 0)
			str_addf(t, "\nfloor = b%d\n", w->rule[i].floor);
		else
			str_addf(t, "\nadd = %d\n", w->rule[i].add);
	}
}

/* Services are named in the order of their bits, so that the first naming is the lowest bit of the first factor. */
static UNUSED char *write_world(const struct drawn *w)
{
	struct str t = {0};
	str_addf(&t, "[model]\nversion = 1\nauthority = nobody\nmild = %d\nmoderate = %d\nsevere = %d\nbuffer = %d\n",
		 w->mild, w->moderate, w->severe, w->buffer);
	write_rules(w, &t);
	for (int i = 0; i < w->n_factors; i++) {
		str_addf(&t, "[factor f%d]\nlevel = l%d\nrisk = %d\nprotection = %d\n", i, w->factor[i].level,
			 w->factor[i].risk, w->factor[i].protection);
		for (int s = 0, n = 0; s < w->n_services; s++) {
			if (w->factor[i].serves >> s & 1)
				str_addf(&t, "%ss-%d", n++ ? ", " : "services = ", s);
		}
		str_add(&t, "\n");
	}
	for (int i = 0; i < w->n_levels; i++)
		str_addf(&t, "[level l%d]\nshare = %d\nrisk_half = %d\nprotection_half = %d\n", i, w->share[i],
			 w->risk_half[i], w->protection_half[i]);
	for (int i = 0; i < w->n_bands; i++)
		str_addf(&t, "[band b%d]\nfrom = %d\n", i, w->from[i]);
	for (int i = 0; i < w->n_flags; i++) {
		str_addf(&t, "[flag g%d]\n", i);
		if (w->flag[i].floor >= 0)
			str_addf(&t, "floor = b%d\n", w->flag[i].floor);
		if (w->flag[i].due >= 0)
			str_addf(&t, "due_hours = %d\n", w->flag[i].due);
	}
	return str_take(&t);
}

static UNUSED struct catalogue *catalogue_of(const char *text)
{
	struct diags d = {0};
	struct ini_doc *doc = inidoc_read_text("factors.ini", text, strlen(text), &d);
	struct catalogue *c = catalogue_parse(doc, &d);
	diags_print(&d, stderr);
	diags_fini(&d);
	inidoc_free(&doc);
	assert_non_null(c);
	return c;
}

static UNUSED void draw_answers(struct world *x)
{
	for (int i = 0; i < x->w.n_factors; i++)
		x->a.factor[i] = (enum answer)draw(0, ANSWER_COUNT - 1);
	for (int i = 0; i < x->w.n_flags; i++)
		x->a.flag[i] = (enum flag_answer)draw(FLAG_NONE, FLAG_DECLINED);
}

static UNUSED void world_open(struct world *x, uint64_t seed, struct limits most)
{
	draw_state = seed * 0x9e3779b97f4a7c15u + 1;
	for (int i = 0; i < 8; i++)
		draw(0, 1);
	draw_numbers(&x->w, most);
	char *text = write_world(&x->w);
	x->c = catalogue_of(text);
	free(text);
	assert_int_equal(x->c->n_factors, x->w.n_factors);
	assert_int_equal(x->c->n_rules, x->w.n_rules);
	answers_init(&x->a, x->c);
	draw_answers(x);
}

static UNUSED void world_close(struct world *x)
{
	answers_fini(&x->a);
	catalogue_free(&x->c);
}

/* ---- the second way to judge ---- */

struct judged {
	int score, band, raw, risk[6], protection[6], net[6];
	long at_risk[6], protecting[6];
	bool fires[MAX_RULES];
};

static UNUSED long rounded(long a, long b)
{
	long whole = a / b, rest = a % b;
	return whole + (rest >= b - rest);
}

static UNUSED bool holds(const struct drawn *w, int rule, const int *o, const bool *yes)
{
	for (int k = 0; k < w->rule[rule].n; k++) {
		int flag = w->rule[rule].when[k].flag, want = w->rule[rule].when[k].ordinal;
		int is = flag >= 0 ? 0 : o[w->rule[rule].when[k].factor];
		bool one = flag >= 0 ? yes[flag] : is == OUT ? false : want > 0 ? is >= want : is <= want;
		if (!one)
			return false;
	}
	return true;
}

/* o: n_factors ordinals, -3 to 3 or OUT; yes: n_flags. */
static UNUSED struct judged judge(const struct drawn *w, const int *o, const bool *yes)
{
	struct judged j = {0};
	long pt[] = {0, w->mild, w->moderate, w->severe}, left = 10000, score;
	int floor = 0;
	for (int l = 0; l < w->n_levels; l++) {
		long risk = 0, protection = 0;
		for (int i = 0; i < w->n_factors; i++) {
			if (w->factor[i].level == l && o[i] != OUT && o[i] > 0)
				risk += w->factor[i].risk * pt[o[i]];
			if (w->factor[i].level == l && o[i] != OUT && o[i] < 0)
				protection += w->factor[i].protection * pt[-o[i]];
		}
		j.risk[l] = (int)rounded(10000 * risk, risk + (long)w->severe * w->risk_half[l]);
		j.protection[l] = (int)rounded(10000 * protection, protection + (long)w->severe * w->protection_half[l]);
		j.at_risk[l] = risk;
		j.protecting[l] = protection;
		j.net[l] = j.risk[l] - (int)rounded((long)j.risk[l] * j.protection[l] * w->buffer, 1000000);
		left -= rounded(left * w->share[l] * j.net[l], 1000000);
	}
	j.raw = (int)(10000 - left);
	score = j.raw;
	for (int i = 0; i < w->n_rules; i++) {
		j.fires[i] = holds(w, i, o, yes);
		if (j.fires[i] && w->rule[i].floor < 0)
			score += 100 * w->rule[i].add;
		if (j.fires[i] && w->rule[i].floor > floor)
			floor = w->rule[i].floor;
	}
	j.score = (int)(score < 0 ? 0 : score > 10000 ? 10000 : score);
	for (int i = 0; i < w->n_flags; i++) {
		if (yes[i] && w->flag[i].floor > floor)
			floor = w->flag[i].floor;
	}
	for (j.band = w->n_bands - 1; 100 * w->from[j.band] > j.score; j.band--)
		;
	j.band = j.band > floor ? j.band : floor;
	return j;
}

/* Ordinals and flags of the answers, with what is missing at `missing` and `yes_too`. */
static UNUSED void ordinals_of(const struct world *x, int missing, bool yes_too, int *o, bool *yes)
{
	static const int of[ANSWER_COUNT] = {
		[ANSWER_SEVERE_RISK] = 3,      [ANSWER_MODERATE_RISK] = 2,	  [ANSWER_MILD_RISK] = 1,
		[ANSWER_MILD_PROTECTION] = -1, [ANSWER_MODERATE_PROTECTION] = -2, [ANSWER_STRONG_PROTECTION] = -3,
		[ANSWER_NOT_APPLICABLE] = OUT};
	for (int i = 0; i < x->w.n_factors; i++) {
		enum answer a = x->a.factor[i];
		o[i] = a == ANSWER_NONE || a == ANSWER_UNKNOWN || a == ANSWER_DECLINED ? missing : of[a];
	}
	for (int i = 0; i < x->w.n_flags; i++) {
		enum flag_answer a = x->a.flag[i];
		yes[i] = a == FLAG_YES || (a != FLAG_NO && yes_too);
	}
}

/* The share of one factor in the score before the points of rules, from the definition; 0 where it has none. */
static UNUSED int share_of(const struct drawn *w, const struct judged *j, int factor, int ordinal)
{
	const long pt[] = {0, w->mild, w->moderate, w->severe};
	int l = w->factor[factor].level;
	bool risk = ordinal > 0;
	long all = 0, part, of, side;
	for (int i = 0; i < w->n_levels; i++)
		all += (long)w->share[i] * j->net[i];
	part = ordinal == OUT ? 0 : (risk ? w->factor[factor].risk : w->factor[factor].protection) * pt[abs(ordinal)];
	of = risk ? j->at_risk[l] : j->protecting[l];
	side = risk ? j->risk[l] : j->risk[l] - j->net[l];
	if (!all || !part)
		return 0;
	int size = (int)rounded((long)j->raw * w->share[l] * side * part, all * of);
	return risk ? size : -size;
}

#endif

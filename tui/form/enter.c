/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was typed, into the canonical value; or what is wrong with it and what to type instead.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "form_state.h"

#define NAMED_MAX 3 /* options named when several fit */

/* ---- numbers and text ---- */

static bool enter_number(const struct field_def *def, const char *typed, struct str *value, struct str *why)
{
	bool any = !def->min && !def->max;
	long n, min = any ? -1000000000 : def->min, max = any ? 1000000000 : def->max;
	if (ini_int(typed, min, max, &n))
		str_addf(value, "%ld", n);
	else if (any)
		str_add(why, "Type a whole number in digits, like 12.");
	else
		str_addf(why, "Type a whole number from %ld to %ld.", min, max);
	return !why->len;
}

/* "9:05", "0905", "9.05", "9h05"; never a number that could mean something else. */
static bool enter_time(const char *typed, struct str *value, struct str *why)
{
	int minutes;
	if (time_of_day_from(typed, &minutes))
		str_addf(value, "%02d:%02d", minutes / 60, minutes % 60);
	else
		str_add(why, "Type the hour and the minutes, like 14:05.");
	return !why->len;
}

static bool enter_text(const struct field_def *def, const char *typed, struct str *value, struct str *why)
{
	bool several_lines = def->type == FIELD_LONG;
	long max = def->max > 0 ? def->max : several_lines ? LONG_MAX_USUAL : TEXT_MAX_USUAL;
	int length = text_length(typed);
	if (length > max)
		str_addf(why, "At most %ld characters fit here; these are %d. Shorten it a little.", max, length);
	else
		str_add(value, typed);
	return !why->len;
}

/* ---- choices ---- */

#define EXACT 3 /* where other things may be typed, half a word is one of them */

/* How well an option fits what was typed: 3 it is the option, 2 its label begins so, 1 a word of it does (of two signs
 * at least, with a letter: one key may be a slip, and a number is no search). */
static int fits(const struct option_list *l, int i, const char *typed, const char *folded)
{
	const struct option *o = &l->at[i];
	const char *label = option_list_folded(l, i);
	char *code = strlen(o->code) == strlen(typed) ? text_fold(o->code) : NULL; /* thousands need not be folded */
	int how = 0;
	if (!strcmp(typed, o->code) || (*folded && (!strcmp(folded, label) || (code && !strcmp(folded, code)))))
		how = EXACT;
	else if (*folded && !strncmp(label, folded, strlen(folded)))
		how = 2;
	else if (text_length(folded) > 1 && folded[strspn(folded, "0123456789 ")] && text_folded_has_word(label, folded))
		how = 1;
	free(code);
	return how;
}

static void name_options(const struct option_list *l, const int *how, int best, struct str *why)
{
	int named = 0, more = 0;
	for (int i = 0; i < l->n; i++) {
		if (how[i] != best)
			continue;
		if (named < NAMED_MAX)
			str_addf(why, "%s%s", named++ ? ", " : "", l->at[i].label);
		else
			more++;
	}
	if (more)
		str_addf(why, " and %d more", more);
}

/* The option meant; NULL, with *why, when it is none or more than one. A code as it stands wins over all; what fits
 * less well than `least` is none. */
static const char *find_option(const struct option_list *l, const char *typed, int least, struct str *why)
{
	int exact = option_list_find(l, typed), best = 0, count = 0, at = -1;
	if (exact >= 0)
		return l->at[exact].code;
	char *folded = text_fold(typed);
	int *how = mem_alloc((size_t)(l->n + 1) * sizeof *how);
	for (int i = 0; i < l->n; i++) {
		how[i] = fits(l, i, typed, folded);
		if (how[i] >= least && how[i] > best) {
			best = how[i];
			count = 0;
		}
		if (best && how[i] == best && count++ == 0)
			at = i;
	}
	if (!best) {
		str_add(why, l->n ? "No option starts with that. Space lists all options."
				  : "There is nothing to choose from yet.");
	} else if (count > 1) {
		str_add(why, "More than one begins so: ");
		name_options(l, how, best, why);
		str_add(why, ". Type more of it.");
		at = -1;
	}
	free(how);
	free(folded);
	return at >= 0 ? l->at[at].code : NULL;
}

static const char *find_mark(const char *typed)
{
	for (int i = ANSWER_NONE + 1; i < ANSWER_COUNT; i++) {
		if (!strcmp(answer_mark((enum answer)i), typed))
			return answer_name((enum answer)i);
	}
	return NULL;
}

static bool enter_one(struct form *f, int field, const char *typed, struct str *value, struct str *why)
{
	const struct field_def *def = &f->def->fields[field];
	const char *code = def->type == FIELD_FACTOR ? find_mark(typed) : NULL;
	if (!code)
		code = find_option(form_options(f, field), typed, def->others ? EXACT : 1, why);
	if (code) {
		str_clear(why);
		str_add(value, code);
		return true;
	}
	if (!def->others)
		return false;
	str_clear(why);
	return enter_text(def, typed, value, why);
}

/* Separated by commas, or codes with blanks between. */
static bool enter_several(struct form *f, int field, const char *typed, struct str *value, struct str *why)
{
	const struct option_list *l = form_options(f, field);
	char *codes = form_canonical(f->def, field, l, typed);
	if (codes) {
		str_add(value, codes);
		free(codes);
		return true;
	}
	for (const char *p = typed; *p && !why->len;) {
		size_t n = strcspn(p, ",;");
		char *clean = text_clean(p, n, false);
		char *one = clean + strspn(clean, " ");
		size_t length = strlen(one);
		while (length && one[length - 1] == ' ')
			one[--length] = 0;
		const char *code = *one ? find_option(l, one, 1, why) : NULL;
		if (code && !form_codes_have(str_text(value), code, strlen(code)))
			str_addf(value, "%s%s", value->len ? " " : "", code);
		free(clean);
		p += n + (p[n] != 0);
	}
	return !why->len;
}

/* ---- the door ---- */

static bool enter(struct form *f, int field, const char *typed, struct str *value, struct str *why)
{
	const struct field_def *def = &f->def->fields[field];
	switch (def->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
		return enter_text(def, typed, value, why);
	case FIELD_NUMBER:
	case FIELD_DATE: {
		char *digits = text_digits(typed);
		bool good = def->type == FIELD_NUMBER ? enter_number(def, digits, value, why) : enter_date(f, field, digits, value, why);
		free(digits);
		return good;
	}
	case FIELD_TIME:
		return enter_time(typed, value, why);
	case FIELD_CHOICE:
		if (def->several)
			return enter_several(f, field, typed, value, why);
		return enter_one(f, field, typed, value, why);
	case FIELD_YESNO:
	case FIELD_FACTOR:
		return enter_one(f, field, typed, value, why);
	default:
		str_add(why, "There is nothing to answer here.");
		return false;
	}
}

/* As much of it as fits, never cutting a character. */
static void keep_why(struct form *f, const char *why)
{
	size_t n = 0, step;
	while ((step = text_next(why + n)) > 0 && n + step < sizeof f->why)
		n += step;
	memcpy(f->why, why, n);
	f->why[n] = 0;
}

bool form_enter(struct form *f, int field, const char *typed, const char **why)
{
	struct str value = {0}, reason = {0};
	char *clean = text_clean(typed, strlen(typed), f->def->fields[field].type == FIELD_LONG);
	char *text = clean + strspn(clean, " ");
	size_t n = strlen(text);
	while (n > 0 && text[n - 1] == ' ')
		text[--n] = 0;
	*f->why = 0;
	bool good = !*text || enter(f, field, text, &value, &reason);
	/* Whatever came of it, only what is canonical goes in. */
	if (good && !form_set(f, field, str_text(&value))) {
		str_add(&reason, "This does not fit here.");
		good = false;
	}
	keep_why(f, str_text(&reason));
	if (why)
		*why = good ? NULL : f->why;
	str_fini(&value);
	str_fini(&reason);
	free(clean);
	return good;
}

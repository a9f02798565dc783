/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates as people type them.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>

#define TYPED_MAX 40

/* What was typed in pieces: numbers, words and signs. */
struct piece {
	enum { NUMBER, WORD, SIGN } kind;
	char word[12];
	long number;
	int digits;
};
struct pieces {
	struct piece at[8];
	int n;
};

static bool cut(const char *s, struct pieces *p)
{
	p->n = 0;
	while (*s) {
		struct piece *one = &p->at[p->n];
		if (*s == ' ' || *s == ',') {
			s++;
			continue;
		}
		if (p->n == (int)(sizeof p->at / sizeof *p->at))
			return false;
		memset(one, 0, sizeof *one);
		if (isdigit((unsigned char)*s)) {
			one->kind = NUMBER;
			for (; isdigit((unsigned char)*s); s++) {
				if (++one->digits > 6)
					return false;
				one->number = one->number * 10 + (*s - '0');
			}
		} else if (isalpha((unsigned char)*s)) {
			int n = 0;
			one->kind = WORD;
			for (; isalpha((unsigned char)*s); s++) {
				if (n == (int)sizeof one->word - 1)
					return false;
				one->word[n++] = (char)tolower((unsigned char)*s);
			}
		} else if (strchr("-/.+~?", *s)) {
			one->kind = SIGN;
			one->word[0] = *s++;
		} else {
			return false;
		}
		p->n++;
	}
	return p->n > 0;
}

static bool is_word(const struct piece *p, const char *w)
{
	return p->kind == WORD && !strcmp(p->word, w);
}

static bool is_sign(const struct piece *p, const char *any)
{
	return p->kind == SIGN && strchr(any, p->word[0]);
}

/* At least three letters of a name, or its first three and a dot: 1 to n, 0 when it is none. */
static int named(const struct piece *p, const char *const *names, int n)
{
	size_t len = strlen(p->word);
	if (p->kind != WORD || len < 3)
		return 0;
	for (int i = 0; i < n; i++) {
		if (!strncmp(p->word, names[i], len))
			return i + 1;
	}
	return 0;
}

static int month_named(const struct piece *p)
{
	static const char *const names[] = {"january", "february", "march",	"april",   "may",      "june",
					    "july",    "august",   "september", "october", "november", "december"};
	return is_word(p, "sept") ? 9 : named(p, names, 12);
}

static int weekday_named(const struct piece *p)
{
	static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
	return is_word(p, "tues") ? 2 : is_word(p, "thurs") ? 4 : named(p, names, 7);
}

static void drop(struct pieces *p, int at)
{
	memmove(p->at + at, p->at + at + 1, (size_t)(p->n - at - 1) * sizeof *p->at);
	p->n--;
}

/* "+7d", "-2w", "+1m", "+1y" from today. */
static bool step(const struct pieces *p, struct date today, struct date *d)
{
	long n = p->at[1].number * (p->at[0].word[0] == '-' ? -1 : 1);
	char unit = p->n == 3 ? p->at[2].word[0] : 'd';
	if (p->n == 3 && (p->at[2].kind != WORD || p->at[2].word[1]))
		return false;
	switch (unit) {
	case 'w':
		n *= 7; /* fall through */
	case 'd':
		*d = date_from_days(date_days(today) + n);
		return true;
	case 'y':
		n *= 12; /* fall through */
	case 'm':
		if (labs(n) > 12000)
			return false;
		*d = date_add_months(today, (int)n);
		return true;
	default:
		return false;
	}
}

static bool words(const struct pieces *p, struct date today, struct date *d)
{
	int day = weekday_named(&p->at[0]);
	long now = date_days(today);
	if (p->n != 1)
		return false;
	if (is_word(&p->at[0], "today"))
		*d = today;
	else if (is_word(&p->at[0], "yesterday"))
		*d = date_from_days(now - 1);
	else if (is_word(&p->at[0], "tomorrow"))
		*d = date_from_days(now + 1);
	else if (day) /* 1970-01-01 was a Thursday */
		*d = date_from_days(now + (day - 1 - (now + 3) % 7 + 6) % 7 + 1);
	else
		return false;
	return true;
}

/* The numbers and month names that are left, in the orders people write them. */
static bool calendar(const struct pieces *p, struct date *d, const char **why)
{
	const struct piece *v[3];
	int n = 0;
	for (int i = 0; i < p->n; i++) {
		bool between = i > 0 && i < p->n - 1 && p->at[i - 1].kind != SIGN;
		if (is_sign(&p->at[i], "-/.") && (between || (p->at[i].word[0] == '.' && i > 0)))
			continue;
		if (p->at[i].kind == SIGN || n == 3)
			return false;
		v[n++] = &p->at[i];
	}
	if (n == 0 || (v[n - 1]->kind == NUMBER && v[n - 1]->digits != 4 && v[0]->digits != 4)) {
		if (n > 1)
			*why = "Write the year with four digits, for example 23/11/2026.";
		return false;
	}
	if (n == 1 && v[0]->kind == NUMBER) {
		d->year = (int)v[0]->number;
	} else if (n == 2 && month_named(v[0]) && v[1]->kind == NUMBER) {
		*d = (struct date){(int)v[1]->number, month_named(v[0]), 0, false};
	} else if (n == 2 && v[0]->kind == NUMBER && v[1]->kind == NUMBER) {
		bool iso = v[0]->digits == 4;
		*d = (struct date){(int)v[!iso]->number, (int)v[iso]->number, 0, false};
		if (!d->month)
			return false;
	} else if (n == 3 && v[0]->kind == NUMBER && v[2]->kind == NUMBER) {
		bool iso = v[0]->digits == 4;
		int month = v[1]->kind == NUMBER ? (int)v[1]->number : month_named(v[1]);
		*d = (struct date){(int)v[iso ? 0 : 2]->number, month, (int)v[iso ? 2 : 0]->number, false};
		if (!month || !d->day)
			return false;
	} else if (n == 3 && month_named(v[0]) && v[1]->kind == NUMBER && v[2]->kind == NUMBER) {
		*d = (struct date){(int)v[2]->number, month_named(v[0]), (int)v[1]->number, false};
		if (!d->day)
			return false;
	} else {
		if (n == 2 && (month_named(v[1]) || month_named(v[0])))
			*why = "Write the year too, for example 23 Nov 2026.";
		return false;
	}
	return true;
}

bool date_parse(const char *typed, struct date today, struct date *out, const char **why)
{
	struct pieces p;
	struct date d = {0};
	const char *unused;
	bool estimated = false;
	if (!why)
		why = &unused;
	*why = "Type a date like 23/11/2026, nov 2026, 2026, today, +7d or mon; 'age 32' or '~1994' when it is not known.";
	if (strlen(typed) > TYPED_MAX || !cut(typed, &p))
		return false;
	if (p.n > 1 && (is_sign(&p.at[0], "~") || is_word(&p.at[0], "about"))) {
		estimated = true;
		drop(&p, 0);
	}
	if (p.n > 1 && is_sign(&p.at[p.n - 1], "?")) {
		estimated = true;
		p.n--;
	}
	if (p.n == 2 && is_word(&p.at[0], "age") && p.at[1].kind == NUMBER) {
		if (p.at[1].number > 130) {
			*why = "The age is in years, at most 130.";
			return false;
		}
		d.year = today.year - (int)p.at[1].number;
		estimated = true;
	} else if (!estimated && p.n >= 2 && is_sign(&p.at[0], "+-") && p.at[1].kind == NUMBER) {
		if (p.n > 3 || !step(&p, today, &d))
			return false;
	} else if (!words(&p, today, &d) && !calendar(&p, &d, why)) {
		return false;
	}
	if (!date_valid(d)) {
		*why = "There is no such day. Look at the calendar and type it again.";
		return false;
	}
	d.estimated = estimated;
	*out = d;
	return true;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates as people type them.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/calendar.h>

#define TYPED_MAX 60
#define OLDEST 130 /* years: nobody is older */
#define AHEAD 20 /* years from now that somebody may plan */

/* What was typed in pieces: numbers, words and signs. */
struct piece {
	enum { NUMBER, WORD, SIGN } kind;
	char word[24];
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
		} else if (!strncmp(s, "\u060d", 2)) { /* the stroke of Arabic dates */
			one->kind = SIGN;
			one->word[0] = '/';
			s += 2;
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

/* "34", "age 34", "34 years", "5 months", "3 weeks", "10 days": a bare number of up to three digits is no year. */
static bool age(const struct pieces *p, const struct date_ask *ask, struct date *d)
{
	static const char *const units[] = {"years", "months", "weeks", "days"};
	bool said = is_word(&p->at[0], "age");
	int at = said, n = p->n - at;
	char unit = 'y';
	if ((!said && !ask->ages) || n < 1 || n > 2 || p->at[at].kind != NUMBER || p->at[at].digits > 3)
		return false;
	if (n == 2) {
		const struct piece *u = &p->at[at + 1];
		size_t length = strlen(u->word);
		unit = 0;
		for (size_t i = 0; i < sizeof units / sizeof *units && u->kind == WORD; i++) {
			if (!strncmp(units[i], u->word, length))
				unit = units[i][0];
		}
	}
	int count = (int)p->at[at].number;
	struct date today = ask->today;
	switch (unit) {
	case 'y':
		*d = (struct date){today.year - count, 0, 0, true};
		return true;
	case 'm':
		*d = date_add_months(today, -count);
		*d = (struct date){d->year, d->month, 0, true};
		return true;
	case 'w':
	case 'd':
		*d = date_from_days(date_days(today) - (unit == 'w' ? 7L : 1L) * count);
		*d = (struct date){d->year, d->month, 0, true};
		return true;
	default:
		return false;
	}
}

/* A date as it was written: numbers, or the name of a month that says which calendar. */
struct written {
	int year, month, day;
	const char *name; /* of the month; NULL: month is a number, or 0 */
};

static void take_month(struct written *w, const struct piece *p)
{
	if (p->kind == NUMBER)
		w->month = (int)p->number;
	else
		w->name = p->word;
}

static bool is_month(const struct piece *p)
{
	for (int c = 0; p->kind == WORD && c < CALENDAR_COUNT; c++) {
		if (calendar_month_named((enum calendar)c, p->word))
			return true;
	}
	return false;
}

/* The numbers and month names that are left, in the orders people write them. */
static bool written(const struct pieces *p, struct written *w, const char **why)
{
	const struct piece *v[3];
	int n = 0;
	*w = (struct written){0};
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
	bool first = v[0]->kind == NUMBER && v[0]->digits == 4; /* the year stands first */
	if (n == 1 && v[0]->kind == NUMBER) {
		w->year = (int)v[0]->number;
		return true;
	}
	if (n == 2 && v[1]->kind == NUMBER && (v[0]->kind == NUMBER || is_month(v[0]))) {
		w->year = (int)v[first ? 0 : 1]->number;
		take_month(w, v[first ? 1 : 0]);
		return w->month || w->name;
	}
	if (n == 3 && v[0]->kind == NUMBER && v[2]->kind == NUMBER && (v[1]->kind == NUMBER || is_month(v[1]))) {
		w->year = (int)v[first ? 0 : 2]->number;
		take_month(w, v[1]);
		w->day = (int)v[first ? 2 : 0]->number;
		return (w->month || w->name) && w->day;
	}
	if (n == 3 && is_month(v[0]) && v[1]->kind == NUMBER && v[2]->kind == NUMBER) {
		take_month(w, v[0]);
		w->year = (int)v[2]->number;
		w->day = (int)v[1]->number;
		return w->day;
	}
	if (n == 2 && (is_month(v[1]) || is_month(v[0])))
		*why = "Write the year too, for example 23 Nov 2026.";
	return false;
}

static bool read_in(const struct written *w, enum calendar c, struct date_reading *r)
{
	*r = (struct date_reading){.calendar = c, .year = w->year, .month = w->month, .day = w->day};
	if (w->name && !(r->month = calendar_month_named(c, w->name)))
		return false;
	return calendar_date(c, r->year, r->month, r->day, &r->date);
}

/* May it be meant: not older than anybody, not far ahead, and on the right side of today? */
static bool likely(const struct date_reading *r, const struct date_ask *ask)
{
	long first = date_days(r->date), last = date_days_last(r->date), today = date_days(ask->today);
	return last >= date_days(date_add_months(ask->today, -OLDEST * 12 - 11)) &&
	       first <= date_days(date_add_months(ask->today, AHEAD * 12)) && (ask->when >= 0 || first <= today) &&
	       (ask->when <= 0 || last >= today);
}

static int readings(const struct written *w, const struct date_ask *ask, const enum calendar *marked, struct date_reading *out)
{
	struct date_reading gregorian, own;
	int n = 0;
	if (marked)
		return read_in(w, *marked, &out[0]);
	bool exists = read_in(w, CALENDAR_GREGORIAN, &gregorian);
	if (!w->name) {
		if (ask->calendar != CALENDAR_GREGORIAN && read_in(w, ask->calendar, &own) && likely(&own, ask))
			out[n++] = own;
		if (exists && likely(&gregorian, ask))
			out[n++] = gregorian;
		if (n)
			return n;
	}
	/* A slip in the day of a meeting is a slip; in a birth, or so long ago, it is more likely another calendar. */
	bool others = w->name || ask->ages || w->year < ask->today.year - OLDEST;
	for (int any = 0; others && any <= (w->name && !exists) && !n; any++) {
		for (int c = CALENDAR_GREGORIAN + 1; c < CALENDAR_COUNT; c++) {
			if (read_in(w, (enum calendar)c, &out[n]) && (any || likely(&out[n], ask)))
				n++;
		}
	}
	/* Far off, from somebody who types another calendar, it is more likely a day that our tables do not reach. */
	bool doubtful = !n && !w->name && ask->calendar != CALENDAR_GREGORIAN;
	if (exists && !doubtful)
		out[n++] = gregorian;
	return n;
}

/* Letters at the end that name a calendar: "12/1/2010 EC". */
static bool mark(struct pieces *p, enum calendar *c)
{
	if (p->n < 2 || p->at[p->n - 1].kind != WORD || !calendar_from_mark(p->at[p->n - 1].word, c))
		return false;
	p->n--;
	return true;
}

static int one(struct date d, struct date_reading *out)
{
	*out = (struct date_reading){d, CALENDAR_GREGORIAN, d.year, d.month, d.day};
	return 1;
}

int date_read(const char *typed, const struct date_ask *ask, struct date_reading out[DATE_READINGS], const char **why)
{
	struct pieces p;
	struct date d = {0};
	struct written w;
	enum calendar marked;
	bool estimated = false;
	*why = ask->ages ? "Type an age like 32 or 5 months, or a date like 23/11/1994, nov 1994, 1994; 'about 1994' when it is not certain."
			 : "Type a date like 23/11/2026, nov 2026, 2026, today, +7d or mon; 'age 32' or '~1994' when it is not known.";
	if (strlen(typed) > TYPED_MAX || !cut(typed, &p))
		return 0;
	if (p.n > 1 && (is_sign(&p.at[0], "~") || is_word(&p.at[0], "about"))) {
		estimated = true;
		drop(&p, 0);
	}
	if (p.n > 1 && is_sign(&p.at[p.n - 1], "?")) {
		estimated = true;
		p.n--;
	}
	if (age(&p, ask, &d)) {
		if (d.year < ask->today.year - OLDEST) {
			*why = "The age is in years, at most 130.";
			return 0;
		}
		return one(d, out);
	}
	if (!estimated && p.n >= 2 && is_sign(&p.at[0], "+-") && p.at[1].kind == NUMBER) {
		if (p.n > 3 || !step(&p, ask->today, &d) || !date_valid(d))
			return 0;
		return one(d, out);
	}
	if (words(&p, ask->today, &d)) {
		d.estimated = estimated;
		return one(d, out);
	}
	bool has_mark = mark(&p, &marked);
	if (!written(&p, &w, why))
		return 0;
	int n = readings(&w, ask, has_mark ? &marked : NULL, out);
	if (!n)
		*why = ask->calendar == CALENDAR_GREGORIAN
			       ? "There is no such day. Look at the calendar and type it again."
			       : "There is no such day here in your calendar. Type it again; write GC behind it if it is Gregorian.";
	if (n == 1 && ask->ages && date_days_last(out[0].date) < date_days(date_add_months(ask->today, -OLDEST * 12 - 11))) {
		*why = "That is more than 130 years ago. Look at the year and type it again.";
		return 0;
	}
	for (int i = 0; i < n; i++)
		out[i].date.estimated = out[i].date.estimated || estimated;
	return n;
}

bool date_reading_certain(const struct date_reading *r, int n)
{
	return n == 1 && r->calendar == CALENDAR_GREGORIAN;
}

bool date_parse(const char *typed, struct date today, struct date *out, const char **why)
{
	const struct date_ask ask = {.today = today};
	struct date_reading r[DATE_READINGS];
	const char *reason;
	int n = date_read(typed, &ask, r, &reason);
	if (why)
		*why = reason;
	/* Nobody can be asked here: as it stands it is Gregorian. */
	for (int i = 0; i < n; i++) {
		if (r[i].calendar == CALENDAR_GREGORIAN) {
			*out = r[i].date;
			return true;
		}
	}
	return false;
}

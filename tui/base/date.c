/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calendar: days, months, ages. How people type dates is in date_typed.c, points in time are in time.c.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/base/date.h>

static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
				     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

bool date_valid(struct date d)
{
	if (d.year < 1 || d.year > 9999 || d.month < 0 || d.month > 12 || d.day < 0)
		return false;
	if (d.month == 0)
		return d.day == 0;
	return d.day <= month_days(d.year, d.month);
}

bool date_full(struct date d)
{
	return date_valid(d) && d.day > 0;
}

/* Days since 1970-01-01 of a day in the Gregorian calendar, counted in eras of 400 years beginning in March. */
static long civil_days(int year, int month, int day)
{
	long y = month <= 2 ? year - 1 : year;
	long era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
	long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

long date_days(struct date d)
{
	return civil_days(d.year, d.month ? d.month : 1, d.day ? d.day : 1);
}

long date_days_last(struct date d)
{
	int month = d.month ? d.month : 12;
	return civil_days(d.year, month, d.day ? d.day : month_days(d.year, month));
}

struct date date_from_days(long days)
{
	long z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
	long y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * y + y / 4 - y / 100), mp = (5 * of_year + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);
	return (struct date){(int)(y + era * 400 + (month <= 2)), month, (int)(of_year - (153 * mp + 2) / 5 + 1), false};
}

struct date date_add_months(struct date d, int count)
{
	long all = (long)d.year * 12 + (d.month ? d.month - 1 : 0) + count;
	struct date to = {(int)(all / 12), d.month ? (int)(all % 12) + 1 : 0, d.day, d.estimated};
	if (to.day && to.day > month_days(to.year, to.month))
		to.day = month_days(to.year, to.month);
	return to;
}

static int years_between(struct date from, struct date to)
{
	return to.year - from.year - (to.month < from.month || (to.month == from.month && to.day < from.day));
}

void date_age(struct date birth, struct date on, int *least, int *most)
{
	struct date first = birth, last = birth;
	if (!date_full(birth) || birth.estimated) {
		/* An estimate is good to the year at best, whatever else was written. */
		if (birth.estimated)
			first.month = last.month = first.day = last.day = 0;
		last.month = last.month ? last.month : 12;
		last.day = last.day ? last.day : month_days(last.year, last.month);
		first.month = first.month ? first.month : 1;
		first.day = first.day ? first.day : 1;
	}
	int young = years_between(last, on), old = years_between(first, on);
	if (least)
		*least = young < 0 ? 0 : young;
	if (most)
		*most = old < 0 ? 0 : old;
}

bool date_age_months(struct date birth, struct date on, int *count)
{
	*count = (on.year - birth.year) * 12 + on.month - birth.month - (birth.day > on.day);
	return birth.year && birth.month && *count < 24 && date_days(birth) <= date_days(on);
}

bool date_from_iso(const char *iso, struct date *out)
{
	struct date d = {0};
	const char *s = iso;
	int *part[] = {&d.year, &d.month, &d.day};
	if (*s == '~') {
		d.estimated = true;
		s++;
	}
	for (int p = 0; p < 3; p++) {
		for (int i = 0; i < (p ? 2 : 4); i++, s++) {
			if (*s < '0' || *s > '9')
				return false;
			*part[p] = *part[p] * 10 + (*s - '0');
		}
		if (p && *part[p] == 0)
			return false;
		if (!*s)
			break;
		if (p == 2 || *s++ != '-')
			return false;
	}
	if (!date_valid(d))
		return false;
	*out = d;
	return true;
}

void date_to_iso(struct date d, char out[DATE_TEXT])
{
	const char *mark = d.estimated ? "~" : "";
	if (!date_valid(d))
		out[0] = 0;
	else if (!d.month)
		snprintf(out, DATE_TEXT, "%s%04d", mark, d.year);
	else if (!d.day)
		snprintf(out, DATE_TEXT, "%s%04d-%02d", mark, d.year, d.month);
	else
		snprintf(out, DATE_TEXT, "%s%04d-%02d-%02d", mark, d.year, d.month, d.day);
}

void date_show(struct date d, char out[DATE_TEXT])
{
	const char *mark = d.estimated ? "about " : "";
	if (!date_valid(d))
		out[0] = 0;
	else if (!d.month)
		snprintf(out, DATE_TEXT, "%s%d", mark, d.year);
	else if (!d.day)
		snprintf(out, DATE_TEXT, "%s%s %d", mark, months[d.month - 1], d.year);
	else
		snprintf(out, DATE_TEXT, "%s%d %s %d", mark, d.day, months[d.month - 1], d.year);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <sarai/base/date.h>

void time_to_iso(int64_t t, char out[TIME_TEXT])
{
	struct tm tm;
	time_t at = (time_t)t;
	out[0] = 0;
	if (gmtime_r(&at, &tm))
		strftime(out, TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

bool time_from_iso(const char *iso, int64_t *out)
{
	static const char shape[] = "0000-00-00T00:00:00Z";
	struct date day;
	char date[11];
	int v[3];
	for (size_t i = 0; i < sizeof shape; i++) {
		if (shape[i] == '0' ? iso[i] < '0' || iso[i] > '9' : iso[i] != shape[i])
			return false;
	}
	memcpy(date, iso, 10);
	date[10] = 0;
	if (!date_from_iso(date, &day))
		return false;
	for (int i = 0; i < 3; i++)
		v[i] = (iso[11 + i * 3] - '0') * 10 + iso[12 + i * 3] - '0';
	if (v[0] > 23 || v[1] > 59 || v[2] > 59)
		return false;
	*out = (int64_t)date_days(day) * 86400 + v[0] * 3600 + v[1] * 60 + v[2];
	return true;
}

struct date time_date(int64_t t)
{
	struct tm tm = {0};
	time_t at = (time_t)t;
	localtime_r(&at, &tm);
	return (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, false};
}

int64_t time_of_day_end(struct date d)
{
	struct tm tm = {0};
	tm.tm_year = d.year - 1900;
	tm.tm_mon = d.month ? d.month - 1 : 11;
	tm.tm_mday = d.day ? d.day : 31;
	tm.tm_hour = 23;
	tm.tm_min = tm.tm_sec = 59;
	tm.tm_isdst = -1;
	return (int64_t)mktime(&tm);
}

static bool digits(const char *s, size_t n, int *out)
{
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		*out = *out * 10 + s[i] - '0';
	}
	return n > 0;
}

bool time_of_day_from(const char *typed, int *minutes)
{
	int hour, minute;
	size_t n = strlen(typed), mark = strcspn(typed, ":.h");
	bool parted = mark < n;
	if (!parted)
		mark = n > 2 ? n - 2 : n;
	const char *rest = typed + mark + parted;
	if (n > 5 || mark < 1 || mark > 2 || strlen(rest) != 2 || !digits(typed, mark, &hour) || !digits(rest, 2, &minute) ||
	    hour > 23 || minute > 59)
		return false;
	*minutes = hour * 60 + minute;
	return true;
}

int64_t time_of_day_at(struct date d, int minutes)
{
	struct tm tm = {0};
	tm.tm_year = d.year - 1900;
	tm.tm_mon = d.month ? d.month - 1 : 0;
	tm.tm_mday = d.day ? d.day : 1;
	tm.tm_hour = minutes / 60;
	tm.tm_min = minutes % 60;
	tm.tm_isdst = -1;
	return (int64_t)mktime(&tm);
}

void time_show(int64_t t, char out[DATE_TEXT])
{
	struct tm tm = {0};
	time_t at = (time_t)t;
	char day[DATE_TEXT];
	localtime_r(&at, &tm);
	date_show(time_date(t), day);
	snprintf(out, DATE_TEXT, "%.20s %02d:%02d", day, tm.tm_hour % 24, tm.tm_min % 60);
}

void time_span(int64_t seconds, char out[DATE_TEXT])
{
	long s = (long)(seconds < 0 ? -seconds : seconds);
	if (s < 3600)
		snprintf(out, DATE_TEXT, "%ld min", s / 60);
	else if (s < 48 * 3600)
		snprintf(out, DATE_TEXT, "%ldh", s / 3600);
	else if (s < 21 * 86400L)
		snprintf(out, DATE_TEXT, "%ld days", (s + 86400 / 2) / 86400);
	else
		snprintf(out, DATE_TEXT, "%ld weeks", (s + 7 * 86400L / 2) / (7 * 86400L));
}

void time_until(int64_t due, int64_t now, char out[DATE_TEXT])
{
	char span[DATE_TEXT];
	time_span(due - now, span);
	snprintf(out, DATE_TEXT, due < now ? "late %.25s" : "in %.25s", span);
}

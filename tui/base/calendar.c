/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Four calendars beside the Gregorian one. Solar Hijri: leap years by the cycle of 33, which agrees with the observed new
 * year from 1244 to 1472. Hijri: the tabular calendar, 11 leap years in 30, from Friday 16 July 622 (Julian). Ethiopian: 12
 * months of 30 days and one of 5 or 6. Bikram Sambat: no rule, so the lengths of the months as published, from 13 April
 * 1913 on.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <sarai/base/calendar.h>
#include <sarai/base/codes.h>

#define SOLAR_FIRST 1244
#define SOLAR_LAST 1472
#define BIKRAM_FIRST 1970
#define BIKRAM_LAST 2083
#define YEAR_MOST 9990

/* Days since 1970-01-01 of the first day of year 1 (of year 1403 for the Solar Hijri, of 1970 for Bikram Sambat). */
#define ETHIOPIAN_EPOCH (-716367L)
#define HIJRI_EPOCH (-492148L)
#define SOLAR_1403 19802L
#define BIKRAM_EPOCH (-20717L)

/* Days of each month beyond 29, a year a row. */
static const char *const bikram[] = {
	/* 1970 */ "223222101011", "223231101011", "232321110012", "132321110102", "223222101011", "223312101011",
	/* 1976 */ "232321110012", "132321110102", "223222101011", "223321101011", "232321110012", "222322011011",
	/* 1982 */ "223222101011", "223321101011", "232321110012", "222322011011", "223222101011", "232321101011",
	/* 1988 */ "232321110012", "222322101011", "223222101011", "232321101011", "232321110102", "222322101011",
	/* 1994 */ "223222101011", "232321110011", "232321110102", "223222101011", "223222101011", "232321110012",
	/* 2000 */ "132321110102", "223222101011", "223321101011", "232321110012", "132321110102", "223222101011",
	/* 2006 */ "223321101011", "232321110012", "222322011002", "223222101011", "223321101011", "232321110012",
	/* 2012 */ "222322011011", "223222101011", "223321101011", "232321110012", "222322011011", "223222101011",
	/* 2018 */ "232321101011", "232321110102", "222322101011", "223222101011", "232321110011", "232321110102",
	/* 2024 */ "222322101011", "223222101011", "232321110012", "132321110102", "223222101011", "223231101011",
	/* 2030 */ "232321110012", "132321110102", "223222101011", "223321101011", "232321110012", "132322011002",
	/* 2036 */ "223222101011", "223321101011", "232321110012", "222322011011", "223222101011", "223321101011",
	/* 2042 */ "232321110012", "222322011011", "223222101011", "232321101011", "232321110012", "222322101011",
	/* 2048 */ "223222101011", "232321110011", "232321110102", "222322101011", "223222101011", "232321110011",
	/* 2054 */ "232321110102", "223222101011", "223231101011", "232321110012", "132321110102", "223222101011",
	/* 2060 */ "223321101011", "232321110012", "132322010102", "223222101011", "223321101011", "232321110012",
	/* 2066 */ "222322011002", "223222101011", "223321101011", "232321110012", "222322011011", "223222101011",
	/* 2072 */ "232321101011", "232321110012", "222322101011", "223222101011", "232321110011", "232321110102",
	/* 2078 */ "222322101011", "223222101011", "232321110011", "232321110102", "223222101011", "223222101011",
};

static const struct {
	const char *name, *words, *marks;
} rows[] = {
#define X(id, name, words, marks) {name, words, marks},
	CALENDAR_TABLE(X)
#undef X
};

/* Names in the order of months; several for one month with a bar between, the one that is shown first. */
static const char *const months[CALENDAR_COUNT][CALENDAR_MONTHS] = {
	{"January", "February", "March", "April", "May", "June", "July", "August", "September|sept", "October", "November",
	 "December"},
	{"Farvardin|hamal", "Ordibehesht|sawr", "Khordad|jawza", "Tir|saratan", "Mordad|asad", "Shahrivar|sunbula", "Mehr|mizan",
	 "Aban|aqrab", "Azar|qaws", "Dey|jadi", "Bahman|dalw", "Esfand|hut"},
	{"Muharram", "Safar", "Rabi al-awwal|rabialawwal", "Rabi al-thani|rabialthani", "Jumada al-ula|jumadaalula",
	 "Jumada al-thani|jumadaalthani", "Rajab", "Shaban", "Ramadan|ramazan", "Shawwal", "Dhu al-Qada|dhualqada|dhulqada",
	 "Dhu al-Hijja|dhualhijja|dhulhijja"},
	{"Meskerem", "Tikimt", "Hidar", "Tahsas", "Tir", "Yekatit", "Megabit", "Miyazya", "Ginbot", "Sene", "Hamle", "Nehase",
	 "Pagume"},
	{"Baishakh|vaisakh", "Jestha", "Ashadh|asar", "Shrawan|saun", "Bhadra|bhadau", "Ashwin|asoj", "Kartik", "Mangsir",
	 "Poush|push", "Magh", "Falgun|phalgun", "Chaitra|chait"},
};

const char *calendar_name(enum calendar c)
{
	return rows[c].name;
}

const char *calendar_words(enum calendar c)
{
	return rows[c].words;
}

bool calendar_from_name(const char *name, enum calendar *c)
{
	for (int i = 0; i < CALENDAR_COUNT; i++) {
		if (!strcmp(rows[i].name, name)) {
			*c = (enum calendar)i;
			return true;
		}
	}
	return false;
}

bool calendar_from_mark(const char *mark, enum calendar *c)
{
	for (int i = 0; i < CALENDAR_COUNT; i++) {
		if (codes_have(rows[i].marks, mark)) {
			*c = (enum calendar)i;
			return true;
		}
	}
	return false;
}

static bool solar_leap(int year)
{
	static const char leap[] = {1, 5, 9, 13, 17, 22, 26, 30};
	return memchr(leap, year % 33, sizeof leap) != NULL;
}

static bool hijri_leap(int year)
{
	return (11 * year + 14) % 30 < 11;
}

int calendar_days(enum calendar c, int year, int month)
{
	if (year < 1 || year > YEAR_MOST || month < 1 || month > (c == CALENDAR_ETHIOPIAN ? 13 : 12))
		return 0;
	switch (c) {
	case CALENDAR_GREGORIAN: {
		struct date first = {year, month, 1, false}, next = date_add_months(first, 1);
		return (int)(date_days(next) - date_days(first));
	}
	case CALENDAR_SOLAR_HIJRI:
		if (year < SOLAR_FIRST || year > SOLAR_LAST)
			return 0;
		return month <= 6 ? 31 : month < 12 || solar_leap(year) ? 30 : 29;
	case CALENDAR_HIJRI:
		return month % 2 || (month == 12 && hijri_leap(year)) ? 30 : 29;
	case CALENDAR_ETHIOPIAN:
		return month < 13 ? 30 : year % 4 == 3 ? 6 : 5;
	case CALENDAR_BIKRAM:
		return year < BIKRAM_FIRST || year > BIKRAM_LAST ? 0 : 29 + bikram[year - BIKRAM_FIRST][month - 1] - '0';
	default:
		return 0;
	}
}

static int year_days(enum calendar c, int year)
{
	int days = 0;
	for (int m = 1; m <= CALENDAR_MONTHS; m++)
		days += calendar_days(c, year, m);
	return days;
}

/* Days since 1970-01-01 of the first day of a year. */
static long year_begins(enum calendar c, int year)
{
	long begins;
	switch (c) {
	case CALENDAR_ETHIOPIAN:
		return ETHIOPIAN_EPOCH + 365L * (year - 1) + year / 4;
	case CALENDAR_HIJRI:
		return HIJRI_EPOCH + 354L * (year - 1) + (11L * year + 3) / 30;
	case CALENDAR_SOLAR_HIJRI:
		begins = SOLAR_1403;
		for (int y = 1403; y < year; y++)
			begins += year_days(c, y);
		for (int y = 1402; y >= year; y--)
			begins -= year_days(c, y);
		return begins;
	case CALENDAR_BIKRAM:
		begins = BIKRAM_EPOCH;
		for (int y = BIKRAM_FIRST; y < year; y++)
			begins += year_days(c, y);
		return begins;
	default:
		return date_days((struct date){year, 1, 1, false});
	}
}

bool calendar_date(enum calendar c, int year, int month, int day, struct date *out)
{
	int most = calendar_days(c, year, month ? month : 1);
	if (!most || day < 0 || day > most || (day && !month))
		return false;
	if (c == CALENDAR_GREGORIAN) {
		*out = (struct date){year, month, day, false};
		return true;
	}
	long days = year_begins(c, year);
	for (int m = 1; m < month; m++)
		days += calendar_days(c, year, m);
	days += day ? day - 1 : month ? most / 2 : year_days(c, year) / 2;
	struct date d = date_from_days(days);
	if (!day)
		d = (struct date){d.year, month ? d.month : 0, 0, true};
	*out = d;
	return true;
}

const char *calendar_month(enum calendar c, int month)
{
	static char name[24];
	const char *all = month >= 1 && month <= CALENDAR_MONTHS ? months[c][month - 1] : NULL;
	snprintf(name, sizeof name, "%.*s", all ? (int)strcspn(all, "|") : 0, all ? all : "");
	return name;
}

int calendar_month_named(enum calendar c, const char *begins)
{
	size_t n = strlen(begins);
	for (int m = 1; n >= 3 && m <= CALENDAR_MONTHS; m++) {
		for (const char *p = months[c][m - 1]; p && *p; p += strcspn(p, "|"), p += *p == '|') {
			if (!strncasecmp(p, begins, n) && n <= strcspn(p, "|"))
				return m;
		}
	}
	return 0;
}

void calendar_show(enum calendar c, int year, int month, int day, char out[CALENDAR_TEXT])
{
	if (day)
		snprintf(out, CALENDAR_TEXT, "%d %s %d", day, calendar_month(c, month), year);
	else if (month)
		snprintf(out, CALENDAR_TEXT, "%s %d", calendar_month(c, month), year);
	else
		snprintf(out, CALENDAR_TEXT, "%d", year);
}

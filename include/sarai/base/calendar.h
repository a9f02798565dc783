/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calendars in which people know their birthdays, and the Gregorian one, in which dates are kept. Months and days count
 * from 1.
 */
#ifndef SARAI_BASE_CALENDAR_H
#define SARAI_BASE_CALENDAR_H

#include <sarai/base/date.h>

/* Name in settings, what people call it, the letters that may stand behind a date. */
#define CALENDAR_TABLE(X)                                                                                                 \
	X(GREGORIAN, "gregorian", "Gregorian", "gc ad ce")                                                                \
	X(SOLAR_HIJRI, "solar-hijri", "Solar Hijri (Iran, Afghanistan)", "sh hs ap")                                      \
	X(HIJRI, "hijri", "Islamic (Hijri)", "ah hijri")                                                                  \
	X(ETHIOPIAN, "ethiopian", "Ethiopian", "ec")                                                                      \
	X(BIKRAM, "bikram-sambat", "Bikram Sambat (Nepal)", "bs")
enum calendar {
#define X(id, name, words, marks) CALENDAR_##id,
	CALENDAR_TABLE(X)
#undef X
	CALENDAR_COUNT
};

#define CALENDAR_MONTHS 13

const char *calendar_name(enum calendar c);
const char *calendar_words(enum calendar c);
bool calendar_from_name(const char *name, enum calendar *c);
/* The calendar that these small letters behind a date mean; false for none. */
bool calendar_from_mark(const char *mark, enum calendar *c);

/* The days of a month; 0 for a month that does not exist, or of a year that is not covered: Solar Hijri 1244 to 1472,
 * Bikram Sambat 1970 to 2083, the others from 1 on. The Hijri calendar is the tabular one: what is kept by the moon may
 * be a day or two off. */
int calendar_days(enum calendar c, int year, int month);
const char *calendar_month(enum calendar c, int month); /* "Mordad"; "" for none */
/* The month of this calendar whose name begins so (small letters, three at least), or 0. */
int calendar_month_named(enum calendar c, const char *begins);

/* A day, a month (day 0) or a year (month 0 too) as a Gregorian date. A month or a year reaches over two of the other
 * calendar: the one in which its middle lies, estimated. false when it does not exist or is not covered. */
bool calendar_date(enum calendar c, int year, int month, int day, struct date *out);
/* "2 Mordad 1373", "Mordad 1373", "1373". */
#define CALENDAR_TEXT 40
void calendar_show(enum calendar c, int year, int month, int day, char out[CALENDAR_TEXT]);

/* What a person typed as a date, and the ways in which it may be meant. */
struct date_ask {
	struct date today;
	enum calendar calendar; /* that this person uses beside the Gregorian one */
	bool ages;		/* somebody's birth is asked for: "34" and "5 months" are ages; nobody is over 130 */
	int when;		/* -1 not after today, 1 not before today, 0 any */
};
struct date_reading {
	struct date date;
	enum calendar calendar;
	int year, month, day; /* in that calendar */
};
#define DATE_READINGS CALENDAR_COUNT

/* Returns how many readings there are, the likeliest first; 0 with *why (borrowed) saying what to type instead. More than
 * one, or a single one of another calendar, is to be asked about: eight years make a child an adult. What would be more
 * than 130 years ago is looked up in every calendar, and so is a birth that cannot be Gregorian or would be more than 20
 * years ahead; all else in the person's own. A month's name or letters behind it (EC, SH, AH, BS, GC) say which is meant. */
int date_read(const char *typed, const struct date_ask *ask, struct date_reading out[DATE_READINGS], const char **why);
bool date_reading_certain(const struct date_reading *r, int n);

#endif

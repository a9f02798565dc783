/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates that may be partial or estimated, and points in time. Dates are stored as ISO 8601 ("2026-11-23", "2026-11",
 * "2026", with "~" in front when estimated); times as UTC "2026-11-23T21:28:40Z"; both shown as "23 Nov 2026".
 */
#ifndef SARAI_BASE_DATE_H
#define SARAI_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct date {
	int year;       /* 1 to 9999; 0: no date */
	int month, day; /* 0: not known */
	bool estimated;
};

#define DATE_TEXT 32 /* enough for every text below */

/* What a person types: 2026-11-23, 23/11/2026, 23.11.2026, 23 nov 2026, 11/2026, nov 2026, 2026, today, yesterday,
 * tomorrow, +7d, -2w, +1m, mon (the next Monday, today excluded); "~1994", "about 1994" or "1994?" is estimated;
 * "age 32" gives the estimated year of birth. On failure *why (borrowed) says what to type instead. */
bool date_parse(const char *typed, struct date today, struct date *out, const char **why);

bool date_from_iso(const char *iso, struct date *out); /* with "~", partial too; false unless exactly such a text */
void date_to_iso(struct date d, char out[DATE_TEXT]);
void date_show(struct date d, char out[DATE_TEXT]); /* "23 Nov 2026", "Nov 2026", "2026", "about 1994" */

bool date_valid(struct date d);
bool date_full(struct date d);              /* day known */
long date_days(struct date d);              /* days since 1970-01-01 of its first possible day */
long date_days_last(struct date d);         /* ... of its last possible day */
struct date date_from_days(long days);
struct date date_add_months(struct date d, int months);

/* Completed years on a day. With a partial or estimated birth date *least and *most differ (either may be NULL). */
void date_age(struct date birth, struct date on, int *least, int *most);

/* Completed months of somebody under two, where the month of birth is known: an infant is not "0". false for others. */
bool date_age_months(struct date birth, struct date on, int *months);

/* Points in time: seconds since the epoch, UTC. */
#define TIME_TEXT 24
void time_to_iso(int64_t t, char out[TIME_TEXT]);
bool time_from_iso(const char *iso, int64_t *out);
struct date time_date(int64_t t);                     /* the local calendar day */
int64_t time_of_day_end(struct date d);               /* local 23:59:59 of that day */
/* Hours and minutes of a day as they are typed ("9:05", "0905", "9.05", "9h05"), in minutes. false: it is none. */
bool time_of_day_from(const char *typed, int *minutes);
int64_t time_of_day_at(struct date d, int minutes);   /* that local time of that day */
void time_show(int64_t t, char out[DATE_TEXT]);       /* "23 Nov 2026 21:28", local */
/* "45 min", "3h", "2 days", "5 weeks": always positive. Minutes and hours are whole ones, days and weeks the nearest: three
 * days are three days also a second later. */
void time_span(int64_t seconds, char out[DATE_TEXT]);
void time_until(int64_t due, int64_t now, char out[DATE_TEXT]); /* "in 3 days", "late 2h": wherever something is due */

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dates typed into a field: whether they fit it, in which ways they may be meant, and what to ask before they are kept.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/base/str.h>

#include "form_state.h"

#define BIRTH_MARGIN 3 /* years by which an estimated birth may be off */

void form_set_calendar(struct form *f, enum calendar calendar)
{
	f->calendar = calendar;
}

void form_set_bounds(struct form *f, struct date birth, struct date opened)
{
	f->birth = birth;
	f->opened = opened;
}

static bool is_when(const struct field_def *def, const char *when)
{
	return def->when && !strcmp(def->when, when);
}

static int read_typed(const struct form *f, int field, const char *typed, struct date_reading out[DATE_READINGS], const char **why)
{
	const struct field_def *def = &f->def->fields[field];
	struct date_ask ask = {.today = f->today, .calendar = f->calendar, .ages = def->ages,
			       .when = is_when(def, "past") ? -1 : is_when(def, "future")};
	return date_read(typed, &ask, out, why);
}

int form_readings(const struct form *f, int field, const char *typed, struct date_reading out[DATE_READINGS])
{
	const char *why;
	int n = f->def->fields[field].type == FIELD_DATE ? read_typed(f, field, typed, out, &why) : 0;
	return date_reading_certain(out, n) ? 0 : n;
}

bool form_certain_reading(const struct form *f, int field, const char *typed, struct date_reading *out)
{
	struct date_reading all[DATE_READINGS];
	const char *why;
	if (!date_reading_certain(all, read_typed(f, field, typed, all, &why)))
		return false;
	*out = all[0];
	return true;
}

struct date form_today(const struct form *f)
{
	return f->today;
}

static bool fits(const struct form *f, const struct field_def *def, struct date d, struct str *why)
{
	if (!def->partial && (!date_full(d) || d.estimated))
		str_add(why, "The day is needed here: type it like 2026-11-23 or 23/11/2026.");
	else if (is_when(def, "past") && date_days(d) > date_days(f->today))
		str_add(why, "The date is after today. Use the day on which it happened.");
	else if (is_when(def, "future") && date_days_last(d) < date_days(f->today))
		str_add(why, "The date has passed. Use today or a later day.");
	return !why->len;
}

bool enter_date(struct form *f, int field, const char *typed, struct str *value, struct str *why)
{
	const struct field_def *def = &f->def->fields[field];
	struct date_reading r[DATE_READINGS];
	const char *reason;
	char iso[DATE_TEXT];
	int n = read_typed(f, field, typed, r, &reason);
	if (!n) {
		str_add(why, reason);
	} else if (!date_reading_certain(r, n)) {
		str_add(why, "This date can be read in more than one calendar. Write GC, SH, AH, EC or BS behind it, and choose.");
	} else if (fits(f, def, r[0].date, why)) {
		date_to_iso(r[0].date, iso);
		str_add(value, iso);
	}
	return !why->len;
}

bool form_enter_reading(struct form *f, int field, const struct date_reading *r, const char **why)
{
	struct str reason = {0};
	char iso[DATE_TEXT];
	bool good = fits(f, &f->def->fields[field], r->date, &reason);
	date_to_iso(r->date, iso);
	good = good && form_set(f, field, iso);
	snprintf(f->why, sizeof f->why, "%s", str_text(&reason));
	*why = good ? NULL : f->why;
	str_fini(&reason);
	return good;
}

/* The first day on which the person may have been born. */
static long born_from(struct date birth)
{
	if (birth.estimated)
		birth = (struct date){birth.year - BIRTH_MARGIN, 0, 0, false};
	return date_days(birth);
}

bool form_date_doubt(const struct form *f, int field, struct date d, char text[FORM_DOUBT])
{
	const struct field_def *def = &f->def->fields[field];
	char day[DATE_TEXT], bound[DATE_TEXT];
	bool opening = def->not_before && !strcmp(def->not_before, "opening");
	date_show(d, day);
	if (def->not_before && f->birth.year && date_days_last(d) < born_from(f->birth)) {
		date_show(f->birth, bound);
		snprintf(text, FORM_DOUBT, "%s is before the birth of the person (%s, in Person).", day, bound);
		return true;
	}
	if (opening && f->opened.year && date_days_last(d) < date_days(f->opened)) {
		date_show(f->opened, bound);
		snprintf(text, FORM_DOUBT, "%s is before the case was opened (%s).", day, bound);
		return true;
	}
	return false;
}

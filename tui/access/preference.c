/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/access/preference.h>
#include <sarai/store/preference.h>

#define CALENDAR "calendar"

void session_read_preferences(struct session *s)
{
	char value[PREFERENCE_TEXT];
	s->calendar = CALENDAR_GREGORIAN;
	if (store_preference_get(s->store, s->actor, CALENDAR, value, NULL))
		calendar_from_name(value, &s->calendar);
}

bool session_set_calendar(struct session *s, enum calendar calendar, struct err *e)
{
	if (!store_preference_put(s->store, s->actor, CALENDAR, calendar_name(calendar), e))
		return false;
	s->calendar = calendar;
	return true;
}

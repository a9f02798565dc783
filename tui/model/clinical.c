/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/base/units.h>
#include <sarai/model/clinical.h>

#define IN_MINUTES (2 * HOUR)

const char *care_words(enum care c)
{
	return c == CARE_PEP ? "PEP" : "Emergency contraception";
}

void care_evaluate(const int hours[CARE_COUNT], const struct care_facts *f, int64_t now, struct care_clock *out)
{
	memset(out, 0, sizeof *out);
	out->next = -1;
	for (int i = 0; i < CARE_COUNT; i++) {
		out->until[i] = f->happened ? f->happened + (int64_t)hours[i] * HOUR : 0;
		out->phase[i] = f->answered[i] ? CARE_ANSWERED : out->until[i] > now ? CARE_RUNNING : CARE_OVER;
		if (out->phase[i] == CARE_RUNNING && (out->next < 0 || out->until[i] < out->until[out->next]))
			out->next = i;
	}
	if (out->next >= 0) {
		out->due = out->until[out->next];
		return;
	}
	for (int i = 0; f->happened && i < CARE_COUNT; i++) {
		if (out->phase[i] == CARE_ANSWERED)
			continue;
		out->closed = true;
		if (out->until[i] > out->due)
			out->due = out->until[i];
	}
}

int64_t care_happened(struct date day, int hour, int64_t now)
{
	int64_t start = time_of_day_end(date_from_days(date_days(day) - 1)) + 1;
	int64_t at = start + (hour > 0 ? (int64_t)hour * HOUR : 0);
	return at < now ? at : now;
}

void care_left(int64_t until, int64_t now, char out[DATE_TEXT])
{
	int64_t left = until > now ? until - now : now - until;
	const char *over = until > now ? "" : "over since ";
	if (left < IN_MINUTES)
		snprintf(out, DATE_TEXT, "%s%d min", over, (int)(left / 60));
	else
		snprintf(out, DATE_TEXT, "%s%dh", over, (int)(left / HOUR));
}

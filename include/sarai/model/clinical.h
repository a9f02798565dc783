/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Care after sexual violence: until when medicine against HIV (PEP) and emergency contraception can still help. The
 * windows are clinical practice (72 and 120 hours), set in follow-up.ini. The clock never shows more time than there
 * is: where the hour is not known it counts from the first moment of the day.
 */
#ifndef SARAI_MODEL_CLINICAL_H
#define SARAI_MODEL_CLINICAL_H

#include <stdbool.h>
#include <stdint.h>

#include <sarai/base/date.h>

enum care { CARE_PEP, CARE_CONTRACEPTION, CARE_COUNT };
const char *care_words(enum care c); /* "PEP", "Emergency contraception" */

enum care_phase { CARE_ANSWERED, CARE_RUNNING, CARE_OVER };

struct care_facts {
	int64_t happened;          /* 0: not known: no clock runs */
	bool answered[CARE_COUNT]; /* what became of the offer has been written down */
};
struct care_clock {
	int64_t until[CARE_COUNT];
	enum care_phase phase[CARE_COUNT];
	int next;    /* the running one that ends first, or -1 */
	bool closed; /* none is running any more, and at least one was never answered */
	int64_t due; /* end of `next`; when closed, of the last that was never answered; otherwise 0 */
};
/* hours: of each window, in the order of enum care. */
void care_evaluate(const int hours[CARE_COUNT], const struct care_facts *f, int64_t now, struct care_clock *out);

/* When it happened: that day (its first possible day) at that hour, local time; hour -1: not known. Not after now. */
int64_t care_happened(struct date day, int hour, int64_t now);

/* "58h", "47 min" in the last two hours, "over since 3h". Rounded down. */
void care_left(int64_t until, int64_t now, char out[DATE_TEXT]);

#endif

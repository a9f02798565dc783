/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person may ask of their own file: corrections as they are saved, and the lines on top of the section.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/kind/correction.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

static bool is(const char *a, const char *b)
{
	return !strcmp(a, b);
}

/* Done: refused, or put right. Until then it is due so many days after it was asked for. */
bool before_correction(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	const struct pairs *a = &next->answers;
	const char *decision = pairs_get(a, "decision");
	struct date asked;
	(void)w;
	if (!*pairs_get(a, "wrong"))
		return err_set(e, ERR_DATA, c->number, "Write down what the person says is wrong.");
	if (is(decision, "refused") && !*pairs_get(a, "reason"))
		return err_set(e, ERR_DATA, c->number, "A no needs its reason: the person is told it.");
	bool done = is(decision, "refused") || (*decision && *pairs_get(a, "done_on"));
	snprintf(next->state, sizeof next->state, "%s", done ? "done" : *decision ? "decided" : "open");
	next->due[0] = 0;
	if (!done && date_from_iso(pairs_get(a, "asked_on"), &asked))
		time_to_iso(time_of_day_end(asked) + (int64_t)s->config->settings.correction_days * DAY, next->due);
	return true;
}

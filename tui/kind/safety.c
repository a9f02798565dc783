/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Safety work: the safety assessment, the self-harm protocol, care after sexual violence. The rules are the model's;
 * here they are asked with what the forms hold.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/safety.h>
#include <sarai/model/clinical.h>
#include <sarai/model/safety.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

/* The end of the day so many days after a day of the form (today, where it has none). */
static void due_after(const struct session *s, const char *iso_day, int days, char out[TIME_TEXT])
{
	struct date d;
	if (!date_from_iso(iso_day, &d))
		d = clock_today(s->clock);
	time_to_iso(time_of_day_end(date_from_days(date_days(d) + days)), out);
}

static void day_words(const char *iso_time, struct str *out)
{
	char day[DATE_TEXT];
	int64_t at;
	if (!time_from_iso(iso_time, &at))
		return;
	date_show(time_date(at), day);
	str_add(out, day);
}

/* ---- safety and security risk assessment ---- */

static const char *const parts[] = {"person", "family", "others", "staff", "transport", "shelter"};

static enum safety_rating gravest(const struct pairs *a)
{
	enum safety_rating rated[COUNT(parts)];
	for (int i = 0; i < COUNT(parts); i++)
		rated[i] = safety_rating_from(pairs_get(a, parts[i]));
	return safety_overall(rated, COUNT(parts));
}

/* The day that was typed, or the standard of the rating. */
static void review_due(const struct session *s, const struct pairs *a, char out[TIME_TEXT])
{
	enum safety_rating overall = safety_rating_from(pairs_get(a, "overall"));
	if (*pairs_get(a, "review_on"))
		date_as_due(pairs_get(a, "review_on"), out);
	else
		due_after(s, pairs_get(a, "assessed_on"),
			  s->config->due->safety_review_days[overall ? overall : gravest(a)], out);
}

bool before_ssra(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	(void)w;
	(void)c;
	(void)e;
	review_due(s, &next->answers, next->due);
	return true;
}

void ssra_says(const struct session *s, const struct edit *w, struct str *out)
{
	struct pairs a = {0};
	char due[TIME_TEXT];
	edit_answers(s, w, &a);
	enum safety_rating most = gravest(&a), overall = safety_rating_from(pairs_get(&a, "overall"));
	str_addf(out, "Gravest part: %s. ", safety_rating_words(most));
	if (overall && overall < most && !*pairs_get(&a, "overall_why"))
		str_add(out, "The whole is rated lower: write why. ");
	review_due(s, &a, due);
	str_add(out, "Review by ");
	day_words(due, out);
	str_add(out, ".");
	pairs_clear(&a);
}

/* ---- self-harm ---- */

static struct self_harm_facts self_harm_of(const struct pairs *a)
{
	return (struct self_harm_facts){pairs_get(a, "thoughts"), pairs_get(a, "plan"), pairs_get(a, "means"),
					pairs_get(a, "attempt")};
}

static bool still_to_tell(const struct pairs *a)
{
	struct self_harm_facts f = self_harm_of(a);
	return self_harm_tell(&f) && strcmp(pairs_get(a, "supervisor_told"), "yes") != 0 &&
	       !*pairs_get(a, SELF_HARM_SEEN);
}

bool before_self_harm(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	const struct pairs *a = &next->answers;
	struct self_harm_facts f = self_harm_of(a);
	(void)c;
	(void)e;
	next->state[0] = 0;
	if (still_to_tell(a)) {
		snprintf(next->state, sizeof next->state, SELF_HARM_TELL);
		/* The clock does not begin anew with a second save. */
		if (!strcmp(w->record.state, SELF_HARM_TELL) && *w->record.due)
			memcpy(next->due, w->record.due, sizeof next->due);
		else
			time_to_iso(clock_now(s->clock) + (int64_t)s->config->due->supervisor_h * HOUR, next->due);
	} else if (!*next->due && self_harm_tell(&f)) {
		due_after(s, pairs_get(a, "talked_on"), s->config->due->recheck_days, next->due);
	}
	return true;
}

void self_harm_says(const struct session *s, const struct edit *w, struct str *out)
{
	struct pairs a = {0};
	edit_answers(s, w, &a);
	struct self_harm_facts f = self_harm_of(&a);
	if (self_harm_stay(&f))
		str_add(out, "Do not leave the person alone. ");
	if (still_to_tell(&a))
		str_add(out, "Tell your supervisor now, then write it below.");
	else if (self_harm_tell(&f))
		str_add(out, *pairs_get(&a, SELF_HARM_SEEN) ? "A supervisor has acknowledged it."
							     : "The supervisor has been told.");
	else if (!*f.thoughts)
		str_add(out, "Ask plainly and calmly: asking does not put the thought into anybody's head.");
	pairs_clear(&a);
}

bool self_harm_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out)
{
	(void)s;
	(void)now;
	if (strcmp(r->state, SELF_HARM_TELL) != 0)
		return false;
	snprintf(out->words, sizeof out->words, "Tell the supervisor");
	memcpy(out->until, r->due, sizeof out->until);
	out->urgent = true;
	return true;
}

/* ---- care after sexual violence ---- */

static const char *const care_fields[CARE_COUNT] = {"pep", "contraception"};

/* What is on its way has not been received yet: the clock goes on. */
static bool care_answered(const char *answer)
{
	return *answer && strcmp(answer, "arranged") != 0;
}

static void care_facts_of(const struct pairs *a, int64_t happened, struct care_facts *f)
{
	f->happened = happened;
	for (int i = 0; i < CARE_COUNT; i++)
		f->answered[i] = care_answered(pairs_get(a, care_fields[i]));
}

static int64_t happened_at(const struct pairs *a, int64_t now)
{
	struct date day;
	long hour;
	if (!date_from_iso(pairs_get(a, "happened_on"), &day))
		return 0;
	return care_happened(day, ini_int(pairs_get(a, "happened_hour"), 0, 23, &hour) ? (int)hour : -1, now);
}

bool before_care(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct care_facts f;
	struct care_clock clock;
	int64_t now = clock_now(s->clock), happened = happened_at(&next->answers, now);
	(void)w;
	(void)c;
	(void)e;
	next->happened[0] = next->due[0] = 0;
	if (!happened)
		return true;
	time_to_iso(happened, next->happened);
	care_facts_of(&next->answers, happened, &f);
	care_evaluate(s->config->due->care_h, &f, now, &clock);
	if (clock.due)
		time_to_iso(clock.due, next->due);
	return true;
}

void care_says(const struct session *s, const struct edit *w, struct str *out)
{
	struct pairs a = {0};
	struct care_facts f;
	struct care_clock clock;
	char left[DATE_TEXT];
	int64_t now = clock_now(s->clock);
	edit_answers(s, w, &a);
	care_facts_of(&a, happened_at(&a, now), &f);
	care_evaluate(s->config->due->care_h, &f, now, &clock);
	if (!f.happened)
		str_add(out, "The clocks run from the day and hour on which it happened.");
	for (int i = 0; f.happened && i < CARE_COUNT; i++) {
		str_addf(out, "%s%s: ", i ? "  " : "", care_words((enum care)i));
		care_left(clock.until[i], now, left);
		if (clock.phase[i] == CARE_ANSWERED)
			str_add(out, "answered.");
		else
			str_addf(out, "%s%s.", left, clock.phase[i] == CARE_RUNNING ? " left" : "");
	}
	pairs_clear(&a);
}

bool care_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out)
{
	struct care_facts f;
	struct care_clock clock;
	int64_t happened;
	if (!time_from_iso(r->happened, &happened))
		return false;
	care_facts_of(&r->answers, happened, &f);
	care_evaluate(s->config->due->care_h, &f, now, &clock);
	if (!clock.due)
		return false;
	/* Closed and never answered: somebody still has to write down what was done. */
	snprintf(out->words, sizeof out->words, clock.closed ? "Care unanswered" : "Care window");
	time_to_iso(clock.due, out->until);
	out->urgent = true;
	return true;
}

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
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/safety.h>
#include <sarai/model/clinical.h>
#include <sarai/model/permit.h>
#include <sarai/model/safety.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define PROTECTION_COUNSELLING_FIELDS(X) \
	X(PROTECTION_COUNSELLING_TOLD, "told") X(PROTECTION_COUNSELLING_REFERRAL, "referral")
KIND_FIELDS(PROTECTION_COUNSELLING_FIELDS)

#define SSRA_FIELDS(X) \
	X(SSRA_PERSON, "person") X(SSRA_FAMILY, "family") X(SSRA_OTHERS, "others") X(SSRA_STAFF, "staff") \
	X(SSRA_TRANSPORT, "transport") X(SSRA_SHELTER, "shelter") X(SSRA_OVERALL, "overall") \
	X(SSRA_ASSESSED_ON, "assessed_on") X(SSRA_REVIEW_ON, "review_on")
KIND_FIELDS(SSRA_FIELDS)

#define SAFETY_PLAN_FIELDS(X) \
	X(SAFETY_PLAN_MADE_ON, "made_on") X(SAFETY_PLAN_REVIEW_ON, "review_on")
KIND_FIELDS(SAFETY_PLAN_FIELDS)

#define SELF_HARM_FIELDS(X) \
	X(SELF_HARM_THOUGHTS, "thoughts") X(SELF_HARM_PLAN, "plan") X(SELF_HARM_MEANS, "means") \
	X(SELF_HARM_ATTEMPT, "attempt") X(SELF_HARM_SUPERVISOR_TOLD, "supervisor_told") \
	X(SELF_HARM_TALKED_ON, "talked_on") X(SELF_HARM_RECHECK_ON, "recheck_on")
KIND_FIELDS(SELF_HARM_FIELDS)

#define SEXUAL_VIOLENCE_CARE_FIELDS(X) \
	X(SEXUAL_VIOLENCE_CARE_HAPPENED_ON, "happened_on") \
	X(SEXUAL_VIOLENCE_CARE_HAPPENED_HOUR, "happened_hour") X(SEXUAL_VIOLENCE_CARE_PEP, "pep") \
	X(SEXUAL_VIOLENCE_CARE_CONTRACEPTION, "contraception")
KIND_FIELDS(SEXUAL_VIOLENCE_CARE_FIELDS)

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
	enum safety_rating overall = safety_rating_from(pairs_get(a, SSRA_OVERALL));
	if (*pairs_get(a, "review_on"))
		date_as_due(pairs_get(a, "review_on"), out);
	else
		due_after(s, pairs_get(a, "assessed_on"),
			  s->config->due->safety_review_days[overall ? overall : gravest(a)], out);
}

static bool before_ssra(struct save *save, struct err *e)
{
	(void)e;
	review_due(save->session, &save->next->answers, save->next->due);
	return true;
}

static void ssra_says(const struct save *save, struct str *out)
{
	const struct session *s = save->session;
	struct pairs a = {0};
	char due[TIME_TEXT];
	edit_answers(s, save->edit, &a);
	enum safety_rating most = gravest(&a), overall = safety_rating_from(pairs_get(&a, SSRA_OVERALL));
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
	return (struct self_harm_facts){pairs_get(a, SELF_HARM_THOUGHTS), pairs_get(a, SELF_HARM_PLAN), pairs_get(a, "means"),
					pairs_get(a, SELF_HARM_ATTEMPT)};
}

static bool still_to_tell(const struct pairs *a)
{
	struct self_harm_facts f = self_harm_of(a);
	return self_harm_tell(&f) && strcmp(pairs_get(a, SELF_HARM_SUPERVISOR_TOLD), "yes") != 0 &&
	       !*pairs_get(a, SELF_HARM_SEEN);
}

static bool before_self_harm(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct record *next = save->next;
	const struct pairs *a = &next->answers;
	struct self_harm_facts f = self_harm_of(a);
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
		due_after(s, pairs_get(a, SELF_HARM_TALKED_ON), s->config->due->recheck_days, next->due);
	}
	return true;
}

static void self_harm_says(const struct save *save, struct str *out)
{
	const struct session *s = save->session;
	struct pairs a = {0};
	edit_answers(s, save->edit, &a);
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
	return care_happened(day, ini_int(pairs_get(a, SEXUAL_VIOLENCE_CARE_HAPPENED_HOUR), 0, 23, &hour) ? (int)hour : -1, now);
}

static bool before_care(struct save *save, struct err *e)
{
	struct record *next = save->next;
	struct care_facts f;
	struct care_clock clock;
	int64_t now = clock_now(save->session->clock), happened = happened_at(&next->answers, now);
	(void)e;
	next->happened[0] = next->due[0] = 0;
	if (!happened)
		return true;
	time_to_iso(happened, next->happened);
	care_facts_of(&next->answers, happened, &f);
	care_evaluate(save->session->config->due->care_h, &f, now, &clock);
	if (clock.due)
		time_to_iso(clock.due, next->due);
	return true;
}

static void care_says(const struct save *save, struct str *out)
{
	const struct session *s = save->session;
	struct pairs a = {0};
	struct care_facts f;
	struct care_clock clock;
	char left[DATE_TEXT];
	int64_t now = clock_now(s->clock);
	edit_answers(s, save->edit, &a);
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

const struct kind kind_protection_counselling = {
	.name = "protection-counselling",
	.label = "Counselling on asylum",
	.form = "protection-counselling",
	.permit = PERMIT_SCREEN,
	.section = SECTION_SAFETY,
	.title_field = "referral",
	.state_field = "referral",
	.happened_field = "counselled_on",
	.needs = KIND_NEEDS(PROTECTION_COUNSELLING_FIELDS),
};

const struct kind kind_ssra = {
	.name = "ssra",
	.label = "Safety assessment",
	.form = "ssra",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_SAFETY,
	.one_per_case = true,
	.title_field = "overall",
	.state_field = "overall",
	.due_field = "review_on",
	.happened_field = "assessed_on",
	.before = before_ssra,
	.says = ssra_says,
	.agenda = AGENDA_EACH,
	.agenda_words = "Safety review",
	.reasons = "overall_why",
	.needs = KIND_NEEDS(SSRA_FIELDS),
};

const struct kind kind_safety_plan = {
	.name = "safety-plan",
	.label = "Safety plan",
	.form = "safety-plan",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_SAFETY,
	.restricted = true,
	.one_per_case = true,
	.due_field = "review_on",
	.happened_field = "made_on",
	.agenda = AGENDA_EACH,
	.agenda_words = "Restricted: review",
	.needs = KIND_NEEDS(SAFETY_PLAN_FIELDS),
};

const struct kind kind_self_harm = {
	.name = "self-harm",
	.label = "Self-harm protocol",
	.form = "self-harm",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_SAFETY,
	.restricted = true,
	.due_field = "recheck_on",
	.happened_field = "talked_on",
	.before = before_self_harm,
	.says = self_harm_says,
	.clock = self_harm_clock,
	.agenda = AGENDA_NEWEST,
	.agenda_words = "Restricted: ask again",
	.needs = KIND_NEEDS(SELF_HARM_FIELDS),
};

const struct kind kind_sexual_violence_care = {
	.name = "sexual-violence-care",
	.label = "Care after sexual violence",
	.form = "sexual-violence-care",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_SAFETY,
	.restricted = true,
	.happened_field = "happened_on",
	.before = before_care,
	.says = care_says,
	.clock = care_clock,
	.agenda = AGENDA_EACH,
	.agenda_words = "Care window",
	.needs = KIND_NEEDS(SEXUAL_VIOLENCE_CARE_FIELDS),
};

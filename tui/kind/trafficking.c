/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is noted of trafficking: the reading of act, means and purpose, who decided on the status, the reflection
 * period.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/codes.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/trafficking.h>
#include <sarai/model/due.h>
#include <sarai/model/permit.h>
#include <sarai/model/trafficking.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define TRAFFICKING_FIELDS(X) \
	X(TRAFFICKING_INDICATORS, "indicators") X(TRAFFICKING_ACTS, "acts") X(TRAFFICKING_MEANS, "means") \
	X(TRAFFICKING_CONTROL, "control") X(TRAFFICKING_EXPLOITATION, "exploitation") \
	X(TRAFFICKING_AGE_WHEN, "age_when") X(TRAFFICKING_STATUS, "status") \
	X(TRAFFICKING_DECIDED_BY, "decided_by") X(TRAFFICKING_DECIDED_ON, "decided_on") \
	X(TRAFFICKING_NOTED_ON, "noted_on") X(TRAFFICKING_REFLECTION, "reflection") \
	X(TRAFFICKING_REFLECTION_FROM, "reflection_from") \
	X(TRAFFICKING_REFLECTION_UNTIL, "reflection_until") \
	X(TRAFFICKING_REFLECTION_AFTER, "reflection_after")
KIND_FIELDS(TRAFFICKING_FIELDS)

#define TRAFFICKING_EVENT_FIELDS(X) \
	X(TRAFFICKING_EVENT_TYPE, "type") X(TRAFFICKING_EVENT_DATE, "date") \
	X(TRAFFICKING_EVENT_COUNTRY, "country") X(TRAFFICKING_EVENT_DESCRIPTION, "description")
KIND_FIELDS(TRAFFICKING_EVENT_FIELDS)

#define PERPETRATOR_FIELDS(X) \
	X(PERPETRATOR_ROLE, "role")
KIND_FIELDS(PERPETRATOR_FIELDS)

#define UNTIL "=reflection_until" /* the last day, as it was worked out at the save */
#define ADULT 18

static int count_codes(const char *codes)
{
	int n = 0;
	while (*codes) {
		size_t length = strcspn(codes, " ");
		n++;
		codes += length + strspn(codes + length, " ");
	}
	return n;
}

/* Under 18 when it happened, or perhaps: by the age that was said, else by the declared birth date, whatever is in
 * between counting for the child. */
static bool was_child(const struct session *s, const struct pairs *a, const char *birth_iso)
{
	struct date birth;
	long age;
	int least;
	if (ini_int(pairs_get(a, TRAFFICKING_AGE_WHEN), 0, 120, &age))
		return age < ADULT;
	if (codes_have(pairs_get(a, TRAFFICKING_INDICATORS), "recruited-child"))
		return true;
	if (!date_from_iso(birth_iso, &birth))
		return false;
	date_age(birth, clock_today(s->clock), &least, NULL);
	return least < ADULT;
}

static void facts_of(const struct session *s, const struct pairs *a, const char *birth, struct trafficking_facts *f)
{
	f->indicators = count_codes(pairs_get(a, TRAFFICKING_INDICATORS));
	f->act = *pairs_get(a, TRAFFICKING_ACTS) || *pairs_get(a, "recruitment");
	f->means = *pairs_get(a, "means") || *pairs_get(a, TRAFFICKING_CONTROL);
	f->purpose = *pairs_get(a, "exploitation");
	f->child = was_child(s, a, birth);
}

/* ---- reflection period ---- */

static bool reflection_runs(const struct pairs *a)
{
	return !strcmp(pairs_get(a, TRAFFICKING_REFLECTION), "yes") && !*pairs_get(a, TRAFFICKING_REFLECTION_AFTER);
}

static void set_reflection(const struct session *s, struct record *next)
{
	const struct due_rules *rules = s->config->due;
	struct pairs *a = &next->answers;
	struct date from, until;
	char iso[DATE_TEXT];
	pairs_set(a, UNTIL, NULL);
	next->due[0] = 0;
	if (strcmp(pairs_get(a, TRAFFICKING_REFLECTION), "yes"))
		return;
	if (!date_from_iso(pairs_get(a, TRAFFICKING_REFLECTION_UNTIL), &until)) {
		if (!date_from_iso(pairs_get(a, TRAFFICKING_REFLECTION_FROM), &from))
			return;
		until = date_from_days(date_days(from) + rules->reflection_days);
	}
	date_to_iso(until, iso);
	pairs_set(a, UNTIL, iso);
	if (reflection_runs(a))
		time_to_iso(time_of_day_end(until) - (int64_t)rules->reflection_notice_days * DAY, next->due);
}

bool trafficking_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out)
{
	struct date until;
	char day[DATE_TEXT];
	(void)s;
	if (!reflection_runs(&r->answers) || !date_from_iso(pairs_get(&r->answers, UNTIL), &until))
		return false;
	date_show(until, day);
	snprintf(out->words, sizeof out->words, "Reflection %s %s", time_of_day_end(until) < now ? "ended" : "until",
		 day);
	return true;
}

/* ---- the whole ---- */

static bool before_trafficking(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct trafficking_facts f;
	struct trafficking_reading r;
	/* The status is what an authority or an organisation decided. */
	if (*pairs_get(&next->answers, "status") && !*pairs_get(&next->answers, TRAFFICKING_DECIDED_BY))
		return err_set(e, ERR_DATA, "trafficking",
			       "Who decided? Name the authority or organisation: a status is theirs to give.");
	facts_of(s, &next->answers, save->case_row->birth, &f);
	trafficking_read(&f, &r);
	free(next->title);
	next->title = mem_strdup(trafficking_words(&r));
	snprintf(next->state, sizeof next->state, "%s", r.refer ? "refer" : "");
	set_reflection(s, next);
	return true;
}

static void trafficking_says(const struct save *save, struct str *out)
{
	struct pairs a = {0};
	struct trafficking_facts f;
	edit_answers(save->session, save->edit, &a);
	facts_of(save->session, &a, save->edit->case_row.birth, &f);
	trafficking_line(&f, out);
	pairs_clear(&a);
}

const struct kind kind_trafficking = {
	.name = "trafficking",
	.label = "Trafficking",
	.form = "trafficking",
	.permit = PERMIT_SCREEN,
	.section = SECTION_TRAFFICKING,
	.one_per_case = true,
	.happened_field = "noted_on",
	.before = before_trafficking,
	.says = trafficking_says,
	.clock = trafficking_clock,
	.agenda = AGENDA_EACH,
	.agenda_words = "Reflection: what next",
	.needs = KIND_NEEDS(TRAFFICKING_FIELDS),
};

const struct kind kind_trafficking_event = {
	.name = "trafficking-event",
	.label = "Event",
	.form = "trafficking-event",
	.permit = PERMIT_SCREEN,
	.section = SECTION_TRAFFICKING,
	.title_field = "type",
	.happened_field = "date",
	.needs = KIND_NEEDS(TRAFFICKING_EVENT_FIELDS),
};

const struct kind kind_perpetrator = {
	.name = "perpetrator",
	.label = "Perpetrator",
	.form = "perpetrator",
	.permit = PERMIT_SCREEN,
	.section = SECTION_TRAFFICKING,
	.restricted = true,
	.needs = KIND_NEEDS(PERPETRATOR_FIELDS),
};

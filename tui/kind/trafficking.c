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
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/kind/trafficking.h>
#include <sarai/model/due.h>
#include <sarai/model/trafficking.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

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

static bool has_code(const char *codes, const char *code)
{
	size_t n = strlen(code);
	for (const char *p = codes; (p = strstr(p, code)); p++) {
		if ((p == codes || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	}
	return false;
}

/* Under 18 when it happened, or perhaps: by the age that was said, else by the declared birth date, whatever is in
 * between counting for the child. */
static bool was_child(const struct session *s, const struct pairs *a, const char *birth_iso)
{
	struct date birth;
	long age;
	int least;
	if (ini_int(pairs_get(a, "age_when"), 0, 120, &age))
		return age < ADULT;
	if (has_code(pairs_get(a, "indicators"), "recruited-child"))
		return true;
	if (!date_from_iso(birth_iso, &birth))
		return false;
	date_age(birth, clock_today(s->clock), &least, NULL);
	return least < ADULT;
}

static void facts_of(const struct session *s, const struct pairs *a, const char *birth, struct trafficking_facts *f)
{
	f->indicators = count_codes(pairs_get(a, "indicators"));
	f->act = *pairs_get(a, "acts") || *pairs_get(a, "recruitment");
	f->means = *pairs_get(a, "means") || *pairs_get(a, "control");
	f->purpose = *pairs_get(a, "exploitation");
	f->child = was_child(s, a, birth);
}

/* ---- reflection period ---- */

static bool reflection_runs(const struct pairs *a)
{
	return !strcmp(pairs_get(a, "reflection"), "yes") && !*pairs_get(a, "reflection_after");
}

static void set_reflection(const struct session *s, struct record *next)
{
	const struct due_rules *rules = s->config->due;
	struct pairs *a = &next->answers;
	struct date from, until;
	char iso[DATE_TEXT];
	pairs_set(a, UNTIL, NULL);
	next->due[0] = 0;
	if (strcmp(pairs_get(a, "reflection"), "yes"))
		return;
	if (!date_from_iso(pairs_get(a, "reflection_until"), &until)) {
		if (!date_from_iso(pairs_get(a, "reflection_from"), &from))
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

bool before_trafficking(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct trafficking_facts f;
	struct trafficking_reading r;
	(void)w;
	/* The status is what an authority or an organisation decided. */
	if (*pairs_get(&next->answers, "status") && !*pairs_get(&next->answers, "decided_by"))
		return err_set(e, ERR_DATA, "trafficking",
			       "Who decided? Name the authority or organisation: a status is theirs to give.");
	facts_of(s, &next->answers, c->birth, &f);
	trafficking_read(&f, &r);
	free(next->title);
	next->title = mem_strdup(trafficking_words(&r));
	snprintf(next->state, sizeof next->state, "%s", r.refer ? "refer" : "");
	set_reflection(s, next);
	return true;
}

void trafficking_says(const struct session *s, const struct edit *w, struct str *out)
{
	struct pairs a = {0};
	struct trafficking_facts f;
	edit_answers(s, w, &a);
	facts_of(s, &a, w->case_row.birth, &f);
	trafficking_line(&f, out);
	pairs_clear(&a);
}

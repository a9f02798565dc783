/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be shared, asked by whoever shares something, and how consent stands, in words.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/codes.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/consent_statements.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/consent.h>
#include <sarai/model/permit.h>

#define PURPOSES "consent-purposes"
#define RECIPIENTS "consent-recipients"

/* ---- in words ---- */

static void add_day(struct str *to, const char *at)
{
	char day[DATE_TEXT];
	int64_t t;
	if (time_from_iso(at, &t)) {
		date_show(time_date(t), day);
		str_add(to, day);
	}
}

/* The parts of a list of codes (blanks) or names (commas, lines), one after the other; names get ":" in front, as a
 * recipient by name is written. */
struct each {
	const char *rest;
	char text[320]; /* as long as the field */
};

static struct each each_begin(const char *names)
{
	return (struct each){.rest = names ? names : ""};
}

static bool each_next(struct each *x)
{
	while (*x->rest) {
		size_t n = strcspn(x->rest, ",;\n"), skip = strspn(x->rest, " ");
		const char *from = x->rest + skip;
		x->rest += n + (x->rest[n] != 0);
		if (skip < n) {
			snprintf(x->text, sizeof x->text, ":%.*s", (int)(n - skip), from);
			return true;
		}
	}
	return false;
}

/* A recipient as one reads it: the organisation, or what its code stands for. */
static char *recipient_words(const struct consent_reading *r, const char *recipient)
{
	size_t n = strcspn(recipient, ":");
	if (recipient[n])
		return mem_strdup(recipient + n + 1);
	return mem_strdup(config_label(r->s->config, RECIPIENTS, recipient));
}

/* "Police", "Police (but for A complaint, a court)"; nothing where no never stands. */
static void add_limit(const struct consent_reading *r, struct str *to, const char *recipient, const char *shown)
{
	const struct option_list *purposes = option_lists_get(&r->s->config->lists, PURPOSES);
	struct str but = {0};
	bool never = false;
	for (int i = 0; purposes && i < purposes->n; i++) {
		struct consent_verdict v = consent_allows(&r->facts, purposes->at[i].code, recipient);
		never |= v.reason == CONSENT_BECAUSE_NEVER;
		if (v.allowed)
			str_addf(&but, "%s%s", but.len ? ", " : "", purposes->at[i].label);
	}
	if (never)
		str_addf(to, "%s%s", to->len ? ", " : "Not: ", shown);
	if (never && but.len)
		str_addf(to, " (but for %s)", str_text(&but));
	str_fini(&but);
}

/* Said twice, told once. */
static bool named_before(const struct consent_reading *r, int word, const char *name, bool never)
{
	for (int k = 0; k < word; k++) {
		for (struct each x = each_begin(never ? r->words[k].never_names : r->words[k].names); each_next(&x);) {
			if (!strcmp(x.text, name))
				return true;
		}
	}
	return false;
}

static void add_limits(const struct consent_reading *r, struct str *to)
{
	const struct option_list *l = option_lists_get(&r->s->config->lists, RECIPIENTS);
	for (int i = 0; l && i < l->n; i++) {
		bool named = false;
		for (int k = 0; k < r->n && !named; k++)
			named = codes_have(r->words[k].never, l->at[i].code);
		if (named)
			add_limit(r, to, l->at[i].code, l->at[i].label);
	}
	for (int k = 0; k < r->n; k++) {
		for (struct each name = each_begin(r->words[k].never_names); each_next(&name);)
			if (!named_before(r, k, name.text, true))
				add_limit(r, to, name.text, name.text + 1);
	}
}

/* What does not fit is cut between characters, and said to be there. */
static void put(char *out, size_t size, struct str *from)
{
	static const char more[] = " ...";
	const char *text = str_text(from);
	size_t n = 0;
	bool cut = from->len >= size;
	while (text[n] && n + text_next(text + n) < size - (cut ? sizeof more - 1 : 0))
		n += text_next(text + n);
	snprintf(out, size, "%.*s%s", (int)n, text, cut ? more : "");
	str_clear(from);
}

static void answer(const struct consent_reading *r, const struct consent_verdict *v, const char *purpose,
		   const char *recipient, struct consent_answer *out)
{
	struct str t = {0};
	char *to = recipient_words(r, recipient), day[DATE_TEXT];
	out->allowed = v->allowed;
	out->reason = v->reason;
	out->by_consent = v->reason == CONSENT_BECAUSE_YES || v->reason == CONSENT_BECAUSE_ASSENT;
	str_addf(&t, "%s, %s: %s", to, config_label(r->s->config, PURPOSES, purpose), consent_reason_words(v->reason));
	if (v->word >= 0) {
		const struct consent_said *x = &r->at[v->word];
		memcpy(out->record_id, x->record->id, sizeof out->record_id);
		if (v->reason == CONSENT_BECAUSE_OTHER_BASIS)
			str_addf(&t, " (%s)",
				 config_label(r->s->config, "consent-basis", pairs_get(&x->record->answers, "basis")));
		str_add(&t, ", ");
		add_day(&t, x->at);
		if (x->word.until.year) {
			date_show(x->word.until, day);
			str_addf(&t, ", until %s", day);
		}
	}
	str_add(&t, ".");
	put(out->why, sizeof out->why, &t);
	add_limits(r, &t);
	put(out->limits, sizeof out->limits, &t);
	str_fini(&t);
	free(to);
}

bool consent_gather(struct session *s, const char *case_id, const char *purpose, const char *recipient,
		    struct consent_answer *out, struct err *e)
{
	struct consent_reading r = {.s = s};
	memset(out, 0, sizeof *out);
	bool good = consent_read(&r, case_id, e);
	if (good) {
		struct consent_verdict v = consent_allows(&r.facts, purpose, recipient);
		answer(&r, &v, purpose, recipient, out);
	}
	consent_reading_fini(&r);
	return good;
}

bool consent_ask(struct session *s, const char *case_id, const char *purpose, const char *recipient,
		 struct consent_answer *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	return access_check_case(s, PERMIT_VIEW, case_id, e) && consent_gather(s, case_id, purpose, recipient, out, e);
}

/* ---- how it stands ---- */

static bool said_to(const struct consent_reading *r, const char *recipient)
{
	const struct option_list *purposes = option_lists_get(&r->s->config->lists, PURPOSES);
	for (int i = 0; purposes && i < purposes->n; i++) {
		if (consent_allows(&r->facts, purposes->at[i].code, recipient).allowed)
			return true;
	}
	return false;
}

static void add_recipient(const struct consent_reading *r, struct str *to, const char *recipient, const char *shown)
{
	if (said_to(r, recipient))
		str_addf(to, "%s%s", to->len ? ", " : "", shown);
}

/* Those who may be told something: by code, then by name. */
static void add_recipients(const struct consent_reading *r, struct str *to)
{
	const struct option_list *l = option_lists_get(&r->s->config->lists, RECIPIENTS);
	for (int i = 0; l && i < l->n; i++) {
		const char *code = l->at[i].code;
		bool named = false;
		for (int k = 0; k < r->n && !named; k++)
			named = r->words[k].decision != CONSENT_REFUSED && codes_have(r->words[k].recipients, code);
		if (named && strcmp(code, "us"))
			add_recipient(r, to, code, l->at[i].label);
	}
	for (int k = 0; k < r->n; k++) {
		for (struct each name = each_begin(r->words[k].names); each_next(&name);)
			if (!named_before(r, k, name.text, false))
				add_recipient(r, to, name.text, name.text + 1);
	}
}

/* Does what somebody said allow this purpose towards any of those it names? */
static bool allowed_by(const struct consent_reading *r, int word, const char *purpose)
{
	const struct consent_word *w = &r->words[word];
	const struct option_list *l = option_lists_get(&r->s->config->lists, RECIPIENTS);
	bool yes = false;
	for (int i = 0; l && i < l->n && !yes; i++)
		yes = codes_have(w->recipients, l->at[i].code) && consent_allows(&r->facts, purpose, l->at[i].code).allowed;
	for (struct each name = each_begin(w->names); !yes && each_next(&name);)
		yes = consent_allows(&r->facts, purpose, name.text).allowed;
	return yes;
}

/* What for, towards anybody. */
static void add_purposes(const struct consent_reading *r, struct str *to)
{
	const struct option_list *l = option_lists_get(&r->s->config->lists, PURPOSES);
	for (int i = 0; l && i < l->n; i++) {
		bool yes = consent_allows(&r->facts, l->at[i].code, "us").allowed;
		for (int k = 0; k < r->n && !yes; k++)
			yes = allowed_by(r, k, l->at[i].code);
		if (yes)
			str_addf(to, "%s%s", to->len ? ", " : "", l->at[i].label);
	}
}

static void standing(const struct consent_reading *r, struct str *out)
{
	struct consent_verdict v = consent_standing(&r->facts);
	struct str purposes = {0}, to = {0}, limits = {0};
	if (v.word < 0)
		str_add(out, "none yet: nothing may be shared");
	else if (v.reason == CONSENT_BECAUSE_YES)
		str_add(out, "given ");
	else if (v.reason == CONSENT_BECAUSE_ASSENT)
		str_add(out, "given, a child's assent with an adult, ");
	else if (v.reason == CONSENT_BECAUSE_REFUSED)
		str_add(out, "REFUSED ");
	else if (v.reason == CONSENT_BECAUSE_WITHDRAWN)
		str_add(out, "TAKEN BACK ");
	else
		str_addf(out, "NOT VALID: %s, ", consent_reason_words(v.reason));
	if (v.word >= 0)
		add_day(out, r->at[v.word].at);
	str_add(out, ".");
	/* What must not be done first. */
	add_limits(r, &limits);
	if (limits.len)
		str_addf(out, " %s.", str_text(&limits));
	add_purposes(r, &purposes);
	add_recipients(r, &to);
	if (purposes.len) {
		str_addf(out, " %s %s", v.allowed ? "For" : "On another basis, for", str_text(&purposes));
		str_addf(out, "; towards %s.", to.len ? str_text(&to) : "nobody else");
	}
	str_fini(&limits);
	str_fini(&purposes);
	str_fini(&to);
}

bool consent_line(struct session *s, const char *case_id, struct str *out, struct err *e)
{
	struct consent_reading r = {.s = s};
	bool good = access_check_case(s, PERMIT_VIEW, case_id, e) && consent_read(&r, case_id, e);
	if (good)
		standing(&r, out);
	consent_reading_fini(&r);
	return good;
}

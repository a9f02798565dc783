/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/text.h>
#include <sarai/base/units.h>
#include <sarai/model/urgent.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- one response ---- */

static enum urgent_effect safe_until(const struct urgent_said *r, int tonight_hours, int64_t *until)
{
	int64_t latest = r->at + (int64_t)tonight_hours * HOUR;
	*until = r->until && r->until < latest ? r->until : latest;
	return URGENT_UNTIL;
}

enum urgent_effect urgent_effect_of(const struct urgent_said *r, int tonight_hours, int64_t *until)
{
	*until = 0;
	if (!*r->done)
		return URGENT_RUNS;
	if (text_is(r->outcome, "contact-lost") || text_is(r->outcome, "died"))
		return r->ended ? URGENT_ENDS : URGENT_CONFIRM;
	if (text_is(r->outcome, "care-declined"))
		return text_is(r->informed, "yes") ? URGENT_ENDS : URGENT_RUNS;
	if (text_is(r->outcome, "moved"))
		return URGENT_ENDS;
	if (text_is(r->safe, "partly"))
		return safe_until(r, tonight_hours, until);
	return text_is(r->safe, "yes") ? URGENT_ENDS : URGENT_RUNS;
}

bool urgent_not_safe(const struct urgent_said *r)
{
	bool gone = text_is(r->outcome, "contact-lost") || text_is(r->outcome, "died");
	return r->asked && !gone && !text_is(r->safe, "yes") && !text_is(r->safe, "partly");
}

bool urgent_event_of(const struct urgent_said *r, int tonight_hours, struct urgent_event *out)
{
	bool helped = !*r->outcome || text_is(r->outcome, "helped");
	*out = (struct urgent_event){.kind = URGENT_RESPONSE, .at = r->at};
	out->effect = urgent_effect_of(r, tonight_hours, &out->until);
	out->claims_safe = r->asked && helped;
	out->waits_own = r->asked && (helped || text_is(r->outcome, "care-declined"));
	return *r->done;
}

/* ---- records that must agree ---- */

static const struct {
	const char *flag, *kind;
} own_kinds[] = {
	{"suicide_self_harm", "self-harm"},
	{"suicide_plan", "self-harm"},
	{"sexual_violence", "sexual-violence-care"},
};

const char *urgent_own_kind(const char *flag)
{
	for (size_t i = 0; i < COUNT(own_kinds); i++) {
		if (text_is(own_kinds[i].flag, flag))
			return own_kinds[i].kind;
	}
	return NULL;
}

static bool all_answered(const struct pairs *a, const char *const *fields)
{
	for (; *fields; fields++) {
		if (!pairs_has(a, *fields))
			return false;
	}
	return true;
}

/* Could not be asked is no talk. */
static bool protocol_complete(const struct pairs *a)
{
	static const char *const steps[] = {"plan", "means", "attempt", "not_alone", "specialist", NULL};
	const char *thoughts = pairs_get(a, "thoughts");
	if (!*thoughts || text_is(thoughts, "unknown"))
		return false;
	return !text_is(thoughts, "current") ||
	       (all_answered(a, steps) && (!text_is(pairs_get(a, "means"), "yes") || pairs_has(a, "means_away")));
}

/* "Arranged" is an answer: the care window has a clock of its own, which runs until the medicine is received. */
static bool care_complete(const struct pairs *a)
{
	static const char *const asked[] = {"happened_on", "pep", "contraception", NULL};
	return all_answered(a, asked);
}

bool urgent_own_complete(const char *flag, const struct urgent_others *o)
{
	const char *kind = urgent_own_kind(flag);
	if (!kind)
		return true;
	if (text_is(kind, "self-harm"))
		return o->self_harm && protocol_complete(o->self_harm);
	return o->care && care_complete(o->care);
}

enum other { OTHER_SELF_HARM, OTHER_CHILD };

/* An answer with this value; value NULL: any answer but yes. */
static const struct {
	const char *flag;
	enum other other;
	const char *field, *value, *words;
} contradictions[] = {
	{"suicide_self_harm", OTHER_SELF_HARM, "means_away", NULL, "the means are not out of reach"},
	{"suicide_plan", OTHER_SELF_HARM, "means_away", NULL, "the means are not out of reach"},
	{"suicide_self_harm", OTHER_SELF_HARM, "not_alone", "no", "nobody stays with the person"},
	{"suicide_plan", OTHER_SELF_HARM, "not_alone", "no", "nobody stays with the person"},
	{"suicide_self_harm", OTHER_SELF_HARM, "thoughts", "never", "the protocol says there were no thoughts"},
	{"suicide_plan", OTHER_SELF_HARM, "thoughts", "never", "the protocol says there were no thoughts"},
	{"unaccompanied_child", OTHER_CHILD, "with_abuser", "yes", "the child is with somebody feared"},
	{"unaccompanied_child", OTHER_CHILD, "care", "none", "the child has no care arrangement"},
};

const char *urgent_contradiction(const char *flag, const struct urgent_others *o)
{
	for (size_t i = 0; i < COUNT(contradictions); i++) {
		const struct pairs *a = contradictions[i].other == OTHER_CHILD ? o->child : o->self_harm;
		const char *value = contradictions[i].value;
		if (!a || !text_is(contradictions[i].flag, flag) || !pairs_has(a, contradictions[i].field))
			continue;
		const char *said = pairs_get(a, contradictions[i].field);
		if (value ? text_is(said, value) : !text_is(said, "yes"))
			return contradictions[i].words;
	}
	return NULL;
}

/* ---- the clock ---- */

static int in_time(const void *a, const void *b)
{
	const struct urgent_event *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static void start(struct urgent_clock *c, int64_t at, const struct urgent_rule *r)
{
	*c = (struct urgent_clock){.open = true, .since = at, .due = at + r->seconds};
}

static void respond(struct urgent_clock *c, const struct urgent_event *ev, const struct urgent_rule *r)
{
	bool held = (ev->claims_safe && r->contradicted) || (ev->waits_own && r->own && r->own_at < c->since);
	enum urgent_effect effect = ev->effect;
	if (held && (effect == URGENT_ENDS || effect == URGENT_UNTIL))
		effect = URGENT_RUNS;
	switch (effect) {
	case URGENT_ENDS:
		c->open = false;
		break;
	case URGENT_UNTIL:
		c->due = ev->until;
		break;
	default:
		/* Until tonight, and now not safe after all: what was due first is due. */
		c->due = c->since + r->seconds;
		break;
	}
}

void urgent_clock_run(struct urgent_event *events, int n, const struct urgent_rule *r, struct urgent_clock *out)
{
	bool raised = false;
	memset(out, 0, sizeof *out);
	if (n > 0)
		qsort(events, (size_t)n, sizeof *events, in_time);
	for (int i = 0; i < n; i++) {
		const struct urgent_event *ev = &events[i];
		if (ev->kind == URGENT_NO) {
			out->open = raised = false;
		} else if (ev->kind == URGENT_YES) {
			if (!out->open)
				start(out, ev->at, r);
			raised = true;
		} else if (raised) {
			/* It had ended, and the person is not safe after all: a new clock. */
			if (!out->open && (ev->effect == URGENT_RUNS || ev->effect == URGENT_UNTIL))
				start(out, ev->at, r);
			if (out->open)
				respond(out, ev, r);
		}
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/gate.h>

static const struct {
	const char *words;
} acts_words[] = {
#define X(id, words) {words},
	GATE_ACT_TABLE(X)
#undef X
};

static const struct {
	const char *needs, *key, *opens, *kind;
} lock_words[] = {
#define X(id, needs, key, opens, kind) {needs, key, opens, kind},
	GATE_LOCK_TABLE(X)
#undef X
};

const char *gate_act_words(enum gate_act a)
{
	return acts_words[a].words;
}

const char *gate_lock_needs(enum gate_lock l)
{
	return lock_words[l].needs;
}

const char *gate_lock_key(enum gate_lock l)
{
	return lock_words[l].key;
}

const char *gate_lock_opens(enum gate_lock l)
{
	return lock_words[l].opens;
}

const char *gate_lock_kind(enum gate_lock l)
{
	return lock_words[l].kind;
}

/* ---- which gates a wish has to pass ---- */

static bool is(const char *a, const char *b)
{
	return a && !strcmp(a, b);
}

unsigned gate_acts_of(const struct gate_wish *w, const struct gate_facts *f)
{
	bool reunites = is(w->service, "family-tracing") && is(w->aim, "reunite");
	unsigned acts = 0;
	if (is(w->service, "return") || (reunites && is(w->return_first, "yes")))
		acts |= GATE_BIT(GATE_RETURN);
	if (is(w->service, "reintegration") && !is(w->return_first, "no"))
		acts |= GATE_BIT(GATE_REINTEGRATION);
	if (reunites)
		acts |= GATE_BIT(GATE_REUNIFICATION);
	else if (is(w->service, "family-tracing"))
		acts |= GATE_BIT(GATE_TRACING);
	/* Papers are asked for at a consulate unless it is said otherwise; for whom that may endanger, it has to be. */
	bool perhaps = is(w->service, "documentation") && f->protection_raised && !is(w->consulate, "no");
	if (is(w->consulate, "yes") || perhaps)
		acts |= GATE_BIT(GATE_CONSULATE);
	return acts;
}

/* ---- locks ---- */

static bool alone(const struct gate_facts *f)
{
	return f->is_child && child_is_alone(f->situation);
}

/* A panel decides for children who are alone, and wherever it has been asked. */
static bool panel(const struct gate_facts *f)
{
	return f->is_child && (child_is_alone(f->situation) || f->determination_asked);
}

static bool by_assessment(const struct gate_facts *f)
{
	return f->is_child && !panel(f);
}

static bool child(const struct gate_facts *f)
{
	return f->is_child;
}

static bool child_who_can_say(const struct gate_facts *f)
{
	return f->is_child && !f->too_young_to_say;
}

static bool raised(const struct gate_facts *f)
{
	return f->protection_raised;
}

static bool anybody(const struct gate_facts *f)
{
	(void)f;
	return true;
}

#define GO_BACK (GATE_BIT(GATE_RETURN) | GATE_BIT(GATE_REINTEGRATION))
#define FAMILY GATE_BIT(GATE_REUNIFICATION)

/* Whom a lock is for, before what it stands, and whether its key is there. A determination or an assessment in favour
 * is one of this act: a return is no reunification. */
static const struct {
	bool (*for_whom)(const struct gate_facts *f);
	unsigned acts;
} locks[GATE_LOCK_COUNT] = {
	[GATE_LOCK_COUNSELLED] = {raised, GO_BACK | GATE_BIT(GATE_CONSULATE)},
	[GATE_LOCK_OFFERED] = {raised, GO_BACK},
	[GATE_LOCK_CONSULATE_CONSENT] = {anybody, GATE_BIT(GATE_CONSULATE)},
	[GATE_LOCK_SITUATION] = {child, GO_BACK | FAMILY},
	[GATE_LOCK_GUARDIAN] = {alone, GO_BACK | FAMILY},
	[GATE_LOCK_ASSESSED] = {by_assessment, GO_BACK | FAMILY},
	[GATE_LOCK_DETERMINED] = {panel, GO_BACK | FAMILY},
	[GATE_LOCK_APPEAL] = {panel, GO_BACK | FAMILY},
	[GATE_LOCK_REOPENED] = {panel, GO_BACK | FAMILY},
	[GATE_LOCK_FAMILY] = {child, GO_BACK | FAMILY},
	[GATE_LOCK_RELATION] = {alone, FAMILY},
	[GATE_LOCK_TRACING_AGREED] = {child_who_can_say, GATE_BIT(GATE_TRACING)},
	[GATE_LOCK_GUARDIAN_AGREES] = {child, GO_BACK | FAMILY},
	[GATE_LOCK_CHILD_AGREES] = {child_who_can_say, GO_BACK | FAMILY},
};

static bool in_favour(unsigned acts, bool of_return, bool of_reunification)
{
	return (!(acts & GO_BACK) || of_return) && (!(acts & FAMILY) || of_reunification);
}

static bool open_for(enum gate_lock l, unsigned acts, const struct gate_facts *f)
{
	switch (l) {
	case GATE_LOCK_COUNSELLED:
		return f->counselled;
	case GATE_LOCK_OFFERED:
		return f->referral_offered;
	case GATE_LOCK_CONSULATE_CONSENT:
		return f->consulate_consent;
	case GATE_LOCK_SITUATION:
		return f->situation != CHILD_UNKNOWN;
	case GATE_LOCK_GUARDIAN:
		return f->guardian_appointed;
	case GATE_LOCK_ASSESSED:
		return in_favour(acts, f->bia_for_return, f->bia_for_reunification);
	case GATE_LOCK_DETERMINED:
		return in_favour(acts, f->bid_for_return, f->bid_for_reunification);
	case GATE_LOCK_APPEAL:
		return !f->bid_appealed;
	case GATE_LOCK_REOPENED:
		return !f->bid_reopened;
	case GATE_LOCK_FAMILY:
		return f->family_in_favour;
	case GATE_LOCK_RELATION:
		return f->relation_verified;
	case GATE_LOCK_TRACING_AGREED:
		return f->tracing_agreed;
	case GATE_LOCK_GUARDIAN_AGREES:
		return f->guardian_agrees;
	case GATE_LOCK_CHILD_AGREES:
		return f->child_agrees;
	case GATE_LOCK_COUNT:
		break;
	}
	return false;
}

int gate_keys(unsigned acts, const struct gate_facts *f, enum gate_lock out[GATE_LOCK_COUNT],
	      bool open[GATE_LOCK_COUNT])
{
	int n = 0;
	for (enum gate_lock l = 0; l < GATE_LOCK_COUNT; l++) {
		if (!(locks[l].acts & acts) || !locks[l].for_whom(f))
			continue;
		open[n] = open_for(l, acts & locks[l].acts, f);
		out[n++] = l;
	}
	return n;
}

int gate_locks(unsigned acts, const struct gate_facts *f, enum gate_lock out[GATE_LOCK_COUNT])
{
	bool open[GATE_LOCK_COUNT];
	int n = gate_keys(acts, f, out, open), closed = 0;
	for (int i = 0; i < n; i++) {
		if (!open[i])
			out[closed++] = out[i];
	}
	return closed;
}

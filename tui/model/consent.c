/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/codes.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/model/consent.h>

/* How closely something said fits a recipient: by name most, else the longer the code the narrower; not at all: -1. */
#define FIT_NONE (-1)
#define FIT_NAME 1000

static const char *const names[] = {
#define X(id, name) name,
	CONSENT_TABLE(X)
#undef X
};
static const struct {
	bool allowed;
	const char *words;
} reasons[] = {
#define X(id, allowed, words) {allowed, words},
	CONSENT_REASON_TABLE(X)
#undef X
};

const char *consent_name(enum consent_decision d)
{
	return names[d];
}

bool consent_from_name(const char *name, enum consent_decision *out)
{
	for (int i = 0; i < CONSENT_COUNT; i++) {
		if (!strcmp(names[i], name)) {
			*out = (enum consent_decision)i;
			return true;
		}
	}
	return false;
}

const char *consent_reason_words(enum consent_reason r)
{
	return reasons[r].words;
}

/* ---- who is meant ---- */

/* The longest of the codes that is this one or wider. */
static int fit_code(const char *codes, const char *code, size_t n)
{
	int best = FIT_NONE;
	for (const char *p = codes ? codes : ""; *p;) {
		size_t m = strcspn(p, " ");
		if (m > 0 && m <= n && !strncmp(p, code, m) && (m == n || code[m] == '-') && (int)m > best)
			best = (int)m;
		p += m + (p[m] == ' ');
	}
	return best;
}

static bool fit_name(const char *list, const char *name)
{
	char *wanted = text_fold(name);
	bool found = false;
	for (const char *p = list ? list : ""; *p && !found;) {
		size_t n = strcspn(p, ",;\n");
		char *one = mem_strndup(p, n), *folded = text_fold(one);
		found = *folded && !strcmp(folded, wanted);
		free(one);
		free(folded);
		p += n + (p[n] != 0);
	}
	free(wanted);
	return found;
}

static int fit(const char *codes, const char *list, const char *recipient)
{
	size_t n = strcspn(recipient, ":");
	if (recipient[n] && fit_name(list, recipient + n + 1))
		return FIT_NAME;
	return fit_code(codes, recipient, n);
}

static bool given(const struct consent_word *w)
{
	return w->decision == CONSENT_GIVEN || w->decision == CONSENT_ASSENTED;
}

static int fit_yes(const struct consent_word *w, const char *recipient)
{
	int closely = fit(w->recipients, w->names, recipient);
	if (closely == FIT_NONE && given(w) && !strcmp(recipient, "us"))
		return (int)strlen(recipient);
	return closely;
}

static bool blank(const char *s)
{
	return !s || !*s;
}

static bool as_a_whole(const struct consent_word *w)
{
	return blank(w->purposes) && blank(w->recipients) && blank(w->names);
}

/* Does a no speak of this purpose and recipient? What it leaves out, it means all of. */
static bool no_to(const struct consent_word *w, const char *purpose, const char *recipient)
{
	bool anyone = blank(w->recipients) && blank(w->names);
	return (blank(w->purposes) || codes_have(w->purposes, purpose)) &&
	       (anyone || fit(w->recipients, w->names, recipient) != FIT_NONE);
}

/* ---- what it is worth ---- */

static bool over(const struct consent_word *w, struct date today)
{
	return w->until.year && date_days_last(w->until) < date_days(today);
}

static enum consent_reason worth(const struct consent_word *w, struct date today)
{
	bool minor = w->decision == CONSENT_ASSENTED || w->child;
	if (minor && !w->adult)
		return CONSENT_BECAUSE_NO_ADULT;
	if (!w->complete)
		return CONSENT_BECAUSE_INCOMPLETE;
	if (over(w, today))
		return CONSENT_BECAUSE_EXPIRED;
	return minor ? CONSENT_BECAUSE_ASSENT : CONSENT_BECAUSE_YES;
}

static bool half(enum consent_reason r)
{
	return r == CONSENT_BECAUSE_NO_ADULT || r == CONSENT_BECAUSE_INCOMPLETE;
}

struct state {
	enum consent_reason reason;
	int word;
	int limit, limit_word; /* how closely the strictest "never" that stands fits; FIT_NONE: none stands */
	int basis;
};

static void hear_yes(struct state *st, const struct consent_word *w, int i, int closely, struct date today)
{
	enum consent_reason r = worth(w, today);
	/* Half a yes does not take the place of a whole one. */
	if (half(r) && reasons[st->reason].allowed)
		return;
	if (reasons[r].allowed && closely >= st->limit)
		st->limit = FIT_NONE;
	st->reason = r;
	st->word = i;
}

static void hear(struct state *st, const struct consent_facts *f, int i, const char *purpose, const char *recipient)
{
	const struct consent_word *w = &f->at[i];
	int closely = fit_yes(w, recipient), never = fit(w->never, w->never_names, recipient);
	bool yes = codes_have(w->purposes, purpose) && closely != FIT_NONE;
	if (w->decision == CONSENT_BASIS) {
		if (yes && w->complete && !over(w, f->today))
			st->basis = i;
	} else if (given(w)) {
		if (yes)
			hear_yes(st, w, i, closely, f->today);
	} else if (no_to(w, purpose, recipient)) {
		st->reason = w->decision == CONSENT_REFUSED ? CONSENT_BECAUSE_REFUSED : CONSENT_BECAUSE_WITHDRAWN;
		st->word = i;
	}
	/* After the yes of the same day: where both are said at once, the limit holds. */
	if (never != FIT_NONE) {
		st->limit = never > st->limit ? never : st->limit;
		st->limit_word = i;
	}
}

struct consent_verdict consent_allows(const struct consent_facts *f, const char *purpose, const char *recipient)
{
	struct state st = {CONSENT_BECAUSE_NONE, -1, FIT_NONE, -1, -1};
	for (int i = 0; i < f->n; i++)
		hear(&st, f, i, purpose, recipient);
	if (st.limit != FIT_NONE) {
		st.reason = CONSENT_BECAUSE_NEVER;
		st.word = st.limit_word;
	}
	if (!reasons[st.reason].allowed && st.basis >= 0) {
		st.reason = CONSENT_BECAUSE_OTHER_BASIS;
		st.word = st.basis;
	}
	return (struct consent_verdict){reasons[st.reason].allowed, st.reason, st.word};
}

struct consent_verdict consent_standing(const struct consent_facts *f)
{
	struct consent_verdict v = {false, CONSENT_BECAUSE_NONE, -1};
	for (int i = 0; i < f->n; i++) {
		const struct consent_word *w = &f->at[i];
		enum consent_reason r = v.reason;
		if (given(w))
			r = worth(w, f->today);
		else if (w->decision == CONSENT_REFUSED && (as_a_whole(w) || v.word < 0))
			r = CONSENT_BECAUSE_REFUSED;
		else if (w->decision == CONSENT_WITHDRAWN && as_a_whole(w))
			r = CONSENT_BECAUSE_WITHDRAWN;
		else
			continue;
		/* Half a yes, or one whose time is over, does not end another that holds. */
		if (given(w) && v.allowed && !reasons[r].allowed)
			continue;
		v = (struct consent_verdict){reasons[r].allowed, r, i};
	}
	return v;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/base/units.h>
#include <sarai/model/referral.h>

#define B(s) (1u << REFERRAL_##s)

static const struct {
	const char *name, *words, *step;
	bool open, reason;
} states[] = {
#define X(id, name, words, step, open, reason) {name, words, step, open, reason},
	REFERRAL_STATE_TABLE(X)
#undef X
};

static const struct {
	const char *name, *words;
} priorities[] = {
#define X(id, name, words) {name, words},
	REFERRAL_PRIORITY_TABLE(X)
#undef X
};

const char *referral_state_name(enum referral_state s)
{
	return states[s].name;
}

const char *referral_state_words(enum referral_state s)
{
	return states[s].words;
}

const char *referral_step_words(enum referral_state s)
{
	return states[s].step;
}

bool referral_state_from_name(const char *name, enum referral_state *out)
{
	for (int i = 0; i < REFERRAL_STATE_COUNT; i++) {
		if (!strcmp(states[i].name, name)) {
			*out = (enum referral_state)i;
			return true;
		}
	}
	return false;
}

bool referral_state_open(enum referral_state s)
{
	return states[s].open;
}

bool referral_needs_reason(enum referral_state s)
{
	return states[s].reason;
}

const char *referral_priority_words(enum referral_priority p)
{
	return priorities[p].words;
}

bool referral_priority_from_name(const char *name, enum referral_priority *out)
{
	for (int i = 0; i < PRIORITY_COUNT; i++) {
		if (!strcmp(priorities[i].name, name)) {
			*out = (enum referral_priority)i;
			return true;
		}
	}
	return false;
}

/* News may skip steps: who is in service has been accepted. The person may say no, and we may take it back, at any time
 * before the service is done. After an end nothing follows, but that what was declined or not answered may turn out to
 * be a gap; sending it elsewhere is a new referral. */
#define NO (B(DECLINED) | B(REFUSED) | B(REVOKED) | B(EXPIRED))
static const unsigned followers[REFERRAL_STATE_COUNT] = {
	[REFERRAL_DRAFT] = B(SENT) | B(REFUSED) | B(REVOKED) | B(UNAVAILABLE),
	[REFERRAL_SENT] = B(RECEIVED) | B(ACCEPTED) | B(WAITING) | B(IN_SERVICE) | B(NOT_REACHED) | B(COMPLETED) | NO,
	[REFERRAL_RECEIVED] = B(ACCEPTED) | B(WAITING) | B(IN_SERVICE) | B(NOT_REACHED) | B(COMPLETED) | NO,
	[REFERRAL_ACCEPTED] = B(WAITING) | B(IN_SERVICE) | B(NOT_REACHED) | B(COMPLETED) | NO,
	[REFERRAL_WAITING] = B(ACCEPTED) | B(IN_SERVICE) | B(NOT_REACHED) | B(COMPLETED) | NO,
	[REFERRAL_IN_SERVICE] = B(COMPLETED) | B(NOT_REACHED) | B(DECLINED) | B(REFUSED) | B(REVOKED),
	[REFERRAL_NOT_REACHED] = B(ACCEPTED) | B(WAITING) | B(IN_SERVICE) | B(COMPLETED) | NO,
	[REFERRAL_DECLINED] = B(UNAVAILABLE),
	[REFERRAL_EXPIRED] = B(UNAVAILABLE),
};

bool referral_may_follow(enum referral_state from, enum referral_state to)
{
	return followers[from] & 1u << to;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

int64_t referral_due(const struct referral_rules *r, const struct referral_facts *f)
{
	int64_t answer = (int64_t)r->hours[f->priority] * HOUR;
	switch (f->state) {
	case REFERRAL_DRAFT:
		return f->made_at + answer;
	case REFERRAL_SENT:
		return later(f->sent_at, f->reminded_at) + answer;
	case REFERRAL_RECEIVED:
		return f->next_at ? f->next_at : later(f->sent_at, f->reminded_at) + answer;
	case REFERRAL_ACCEPTED:
	case REFERRAL_WAITING:
	case REFERRAL_IN_SERVICE:
	case REFERRAL_NOT_REACHED:
		return f->next_at ? f->next_at : later(f->changed_at, f->reminded_at) + (int64_t)r->feedback_days * DAY;
	case REFERRAL_DECLINED:
	case REFERRAL_EXPIRED:
		return f->settled ? 0 : f->changed_at + answer;
	default:
		return 0;
	}
}

static const struct {
	const char *words, *brief;
} dues[REFERRAL_STATE_COUNT] = {
	[REFERRAL_DRAFT] = {"not sent yet", "not sent yet"},
	[REFERRAL_SENT] = {"no receipt or answer yet", "no receipt yet"},
	[REFERRAL_RECEIVED] = {"no answer yet", "no answer yet"},
	[REFERRAL_ACCEPTED] = {"ask whether the service has begun", "has it begun?"},
	[REFERRAL_WAITING] = {"ask whether the service has begun", "has it begun?"},
	[REFERRAL_IN_SERVICE] = {"ask how it goes", "ask how it goes"},
	[REFERRAL_NOT_REACHED] = {"person not reached: help them meet", "not reached"},
	[REFERRAL_DECLINED] = {"send elsewhere, or note the gap", "send elsewhere"},
	[REFERRAL_EXPIRED] = {"send elsewhere, or note the gap", "send elsewhere"},
};

const char *referral_due_words(enum referral_state s)
{
	return dues[s].words ? dues[s].words : "";
}

const char *referral_due_brief(enum referral_state s)
{
	return dues[s].brief ? dues[s].brief : "";
}

bool referral_action_state(enum referral_state s, enum action_state *out)
{
	switch (s) {
	case REFERRAL_DRAFT:
	case REFERRAL_DECLINED: /* still to be done: elsewhere */
	case REFERRAL_REVOKED:
	case REFERRAL_EXPIRED:
		*out = ACTION_STATE_PLANNED;
		return true;
	case REFERRAL_SENT:
	case REFERRAL_RECEIVED:
	case REFERRAL_ACCEPTED:
	case REFERRAL_IN_SERVICE:
		*out = ACTION_STATE_STARTED;
		return true;
	case REFERRAL_WAITING:
	case REFERRAL_NOT_REACHED:
		*out = ACTION_STATE_WAITING;
		return true;
	case REFERRAL_COMPLETED:
		*out = ACTION_STATE_DONE;
		return true;
	case REFERRAL_REFUSED:
		*out = ACTION_STATE_CANCELLED;
		return true;
	case REFERRAL_UNAVAILABLE:
		*out = ACTION_STATE_NOT_DONE;
		return true;
	default:
		return false;
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/status.h>

struct words {
	const char *name, *words;
};

static const struct words statuses[] = {
#define X(id, name, words) {name, words},
	STATUS_TABLE(X)
#undef X
};
static const struct words decisions[] = {
#define X(id, name, words) {name, words},
	DECISION_TABLE(X)
#undef X
};

static int find(const struct words *rows, int n, const char *name)
{
	for (int i = 0; i < n; i++) {
		if (!strcmp(rows[i].name, name))
			return i;
	}
	return -1;
}

const char *status_name(enum case_status s)
{
	return statuses[s].name;
}

const char *status_words(enum case_status s)
{
	return statuses[s].words;
}

bool status_from_name(const char *name, enum case_status *out)
{
	int i = find(statuses, STATUS_COUNT, name);
	if (i >= 0)
		*out = (enum case_status)i;
	return i >= 0;
}

#define B(s) (1u << STATUS_##s)
#define ENDS (B(ON_HOLD) | B(TRANSFERRED) | B(DUPLICATE) | B(CLOSED))

/* Work goes forward as its parts are done; any open case may be put on hold or ended; what has ended comes back only
 * by being opened again, and a duplicate never does: its other half goes on. */
static const unsigned followers[STATUS_COUNT] = {
	[STATUS_NEW] = B(SCREENED) | ENDS,
	[STATUS_SCREENED] = B(ASSESSED) | ENDS,
	[STATUS_ASSESSED] = B(PLANNED) | ENDS,
	[STATUS_PLANNED] = B(ASSESSED) | B(ACTIVE) | ENDS,
	[STATUS_ACTIVE] = B(ASSESSED) | B(PLANNED) | B(MONITORING) | ENDS,
	[STATUS_MONITORING] = B(ASSESSED) | B(PLANNED) | B(ACTIVE) | ENDS,
	[STATUS_ON_HOLD] = B(NEW) | B(SCREENED) | B(ASSESSED) | B(PLANNED) | B(ACTIVE) | B(MONITORING) | B(REOPENED) |
			   B(TRANSFERRED) | B(DUPLICATE) | B(CLOSED),
	[STATUS_TRANSFERRED] = B(REOPENED),
	[STATUS_DUPLICATE] = 0,
	[STATUS_CLOSED] = B(REOPENED), /* or erased, which has its own way */
	[STATUS_REOPENED] = B(SCREENED) | B(ASSESSED) | B(PLANNED) | B(ACTIVE) | B(MONITORING) | ENDS,
};

bool status_may_follow(enum case_status from, enum case_status to)
{
	return followers[from] & (1u << to);
}

bool status_is_open(enum case_status s)
{
	return s != STATUS_TRANSFERRED && s != STATUS_DUPLICATE && s != STATUS_CLOSED && !status_is_gone(s);
}

bool status_is_gone(enum case_status s)
{
	return s == STATUS_PSEUDONYMISED || s == STATUS_ERASED;
}

const char *status_not_by_hand(enum case_status to)
{
	if (to == STATUS_CLOSED)
		return "A case is closed through its closure form.";
	if (to == STATUS_TRANSFERRED)
		return "A case is handed over through a transfer.";
	if (status_is_gone(to))
		return "A file is erased by two people: one proposes it in Rights, another carries it out.";
	return NULL;
}

bool decision_from_name(const char *name, enum decision *out)
{
	int i = find(decisions, DECISION_COUNT, name);
	if (i >= 0)
		*out = (enum decision)i;
	return i >= 0;
}

const char *decision_name(enum decision d)
{
	return decisions[d].name;
}

const char *decision_words(enum decision d)
{
	return decisions[d].words;
}

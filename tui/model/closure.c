/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/closure.h>

static const struct {
	const char *words, *where;
} items[] = {
#define X(id, words, where) {words, where},
	CLOSURE_TABLE(X)
#undef X
};

const char *closure_words(enum closure_item i)
{
	return items[i].words;
}

const char *closure_where(enum closure_item i)
{
	return items[i].where;
}

/* Reasons after which some things cannot be asked any more. A site's own reasons ask for everything. */
#define B(i) (1u << CLOSURE_##i)
static const struct {
	const char *reason;
	unsigned spared;
} spared[] = {
	{"death", B(RISKS_GONE) | B(COME_BACK) | B(LATER) | B(LATER_HOW) | B(URGENT)},
	{"lost-contact", B(COME_BACK) | B(LATER) | B(LATER_HOW) | B(RISKS_GONE)},
};

static bool is_spared(const char *reason, enum closure_item i)
{
	for (size_t k = 0; k < sizeof spared / sizeof *spared; k++) {
		if (!strcmp(spared[k].reason, reason))
			return spared[k].spared & (1u << i);
	}
	return false;
}

bool closure_missing(const struct closure_facts *f, enum closure_item i)
{
	const char *reason = f->reason ? f->reason : "";
	if (is_spared(reason, i))
		return false;
	switch (i) {
	case CLOSURE_REASON:
		return !*reason;
	case CLOSURE_URGENT:
		return f->urgent_open > 0;
	case CLOSURE_RISKS_GONE:
		return !f->risks_gone;
	case CLOSURE_GOALS:
		return f->goals_open > 0;
	case CLOSURE_ACTIONS:
		return f->actions_open > 0;
	case CLOSURE_ATTEMPTS:
		return !strcmp(reason, "lost-contact") && f->attempts < f->attempts_needed;
	case CLOSURE_COME_BACK:
		return !f->told_come_back;
	case CLOSURE_LATER:
		return !f->later_asked;
	case CLOSURE_LATER_HOW:
		return f->later_agreed && !f->later_how;
	case CLOSURE_FILE:
		return !f->file_complete;
	case CLOSURE_RETENTION:
		return !f->retention_set;
	case CLOSURE_TRANSFER:
		return f->transfer_pending;
	case CLOSURE_ITEMS:
		break;
	}
	return false;
}

int closure_missing_count(const struct closure_facts *f)
{
	int n = 0;
	for (enum closure_item i = 0; i < CLOSURE_ITEMS; i++)
		n += closure_missing(f, i);
	return n;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/inherit.h>

const char *inherit_level(enum inherit_from from)
{
	static const char *const names[] = {
#define X(id, level) level,
		INHERIT_TABLE(X)
#undef X
	};
	return from < INHERIT_COUNT ? names[from] : "";
}

enum inherit_from inherit_of_factor(const struct catalogue *c, int factor)
{
	const char *level = c->levels[c->factors[factor].level].name;
	enum inherit_from from = 0;
	while (from < INHERIT_COUNT && strcmp(inherit_level(from), level))
		from++;
	return from;
}

/* Knowing more than the source does is no contradiction; saying less than it, or otherwise, is. */
static void judge(enum answer own, enum answer source, bool reason, struct inherit_result *out)
{
	out->set = own;
	out->follows = own != ANSWER_NONE && own == source;
	out->differs = own != ANSWER_NONE && own != source && !answer_missing(source);
	out->needs_reason = out->differs && !reason;
}

void inherit_look(const struct inherit_facts *f, struct inherit_result *out)
{
	judge(f->own, f->was, f->reason, out);
}

void inherit_take(const struct inherit_facts *f, bool all, struct inherit_result *out)
{
	bool followed = f->own == f->was; /* also where both are nothing */
	/* "Unknown" said before there was a source is no judgement of this case. */
	bool open = f->own == ANSWER_NONE || (f->own == ANSWER_UNKNOWN && f->was == ANSWER_NONE);
	bool take = followed || ((open || all) && !answer_missing(f->now));
	judge(take ? f->now : f->own, f->now, f->reason, out);
}

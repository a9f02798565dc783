/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/config/config.h>
#include <sarai/edit/score_record.h>
#include <sarai/kind/child.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/suggest.h>

static void mark(const struct catalogue *c, bool *marks, const char *codes)
{
	while (*codes) {
		size_t n = strcspn(codes, " ");
		for (int i = 0; i < c->n_services; i++)
			marks[i] |= strlen(c->services[i]) == n && !strncmp(c->services[i], codes, n);
		codes += n + strspn(codes + n, " ");
	}
}

static bool *mark_all(const struct catalogue *c, const struct record_list *l, bool live)
{
	bool *marks = mem_alloc((size_t)(c->n_services + 1) * sizeof(bool));
	enum action_state state;
	for (int i = 0; i < l->n; i++) {
		if (!live || (action_state_from_name(l->at[i].state, &state) && action_state_live(state)))
			mark(c, marks, pairs_get(&l->at[i].answers, "service"));
	}
	return marks;
}

static bool *screened(const struct catalogue *c, const struct pairs *a)
{
	bool *marks = mem_alloc((size_t)(c->n_services + 1) * sizeof(bool));
	const char *decision = pairs_get(a, "decision");
	if (!strcmp(decision, "refer"))
		mark(c, marks, pairs_get(a, "refer_to"));
	else if (!strcmp(decision, "international-protection"))
		mark(c, marks, decision); /* the service has the name of the decision */
	return marks;
}

static bool read_age(struct session *s, const char *case_id, struct suggest_facts *f, struct err *e)
{
	struct case_row k = {0};
	struct child_view v = {0};
	bool good = store_case_get(s->store, case_id, &k, e) && child_read(s, &k, &v, e);
	f->adult = good && v.age_known && !v.is_child;
	if (good)
		child_view_fini(&v);
	case_row_fini(&k);
	return good;
}

bool suggest_read(struct session *s, const char *case_id, const struct record_list *actions,
		  const struct record_list *dismissed, struct suggest_case *out, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct consent_answer family;
	memset(out, 0, sizeof *out);
	if (!child_newest(s, case_id, "screening", &out->screening, e) || !read_age(s, case_id, &out->facts, e) ||
	    !consent_gather(s, case_id, "services", "family", &family, e)) {
		suggest_fini(out);
		return false;
	}
	out->facts.never_family = family.reason == CONSENT_BECAUSE_NEVER;
	out->facts.dismissed = mark_all(c, dismissed, false);
	out->facts.planned = mark_all(c, actions, true);
	out->facts.screened = screened(c, &out->screening.answers);
	return true;
}

void suggest_fini(struct suggest_case *x)
{
	free((void *)x->facts.dismissed);
	free((void *)x->facts.planned);
	free((void *)x->facts.screened);
	record_fini(&x->screening);
	memset(x, 0, sizeof *x);
}

enum flag_answer *suggest_flags(const struct catalogue *c, const struct suggest_case *x, const struct record *round)
{
	enum flag_answer *flags = mem_alloc((size_t)(c->n_flags + 1) * sizeof *flags);
	for (int i = 0; i < c->n_flags; i++) {
		const char *name = c->flags[i].name, *now = pairs_get(&round->answers, name);
		if (*flag_raised(&x->screening.answers, &round->answers, name))
			flags[i] = FLAG_YES;
		else if (!flag_answer_from_name(*now ? now : pairs_get(&x->screening.answers, name), &flags[i]))
			flags[i] = FLAG_NONE;
	}
	return flags;
}

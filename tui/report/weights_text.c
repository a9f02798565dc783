/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/model/score.h>
#include <sarai/model/weights.h>
#include <sarai/report/weights_report.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_overrides.h>

#define COL 10

static const char *s_of(int n)
{
	return n == 1 ? "" : "s";
}

static void write_table(const struct weights_tally *t, int (*cells)[WEIGHTS_LEVELS], struct str *out)
{
	str_addf(out, "  %-*s", COL + 2, "");
	for (int k = 0; k < t->n_levels; k++)
		str_addf(out, " %*.*s", COL - 1, COL - 1, t->level[k]);
	str_add(out, "\n");
	for (int i = 0; i < t->n_levels; i++) {
		str_add(out, "  ");
		text_add_column(out, t->level[i], COL + 2);
		for (int k = 0; k < t->n_levels; k++)
			str_addf(out, " %*d", COL - 1, cells[i][k]);
		str_add(out, "\n");
	}
}

static void write_moves(const struct weights_comparison *c, int max, struct str *out)
{
	const struct weights_tally *t = &c->tally;
	if (!t->moved) {
		str_add(out, "\nNo case would move to another level.\n");
		return;
	}
	str_addf(out, "\n%d case%s would move: %d higher, %d lower.\n", t->moved, s_of(t->moved), t->higher, t->lower);
	int n = max > 0 && max < c->n_moves ? max : c->n_moves;
	for (int i = 0; i < n; i++) {
		const struct weights_move *m = &c->moves[i];
		str_addf(out, "  %-16s %s (%d) to %s (%d)\n", m->number, m->from, score_points(m->score_from), m->to,
			 score_points(m->score_to));
	}
	if (n < c->n_moves)
		str_addf(out, "  and %d more\n", c->n_moves - n);
}

static void write_agreement(const char *what, int agree, int of, struct str *out)
{
	str_addf(out, "  %-18s %3d percent (%d of %d)\n", what, weights_percent(agree, of), agree, of);
}

static void write_assigned(struct weights_comparison *c, struct str *out)
{
	struct weights_tally *t = &c->tally;
	if (!t->assigned) {
		str_add(out, "\nNo finished assessment has an assigned level yet.\n");
		return;
	}
	str_addf(out, "\nAgreement with the assigned level, in %d finished assessment%s\n", t->assigned,
		 s_of(t->assigned));
	write_agreement("as calculated", t->agree_now, t->assigned, out);
	write_agreement("by the candidate", t->agree_candidate, t->assigned, out);
	str_add(out, "\nAssigned (down) and as calculated (across)\n");
	write_table(t, t->now, out);
	str_add(out, "\nAssigned (down) and by the candidate (across)\n");
	write_table(t, t->candidate, out);
}

static void write_rest(const struct weights_comparison *c, struct str *out)
{
	if (!c->without_figures && !c->n_unknown && !c->n_added)
		return;
	str_add(out, "\nCould not be compared\n");
	if (c->without_figures)
		str_addf(out, "  %d assessment%s of which nothing was calculated\n", c->without_figures,
			 s_of(c->without_figures));
	for (int i = 0; i < c->n_unknown; i++)
		str_addf(out, "  %s: %d answer%s, which the candidate does not count\n", c->unknown[i].name,
			 c->unknown[i].answers, s_of(c->unknown[i].answers));
	for (int i = 0; i < c->n_added; i++)
		str_addf(out, "  %s: new in the candidate, answered nowhere yet\n", c->added[i].name);
}

char *weights_comparison_text(const struct weights_comparison *comparison, int max_moves)
{
	struct weights_comparison c = *comparison; /* tables are handed on as they are */
	struct str out = {0};
	str_addf(&out, "In force: %s. Candidate: %s.\n", c.version, c.candidate_version);
	str_addf(&out,
		 "%d current assessment%s scored again: of each open case the newest finished\n"
		 "one, or where none is, the newest begun (%d). Nothing was changed.\n",
		 c.assessments, s_of(c.assessments), c.unfinished);
	str_add(&out, "\nLevels as calculated in their day (down) and by the candidate (across)\n");
	write_table(&c.tally, c.tally.moves, &out);
	write_moves(&c, max_moves, &out);
	write_assigned(&c, &out);
	write_rest(&c, &out);
	return str_take(&out);
}

/* ---- overrides ---- */

static void write_number(int n, int smallest, struct str *out)
{
	if (n >= smallest)
		str_addf(out, "%8d", n);
	else
		str_addf(out, "%8s", "few");
}

char *override_report_text(const struct config *cfg, const struct override_report *r)
{
	struct str out = {0};
	int left = 0;
	if (r->assigned < r->smallest) {
		str_addf(&out, "Fewer than %d finished assessments have an assigned level: too few to say anything.\n",
			 r->smallest);
		return str_take(&out);
	}
	str_addf(&out, "%d current assessments with an assigned level.\n\n", r->assigned);
	str_add(&out, "Assigned higher than calculated:");
	write_number(r->raised, r->smallest, &out);
	str_add(&out, "\nAssigned lower than calculated: ");
	write_number(r->lowered, r->smallest, &out);
	if (r->unclear >= r->smallest)
		str_addf(&out, "\nWith levels not known any more: %8d", r->unclear);
	str_addf(&out,
		 "\n\nHow often each factor was among the %d main reasons of the calculated level,\n"
		 "where the assigned one was higher or lower. Much \"higher\": the weights may see\n"
		 "too little in it, or something beside it. Much \"lower\": perhaps too much.\n\n",
		 OVERRIDE_REASONS);
	str_addf(&out, "%-44s%8s%8s\n", "Factor", "higher", "lower");
	for (int i = 0; i < r->n; i++) {
		const struct override_factor *f = &r->at[i];
		if (f->raised < r->smallest && f->lowered < r->smallest) {
			left++;
			continue;
		}
		text_add_column(&out, cfg->catalogue->factors[f->factor].label, 44);
		write_number(f->raised, r->smallest, &out);
		write_number(f->lowered, r->smallest, &out);
		str_add(&out, "\n");
	}
	if (left == r->n)
		str_add(&out, "None often enough to be shown.\n");
	str_addf(&out, "\nNumbers under %d are not shown (\"few\").\n", r->smallest);
	return str_take(&out);
}

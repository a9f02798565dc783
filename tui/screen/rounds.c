/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The score over the rounds as a small chart in characters, and how levels are worked out.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/kind/assessment.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>
#include <sarai/screen/app.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "screens.h"

#define CHART_COLS 50 /* one column is two points */

/* One bar: '-' from low to high, '#' at the score. */
static void bar(const struct round_figures *r, char out[CHART_COLS + 2])
{
	memset(out, ' ', CHART_COLS + 1);
	out[CHART_COLS + 1] = 0;
	for (int i = r->low * CHART_COLS / 10000; i <= r->high * CHART_COLS / 10000; i++)
		out[i] = '-';
	out[r->score * CHART_COLS / 10000] = '#';
}

void open_rounds(struct app *a, const char *case_id)
{
	const struct config *cfg = a->session->config;
	struct round_figures *rounds = NULL;
	struct err e = {0};
	struct str t = {0};
	int n = 0;
	char line[CHART_COLS + 2], day[DATE_TEXT];
	if (!rounds_read(a->session, case_id, &rounds, &n, &e)) {
		stack_say_err(a->stack, &e);
		return;
	}
	if (n == 0) {
		stack_say(a->stack, ROLE_HINT, "No assessment has been saved yet.");
		free(rounds);
		return;
	}
	/* Where each level begins. */
	memset(line, '.', CHART_COLS + 1);
	line[CHART_COLS + 1] = 0;
	for (int i = 0; i < cfg->catalogue->n_bands; i++)
		line[cfg->catalogue->bands[i].from * CHART_COLS / 100] = '|';
	str_addf(&t, "      0%*s100\n", CHART_COLS - 1, "");
	str_addf(&t, "      %s\n      ", line);
	for (int i = 0; i < cfg->catalogue->n_bands; i++)
		str_addf(&t, "%s%s from %d", i ? ", " : "", cfg->catalogue->bands[i].label, cfg->catalogue->bands[i].from);
	str_add(&t, "\n\n");
	for (int i = 0; i < n; i++) {
		const struct round_figures *r = &rounds[i];
		int64_t at;
		*day = 0;
		if (time_from_iso(r->at, &at))
			date_show(time_date(at), day);
		bar(r, line);
		str_addf(&t, "  %2d  %s\n      %s: score %d (%d-%d), calculated ", r->round, line, day,
			 score_points(r->score), score_points(r->low), score_points(r->high));
		level_words(cfg, r->band, &t);
		str_add(&t, ", assigned ");
		if (*r->assigned)
			level_words(cfg, r->assigned, &t);
		else
			str_add(&t, "not yet");
		str_add(&t, "\n");
	}
	str_add(&t, "\n# the score, --- between the best and the worst that what was not known could be.\n"
		    "Figures are those of the weights in force on the day of each round.\n");
	dialog_text(a->stack, "Score over the rounds", str_text(&t));
	str_fini(&t);
	free(rounds);
}

void open_weights(struct app *a)
{
	const struct config *cfg = a->session->config;
	const struct catalogue *c = cfg->catalogue;
	struct str t = {0};
	str_addf(&t, "Weights %s. %s\n\n", c->version, c->authority);
	str_add(&t, "The level is an aid to judgement. Vulnerability is the net result of risk and protective factors at "
		    "four levels; each factor is judged by you, in this person's context, on one scale from severe risk to "
		    "strong protection. Nothing is counted for who a person is. The weights are your organisation's own: the "
		    "handbook on which this work rests has no numbers.\n\n");
	str_addf(&t, "A mild answer counts %d, a moderate one %d, a severe or strong one %d times the factor's weight. "
		     "Protection takes away at most %d percent of the risk at its own level.\n\n",
		 c->mild, c->moderate, c->severe, c->buffer);
	str_add(&t, "What is unknown or declined counts as neither in the score, and as the worst and the best in its "
		    "bounds: it never reads as protective.\n\nLevels of vulnerability:\n");
	for (int i = 0; i < c->n_bands; i++) {
		str_add(&t, "  ");
		level_words(cfg, c->bands[i].name, &t);
		str_addf(&t, " from %d points\n", c->bands[i].from);
	}
	str_add(&t, "\nShare of each level in the score:\n");
	for (int i = 0; i < c->n_levels; i++) {
		int n = 0;
		for (int k = 0; k < c->n_factors; k++)
			n += c->factors[k].level == i;
		str_addf(&t, "  %s: up to %d percent of what the levels before it leave, %d factors\n", c->levels[i].label,
			 c->levels[i].share, n);
	}
	str_add(&t, "\nUrgent flags (apart from the score):\n");
	for (int i = 0; i < c->n_flags; i++) {
		str_addf(&t, "  %s", c->flags[i].label);
		if (c->flags[i].due_hours >= 0)
			str_addf(&t, ", act within %d h", c->flags[i].due_hours);
		if (c->flags[i].floor >= 0)
			str_addf(&t, ", at least %s", c->bands[c->flags[i].floor].label);
		str_add(&t, "\n");
	}
	dialog_text(a->stack, "How levels are worked out", str_text(&t));
	str_fini(&t);
}

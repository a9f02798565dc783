/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scoring at a keystroke: score and bounds alone, against all that the page of reasons shows.
 */
#include <string.h>

#include <sarai/base/builtin.h>
#include <sarai/model/score.h>

#include "figures.h"

#define TIMES 400

int main(void)
{
	struct diags d = {0};
	struct answers a;
	const struct builtin_file *f = builtin_get("factors.ini");
	struct ini_doc *doc = f ? inidoc_read_text(f->name, f->data, f->size, &d) : NULL;
	struct catalogue *c = doc ? catalogue_parse(doc, &d) : NULL;
	if (!c) {
		diags_print(&d, stderr);
		return 1;
	}
	heading("Scoring, the shipped catalogue");
	for (int known = 0; known <= 100; known += 50) {
		unsigned x = 7;
		char what[64];
		answers_init(&a, c);
		for (int i = 0; i < c->n_factors; i++)
			if ((int)(chance(&x) % 100) < known)
				a.factor[i] = (enum answer)(chance(&x) % 7);
		double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
		for (int i = 0; i < TIMES; i++) {
			struct score *s = score_evaluate_brief(c, &a);
			score_free(&s);
		}
		double brief = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
		start = seconds(CLOCK_PROCESS_CPUTIME_ID);
		for (int i = 0; i < TIMES; i++) {
			struct score *s = score_evaluate(c, &a);
			score_free(&s);
		}
		double full = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
		snprintf(what, sizeof what, "%d of 100 questions answered", known);
		beside(what, "us", "score and bounds", brief / TIMES * 1e6, "all reasons", full / TIMES * 1e6);
		answers_fini(&a);
	}
	catalogue_free(&c);
	inidoc_free(&doc);
	return 0;
}

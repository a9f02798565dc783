/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights tried on 100,000 assessments, against 1,000: time for each, statements run, and memory it took.
 */
#include <string.h>
#include <sys/resource.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/crypto/digest.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/weights.h>

#include "lib/many.h"

#define FEW 1000
#define MANY 100000
#define TENTHS 4 /* of the questions are answered: what the file would else take is not what is measured */

static long peak_kib(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

static int fail(const char *what, const struct err *e)
{
	fprintf(stderr, "%s: %s: %s\n", what, e->where, e->detail);
	return 1;
}

/* Seconds of one comparison; < 0 when it failed. */
static double compare(struct session *s, int wanted, unsigned long *statements, struct err *e)
{
	struct weights_comparison c;
	unsigned long before, after, prepares;
	store_counts(s->store, &before, &prepares);
	double start = seconds(CLOCK_PROCESS_CPUTIME_ID);
	if (!weights_compare(s, s->config->catalogue, NULL, &c, e))
		return -1;
	double took = seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
	store_counts(s->store, &after, &prepares);
	*statements = after - before;
	if (c.assessments != wanted)
		fprintf(stderr, "%d instead of %d\n", c.assessments, wanted);
	weights_comparison_fini(&c);
	return took;
}

int main(void)
{
	char folder[64], path[96], digest[DIGEST_TEXT];
	struct diags d = {0};
	struct err e = {0};
	struct session s;
	struct clock clock = clock_system();
	unsigned long few_runs = 0, many_runs = 0;
	struct config *config = config_load_builtin(&d);
	folder_make(folder);
	snprintf(path, sizeof path, "%s/sarai.db", folder);
	struct store *store = config ? store_open(path, STORE_CREATE, &e) : NULL;
	if (!store)
		return fail("opening", &e);
	session_init(&s, "bench", store, config, &clock);
	digest_of(config->catalogue->source, strlen(config->catalogue->source), digest);
	store_definition_put(store, digest, "catalogue", "factors", 0, config->catalogue->source,
			     "2026-01-01T00:00:00Z", &e);
	heading("Weights tried on every current assessment");
	many_assessments(path, config->catalogue, digest, 1, FEW, TENTHS);
	double few = compare(&s, FEW, &few_runs, &e);
	long few_kib = peak_kib();
	many_assessments(path, config->catalogue, digest, FEW + 1, MANY - FEW, TENTHS);
	long before_kib = peak_kib();
	double many = few < 0 ? -1 : compare(&s, MANY, &many_runs, &e);
	if (many < 0)
		fail("comparing", &e);
	beside("each of 1,000 and of 100,000", "us", "few", few / FEW * 1e6, "many", many / MANY * 1e6);
	beside("statements", "", "few", (double)few_runs, "many", (double)many_runs);
	beside("memory at most", "KiB", "few", (double)few_kib, "many", (double)peak_kib());
	printf("  %-34s %.1f s; writing them had taken %ld KiB already\n", "100,000 in all", many, before_kib);
	store_close(&store);
	config_free(&config);
	folder_remove(folder);
	return 0;
}

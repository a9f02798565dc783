/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/command/args.h>
#include <sarai/command/score.h>
#include <sarai/model/score.h>
#include <sarai/report/score_json.h>

/* Both files are read to their end, so that one run tells all that is wrong. */
static char *score_files(const char *factors_file, const char *answers_file, struct diags *d)
{
	struct ini_doc *factors = inidoc_read(factors_file, d);
	int sound = d->n;
	struct catalogue *c = factors ? catalogue_parse(factors, d) : NULL;
	struct ini_doc *answers = inidoc_read(answers_file, d);
	char *json = NULL;
	if (c && answers) {
		struct answers a;
		answers_init(&a, c);
		answers_parse(c, answers, &a, d);
		if (sound == 0 && d->n == 0) {
			struct score *s = score_evaluate(c, &a);
			json = score_json(c, s);
			score_free(&s);
		}
		answers_fini(&a);
	}
	catalogue_free(&c);
	inidoc_free(&factors);
	inidoc_free(&answers);
	return json;
}

int command_score(int argc, char **argv)
{
	struct args a;
	struct diags d = {0};
	int status;
	if (!args_read(&a, "score", argc, argv, &status))
		return status;
	char *json = score_files(a.value[OPTION_FACTORS], a.value[OPTION_ANSWERS], &d);
	status = json ? 0 : err_exit_status(ERR_DATA);
	if (json && (puts(json) == EOF || fflush(stdout) == EOF)) {
		fputs("sarai: the result cannot be written.\n", stderr);
		status = err_exit_status(ERR_IO);
	}
	diags_sort(&d);
	diags_print(&d, stderr);
	diags_fini(&d);
	free(json);
	return status;
}

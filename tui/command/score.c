/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/command/score.h>
#include <sarai/model/score.h>
#include <sarai/report/score_json.h>

static bool read_options(int argc, char **argv, const char **factors, const char **answers)
{
	*factors = *answers = NULL;
	for (int i = 1; i + 1 < argc; i += 2) {
		const char **to = !strcmp(argv[i], "--factors")	  ? factors
				  : !strcmp(argv[i], "--answers") ? answers
								  : NULL;
		if (!to || *to)
			return false;
		*to = argv[i + 1];
	}
	return *factors && *answers && argc == 5;
}

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
	const char *factors, *answers;
	struct diags d = {0};
	if (!read_options(argc, argv, &factors, &answers)) {
		fputs("sarai: usage: sarai score --factors FILE --answers FILE\n", stderr);
		return err_exit_status(ERR_USAGE);
	}
	char *json = score_files(factors, answers, &d);
	int status = json ? 0 : err_exit_status(ERR_DATA);
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

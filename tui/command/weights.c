/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/command/args.h>
#include <sarai/command/weights.h>
#include <sarai/command/workplace.h>
#include <sarai/model/catalogue.h>
#include <sarai/report/weights_report.h>
#include <sarai/view/rescore.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_adoption.h>
#include <sarai/view/weights_overrides.h>

#include "progress.h"

static bool is(const struct args *a, const char *verb)
{
	return !strcmp(a->verb, verb);
}

static int print_findings(struct diags *d)
{
	diags_sort(d);
	diags_print(d, stderr);
	return err_exit_status(d->missing ? ERR_MISSING : ERR_DATA);
}

/* What is printed is all there is to it: a full disk must not pass for a report. */
static int print(const char *text, bool line)
{
	if (fputs(text, stdout) == EOF || (line && putchar('\n') == EOF) || fflush(stdout) == EOF) {
		fputs("sarai: the result cannot be written.\n", stderr);
		return err_exit_status(ERR_IO);
	}
	return 0;
}

static bool tell(void *ctx, int done, int all)
{
	struct progress *p = ctx;
	p->all = all;
	return progress_show(p, done);
}

static int compare(struct session *s, const struct args *a, const struct catalogue *candidate)
{
	struct progress p = {0, -1};
	struct weights_progress how = {tell, &p};
	struct weights_comparison c;
	struct err e = {0};
	progress_watch();
	bool good = weights_compare(s, candidate, &how, &c, &e);
	progress_end(&p);
	if (!good)
		return command_fail(&e);
	char *text = a->value[OPTION_JSON] ? weights_comparison_json(&c) : weights_comparison_text(&c, 0);
	int status = print(text, a->value[OPTION_JSON]);
	free(text);
	weights_comparison_fini(&c);
	return status;
}

static int overrides(struct session *s, const struct args *a)
{
	struct progress p = {0, -1};
	struct weights_progress how = {tell, &p};
	struct override_report r;
	struct err e = {0};
	progress_watch();
	bool good = weights_overrides(s, &how, &r, &e);
	progress_end(&p);
	if (!good)
		return command_fail(&e);
	char *text = a->value[OPTION_JSON] ? override_report_json(s->config, &r) : override_report_text(s->config, &r);
	int status = print(text, a->value[OPTION_JSON]);
	free(text);
	override_report_fini(&r);
	return status;
}

static int adopt(struct session *s, const struct args *a)
{
	struct diags d = {0};
	struct err e = {0};
	char *kept = NULL;
	int status = 0;
	if (weights_adopt(s, a->word[0], a->value[OPTION_AUTHORITY], &d, &kept, &e)) {
		printf("In force from the next login on. The old ones are kept: %s\n"
		       "Assessments made before keep their figures.\n",
		       kept);
	} else {
		if (d.n)
			print_findings(&d);
		status = command_fail(&e);
	}
	diags_fini(&d);
	free(kept);
	return status;
}

int command_weights(int argc, char **argv)
{
	struct args a;
	struct workplace at;
	struct diags d = {0};
	struct catalogue *candidate = NULL;
	int status;
	if (!args_read(&a, "weights", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	if (is(&a, "compare")) {
		candidate = weights_read(a.word[0], &d);
		status = candidate ? 0 : print_findings(&d);
		diags_fini(&d);
		if (status)
			return status;
	}
	status = workplace_open(&at, &o);
	if (!status) {
		system_actor(at.session.actor); /* not an account's name: whoever keeps the server */
		status = is(&a, "compare")     ? compare(&at.session, &a, candidate)
			 : is(&a, "overrides") ? overrides(&at.session, &a)
					       : adopt(&at.session, &a);
		workplace_close(&at);
	}
	catalogue_free(&candidate);
	return status;
}

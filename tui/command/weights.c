/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/command/command.h>
#include <sarai/command/weights.h>
#include <sarai/model/catalogue.h>
#include <sarai/report/weights_report.h>
#include <sarai/view/rescore.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_adoption.h>
#include <sarai/view/weights_overrides.h>

#include "progress.h"

struct words {
	const char *verb, *file, *authority;
	bool json;
	struct command_options options;
};

static int usage(void)
{
	fputs("sarai: usage:\n"
	      "  sarai weights compare NEW.ini [--json]\n"
	      "  sarai weights overrides [--json]\n"
	      "  sarai weights adopt NEW.ini --authority TEXT\n"
	      "  and with each: [--db FILE] [--config FOLDER]\n",
	      stderr);
	return err_exit_status(ERR_USAGE);
}

static bool is(const struct words *w, const char *verb)
{
	return !strcmp(w->verb, verb);
}

static bool read_words(int argc, char **argv, struct words *w)
{
	memset(w, 0, sizeof *w);
	w->verb = argc > 1 ? argv[1] : "";
	for (int i = 2; i < argc; i++) {
		const char **to = !strcmp(argv[i], "--db")	    ? &w->options.db
				  : !strcmp(argv[i], "--config")    ? &w->options.config
				  : !strcmp(argv[i], "--authority") ? &w->authority
								    : NULL;
		if (to && i + 1 < argc && !*to)
			*to = argv[++i];
		else if (!strcmp(argv[i], "--json") && !w->json)
			w->json = true;
		else if (!strcmp(argv[i], "--demo") && !w->options.demo)
			w->options.demo = true;
		else if (!to && argv[i][0] != '-' && !w->file)
			w->file = argv[i];
		else
			return false;
	}
	if (is(w, "compare"))
		return w->file && !w->authority;
	if (is(w, "overrides"))
		return !w->file && !w->authority;
	return is(w, "adopt") && w->file && w->authority && !w->json;
}

static int print_findings(struct diags *d)
{
	diags_sort(d);
	diags_print(d, stderr);
	return err_exit_status(ERR_DATA);
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

static int compare(struct session *s, const struct words *w, const struct catalogue *candidate)
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
	char *text = w->json ? weights_comparison_json(&c) : weights_comparison_text(&c, 0);
	int status = print(text, w->json);
	free(text);
	weights_comparison_fini(&c);
	return status;
}

static int overrides(struct session *s, const struct words *w)
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
	char *text = w->json ? override_report_json(s->config, &r) : override_report_text(s->config, &r);
	int status = print(text, w->json);
	free(text);
	override_report_fini(&r);
	return status;
}

static int adopt(struct session *s, const struct words *w)
{
	struct diags d = {0};
	struct err e = {0};
	char *kept = NULL;
	int status = 0;
	if (weights_adopt(s, w->file, w->authority, &d, &kept, &e)) {
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

/* A database is made at first use elsewhere; here there would be nothing in it. */
static bool there(const struct command_options *o)
{
	char *path = o->demo ? NULL : database_path(o->db);
	bool is_there = !path || access(path, F_OK) == 0;
	if (!is_there) {
		struct err e = {0};
		err_set(&e, ERR_MISSING, path, "There is no database here.");
		command_fail(&e);
	}
	free(path);
	return is_there;
}

int command_weights(int argc, char **argv)
{
	struct words w;
	struct workplace at;
	struct diags d = {0};
	struct catalogue *candidate = NULL;
	if (!read_words(argc, argv, &w))
		return usage();
	if (is(&w, "compare")) {
		candidate = weights_read(w.file, &d);
		int status = candidate ? 0 : print_findings(&d);
		diags_fini(&d);
		if (status)
			return status;
	}
	int status = there(&w.options) ? workplace_open(&at, &w.options) : err_exit_status(ERR_MISSING);
	if (!status) {
		/* Not an account's name: whoever keeps the server. */
		char who[sizeof at.session.actor];
		snprintf(who, sizeof who, "system:%.50s", at.session.actor);
		memcpy(at.session.actor, who, sizeof who);
		status = is(&w, "compare")     ? compare(&at.session, &w, candidate)
			 : is(&w, "overrides") ? overrides(&at.session, &w)
					       : adopt(&at.session, &w);
		workplace_close(&at);
	}
	catalogue_free(&candidate);
	return status;
}

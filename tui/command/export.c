/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/command/args.h>
#include <sarai/command/export.h>
#include <sarai/command/workplace.h>
#include <sarai/report/reporting_csv.h>

#define RECIPIENT "research" /* unless another is named */

static int say(const char *file, const struct reporting_tally *t, bool figures)
{
	printf("%s: %d row%s.", file, t->rows, t->rows == 1 ? "" : "s");
	if (t->refused)
		printf(" %d case%s left out: %s.", t->refused, t->refused == 1 ? "" : "s",
		       figures ? "the person has said no to figures" : "no consent towards this recipient");
	if (t->kept_back > 0)
		printf(" %d cases left out: combinations of too few.", t->kept_back);
	else if (t->kept_back < 0)
		printf(" A few cases left out: combinations of too few.");
	putchar('\n');
	return 0;
}

int command_export(int argc, char **argv)
{
	struct args a;
	struct workplace w;
	struct reporting_tally t;
	struct err e = {0};
	int status;
	if (!args_read(&a, "export", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	bool htcds = !strcmp(a.verb, "htcds"), records = !strcmp(a.verb, "records");
	const char *file = a.word[records ? 1 : 0], *to = a.value[OPTION_FOR] ? a.value[OPTION_FOR] : RECIPIENT;
	status = workplace_open(&w, &o);
	if (status)
		return status;
	bool good = records ? records_export(&w.session, a.word[0], to, file, &t, &e)
		  : htcds   ? htcds_export(&w.session, to, file, &t, &e)
			    : statistics_export(&w.session, a.value[OPTION_BY], file, &t, &e);
	status = good ? say(file, &t, !htcds && !records) : command_fail(&e);
	workplace_close(&w);
	return status;
}

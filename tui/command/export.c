/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/command/command.h>
#include <sarai/command/export.h>
#include <sarai/report/reporting_csv.h>

#define RECIPIENT "research" /* unless another is named */

static int usage(void)
{
	fputs("sarai: usage: sarai export htcds FILE.csv [--for RECIPIENT] [--db FILE], or sarai export stats FILE.csv "
	      "[--by \"COLUMNS\"] [--db FILE]\n",
	      stderr);
	return err_exit_status(ERR_USAGE);
}

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
	char *rest[10] = {argv[0]};
	const char *to = RECIPIENT, *by = NULL;
	struct command_options o;
	struct workplace w;
	struct reporting_tally t;
	struct err e = {0};
	int n = 1;
	if (argc < 3 || argc > 10 || argv[2][0] == '-')
		return usage();
	bool htcds = !strcmp(argv[1], "htcds");
	if (!htcds && strcmp(argv[1], "stats") != 0)
		return usage();
	for (int i = 3; i < argc; i++) {
		if (htcds && !strcmp(argv[i], "--for") && i + 1 < argc)
			to = argv[++i];
		else if (!htcds && !strcmp(argv[i], "--by") && i + 1 < argc)
			by = argv[++i];
		else
			rest[n++] = argv[i];
	}
	if (!command_options_read(&o, n, rest))
		return err_exit_status(ERR_USAGE);
	int status = workplace_open(&w, &o);
	if (status)
		return status;
	bool good = htcds ? htcds_export(&w.session, to, argv[2], &t, &e)
			  : statistics_export(&w.session, by, argv[2], &t, &e);
	status = good ? say(argv[2], &t, !htcds) : command_fail(&e);
	workplace_close(&w);
	return status;
}

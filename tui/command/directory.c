/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/command/command.h>
#include <sarai/command/directory.h>
#include <sarai/report/directory_csv.h>
#include <sarai/report/export_file.h>

static int usage(void)
{
	fputs("sarai: usage: sarai directory import FILE.csv [--dry-run] [--db FILE], or sarai directory export "
	      "FILE.csv [--db FILE]\n",
	      stderr);
	return err_exit_status(ERR_USAGE);
}

static int import(struct session *s, const char *file, bool dry_run)
{
	struct directory_tally t;
	struct diags d = {0};
	struct err e = {0};
	int status = 0;
	if (directory_import(s, file, dry_run, &t, &d, &e)) {
		printf("%s: %d made, %d changed, %d the same as before.%s\n", file, t.made, t.changed, t.same,
		       dry_run ? " Nothing was saved: only looked." : "");
	} else if (e.code) {
		status = command_fail(&e);
	} else {
		diags_sort(&d);
		diags_print(&d, stderr);
		fprintf(stderr, "sarai: %d finding%s; nothing was taken over. Correct the file and try again.\n", d.n,
			d.n == 1 ? "" : "s");
		status = err_exit_status(ERR_DATA);
	}
	diags_fini(&d);
	return status;
}

static int export(struct session *s, const char *file)
{
	struct str text = {0};
	struct err e = {0};
	int n = 0, status = 0;
	if (directory_export(s, &text, &n, &e) && export_file_write(file, str_text(&text), text.len, &e))
		printf("%s: %d entr%s.\n", file, n, n == 1 ? "y" : "ies");
	else
		status = command_fail(&e);
	str_fini(&text);
	return status;
}

int command_directory(int argc, char **argv)
{
	char *rest[8] = {argv[0]};
	struct command_options o;
	struct workplace w;
	int n = 1;
	bool dry_run = false, imports;
	if (argc < 3 || argc > 8 || argv[2][0] == '-')
		return usage();
	imports = !strcmp(argv[1], "import");
	if (!imports && strcmp(argv[1], "export") != 0)
		return usage();
	for (int i = 3; i < argc; i++) {
		if (imports && !strcmp(argv[i], "--dry-run"))
			dry_run = true;
		else
			rest[n++] = argv[i];
	}
	if (!command_options_read(&o, n, rest))
		return err_exit_status(ERR_USAGE);
	int status = workplace_open(&w, &o);
	if (status)
		return status;
	status = imports ? import(&w.session, argv[2], dry_run) : export(&w.session, argv[2]);
	workplace_close(&w);
	return status;
}

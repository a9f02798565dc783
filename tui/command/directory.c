/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/command/args.h>
#include <sarai/command/directory.h>
#include <sarai/command/workplace.h>
#include <sarai/report/directory_csv.h>
#include <sarai/report/export_file.h>

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
	struct args a;
	struct workplace w;
	int status;
	if (!args_read(&a, "directory", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	status = workplace_open(&w, &o);
	if (status)
		return status;
	if (!strcmp(a.verb, "import"))
		status = import(&w.session, a.word[0], a.value[OPTION_DRY_RUN] != NULL);
	else
		status = export(&w.session, a.word[0]);
	workplace_close(&w);
	return status;
}

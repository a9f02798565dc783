/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/command/args.h>
#include <sarai/command/check_config.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/screen/tables.h>
#include <sarai/term/key.h>
#include <sarai/term/term.h>

void command_check_looks(const struct config *c, struct diags *d)
{
	struct keymap *keys = keymap_new(screen_tables, screen_table_count, c->keys, d);
	keymap_free(&keys);
	theme_check(c->theme_mono, d);
	theme_check(c->theme_colour, d);
	theme_check(c->theme_site, d);
}

/* The folder in question, as config_load will find it; a missing one is its finding. */
static struct config *check(struct config *c, struct diags *d)
{
	int before = d->n;
	if (!c)
		return NULL;
	command_check_looks(c, d);
	if (d->n > before)
		config_free(&c);
	return c;
}

/* Findings of both runs, each once: built-in files are read in both. */
static void merge(struct diags *to, const struct diags *from)
{
	for (int i = 0; i < from->n; i++) {
		const struct diag *a = &from->at[i];
		bool known = false;
		for (int k = 0; k < to->n && !known; k++)
			known = to->at[k].line == a->line && !strcmp(to->at[k].file, a->file) &&
				!strcmp(to->at[k].reason, a->reason);
		if (!known)
			diag_add(to, a->file, a->line, "%s", a->reason);
	}
}

static bool listed_before(const struct config *c, int i)
{
	for (int k = 0; k < i; k++) {
		if (!strcmp(c->files[k], c->files[i]))
			return true;
	}
	return false;
}

static void say_good(const struct config *c, const char *skip)
{
	size_t n = strlen(skip);
	for (int i = 0; i < c->n_files; i++) {
		if ((!n || strncmp(c->files[i], skip, n)) && !listed_before(c, i))
			printf("%s: ok\n", c->files[i]);
	}
}

struct config *command_config_checked(const char *folder, struct diags *d)
{
	struct diags of_site = {0};
	struct config *builtin = check(config_load_builtin(d), d);
	struct config *site = check(config_load(folder, &of_site), &of_site);
	merge(d, &of_site);
	config_free(&builtin);
	diags_fini(&of_site);
	if (d->n)
		config_free(&site);
	return site;
}

int command_check_config(int argc, char **argv)
{
	struct args a;
	struct diags all = {0}, of_site = {0};
	int status;
	if (!args_read(&a, "check-config", argc, argv, &status))
		return status;
	struct config *builtin = check(config_load_builtin(&all), &all);
	struct config *site = check(config_load(a.word[0], &of_site), &of_site);
	merge(&all, &of_site);
	int findings = all.n;
	if (findings) {
		diags_sort(&all);
		diags_print(&all, stderr);
	} else {
		say_good(builtin, "");
		if (site->folder)
			say_good(site, "built-in/");
		else
			printf("No site folder: the built-in configuration is in force.\n");
	}
	config_free(&builtin);
	config_free(&site);
	diags_fini(&all);
	diags_fini(&of_site);
	return findings ? err_exit_status(ERR_CONFIG) : 0;
}

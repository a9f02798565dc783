/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures and exports, from within the program: the same as `sarai export`, into the exports folder.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/model/statistics.h>
#include <sarai/report/export_file.h>
#include <sarai/report/reporting_csv.h>
#include <sarai/screen/app.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "screens.h"

static void say(struct app *a, const char *path, const struct reporting_tally *t)
{
	struct str more = {0};
	if (t->refused)
		str_addf(&more, " %d left out: no consent.", t->refused);
	if (t->kept_back)
		str_add(&more, " Combinations of too few are left out.");
	stack_say(a->stack, ROLE_GOOD, "%d row%s: %s.%s", t->rows, t->rows == 1 ? "" : "s", path, str_text(&more));
	str_fini(&more);
}

static void write_table(struct app *a, const char *name, const char *asked,
			bool (*write)(struct session *, const char *, const char *, struct reporting_tally *,
				      struct err *))
{
	struct reporting_tally t;
	struct err e = {0};
	char *path = export_file_name(a->session, name, "csv", &e);
	if (path && write(a->session, asked, path, &t, &e))
		say(a, path, &t);
	else
		stack_say_err(a->stack, &e);
	free(path);
}

static void columns_chosen(void *ctx, const char *names)
{
	if (names)
		write_table(ctx, "figures", names, statistics_export);
}

static void recipient_chosen(void *ctx, const char *code)
{
	if (code && *code)
		write_table(ctx, "htcds", code, htcds_export);
}

static void ask_columns(struct app *a)
{
	struct str t = {0};
	str_add(&t, "Count by which of: ");
	for (int i = 0; i < STAT_COUNT; i++)
		str_addf(&t, "%s%s", i ? ", " : "", stat_name((enum stat_column)i));
	str_addf(&t, ". Fewer give more: combinations of under %d cases are left out.",
		 a->session->config->settings.stat_threshold);
	dialog_ask(a->stack, "Figures", str_text(&t), a->session->config->settings.stat_columns, 120, 1, columns_chosen,
		   a);
	str_fini(&t);
}

static void ask_recipient(struct app *a)
{
	const struct option_list *l = option_lists_get(&a->session->config->lists, "consent-recipients");
	if (l)
		dialog_pick(a->stack, "Codes of single cases: who gets them?", l, false, "", recipient_chosen, a);
}

static const char *kind_chosen;

static bool write_records(struct session *s, const char *recipient, const char *path, struct reporting_tally *t, struct err *e)
{
	return records_export(s, kind_chosen, recipient, path, t, e);
}

static void records_to(void *ctx, const char *code)
{
	if (code && *code)
		write_table(ctx, kind_chosen, code, write_records);
}

static void kind_picked(void *ctx, const char *name)
{
	struct app *a = ctx;
	const struct option_list *l = option_lists_get(&a->session->config->lists, "consent-recipients");
	const struct kind *k = name ? kind_get(name) : NULL;
	if (!k || !l)
		return;
	kind_chosen = k->name;
	dialog_pick(a->stack, "Records: who gets them?", l, false, "", records_to, a);
}

/* Kinds of which a form exports something. */
static void ask_kind(struct app *a)
{
	static struct option_list *kinds; /* kept while the dialog shows it */
	const struct kind *k;
	option_list_free(&kinds);
	kinds = option_list_new("kinds");
	for (int i = 0; (k = kind_at(i)); i++) {
		const struct form_def *def = config_form(a->session->config, k->form);
		bool any = false;
		for (int f = 0; def && f < def->n_fields; f++)
			any = any || def->fields[f].exported;
		if (any && !k->restricted && !k->shared)
			option_list_add(kinds, k->name, k->label);
	}
	if (kinds->n)
		dialog_pick(a->stack, "Records of which kind?", kinds, false, "", kind_picked, a);
	else
		stack_say(a->stack, ROLE_HINT, "No form says export = yes at one of its fields: see sarai.conf(5).");
}

static void chosen(void *ctx, int choice)
{
	struct app *a = ctx;
	if (choice == 0)
		ask_columns(a);
	else if (choice == 1)
		ask_recipient(a);
	else if (choice == 2)
		ask_kind(a);
}

void open_exports(struct app *a)
{
	static const struct choice choices[] = {{'1', "Figures: cases counted, nobody in them"},
						{'2', "Codes of single cases, HTCDS 2.0, with their consent"},
						{'3', "Records of a kind, of cases that have agreed"}};
	dialog_choose(a->stack, "Figures and exports", "Written to the exports folder, and noted in the audit trail.",
		      choices, 3, chosen, a);
}

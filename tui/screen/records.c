/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A section of the case file: its records of all kinds, newest first, and adding one of them.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "screens.h"

#define KINDS_MAX 12

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New", "Add a new one."},
};
const struct action_table actions_records = {"records", own, 1};

struct records {
	enum case_section section;
	const struct record_kind *kinds[KINDS_MAX]; /* that can be added here */
	int n_kinds;
	struct record_list found;
};

static struct records *of(struct list_page *p)
{
	return p->data;
}

static bool may_see(const struct list_page *p, const struct record_kind *k)
{
	return !k->restricted || (p->app->session->permits & PERMIT_BIT(PERMIT_RESTRICTED));
}

static bool read_records(struct list_page *p, int *count, struct err *e)
{
	struct records *r = of(p);
	record_list_fini(&r->found);
	if (!section_read(p->app->session, p->kase.id, r->section, &r->found, e))
		return false;
	*count = r->found.n;
	return true;
}

static const char *what(const struct list_page *p, const struct record *r)
{
	const struct record_kind *k = record_kind_get(r->kind);
	if (!may_see(p, k))
		return "restricted";
	return r->title && *r->title ? r->title : "";
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct record *r = &of(p)->found.at[i];
	const struct record_kind *k = record_kind_get(r->kind);
	char day[DATE_TEXT] = "";
	int64_t at;
	int col = 15;
	if (time_from_iso(*r->happened ? r->happened : r->created_at, &at))
		date_show(time_date(at), day);
	paint_text(line, 0, 2, 12, ROLE_LABEL, day);
	if (of(p)->n_kinds > 1 || !*what(p, r)) {
		paint_text(line, 0, col, 22, ROLE_TEXT, k->label);
		col += 23;
	}
	paint_text(line, 0, col, line->cols - col - 13, ROLE_TEXT, what(p, r));
	paint_text(line, 0, line->cols - 12, -1, ROLE_DIM, r->created_by);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct record *r = &of(p)->found.at[i];
	str_addf(text, "%s %s %s", record_kind_get(r->kind)->label, what(p, r), r->created_by);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct records *r = of(p);
	const char *key = keymap_shown(p->app->keys, &actions_records, ACT_NEW);
	if (i >= 0)
		str_add(out, "Enter opens it. ");
	if (r->n_kinds == 1)
		str_addf(out, "%s adds a new one.", key);
	else if (r->n_kinds > 1) {
		str_addf(out, "%s adds: ", key);
		for (int k = 0; k < r->n_kinds; k++)
			str_addf(out, "%s%s", k ? ", " : "", r->kinds[k]->label);
		str_add(out, ".");
	}
}

static void open_row(struct list_page *p, int i)
{
	const struct record *r = &of(p)->found.at[i];
	open_record(p->app, r->kind, p->kase.id, r->id, NULL);
}

static void add_kind(void *ctx, int choice)
{
	struct list_page *p = ctx;
	if (choice >= 0 && choice < of(p)->n_kinds)
		open_record(p->app, of(p)->kinds[choice]->name, p->kase.id, NULL, NULL);
}

static bool act(struct list_page *p, int action, int i)
{
	const struct records *r = of(p);
	struct choice choices[KINDS_MAX];
	(void)i;
	if (action != ACT_NEW)
		return false;
	if (r->n_kinds == 1) {
		add_kind(p, 0);
	} else if (r->n_kinds > 1) {
		for (int k = 0; k < r->n_kinds; k++)
			choices[k] = (struct choice){(char)(k < 9 ? '1' + k : 'a' + k - 9), r->kinds[k]->label};
		dialog_choose(p->app->stack, section_words(r->section), "Add:", choices, r->n_kinds, add_kind, p);
	}
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	str_add(out, section_words(of(p)->section));
}

static void fini(struct list_page *p)
{
	record_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing recorded yet. n adds the first.",
	.read = read_records,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.fini = fini,
};

static const struct screen_class records_class = {
	.name = "records",
	.actions = &actions_records,
	.help = "What this part of the case file holds, newest first. Enter opens one, n adds a new one. What is "
		"restricted "
		"opens only for those who must know.",
	LIST_PAGE_FUNCTIONS,
};

void open_section(struct app *a, enum case_section section, const char *case_id)
{
	struct records *r = mem_alloc(sizeof *r);
	r->section = section;
	for (int i = 0; i < record_kind_count && r->n_kinds < KINDS_MAX; i++) {
		if (record_kinds[i].section == section)
			r->kinds[r->n_kinds++] = &record_kinds[i];
	}
	list_page_push(a, &records_class, &spec, case_id, r);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records of one kind in a case: contacts, consents.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New", "Add a new one."},
};
const struct action_table actions_records = {"records", own, 1};

struct records {
	const struct record_kind *kind;
	struct record_list found;
};

static struct records *of(struct list_page *p)
{
	return p->data;
}

static bool read_records(struct list_page *p, int *count, struct err *e)
{
	struct records *r = of(p);
	record_list_fini(&r->found);
	if (!records_list(p->app->session, p->kase.id, r->kind->name, &r->found, e))
		return false;
	*count = r->found.n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct record *r = &of(p)->found.at[i];
	char day[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(*r->happened ? r->happened : r->created_at, &at))
		date_show(time_date(at), day);
	paint_text(line, 0, 2, 12, ROLE_LABEL, day);
	paint_text(line, 0, 15, 12, ROLE_TEXT, r->created_by);
	paint_text(line, 0, 28, -1, ROLE_TEXT, r->title && *r->title ? r->title : of(p)->kind->label);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	str_addf(out, "%s%s adds a new one.", i >= 0 ? "Enter opens it. " : "",
		 keymap_shown(p->app->keys, &actions_records, ACT_NEW));
}

static void open_row(struct list_page *p, int i)
{
	open_record(p->app, of(p)->kind->name, p->kase.id, of(p)->found.at[i].id, NULL);
}

static bool act(struct list_page *p, int action, int i)
{
	(void)i;
	if (action != ACT_NEW)
		return false;
	open_record(p->app, of(p)->kind->name, p->kase.id, NULL, NULL);
	return true;
}

static void title(struct list_page *p, struct str *out)
{
	str_add(out, of(p)->kind->label);
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
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.fini = fini,
};

static const struct screen_class records_class = {
	.name = "records",
	.actions = &actions_records,
	.help = "What has been recorded, newest first. Enter opens one, n adds a new one.",
	LIST_PAGE_FUNCTIONS,
};

void open_records(struct app *a, const char *kind, const char *case_id)
{
	struct records *r = mem_alloc(sizeof *r);
	r->kind = record_kind_get(kind);
	list_page_push(a, &records_class, &spec, case_id, r);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One page of all that happened in a case, narrowed to a part by one key.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/view/timeline.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_PART, "part", "t F9", "Part", "Only contacts, only the plan, only moves of the case, ...: the next part."},
	{ACT_HISTORY, "history", "h F11", "Every change", "Every save with each answer before and after."},
};
const struct action_table actions_timeline = {"timeline", own, 2};

struct page {
	struct timeline all;
	enum timeline_part part;
	int *shown, n; /* indexes into all */
};

static struct page *of(struct list_page *p)
{
	return p->data;
}

static const struct timeline_entry *entry_at(struct list_page *p, int i)
{
	return &of(p)->all.at[of(p)->shown[i]];
}

static bool read_all(struct list_page *p, int *count, struct err *e)
{
	struct page *t = of(p);
	timeline_fini(&t->all);
	free(t->shown);
	t->shown = NULL;
	t->n = 0;
	if (!timeline_read(p->app->session, p->case_row.id, &t->all, e))
		return false;
	t->shown = mem_alloc((size_t)(t->all.n + 1) * sizeof *t->shown);
	for (int i = 0; i < t->all.n; i++) {
		if (t->part == TIMELINE_ALL || t->all.at[i].part == t->part)
			t->shown[t->n++] = i;
	}
	*count = t->n;
	return true;
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct timeline_entry *t = entry_at(p, i);
	char day[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(t->at, &at))
		date_show(time_date(at), day);
	/* The same day is not said again. */
	if (i > 0 && !strncmp(entry_at(p, i - 1)->at, t->at, 10))
		*day = 0;
	paint_text(line, 0, 2, 12, ROLE_LABEL, day);
	paint_text(line, 0, 15, line->cols - 15 - 13, ROLE_TEXT, t->what);
	paint_text(line, 0, line->cols - 12, -1, ROLE_DIM, t->who);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct timeline_entry *t = entry_at(p, i);
	str_addf(text, "%s %s %s", t->what, t->who, t->at);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct timeline_entry *t = entry_at(p, i);
	char when[DATE_TEXT] = "";
	int64_t at;
	if (time_from_iso(t->at, &at))
		time_show(at, when);
	str_addf(out, "%s, %s.%s", when, t->who, *t->record_id ? " Enter opens it." : "");
}

static void open_row(struct list_page *p, int i)
{
	const struct timeline_entry *t = entry_at(p, i);
	if (*t->record_id)
		open_record(p->app, t->kind, p->case_row.id, t->record_id, NULL);
	else
		open_history(p->app, p->case_row.id);
}

static bool act(struct list_page *p, int action, int i)
{
	struct page *t = of(p);
	(void)i;
	if (action == ACT_HISTORY) {
		open_history(p->app, p->case_row.id);
		return true;
	}
	if (action != ACT_PART)
		return false;
	t->part = (t->part + 1) % TIMELINE_COUNT;
	list_page_shown(stack_top(p->app->stack));
	return true;
}

static void top(struct list_page *p, struct canvas *line)
{
	paintf(line, 0, 0, -1, ROLE_HEADING, "%d of %d: %s, newest first", of(p)->n, of(p)->all.n,
	       timeline_words(of(p)->part));
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Timeline");
}

static void fini(struct list_page *p)
{
	timeline_fini(&of(p)->all);
	free(of(p)->shown);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nothing of this kind. t shows the next part.",
	.read = read_all,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class timeline_class = {
	.name = "timeline",
	.actions = &actions_timeline,
	.help = "All that happened in this case, newest first, by the day on which it happened. t goes through the "
		"parts: contacts, "
		"screening and assessments, plan, safety, notes, moves of the case. / narrows by words, by whom, or by "
		"a month "
		"(2026-11). Enter opens a row. h shows every save with each answer before and after.",
	LIST_PAGE_FUNCTIONS,
};

void open_timeline(struct app *a, const char *case_id)
{
	list_page_push(a, &timeline_class, &spec, case_id, mem_alloc(sizeof(struct page)));
}

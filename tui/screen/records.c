/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A section of the case file: a checklist where it has one, its records of all kinds, newest first, and adding one of
 * them.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>
#include <sarai/view/case_records.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>

#include "screens.h"

#define KINDS_MAX 24

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New", "Add a new one."},
};
const struct action_table actions_records = {"records", own, 1};

static const struct action_def own_rights[] = {
	{ACT_NEW, "new", "n F9", "New", "A correction, another day for keeping the file, or the end of it."},
	{ACT_COPY, "copy", "c F11", "Copy", "A copy of their own file for the person, as text or PDF."},
};
const struct action_table actions_rights = {"rights", own_rights, 2};

struct records {
	enum case_section section; /* SECTION_NONE: all of one episode */
	int episode;
	const struct kind *kinds[KINDS_MAX]; /* that can be added here */
	int n_kinds, label_cols;
	bool several;		 /* kinds in this section, added by whomever */
	struct checklist checks; /* on top of the list */
	struct record_list found;
};

static struct records *of(struct list_page *p)
{
	return p->data;
}

static bool may_add(const struct app *a, const struct kind *k)
{
	return (a->session->permits & PERMIT_BIT(k->permit)) &&
	       (!k->restricted || (a->session->permits & PERMIT_BIT(PERMIT_RESTRICTED)));
}

/* A row is a line of the checklist, or a record behind them; one of the two is NULL. */
static const struct check_line *check_at(struct list_page *p, int i)
{
	return i >= 0 && i < of(p)->checks.n ? &of(p)->checks.at[i] : NULL;
}

static const struct record *record_at(struct list_page *p, int i)
{
	int at = i - of(p)->checks.n;
	return at >= 0 && at < of(p)->found.n ? &of(p)->found.at[at] : NULL;
}

static void keep_episode(struct record_list *l, int episode)
{
	int kept = 0;
	for (int i = 0; i < l->n; i++) {
		const struct kind *k = kind_get(l->at[i].kind);
		if (k && !k->any_episode && l->at[i].episode == episode)
			l->at[kept++] = l->at[i];
		else
			record_fini(&l->at[i]);
	}
	l->n = kept;
}

/* The one of which record i is a correction, standing above it; -1. */
static int corrects(const struct records *r, int i)
{
	for (int k = i - 1; k >= 0 && *r->found.at[i].parent_id; k--) {
		if (!strcmp(r->found.at[k].id, r->found.at[i].parent_id))
			return strcmp(r->found.at[k].kind, r->found.at[i].kind) ? -1 : k;
	}
	return -1;
}

static bool read_records(struct list_page *p, int *count, struct err *e)
{
	struct records *r = of(p);
	record_list_fini(&r->found);
	checklist_fini(&r->checks);
	if (r->episode ? !records_list(p->app->session, p->case_row.id, NULL, &r->found, e)
		       : !section_read(p->app->session, p->case_row.id, r->section, &r->found, e) ||
				 !checklist_read(p->app->session, p->case_row.id, r->section, &r->checks, e))
		return false;
	if (r->episode)
		keep_episode(&r->found, r->episode);
	*count = r->checks.n + r->found.n;
	return true;
}

/* "" for what is restricted, whoever looks: the kind and the day are enough to find it. */
static const char *what(const struct record *r)
{
	return r->title && *r->title ? r->title : "";
}

static void check_row(struct list_page *p, const struct check_line *check, struct canvas *line)
{
	struct str due = {0};
	if (check->state == CHECK_HEADING || check->state == CHECK_NOTE) {
		paint_text(line, 0, 2, -1, check->state == CHECK_NOTE ? ROLE_TEXT : ROLE_HEADING, check->text);
		return;
	}
	bool late = check->state == CHECK_LATE, done = check->state == CHECK_DONE;
	due_words_of(check->due, p->now, &due);
	paint_text(line, 0, 2, 8, late ? ROLE_ERROR : done ? ROLE_GOOD : ROLE_LABEL, check_state_words(check->state));
	paint_text(line, 0, 11, 36, ROLE_TEXT, check->text);
	if (due.len && !done)
		paint_text(line, 0, 48, -1, late ? ROLE_ERROR : ROLE_TEXT, str_text(&due));
	else if (done && check->more)
		paint_text(line, 0, 48, -1, ROLE_DIM, check->more);
	str_fini(&due);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	if (check_at(p, i)) {
		check_row(p, check_at(p, i), line);
		return;
	}
	const struct record *r = record_at(p, i);
	if (!r)
		return;
	const struct kind *k = kind_get(r->kind);
	char day[DATE_TEXT] = "";
	int64_t at;
	int col = 15;
	if (!k->day_in_title && time_from_iso(*r->happened ? r->happened : r->created_at, &at))
		date_show(time_date(at), day);
	int n = i - of(p)->checks.n;
	bool correction = corrects(of(p), n) >= 0, corrected = n + 1 < of(p)->found.n && corrects(of(p), n + 1) == n;
	paint_text(line, 0, 2, 12, ROLE_LABEL, day);
	if (correction) {
		paint_text(line, 0, col, 12, ROLE_LABEL, "  corrected:");
		col += 13;
	} else if (of(p)->several || !*what(r)) {
		int wide = *what(r) ? of(p)->label_cols : line->cols - col - 13;
		paint_text(line, 0, col, wide, ROLE_TEXT, k->label);
		col += wide + 1;
	}
	int room = line->cols - col - 13;
	if (!correction && r->episode != p->case_row.episode && !k->any_episode)
		room -= paintf(line, 0, line->cols - 23, 10, ROLE_DIM, "episode %d", r->episode) + 1;
	else if (corrected && time_from_iso(of(p)->found.at[n + 1].created_at, &at)) {
		date_show(time_date(at), day);
		day[strlen(day) > 5 ? strlen(day) - 5 : 0] = 0; /* the year stands on the line below */
		room -= paintf(line, 0, line->cols - 33, 20, ROLE_DIM, "corrected on %s", day) + 1;
	}
	paint_text(line, 0, col, room, ROLE_TEXT, what(r));
	paint_text(line, 0, line->cols - 12, -1, ROLE_DIM, r->created_by);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct record *r = record_at(p, i);
	if (check_at(p, i))
		str_add(text, check_at(p, i)->text);
	else if (r)
		str_addf(text, "%s %s %s", kind_get(r->kind)->label, what(r), r->created_by);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct records *r = of(p);
	const char *key = keymap_shown(p->app->keys, &actions_records, ACT_NEW);
	const struct check_line *check = check_at(p, i);
	const struct record *shown = record_at(p, i);
	/* The row may have no room for all of it. */
	if (shown && *what(shown))
		str_addf(out, "%s. ", what(shown));
	if (check && check->more)
		str_addf(out, "%s%s ", check->more, check->more[strlen(check->more) - 1] == '.' ? "" : ".");
	if (check ? check->kind != NULL && !r->checks.closed : i >= 0)
		str_add(out, "Enter opens it. ");
	if (check && check->kind)
		return;
	if (r->checks.closed)
		str_add(out, "Correct the age there if it is wrong.");
	else if (r->n_kinds == 1)
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
	const struct check_line *check = check_at(p, i);
	const struct record *r = record_at(p, i);
	if (r && !strcmp(r->kind, "erasure"))
		open_erasure(p->app, &p->case_row, r->id, r->state);
	else if (r)
		open_record(p->app, r->kind, p->case_row.id, r->id, NULL);
	else if (check && check->kind)
		open_record(p->app, check->kind, p->case_row.id, *check->record_id ? check->record_id : NULL, NULL);
}

static void add_kind(void *ctx, int choice)
{
	struct list_page *p = ctx;
	if (choice >= 0 && choice < of(p)->n_kinds)
		open_record(p->app, of(p)->kinds[choice]->name, p->case_row.id, NULL, NULL);
}

static bool act(struct list_page *p, int action, int i)
{
	const struct records *r = of(p);
	struct choice choices[KINDS_MAX];
	(void)i;
	if (action == ACT_COPY && r->section == SECTION_RIGHTS)
		open_copy(p->app, p->case_row.id);
	if (action != ACT_NEW)
		return action == ACT_COPY;
	if (r->checks.closed) {
		stack_say(p->app->stack, ROLE_HINT,
			  "Nothing to add here for an adult. Correct the age in Person if it is wrong.");
		return true;
	}
	if (r->episode) {
		stack_say(p->app->stack, ROLE_HINT, "Nothing is added to an earlier episode.");
	} else if (r->n_kinds == 1) {
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
	if (of(p)->episode) {
		str_addf(out, "Episode %d", of(p)->episode);
		return;
	}
	str_add(out, section_words(of(p)->section));
}

static void fini(struct list_page *p)
{
	record_list_fini(&of(p)->found);
	checklist_fini(&of(p)->checks);
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
		"restricted stands there without a title, and opens only for those who must know.",
	LIST_PAGE_FUNCTIONS,
};

static const struct screen_class rights_class = {
	.name = "rights",
	.actions = &actions_rights,
	.help = "What the person may ask of their own file, and what was done. c makes a copy for them; n adds a "
		"correction, keeps the file longer, or proposes its end, which somebody else carries out. Enter on the "
		"consent writes down that it is taken back.\n"
		"A copy leaves out what tells of other people, and says so.",
	LIST_PAGE_FUNCTIONS,
};

void open_episode(struct app *a, int episode, const char *case_id)
{
	struct records *r = mem_alloc(sizeof *r);
	r->episode = episode;
	r->label_cols = 22;
	list_page_push(a, &records_class, &spec, case_id, r);
}

void open_section(struct app *a, enum case_section section, const char *case_id)
{
	struct records *r = mem_alloc(sizeof *r);
	int in_section = 0;
	r->section = section;
	r->label_cols = 4;
	for (int i = 0; kind_at(i) && r->n_kinds < KINDS_MAX; i++) {
		if (kind_at(i)->section != section)
			continue;
		/* What is restricted has no title to stand beside. */
		int cols = kind_at(i)->restricted ? 0 : text_width(kind_at(i)->label);
		r->label_cols = cols > r->label_cols ? cols : r->label_cols;
		r->several = in_section++ > 0;
		if (may_add(a, kind_at(i)) && !kind_at(i)->made_by_program)
			r->kinds[r->n_kinds++] = kind_at(i);
	}
	list_page_push(a, section == SECTION_RIGHTS ? &rights_class : &records_class, &spec, case_id, r);
}

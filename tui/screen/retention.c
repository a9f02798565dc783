/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files whose time is over or nearly so, and those whose end has been proposed.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/kind/retention.h>
#include <sarai/model/erasure.h>
#include <sarai/model/status.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

#include "screens.h"

static const struct action_def own_actions[] = {
	{ACT_REMOVE, "propose", "e F9", "Propose", "Propose the end of this file: somebody else carries it out."},
	{ACT_KEEP, "keep", "k F11", "Keep longer", "Another day until which the file is kept, with the reason."},
	{ACT_APPROVE, "answer", "a F12", "Answer", "Carry out, or refuse, what a colleague has proposed."},
};
const struct action_table actions_retention = {"retention", own_actions, 3};

static struct retention_list *of(const struct list_page *p)
{
	return p->data;
}

static bool read_retention(struct list_page *p, int *count, struct err *e)
{
	*count = 0;
	retention_list_fini(of(p));
	if (!retention_read(p->app->session, of(p), e))
		return false;
	*count = of(p)->n;
	return true;
}

static void until_words(const struct retention_row *r, struct str *out)
{
	char day[DATE_TEXT];
	if (!r->until.year)
		return;
	date_show(r->until, day);
	str_addf(out, "%s%s", r->retention == RETENTION_OVER ? "over " : "", day);
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct retention_row *r = &of(p)->at[i];
	enum case_status status;
	struct str t = {0};
	until_words(r, &t);
	paint_text(line, 0, 2, 14, ROLE_LABEL, r->case_row.number);
	paint_text(line, 0, 17, 17, r->retention == RETENTION_OVER ? ROLE_ERROR : ROLE_TEXT, str_text(&t));
	paint_text(line, 0, 35, 12, ROLE_DIM, status_from_name(r->case_row.status, &status) ? status_words(status) : "");
	if (*r->proposal_id)
		paintf(line, 0, 48, -1, ROLE_TITLE, "%s: by %s", erasure_words(r->how), r->own ? "you" : r->by);
	str_fini(&t);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct retention_row *r = &of(p)->at[i];
	str_addf(text, "%s %s %s", r->case_row.number, r->by, *r->proposal_id ? erasure_words(r->how) : "");
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0)
		return;
	const struct retention_row *r = &of(p)->at[i];
	if (*r->proposal_id)
		str_addf(out, "%s: \"%s\" %s", r->basis, r->reason,
			 r->own ? "You proposed it: somebody else answers." : "a answers it.");
	else
		str_add(out, "e proposes its end, k keeps it longer. Enter opens the case.");
}

static void open_row(struct list_page *p, int i)
{
	open_case(p->app, of(p)->at[i].case_row.id);
}

static bool act(struct list_page *p, int action, int i)
{
	if (i < 0 || (action != ACT_REMOVE && action != ACT_KEEP && action != ACT_APPROVE))
		return false;
	const struct retention_row *r = &of(p)->at[i];
	if (action == ACT_KEEP)
		open_record(p->app, "keep-longer", r->case_row.id, NULL, NULL);
	else if (*r->proposal_id)
		open_erasure(p->app, &r->case_row, r->proposal_id, "waiting");
	else if (action == ACT_REMOVE)
		open_record(p->app, "erasure", r->case_row.id, NULL, NULL);
	else
		stack_say(p->app->stack, ROLE_HINT, "Nothing is proposed for this file yet. e proposes its end.");
	return true;
}

static const struct case_row *head(const struct list_page *p, int i)
{
	return &of(p)->at[i].case_row;
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Retention");
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct retention_list *l = of(p);
	paintf(line, 0, 0, -1, ROLE_HEADING, "%d over, %d within %d days, %d proposed", l->over, l->soon,
	       p->app->session->config->settings.retention_notice_days, l->waiting);
}

static void fini(struct list_page *p)
{
	retention_list_fini(of(p));
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "No file's time is over, and none ends soon.",
	.read = read_retention,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.head = head,
	.fini = fini,
};

static const struct screen_class retention_class = {
	.name = "retention",
	.actions = &actions_retention,
	.help = "Closed files whose day has come or comes soon, and those whose end somebody has proposed.\n"
		"Look into the case first. Erasing takes out everything but number and days; keeping without a name "
		"leaves "
		"codes for figures. One proposes, another carries it out, and a certificate stays. Where there is a "
		"reason, "
		"keep the file longer and write down why.",
	LIST_PAGE_FUNCTIONS,
};

void open_retention(struct app *a)
{
	list_page_push(a, &retention_class, &spec, NULL, mem_alloc(sizeof(struct retention_list)));
}

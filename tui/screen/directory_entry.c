/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One entry of the service directory, as text.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/kind/directory.h>
#include <sarai/report/directory_text.h>
#include <sarai/report/paper.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_EDIT, "edit", "e F9", "Edit", "Change this entry; note on which day somebody there confirmed it."},
};
const struct action_table actions_entry = {"entry", own, 1};

struct entry {
	char id[ID_TEXT];
	struct directory_entry entry;
};

static struct entry *of(struct text_page *p)
{
	return p->data;
}

static char *read_entry(struct text_page *p, int cols, struct err *e)
{
	struct paper paper;
	directory_entry_fini(&of(p)->entry);
	if (!directory_get(p->app->session, of(p)->id, &of(p)->entry, e))
		return NULL;
	directory_paper(p->app->session, &of(p)->entry, &paper);
	char *text = paper_text(&paper, cols - 1);
	paper_fini(&paper);
	return text;
}

static bool act(struct text_page *p, int action)
{
	struct err e = {0};
	char *path;
	if (action == ACT_EDIT) {
		open_record(p->app, "service-entry", NULL, of(p)->id, NULL);
	} else if (action == ACT_PRINT) {
		if (directory_print(p->app->session, &of(p)->entry, &path, &e))
			stack_say(p->app->stack, ROLE_GOOD, "Written: %s", path);
		else
			stack_say_err(p->app->stack, &e);
		free(path);
	} else {
		return false;
	}
	return true;
}

static void title(struct text_page *p, struct str *out)
{
	const char *name = pairs_get(&of(p)->entry.record.answers, "organisation");
	str_add(out, *name ? name : "Service");
}

static void fini(struct text_page *p)
{
	directory_entry_fini(&of(p)->entry);
	free(p->data);
}

static const struct text_page_spec spec = {.read = read_entry, .act = act, .title = title, .fini = fini};

static const struct screen_class entry_class = {
	.name = "entry",
	.actions = &actions_entry,
	.help = "What is known of this service. What must not be overlooked stands on top: whether it reports people, "
		"is "
		"full, was not verified lately.\ne changes it, F7 writes it as a PDF into the folder of exports.",
	TEXT_PAGE_FUNCTIONS,
};

void open_entry(struct app *a, const char *entry_id)
{
	struct entry *x = mem_alloc(sizeof *x);
	snprintf(x->id, sizeof x->id, "%s", entry_id);
	text_page_push(a, &entry_class, &spec, NULL, x);
}

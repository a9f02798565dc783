/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A copy of their own file for the person: asked for, written, and told where it is.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/report/person_copy.h>

#include "screens.h"

struct copying {
	struct app *app;
	char case_id[ID_TEXT];
	bool pdf;
};

static void given(void *ctx, const char *to)
{
	struct copying *q = ctx;
	struct app *a = q->app;
	struct err e = {0};
	if (!to || !*to) {
		stack_say(a->stack, ROLE_HINT, to ? "Say who takes it: no copy was made." : "No copy was made.");
	} else {
		char *path = person_copy_write(a->session, q->case_id, q->pdf, to, &e);
		struct screen *top = stack_top(a->stack);
		if (path && top && top->class->shown)
			top->class->shown(top);
		if (path)
			stack_say(a->stack, ROLE_GOOD, "Written: %s. Hand it over, then delete the file.", path);
		else
			stack_say_err(a->stack, &e);
		free(path);
	}
	free(q);
}

static void chosen(void *ctx, int choice)
{
	struct copying *q = ctx;
	if (choice < 0) {
		free(q);
		return;
	}
	q->pdf = choice == 1;
	dialog_ask(q->app->stack, "Copy for the person",
		   "Who takes it, and how do you know them? Ask first whether it is safe for them to carry it.", "",
		   200, 2, given, q);
}

void open_copy(struct app *a, const char *case_id)
{
	static const struct choice choices[] = {{'1', "Text"}, {'2', "PDF"}};
	struct copying *q = mem_alloc(sizeof *q);
	q->app = a;
	snprintf(q->case_id, sizeof q->case_id, "%s", case_id);
	dialog_choose(a->stack, "Copy for the person", "All that is kept about them; what tells of others is left out.",
		      choices, 2, chosen, q);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting the state of an action from a list, and saying what came of it where it is over.
 */
#include <stdio.h>
#include <stdlib.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/kind/action.h>
#include <sarai/model/plan.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "screens.h"

struct asking {
	struct app *app;
	char record_id[ID_TEXT];
	enum action_state state;
};

#define X(id, name, words, live) name,
static const char *const state_names[] = {ACTION_STATE_TABLE(X)};
#undef X

static void set_state(struct asking *x, const char *result)
{
	struct err e = {0};
	if (action_set_state(x->app->session, x->record_id, state_names[x->state], result, &e))
		stack_say(x->app->stack, ROLE_GOOD, "Saved.");
	else
		stack_say_err(x->app->stack, &e);
	list_page_shown(stack_top(x->app->stack)); /* asked from a list, which shows it as it is now */
}

static void result_given(void *ctx, const char *result)
{
	struct asking *x = ctx;
	if (result)
		set_state(x, result);
	free(x);
}

static void state_chosen(void *ctx, int choice)
{
	struct asking *x = ctx;
	if (choice >= 0)
		x->state = (enum action_state)choice;
	if (choice >= 0 && !action_state_open(x->state)) {
		dialog_ask(x->app->stack, "Result", "What came of it?", "", 1000, 4, result_given, x);
		return;
	}
	if (choice >= 0)
		set_state(x, "");
	free(x);
}

void ask_action_state(struct app *a, const struct record *r)
{
#define X(id, name, words, live) {(char)('1' + ACTION_STATE_##id), words},
	static const struct choice choices[] = {ACTION_STATE_TABLE(X)};
#undef X
	struct asking *x = mem_alloc(sizeof *x);
	x->app = a;
	snprintf(x->record_id, sizeof x->record_id, "%s", r->id);
	dialog_choose(a->stack, "State of the action", pairs_get(&r->answers, "action"), choices, ACTION_STATE_COUNT,
		      state_chosen, x);
}

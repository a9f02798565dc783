/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms from which one looks into the service directory: a referral, and an action of the plan.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/referral_start.h>
#include <sarai/screen/app.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_FIND_SERVICE, "find-service", "F9 ^T", "Who can help",
	 "Find in the directory who gives this service, best fit first."},
};
const struct action_table actions_finding = {"finding", own, 1};

static void taken(void *ctx, const char *id)
{
	struct form_screen *f = ctx;
	struct err e = {0};
	if (referral_take_entry(f->app->session, f->work, id, &e))
		stack_say(f->app->stack, ROLE_GOOD, "Taken from the directory. Look at it once more, then go on.");
	else
		stack_say_err(f->app->stack, &e);
	form_view_focus(&f->view, f->view.at);
}

static bool act(struct screen *s, struct form_screen *f, int action)
{
	(void)s;
	if (action != ACT_FIND_SERVICE)
		return false;
	if (form_view_commit(&f->view))
		open_directory_for(f->app, f->work->case_row.id, form_value_of(f->work->form, "service"), taken, f);
	return true;
}

static const struct screen_class finding_class = {
	.name = "form",
	.actions = &actions_finding,
	.widget = &actions_form,
	.help = "Answer what you know. Nothing is forced: you can save at any time, and what is still missing is "
		"said.\n"
		"F9 looks into the service directory: who gives the service chosen, best fit for this person first.\n"
		"A referral asks another organisation for a service; the case stays with you. Handing the whole case "
		"over "
		"is a transfer.",
	FORM_SCREEN_FUNCTIONS,
};

void form_screen_finding(struct app *a, struct edit *w)
{
	struct form_screen *f = form_screen_push(a, w, &finding_class)->data;
	f->act = act;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The locked page: nothing of the case is on it. The same person goes on where they were; somebody else logs in and
 * sees nothing of the first. Where there are no accounts (practice), the page is only covered.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/settings.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_OTHER, "other", "F9 ^E", "Somebody else",
	 "Log in as somebody else. What the first has typed is kept as their draft."},
};
const struct action_table actions_lock = {"lock", own, 1};

struct lock {
	struct app *app;
	struct editor password;
};

static struct lock *of(const struct screen *s)
{
	return s->data;
}

static void title(const struct screen *s, struct str *out)
{
	str_add(out, of(s)->app->with_accounts ? "Locked" : "Covered");
}

static void draw(const struct screen *s, struct canvas *body)
{
	struct lock *l = of(s);
	int row = body->rows / 2 - 2;
	if (!l->app->with_accounts) {
		paint_text(body, row, 4, -1, ROLE_TEXT, "Covered. Press Enter to go on where you were.");
		paint_cursor(body, row, 4);
		return;
	}
	paintf(body, row, 4, -1, ROLE_TEXT, "Locked by %s. Nothing is lost.", l->app->session->actor);
	paint_text(body, row + 2, 4, 10, ROLE_LABEL, "Password");
	struct canvas box = canvas_cut(body, row + 2, 14, 1, body->cols - 16);
	editor_draw(&l->password, &box, ROLE_VALUE, true);
}

static void unlock(struct screen *s)
{
	struct lock *l = of(s);
	struct stack *stack = s->stack;
	struct err e = {0};
	int wait = 0;
	if (!l->app->with_accounts) {
		stack_pop(stack);
		return;
	}
	enum login_result r = account_unlock(l->app->session, l->password.text, &wait, &e);
	editor_set(&l->password, "");
	switch (r) {
	case LOGIN_OK:
		stack_pop(stack);
		break;
	case LOGIN_WAIT:
		stack_say(stack, ROLE_ERROR, "Too many wrong tries. Wait %d second%s, then try again.", wait,
			  wait == 1 ? "" : "s");
		break;
	case LOGIN_FAILED:
		stack_say_err(stack, &e);
		break;
	default:
		stack_say(stack, ROLE_ERROR, "That is not right. Type the password again.");
		break;
	}
}

static bool act(struct screen *s, int action)
{
	struct lock *l = of(s);
	switch (action) {
	case ACT_ENTER:
	case ACT_SAVE:
		unlock(s);
		return true;
	case ACT_OTHER:
		if (l->app->with_accounts)
			app_leave(l->app, true);
		return true;
	case ACT_REDRAW:
		return false;
	case ACT_BACK:
		if (!l->app->with_accounts)
			stack_pop(s->stack);
		return true;
	default:
		editor_act(&l->password, action, 60);
		return true; /* nothing opens from here: the page below stays covered */
	}
}

static bool text(struct screen *s, const char *utf8)
{
	editor_insert(&of(s)->password, utf8);
	return true;
}

static bool typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void hint(const struct screen *s, struct str *out)
{
	struct app *a = of(s)->app;
	if (a->with_accounts)
		str_addf(out, "Type your password and Enter to go on. %s: somebody else logs in.",
			 keymap_shown(a->keys, &actions_lock, ACT_OTHER));
}

static void close_lock(struct screen *s)
{
	struct lock *l = of(s);
	editor_fini(&l->password);
	l->app->locked = false;
	free(l);
}

static const struct screen_class lock_class = {
	.name = "lock",
	.actions = &actions_lock,
	.widget = &actions_form,
	.alone = true,
	.help = "The page is locked so that nobody passing by can read it.",
	.title = title,
	.draw = draw,
	.act = act,
	.text = text,
	.typing = typing,
	.hint = hint,
	.close = close_lock,
};

void open_lock(struct app *a)
{
	if (a->locked)
		return;
	stack_keep_all(a->stack); /* what is being typed is a draft before anything else happens */
	struct lock *l = mem_alloc(sizeof *l);
	l->app = a;
	editor_init(&l->password, "", 100, false);
	l->password.secret = true;
	a->locked = true;
	stack_push(a->stack, &lock_class, l);
	stack_say(a->stack, ROLE_HINT, "%s", "");
	term_wipe(stack_term(a->stack));
}

#define MINUTE 60000

int app_idle(void *ctx, struct stack *s, int64_t idle_ms)
{
	struct app *a = ctx;
	const struct settings *set = &a->session->config->settings;
	if (app_end_if_over(a))
		return 0;
	int64_t lock_at = (int64_t)set->idle_minutes * MINUTE, warn_at = lock_at - (int64_t)set->warn_seconds * 1000;
	if (!lock_at || a->locked)
		return 0;
	if (idle_ms >= lock_at) {
		open_lock(a);
		return 0;
	}
	if (idle_ms >= warn_at)
		stack_say(s, ROLE_HINT, "No key for a while: this page locks in %d seconds. Any key goes on.",
			  (int)((lock_at - idle_ms + 999) / 1000));
	return (int)(idle_ms < warn_at ? warn_at - idle_ms : lock_at - idle_ms);
}

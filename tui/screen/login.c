/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Before the first page: who is it? A name and a password, the authenticator's code where there is one, a password of
 * one's own when it was handed out, and at the very first start the first account.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/screen/login.h>
#include <sarai/screen/tables.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

enum line { NAME, FULL_NAME, PASSWORD, CODE, NEW, AGAIN, LINES };
static const char *const labels[LINES] = {"Name",	  "Your full name",    "Password", "Code of the authenticator",
					  "New password", "New password again"};

enum mode { LOG_IN, GIVE_CODE, CHANGE, FIRST };

struct login {
	struct session *session;
	const char *source, *place;
	enum mode mode;
	bool fixed; /* the name is given, not typed */
	struct editor at[LINES];
	enum line focus;
	bool done;
	struct err *why; /* the database is another one now */
};

static struct login *of(const struct screen *s)
{
	return s->data;
}

static bool shown(const struct login *l, enum line i)
{
	switch (l->mode) {
	case LOG_IN:
		return i == NAME || i == PASSWORD;
	case GIVE_CODE:
		return i == NAME || i == CODE;
	case CHANGE:
		return i == NEW || i == AGAIN;
	default:
		return i == NAME || i == FULL_NAME || i == NEW || i == AGAIN;
	}
}

static bool typable(const struct login *l, enum line i)
{
	return shown(l, i) && !(i == NAME && (l->fixed || l->mode == GIVE_CODE));
}

static bool step(struct login *l, int by)
{
	for (int i = (int)l->focus + by; i >= 0 && i < LINES; i += by) {
		if (typable(l, (enum line)i)) {
			l->focus = (enum line)i;
			return true;
		}
	}
	return false;
}

static void begin(struct login *l, enum mode mode)
{
	l->mode = mode;
	for (int i = PASSWORD; i < LINES; i++)
		editor_set(&l->at[i], "");
	l->focus = NAME;
	/* A name that is there already need not be passed through. */
	if (!typable(l, NAME) || (mode == LOG_IN && l->at[NAME].len))
		step(l, 1);
}

static void title(const struct screen *s, struct str *out)
{
	static const char *const titles[] = {"Log in", "Log in", "A password of your own", "The first account"};
	str_add(out, titles[of(s)->mode]);
}

static const char *welcome(const struct login *l)
{
	switch (l->mode) {
	case CHANGE:
		return "Your password was handed to you by somebody else. Choose one that only you know: at least "
		       "twelve "
		       "characters; three or four words that do not belong together are good.";
	case FIRST:
		return "Nobody has an account yet. Make the first one: it keeps all others. Choose a password of at "
		       "least twelve "
		       "characters; three or four words that do not belong together are good.";
	case GIVE_CODE:
		return "The password is right. Now the six digits that your authenticator shows.";
	default:
		return "";
	}
}

static void draw(const struct screen *s, struct canvas *body)
{
	struct login *l = of(s);
	const char *text = welcome(l);
	int row = 2;
	paintf(body, 0, 2, -1, ROLE_HEADING, "%s", l->session->config->settings.office);
	if (*text) {
		struct text_view v = {0};
		struct canvas top = canvas_cut(body, 2, 2, 4, body->cols - 4);
		text_view_set(&v, text);
		text_view_draw(&v, &top);
		text_view_fini(&v);
		row = 6;
	}
	for (int i = 0; i < LINES; i++) {
		if (!shown(l, (enum line)i))
			continue;
		bool focus = l->focus == (enum line)i;
		if (focus)
			paint_text(body, row, 0, 1, ROLE_KEY, ">");
		paint_text(body, row, 2, 26, focus ? ROLE_FOCUS : ROLE_LABEL, labels[i]);
		struct canvas box = canvas_cut(body, row, 29, 1, body->cols - 31);
		editor_draw(&l->at[i], &box, ROLE_VALUE, focus);
		row += 2;
	}
}

static void say_wait(struct stack *s, int wait)
{
	stack_say(s, ROLE_ERROR, "Too many wrong tries. Wait %d second%s, then try again.", wait, wait == 1 ? "" : "s");
}

static void try_log_in(struct screen *s)
{
	struct login *l = of(s);
	struct err e = {0};
	int wait = 0;
	struct login_request r = {l->at[NAME].text, l->at[PASSWORD].text,
				  l->mode == GIVE_CODE ? l->at[CODE].text : NULL, l->source, l->place};
	char *kept = mem_strdup(l->at[PASSWORD].text);
	switch (account_login(l->session, &r, &wait, &e)) {
	case LOGIN_OK:
		l->done = !l->session->must_change;
		if (l->done)
			stack_end(s->stack);
		else
			begin(l, CHANGE);
		break;
	case LOGIN_CODE:
		begin(l, GIVE_CODE);
		editor_set(&l->at[PASSWORD], kept);
		l->focus = CODE;
		break;
	case LOGIN_WAIT:
		say_wait(s->stack, wait);
		break;
	case LOGIN_WRONG:
		stack_say(s->stack, ROLE_ERROR, "That is not right. Check the name%s, and type the password again.",
			  l->mode == GIVE_CODE ? ", the code" : "");
		begin(l, LOG_IN);
		break;
	case LOGIN_FAILED:
		stack_say_err(s->stack, &e);
		break;
	}
	mem_wipe(kept, strlen(kept));
	free(kept);
}

static bool same_twice(struct screen *s)
{
	struct login *l = of(s);
	if (!strcmp(l->at[NEW].text, l->at[AGAIN].text))
		return true;
	stack_say(s->stack, ROLE_ERROR, "The two are not the same. Type the new password again, twice.");
	editor_set(&l->at[NEW], "");
	editor_set(&l->at[AGAIN], "");
	l->focus = NEW;
	return false;
}

static void try_change(struct screen *s)
{
	struct login *l = of(s);
	struct err e = {0};
	if (!same_twice(s))
		return;
	if (account_set_password(l->session, "", l->at[NEW].text, &e)) {
		l->done = true;
		stack_end(s->stack);
		return;
	}
	stack_say(s->stack, ROLE_ERROR, "%s", e.detail);
	begin(l, CHANGE);
}

static void try_first(struct screen *s)
{
	struct login *l = of(s);
	struct err e = {0};
	if (!same_twice(s))
		return;
	if (!account_first(l->session, l->at[NAME].text, l->at[FULL_NAME].text, l->at[NEW].text, &e)) {
		stack_say(s->stack, ROLE_ERROR, "%s", e.detail);
		editor_set(&l->at[NEW], "");
		editor_set(&l->at[AGAIN], "");
		if (e.code == ERR_DENIED)
			begin(l, LOG_IN);
		else
			l->focus = !strcmp(e.where, "name") ? NAME : NEW;
		return;
	}
	editor_set(&l->at[PASSWORD], l->at[NEW].text);
	l->mode = LOG_IN;
	try_log_in(s);
}

static void go_on(struct screen *s)
{
	struct login *l = of(s);
	if (step(l, 1))
		return;
	if (l->mode == CHANGE)
		try_change(s);
	else if (l->mode == FIRST)
		try_first(s);
	else
		try_log_in(s);
}

static bool act(struct screen *s, int action)
{
	struct login *l = of(s);
	switch (action) {
	case ACT_ENTER:
	case ACT_SAVE:
		go_on(s);
		return true;
	case ACT_NEXT:
	case ACT_DOWN:
		step(l, 1);
		return true;
	case ACT_PREV:
	case ACT_UP:
		step(l, -1);
		return true;
	case ACT_BACK:
		stack_end(s->stack);
		return true;
	case ACT_HELP:
	case ACT_REDRAW:
		return false;
	default:
		editor_act(&l->at[l->focus], action, 60);
		return true; /* nothing opens from here */
	}
}

static bool text(struct screen *s, const char *utf8)
{
	struct login *l = of(s);
	editor_insert(&l->at[l->focus], utf8);
	return true;
}

static bool typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void hint(const struct screen *s, struct str *out)
{
	str_add(out, of(s)->mode == LOG_IN
			     ? "Enter goes on. Forgotten? Your administrator hands out a new one. Esc leaves."
			     : "Enter goes on. Esc leaves.");
}

static void close_login(struct screen *s)
{
	struct login *l = of(s);
	for (int i = 0; i < LINES; i++)
		editor_fini(&l->at[i]);
}

static const struct screen_class login_class = {
	.name = "login",
	.widget = &actions_form,
	.alone = true,
	.help = "Type your name and your password. After three wrong passwords one has to wait, longer each time.\n"
		"What you type as a password is not shown.",
	.title = title,
	.draw = draw,
	.act = act,
	.text = text,
	.typing = typing,
	.hint = hint,
	.close = close_login,
};

/* Whoever waits here while the database is replaced starts again with the one that is there now. */
static int look_again(void *ctx, struct stack *s, int64_t idle_ms)
{
	struct login *l = ctx;
	(void)idle_ms;
	if (session_is_over(l->session, l->why))
		stack_end(s);
	else
		memset(l->why, 0, sizeof *l->why);
	return 0;
}

/* The operating system's account may be one that several people share: there is no account of that name here, and each
 * types their own. */
static bool name_is_known(struct session *s, const struct login_options *o, bool any)
{
	return !any || o->fixed || (o->name && account_is_there(s->store, o->name));
}

bool login_run(struct term *term, struct session *session, const struct login_options *o, struct diags *d,
	       struct err *e)
{
	struct login l = {.session = session, .source = o->source, .place = o->place, .fixed = o->fixed, .why = e};
	bool any;
	if (!accounts_any(session->store, &any, e))
		return false;
	/* Where the server says who one is, the first who comes must not become the one who keeps all others. */
	if (!any && o->fixed)
		return err_set(e, ERR_DENIED, "",
			       "Nobody has an account here yet; whoever keeps the server makes the first one.");
	bool known = name_is_known(session, o, any);
	struct keymap *keys = keymap_new(screen_tables, screen_table_count, session->config->keys, d);
	if (!keys)
		return err_set(e, ERR_CONFIG, "keys.ini", "The keys cannot be used.");
	struct stack_options so = {.keys = keys, .clock = session->clock, .tick_ms = 1000, .idle = look_again, .ctx = &l};
	struct stack *stack = stack_new(term, &so);
	for (int i = 0; i < LINES; i++) {
		editor_init(&l.at[i], i == NAME && known && o->name ? o->name : "",
			    i == FULL_NAME ? 60
			    : i == CODE	   ? 6
					   : 100,
			    false);
		l.at[i].secret = i == PASSWORD || i == NEW || i == AGAIN;
	}
	begin(&l, any ? LOG_IN : FIRST);
	stack_push(stack, &login_class, &l);
	if (o->said && *o->said)
		stack_say(stack, ROLE_HINT, "%s", o->said);
	if (o->run)
		o->run(o->ctx, stack);
	else
		stack_run(stack);
	stack_free(&stack);
	keymap_free(&keys);
	return l.done;
}

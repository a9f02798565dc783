/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which cases rest on what is shared: those that use one profile, and those whose assessment rests on something older
 * than there is.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/kind/context.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/store/shared.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

#include "screens.h"

/* ---- the cases that use one ---- */

struct users {
	char source[ID_TEXT];
	struct case_list found;
};

static struct users *users_of(struct list_page *p)
{
	return p->data;
}

static bool read_users(struct list_page *p, int *count, struct err *e)
{
	struct users *u = users_of(p);
	case_list_fini(&u->found);
	if (!source_users(p->app->session, u->source, &u->found, e))
		return false;
	*count = u->found.n;
	return true;
}

static void user_row(struct list_page *p, int i, struct canvas *line)
{
	const struct config *cfg = p->app->session->config;
	const struct case_row *k = &users_of(p)->found.at[i];
	const char *band = *k->band_assigned ? k->band_assigned : k->band_calculated;
	struct str s = {0};
	paint_text(line, 0, 2, 14, ROLE_LABEL, k->number);
	person_words(p->app, k, &s);
	paint_text(line, 0, 17, 30, ROLE_TEXT, str_text(&s));
	str_clear(&s);
	level_words(cfg, band, &s);
	paint_text(line, 0, 48, 14, level_role(cfg, band), str_text(&s));
	paint_text(line, 0, 63, -1, ROLE_DIM, *k->owner ? k->owner : "nobody");
	str_fini(&s);
}

static void user_match(struct list_page *p, int i, struct str *text)
{
	const struct case_row *k = &users_of(p)->found.at[i];
	str_addf(text, "%s %s ", k->number, k->owner);
	person_words(p->app, k, text);
}

static void open_user(struct list_page *p, int i)
{
	open_case(p->app, users_of(p)->found.at[i].id);
}

static void users_title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Cases that use it");
}

static void users_hint(struct list_page *p, int i, struct str *out)
{
	(void)p;
	if (i >= 0)
		str_add(out, "Enter opens the case. Those with the oldest version come first.");
}

static void users_fini(struct list_page *p)
{
	case_list_fini(&users_of(p)->found);
	free(p->data);
}

static const struct list_page_spec users_spec = {
	.empty = "No assessment uses it yet.",
	.read = read_users,
	.row = user_row,
	.match = user_match,
	.hint = users_hint,
	.open = open_user,
	.title = users_title,
	.fini = users_fini,
};

static const struct screen_class users_class = {
	.name = "source-users",
	.help = "The cases whose newest assessment rests on this profile. Enter opens one.",
	LIST_PAGE_FUNCTIONS,
};

void open_users(struct app *a, const char *source)
{
	struct users *u = mem_alloc(sizeof *u);
	snprintf(u->source, sizeof u->source, "%s", source);
	list_page_push(a, &users_class, &users_spec, NULL, u);
}

/* ---- those that rest on something older ---- */

static struct stale_list *stale_of(struct list_page *p)
{
	return p->data;
}

static bool read_stale(struct list_page *p, int *count, struct err *e)
{
	stale_list_fini(stale_of(p));
	if (!stale_cases(p->app->session, NULL, stale_of(p), e))
		return false;
	*count = stale_of(p)->n;
	return true;
}

static void stale_row(struct list_page *p, int i, struct canvas *line)
{
	const struct config *cfg = p->app->session->config;
	const struct stale_row *r = &stale_of(p)->at[i];
	struct str s = {0};
	paint_text(line, 0, 2, 14, ROLE_LABEL, r->number);
	level_words(cfg, r->band, &s);
	paint_text(line, 0, 17, 12, level_role(cfg, r->band), str_text(&s));
	if (r->used)
		paintf(line, 0, 30, 15, ROLE_TEXT, "used %d, now %d", r->used, r->newest);
	else
		paintf(line, 0, 30, 15, ROLE_TEXT, "none, now %d", r->newest);
	paint_text(line, 0, 46, 24, ROLE_TEXT, r->title ? r->title : "");
	paint_text(line, 0, 71, -1, ROLE_DIM, *r->owner ? r->owner : "nobody");
	str_fini(&s);
}

static void stale_match(struct list_page *p, int i, struct str *text)
{
	const struct stale_row *r = &stale_of(p)->at[i];
	str_addf(text, "%s %s %s", r->number, r->title ? r->title : "", r->owner);
}

static void open_stale_row(struct list_page *p, int i)
{
	open_case(p->app, stale_of(p)->at[i].case_id);
}

static void stale_title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "On older ones");
}

static void stale_hint(struct list_page *p, int i, struct str *out)
{
	(void)p;
	if (i >= 0)
		str_add(out, "Enter opens the case; its assessment can take over what is new.");
}

static void stale_fini(struct list_page *p)
{
	stale_list_fini(stale_of(p));
	free(p->data);
}

static const struct list_page_spec stale_spec = {
	.empty = "Every assessment rests on the newest there is.",
	.read = read_stale,
	.row = stale_row,
	.match = stale_match,
	.hint = stale_hint,
	.open = open_stale_row,
	.title = stale_title,
	.fini = stale_fini,
};

static const struct screen_class stale_class = {
	.name = "older-sources",
	.help = "Open cases whose newest assessment was made with an older version of a profile, or an older round of "
		"the "
		"household's assessment, than there is now. Saved assessments never change by themselves.",
	LIST_PAGE_FUNCTIONS,
};

void open_stale(struct app *a)
{
	list_page_push(a, &stale_class, &stale_spec, NULL, mem_alloc(sizeof(struct stale_list)));
}

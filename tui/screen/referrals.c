/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referrals: those of one case, or of all cases one reaches; late ones on top; and the gaps.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/model/referral.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/view/referrals.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "New", "Write a referral (in a case)."},
	{ACT_GAP, "gap", "g F11", "Gap", "Note that a service cannot be had (in a case)."},
	{ACT_STATE, "which", "f F12", "Late/open/all/gaps", "Late ones, open ones, all of them, or the gaps."},
	{ACT_MINE, "mine", "e", "Mine/everyone's", "Of your own cases, or of all you may see."},
};
const struct action_table actions_referrals = {"referrals", own, 4};

struct page {
	enum referral_choice which;
	bool everyone;
	struct referral_list found;
	int late;
};

static struct page *of(struct list_page *p)
{
	return p->data;
}

static bool read_referrals(struct list_page *p, int *count, struct err *e)
{
	struct page *d = of(p);
	struct session *s = p->app->session;
	bool in_case = *p->case_row.id != 0;
	referral_list_fini(&d->found);
	if (!referrals_list(s, d->which, in_case ? p->case_row.id : NULL, in_case || d->everyone ? NULL : s->actor,
			    &d->found, e))
		return false;
	d->late = 0;
	for (int i = 0; i < d->found.n; i++)
		d->late += d->found.at[i].late;
	*count = d->found.n;
	return true;
}

static const char *service(const struct list_page *p, const struct referral_row *r)
{
	return config_label(p->app->session->config, "services", r->service);
}

static void when(struct list_page *p, const struct referral_row *r, struct str *out)
{
	char day[DATE_TEXT];
	int64_t at;
	if (*r->due) {
		due_words_of(r->due, p->now, out);
	} else if (time_from_iso(r->since, &at)) {
		date_show(time_date(at), day);
		str_add(out, day);
	}
}

/* "Declined by provider", "Expired, no answer": the first word or two. */
static void brief_state(const struct referral_row *r, struct str *out)
{
	const char *words = r->unseen ? "No consent" : referral_state_words(r->state);
	const char *by = strstr(words, " by ");
	str_add_n(out, words, by ? (size_t)(by - words) : strcspn(words, ","));
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct referral_row *r = &of(p)->found.at[i];
	struct str s = {0};
	int col = 17;
	when(p, r, &s);
	paint_text(line, 0, 2, 14, r->late ? ROLE_ERROR : ROLE_LABEL, str_text(&s));
	str_clear(&s);
	if (!*p->case_row.id) {
		paint_text(line, 0, col, 14, ROLE_LABEL, r->number);
		col += 15;
	}
	if (r->gap) {
		str_addf(&s, "GAP: %s, %s: %s", service(p, r), r->place,
			 config_label(p->app->session->config, "gap-reasons", r->why));
		paint_text(line, 0, col, -1, ROLE_TEXT, str_text(&s));
	} else {
		brief_state(r, &s);
		paint_text(line, 0, col, 13, r->unseen ? ROLE_ERROR : ROLE_TEXT, str_text(&s));
		str_clear(&s);
		col += 14;
		if (r->priority != PRIORITY_NORMAL && referral_state_open(r->state))
			str_add(&s, r->priority == PRIORITY_EMERGENCY ? "!! " : "! ");
		str_addf(&s, "%s > %s", service(p, r), *r->receiver ? r->receiver : "nobody yet");
		paint_text(line, 0, col, -1, ROLE_TEXT, str_text(&s));
	}
	str_fini(&s);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct referral_row *r = &of(p)->found.at[i];
	str_addf(text, "%s %s %s %s %s %s", r->number, service(p, r), r->receiver, r->owner, r->place,
		 r->gap ? config_label(p->app->session->config, "gap-reasons", r->why)
			: referral_state_words(r->state));
}

static void hint(struct list_page *p, int i, struct str *out)
{
	if (i < 0) {
		str_add(out,
			*p->case_row.id
				? "n writes a referral, g notes a service that cannot be had. The plan makes referrals "
				  "of its actions: r there."
				: "f shows late ones, open ones, all, or the gaps; e those of everyone.");
		return;
	}
	const struct referral_row *r = &of(p)->found.at[i];
	if (r->gap) {
		str_addf(out, "%s Enter opens it.", r->detail);
		return;
	}
	str_addf(out, "%s, %s to %s: %s. ", referral_priority_words(r->priority), service(p, r),
		 *r->receiver ? r->receiver : "nobody yet", referral_state_words(r->state));
	if (*r->due && r->state != REFERRAL_DRAFT)
		str_addf(out, "Due: %s. ", referral_due_words(r->state));
	str_add(out, "Enter opens it: there each step is one key.");
}

static void open_row(struct list_page *p, int i)
{
	const struct referral_row *r = &of(p)->found.at[i];
	if (r->gap)
		open_record(p->app, "gap", r->case_id, r->id, NULL);
	else
		open_referral(p->app, r->case_id, r->id);
}

static void say_where(struct list_page *p)
{
	stack_say(p->app->stack, ROLE_HINT,
		  "Open a case first (F4): a referral belongs to one. r in the case lists its own.");
}

static bool act(struct list_page *p, int action, int i)
{
	(void)i;
	switch (action) {
	case ACT_NEW:
		if (*p->case_row.id)
			open_record(p->app, "referral", p->case_row.id, NULL, NULL);
		else
			say_where(p);
		return true;
	case ACT_GAP:
		if (*p->case_row.id)
			open_record(p->app, "gap", p->case_row.id, NULL, NULL);
		else
			say_where(p);
		return true;
	case ACT_STATE:
		of(p)->which = (enum referral_choice)((of(p)->which + 1) % (REFERRALS_GAPS + 1));
		list_page_shown(stack_top(p->app->stack));
		return true;
	case ACT_MINE:
		of(p)->everyone = !of(p)->everyone;
		list_page_shown(stack_top(p->app->stack));
		return true;
	default:
		return false;
	}
}

static void title(struct list_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Referrals");
}

static void top(struct list_page *p, struct canvas *line)
{
	static const char *const which[] = {"late", "open", "in all", "gaps"};
	const struct page *d = of(p);
	const char *whose = *p->case_row.id ? "This case" : d->everyone ? "Everyone you may see" : "Your cases";
	if (d->which == REFERRALS_GAPS)
		paintf(line, 0, 0, -1, ROLE_HEADING, "%s: %d %s (f, e). What cannot be had, and why.", whose,
		       d->found.n, d->found.n == 1 ? "gap" : "gaps");
	else
		paintf(line, 0, 0, -1, ROLE_HEADING,
		       "%s: %d %s, %d late. A referral asks for a service; the case stays here.", whose, d->found.n,
		       which[d->which], d->late);
}

static void fini(struct list_page *p)
{
	referral_list_fini(&of(p)->found);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "None here. n writes one, in a case; f shows late ones, open ones, all, gaps.",
	.read = read_referrals,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const char help[] = "Asking other organisations for a service, with the person's consent; the case stays here. "
			   "Handing the case itself "
			   "over is a transfer (Status).\n"
			   "Late: no receipt or answer within the time of the priority, or something agreed that has "
			   "passed. After a no it "
			   "waits until it was sent elsewhere or noted as a gap.\n"
			   "f goes from late to open, all, and the gaps: services that cannot be had.";

static const struct screen_class of_case = {
	.name = "referrals", .actions = &actions_referrals, .help = help, LIST_PAGE_FUNCTIONS};
static const struct screen_class of_all = {
	.name = "all-referrals", .actions = &actions_referrals, .help = help, LIST_PAGE_FUNCTIONS};

void open_referrals(struct app *a, const char *case_id)
{
	struct page *d = mem_alloc(sizeof *d);
	d->which = case_id ? REFERRALS_ALL : REFERRALS_OPEN;
	list_page_push(a, case_id ? &of_case : &of_all, &spec, case_id, d);
}

void open_all_referrals(struct app *a)
{
	open_referrals(a, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One referral: where it stands, what may follow (each one key), and every step with its clock.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/referral.h>
#include <sarai/report/paper.h>
#include <sarai/report/referral_text.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>
#include <sarai/view/referrals.h>

#include "screens.h"

#define TO(state) (ACT_TO_STATE + REFERRAL_##state)

/* clang-format off: one a line */
static const struct action_def own[] = {
	{ACT_EDIT, "edit", "e F9", "Edit", "Change the referral, as long as it is a draft; later, the note for us."},
	{TO(SENT), "send", "s F11", "Send", "Send it: consent is looked up first."},
	{TO(RECEIVED), "received", "r", NULL, "They have received it."},
	{TO(ACCEPTED), "accepted", "a", NULL, "They accept."},
	{TO(WAITING), "waiting", "w", NULL, "The person is on their waiting list."},
	{TO(IN_SERVICE), "in-service", "i", NULL, "The service has begun."},
	{TO(COMPLETED), "completed", "c", NULL, "The service is completed: what came of it."},
	{TO(DECLINED), "declined", "d", NULL, "They decline: why."},
	{TO(NOT_REACHED), "not-reached", "n", NULL, "They cannot reach the person."},
	{TO(REFUSED), "refused", "x", NULL, "The person does not want it."},
	{TO(REVOKED), "revoke", "v", NULL, "Take it back: tell the receiver too."},
	{TO(EXPIRED), "expired", "z", NULL, "No answer came; it is given up."},
	{ACT_REMIND, "remind", "m", NULL, "They have been reminded: their time begins anew."},
	{ACT_FEEDBACK, "feedback", "b", NULL, "News from the provider or the person."},
	{ACT_AGAIN, "elsewhere", "o", NULL, "Send the same to somebody else: a new referral."},
	{ACT_GAP, "gap", "g", NULL, "There is no such service: note the gap."},
	{ACT_ACKNOWLEDGE, "seen", "k", NULL, "A supervisor has taken note of what was sent without consent."},
};
/* clang-format on */
const struct action_table actions_referral = {"referral", own, sizeof own / sizeof *own};

struct page {
	char id[ID_TEXT];
	struct referral_view view;
};

static struct page *of(struct text_page *p)
{
	return p->data;
}

/* ---- the page ---- */

#define COLUMN 34

static const char *key_of(const struct text_page *p, int action)
{
	return keymap_shown(p->app->keys, &actions_referral, action);
}

static void add_time(const char *iso, struct str *out)
{
	char when[DATE_TEXT];
	int64_t at;
	if (time_from_iso(iso, &at)) {
		time_show(at, when);
		str_add(out, when);
	}
}

static bool can_follow(const struct referral_view *v, int action)
{
	bool draft = v->state == REFERRAL_DRAFT, open = referral_state_open(v->state);
	switch (action) {
	case ACT_EDIT:
		return draft;
	case ACT_REMIND:
		return open && !draft;
	case ACT_FEEDBACK:
		return !draft;
	case ACT_AGAIN:
		return !open && v->state != REFERRAL_COMPLETED && !*v->again;
	case ACT_GAP:
		return (draft || !open) && v->state != REFERRAL_COMPLETED && !*v->gap;
	case ACT_ACKNOWLEDGE:
		return v->unseen;
	default:
		return action >= ACT_TO_STATE && action < ACT_TO_STATE + REFERRAL_STATE_COUNT &&
		       referral_may_follow(v->state, (enum referral_state)(action - ACT_TO_STATE));
	}
}

static void add_head(struct text_page *p, struct str *out)
{
	const struct session *s = p->app->session;
	const struct referral_view *v = &of(p)->view;
	const struct pairs *a = &v->record.answers;
	const char *receiver = pairs_get(a, "receiver"), *contact = pairs_get(a, "receiver_contact");
	str_addf(out, "%s to %s\n", config_label(s->config, "services", pairs_get(a, "service")),
		 *receiver ? receiver : "nobody yet");
	if (*contact)
		str_addf(out, "%s\n", contact);
	str_addf(out, "%s. Stands at: %s", referral_priority_words(v->priority), referral_state_words(v->state));
	if (*v->record.due) {
		str_addf(out, v->state == REFERRAL_DRAFT ? "; due " : "; %s, ", referral_due_words(v->state));
		due_words_of(v->record.due, clock_now(s->clock), out);
	}
	str_add(out, ".\n");
	if (v->unseen)
		str_add(out, "** SENT WITHOUT CONSENT, to protect a life. A supervisor looks at it: k.\n");
	if (v->state == REFERRAL_DRAFT && *v->missing)
		str_addf(out, "Still open before it can be sent: %s (e).\n", v->missing);
	str_addf(out, "Consent: %s. %s\n", v->consent.allowed ? "yes" : "NO", v->consent.why);
	if (*v->consent.limits)
		str_addf(out, "%s\n", v->consent.limits);
	if (!v->consent.allowed && referral_state_open(v->state) && v->state != REFERRAL_DRAFT && !v->unseen)
		str_add(out, "** Tell the receiver to stop, and take it back (v) unless the person agrees again.\n");
	if (*v->again)
		str_add(out, "Was sent elsewhere after this.\n");
}

static const char *short_words(int action)
{
	switch (action) {
	case ACT_EDIT:
		return "Change it";
	case ACT_REMIND:
		return "They have been reminded";
	case ACT_FEEDBACK:
		return "News, feedback";
	case ACT_AGAIN:
		return "Send the same elsewhere";
	case ACT_GAP:
		return "No such service: a gap";
	case ACT_ACKNOWLEDGE:
		return "Seen, by a supervisor";
	default:
		return referral_step_words((enum referral_state)(action - ACT_TO_STATE));
	}
}

/* In two columns: key and words. */
static void add_followers(struct text_page *p, struct str *out)
{
	const struct referral_view *v = &of(p)->view;
	int n = 0;
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		if (!can_follow(v, own[i].id))
			continue;
		if (n == 0)
			str_add(out, "\nWhat can follow\n");
		const char *words = short_words(own[i].id);
		str_addf(out, "  %-3s%s", key_of(p, own[i].id), words);
		if (n++ % 2)
			str_add(out, "\n");
		else
			for (int k = text_width(words); k < COLUMN; k++)
				str_add_char(out, ' ');
	}
	if (n % 2)
		str_add(out, "\n");
}

static const char *step_words(const char *what)
{
	enum referral_state state;
	if (referral_state_from_name(what, &state))
		return referral_state_words(state);
	if (!strcmp(what, "reminder"))
		return "Reminded";
	return !strcmp(what, "feedback") ? "News" : "Seen by a supervisor";
}

static void add_steps(struct text_page *p, struct str *out)
{
	const struct referral_view *v = &of(p)->view;
	int64_t before = 0, at;
	char span[DATE_TEXT];
	str_add(out, "\nSteps\n  ");
	add_time(v->record.created_at, out);
	str_addf(out, "  Written by %s\n", v->record.created_by);
	for (int i = 0; i < v->n_steps; i++) {
		const struct referral_step *step = &v->steps[i];
		str_add(out, "  ");
		add_time(step->at, out);
		str_addf(out, "  %s", step_words(step->what));
		if (time_from_iso(step->at, &at)) {
			if (before && at > before) {
				time_span(at - before, span);
				str_addf(out, ", after %s", span);
			}
			before = at;
		}
		str_addf(out, " (%s", step->noted_by);
		str_addf(out, *step->who ? "; %s)\n" : "%s)\n", step->who);
		if (*step->override)
			str_addf(out, "    Without consent, because: %s\n", step->override);
		if (*step->text)
			str_addf(out, "    %s\n", step->text);
	}
}

static char *read_page(struct text_page *p, int cols, struct err *e)
{
	struct str out = {0};
	(void)cols;
	referral_view_fini(&of(p)->view);
	if (!referral_read(p->app->session, of(p)->id, &of(p)->view, e))
		return NULL;
	add_head(p, &out);
	add_followers(p, &out);
	add_steps(p, &out);
	str_add(&out, "\nF7 shows what is told to the receiver, and writes it as a PDF.\n");
	return str_take(&out);
}

/* ---- what one can do ---- */

static void open_step(struct text_page *p, const char *what)
{
	struct err e = {0};
	struct edit *w = referral_open_step(p->app->session, of(p)->id, what, &e);
	if (w)
		open_work(p->app, w);
	else
		stack_say_err(p->app->stack, &e);
}

static void open_made(struct text_page *p, struct edit *w, const struct err *e)
{
	if (w)
		open_work(p->app, w);
	else
		stack_say_err(p->app->stack, e);
}

static void without_consent(void *ctx, int choice)
{
	struct text_page *p = ctx;
	if (choice == 0)
		open_record(p->app, "consent", p->case_row.id, NULL, NULL);
	else if (choice == 1)
		open_step(p, referral_state_name(REFERRAL_SENT));
}

/* Nothing that will be refused is filled in first. */
static void send_it(struct text_page *p)
{
	static const struct choice choices[] = {
		{'1', "Ask the person, and note consent now"},
		{'2', "A life is in danger: send without consent, say why"},
		{'3', "Not now"},
	};
	const struct referral_view *v = &of(p)->view;
	if (*v->missing) {
		stack_say(p->app->stack, ROLE_HINT, "Not sent: still open in the referral: %s. e opens it.",
			  v->missing);
	} else if (v->consent.allowed) {
		open_step(p, referral_state_name(REFERRAL_SENT));
	} else {
		struct str question = {0};
		str_addf(&question, "No consent for this receiver. %s", v->consent.why);
		dialog_choose(p->app->stack, "Send", str_text(&question), choices, 3, without_consent, p);
		str_fini(&question);
	}
}

/* The text that goes to the receiver, and the file. */
static void print_it(struct text_page *p)
{
	struct err e = {0};
	struct paper paper;
	char *path = NULL;
	if (!referral_paper(p->app->session, &of(p)->view, &paper, &e)) {
		stack_say_err(p->app->stack, &e);
		return;
	}
	char *text = paper_text(&paper, 78);
	paper_fini(&paper);
	dialog_text(p->app->stack, "Referral form: what is told", text);
	free(text);
	if (referral_print(p->app->session, &of(p)->view, &path, &e))
		stack_say(p->app->stack, ROLE_GOOD, "Written: %s", path);
	else
		stack_say_err(p->app->stack, &e);
	free(path);
}

static bool act(struct text_page *p, int action)
{
	struct page *d = of(p);
	struct err e = {0};
	struct session *s = p->app->session;
	if (action == ACT_PRINT) {
		print_it(p);
		return true;
	}
	if (action < ACT_OWN)
		return false;
	if (action == ACT_EDIT) /* what was told is refused when it is saved; the note for us is not */
		open_record_form(p->app, "referral", p->case_row.id, d->id, NULL);
	else if (!can_follow(&d->view, action))
		stack_say(p->app->stack, ROLE_HINT, "That cannot follow: the referral stands at \"%s\".",
			  referral_state_words(d->view.state));
	else if (action == TO(SENT))
		send_it(p);
	else if (action == ACT_REMIND)
		open_step(p, "reminder");
	else if (action == ACT_FEEDBACK)
		open_step(p, "feedback");
	else if (action == ACT_ACKNOWLEDGE)
		open_step(p, "override-seen");
	else if (action == ACT_AGAIN)
		open_made(p, referral_open_again(s, d->id, &e), &e);
	else if (action == ACT_GAP)
		open_made(p, referral_open_gap(s, d->id, &e), &e);
	else
		open_step(p, referral_state_name((enum referral_state)(action - ACT_TO_STATE)));
	return true;
}

static void hint(struct text_page *p, struct str *out)
{
	if (of(p)->view.state == REFERRAL_DRAFT)
		str_add(out, "A referral asks for a service; the case stays with you. s sends it, e changes it.");
	else
		str_add(out, "Each step is one key and a short form; what has been noted stays.");
}

static void title(struct text_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Referral");
}

static void fini(struct text_page *p)
{
	referral_view_fini(&of(p)->view);
	free(p->data);
}

static const struct text_page_spec spec = {.read = read_page, .act = act, .hint = hint, .title = title, .fini = fini};

static const struct screen_class referral_class = {
	.name = "referral",
	.actions = &actions_referral,
	.help = "A referral asks another organisation for a service, with the person's consent; the case stays here. "
		"(Handing "
		"the whole case over is a transfer, under Status.)\n"
		"Under What can follow stand the steps that are possible now, each with its key. Each opens a short "
		"form: the "
		"day, who said so, why; F2 saves it, and it stays.\n"
		"F7 shows the form as the receiver gets it, what was chosen and nothing more, and writes it as a PDF "
		"into "
		"the folder of exports.",
	TEXT_PAGE_FUNCTIONS,
};

void open_referral(struct app *a, const char *case_id, const char *referral_id)
{
	struct page *d = mem_alloc(sizeof *d);
	snprintf(d->id, sizeof d->id, "%s", referral_id);
	text_page_push(a, &referral_class, &spec, case_id, d);
}

void open_referral_of(struct app *a, const char *case_id, const char *action_id)
{
	struct record there;
	struct err e = {0};
	if (!referral_of_action(a->session, case_id, action_id, &there, &e)) {
		stack_say_err(a->stack, &e);
		return;
	}
	if (*there.id) {
		open_referral(a, case_id, there.id);
	} else {
		struct edit *w = referral_open_new(a->session, case_id, action_id, &e);
		if (w)
			open_work(a, w);
		else
			stack_say_err(a->stack, &e);
	}
	record_fini(&there);
}

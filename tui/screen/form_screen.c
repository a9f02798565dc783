/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/anonymise.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/urgent_alarm.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/screen/app.h>
#include <sarai/store/draft.h>
#include <sarai/store/record.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static struct form_screen *of(const struct screen *s)
{
	return s->data;
}

/* What the worker should know of these answers; owned, NULL when there is nothing. */
static char *warning_of(const struct form_screen *f)
{
	const struct kind *k = f->work->kind;
	struct save save = {.session = f->app->session, .edit = f->work};
	return k->warns ? k->warns(&save) : NULL;
}

/* Said once when it comes up, not again at each key. */
static void tell(struct form_screen *f)
{
	char *warning = warning_of(f);
	if (warning && (!f->warned || strcmp(warning, f->warned)))
		stack_say(f->app->stack, ROLE_HINT, "%s", warning);
	free(f->warned);
	f->warned = warning;
}

static bool is_kind(const struct edit *w, const char *name)
{
	return !strcmp(w->kind->name, name);
}

/* What the program has done about it by itself: asked for approval, closed the case. */
static void what_follows(struct form_screen *f, struct str *out)
{
	struct session *s = f->app->session;
	const char *case_id = f->work->case_row.id;
	if (is_kind(f->work, "plan")) {
		struct plan_view v = {0};
		if (plan_read(s, case_id, &v, NULL) && !strcmp(v.approval, "waiting"))
			str_add(out, " Approval has been asked for: the plan waits for it.");
		plan_view_fini(&v);
	} else if (is_kind(f->work, "closure")) {
		struct closure_view v = {0};
		if (!closure_read(s, case_id, &v, NULL))
			return;
		if (!strcmp(v.record.state, "closed"))
			str_add(out, " The case is closed.");
		else if (*v.request_id)
			str_add(out, " Approval has been asked for: with it the case is closed.");
		else
			str_addf(out, " Not closed yet: %d thing%s missing, see the list.", v.n_missing,
				 v.n_missing == 1 ? "" : "s");
		closure_view_fini(&v);
	}
}

/* After a save that has raised an urgent flag: how soon to act, and by which key. */
static void urgent_follows(const struct form_screen *f, struct str *out)
{
	if (!f->alarmed)
		return;
	urgent_alarm_saved(f->app->session, &f->work->case_row, out);
	if (!out->len)
		return;
	if (session_may(f->app->session, kind_get("urgent-response")->permit, NULL))
		str_addf(out, ". %s: write what you did. ", f->case_below && !f->stays ? "7" : "7 in the case");
	else
		str_add(out, ". Inform the case worker. ");
}

/* A clock time for "Saved 14:02:31", so that one sees that it is this save that is spoken of. */
static void say_saved(struct form_screen *f)
{
	char when[TIME_TEXT];
	struct form_problem problems[3];
	int n = form_problems(f->work->form, problems, 3);
	struct str s = {0};
	session_now(f->app->session, when);
	char *warning = warning_of(f);
	urgent_follows(f, &s);
	bool urgent = s.len;
	str_addf(&s, "Saved %.5s UTC", when + 11);
	if (*f->work->case_row.number && !warning && !urgent)
		str_addf(&s, ", %s", f->work->case_row.number);
	str_add(&s, ".");
	if (warning)
		str_addf(&s, " %s", warning);
	else if (n > 0 && !urgent)
		str_addf(&s, " %s", problems[0].text);
	if (n > 1 && !warning && !urgent)
		str_addf(&s, " (and %d more)", n - 1);
	if (n > 0 && s.len && str_text(&s)[s.len - 1] != '.')
		str_add(&s, ".");
	what_follows(f, &s);
	n += warning != NULL;
	free(warning);
	stack_say(f->app->stack, urgent ? ROLE_URGENT : n ? ROLE_HINT : ROLE_GOOD, "%s", str_text(&s));
	str_fini(&s);
}

static bool has_open_action(struct app *a, const char *case_id)
{
	struct plan_view v = {0};
	bool found = false;
	if (plan_read(a->session, case_id, &v, NULL)) {
		for (int i = 0; i < v.actions.n; i++) {
			enum action_state state;
			if (action_state_from_name(v.actions.at[i].state, &state) && action_state_open(state))
				found = true;
		}
	}
	plan_view_fini(&v);
	return found;
}

/* ---- consent refused: does the person wish not to be named at all? ---- */

struct unnaming {
	struct app *app;
	char case_id[ID_TEXT];
};

static void unname(void *ctx, int choice)
{
	struct unnaming *u = ctx;
	struct app *a = u->app;
	struct err e = {0};
	if (choice != 1)
		stack_say(a->stack, ROLE_HINT, "Nothing removed. Saving the refusal again asks again.");
	else if (person_anonymise(a->session, u->case_id, &e))
		stack_say(a->stack, ROLE_GOOD, "Removed. What is left names nobody; the case number finds it again.");
	else
		stack_say_err(a->stack, &e);
	free(u);
	struct screen *top = stack_top(a->stack);
	if (choice == 1 && top && top->class->shown)
		top->class->shown(top);
}

static bool refused_as_a_whole(const struct edit *w)
{
	bool consent = is_kind(w, "consent");
	return (consent || is_kind(w, "screening")) && !strcmp(form_value_of(w->form, "consent"), "refused") &&
	       !(consent && (*form_value_of(w->form, "purposes") || *form_value_of(w->form, "recipients") ||
			     *form_value_of(w->form, "organisations")));
}

static void offer_unnaming(struct app *a, const char *case_id)
{
	static const struct choice choices[] = {
		{'k', "Keep it: the person agrees to be found again"},
		{'r', "Remove it for good, at the person's wish"},
	};
	bool named;
	if (!session_may(a->session, PERMIT_REGISTER, NULL) ||
	    !person_is_named(a->session, case_id, &named, NULL) || !named)
		return;
	struct unnaming *u = mem_alloc(sizeof *u);
	u->app = a;
	snprintf(u->case_id, sizeof u->case_id, "%s", case_id);
	dialog_choose(a->stack, "Consent refused",
		      "The registration still names the person. Remove name, phone, papers and all else that identifies? "
		      "Only sex, age band and place stay; old values go from the history too. Assessments, plan and "
		      "notes are not touched: look through them.",
		      choices, 2, unname, u);
}

/* After a save: close, and go where the work goes on. */
static void finish(struct form_screen *f)
{
	struct app *a = f->app;
	struct edit *w = f->work;
	char case_id[ID_TEXT], record_id[ID_TEXT];
	bool person = w->kind->opens_case && w->record.version == 1;
	bool referral = is_kind(w, "referral") && w->record.version == 1;
	bool followed = is_kind(w, "follow-up");
	bool contact = followed && strcmp(form_value_of(w->form, "contact"), "attempt") != 0;
	bool reassess = followed && !strcmp(form_value_of(w->form, "next"), "re-assess");
	bool refused = refused_as_a_whole(w);
	snprintf(case_id, sizeof case_id, "%s", w->case_row.id);
	snprintf(record_id, sizeof record_id, "%s", w->record.id);

	app_count_drafts(a);
	say_saved(f);
	if (f->stays)
		return;
	char *said = mem_strdup(stack_said(a->stack));
	bool alarmed = f->alarmed;
	stack_pop(a->stack); /* f may be gone after it */
	if (person) {
		open_case(a, case_id);
		stack_say(a->stack, ROLE_GOOD, "Saved. The case is open; 3 starts the screening.");
	} else if (referral) {
		open_referral(a, case_id, record_id);
		stack_say(a->stack, ROLE_GOOD, "Saved; not sent yet. s sends it.");
	} else if (reassess) {
		open_assessment(a, case_id);
	} else if (contact && has_open_action(a, case_id)) {
		open_plan(a, case_id);
		stack_say(a->stack, ROLE_GOOD,
			  "Contact saved. Set the state of the plan's actions: s on an action. Esc when done.");
	} else {
		stack_say(a->stack, alarmed ? ROLE_URGENT : ROLE_GOOD, "%s", said);
	}
	if (refused)
		offer_unnaming(a, case_id);
	free(said);
}

static void after_conflict(void *ctx, bool saved)
{
	struct form_screen *f = ctx;
	if (f->changed)
		f->changed(f);
	if (saved)
		finish(f);
	else
		stack_say(f->app->stack, ROLE_HINT, "Not saved yet: your answers are still here. F2 tries again.");
}

static void save_now(struct form_screen *f)
{
	struct record theirs = {0};
	struct err e = {0};
	struct str alarm = {0};
	struct save save = {.session = f->app->session, .edit = f->work};
	if (f->work->kind->alarms)
		f->work->kind->alarms(&save, &alarm);
	f->alarmed = alarm.len;
	str_fini(&alarm);
	if (edit_save(f->app->session, f->work, &theirs, &e)) {
		finish(f);
	} else if (e.code == ERR_CONFLICT) {
		open_conflict(f->app, f->work, &theirs, after_conflict, f);
	} else {
		stack_say_err(f->app->stack, &e);
	}
	record_fini(&theirs);
}

static void given_up(void *ctx, int choice)
{
	struct form_screen *f = ctx;
	if (choice == 0)
		save_now(f);
	else
		stack_say(f->app->stack, ROLE_HINT, "Not saved: your answers are still here.");
}

static void save(struct form_screen *f)
{
	static const struct choice choices[] = {{'y', "Yes, save it"}, {'n', "No, go back"}};
	const struct kind *k = f->work->kind;
	const char *fixed = edit_readonly_reason(f->work);
	if (fixed) {
		stack_say(f->app->stack, ROLE_HINT, "%s", fixed);
		return;
	}
	if (!form_view_commit(&f->view))
		return;
	struct save save = {.session = f->app->session, .edit = f->work};
	char *loss = k->gives_up ? k->gives_up(&save) : NULL;
	if (loss)
		dialog_choose(f->app->stack, k->label, loss, choices, 2, given_up, f);
	else
		save_now(f);
	free(loss);
}

#define KEEP_WAIT_MS 200 /* for others who save, at a pause in typing: no longer, or the next letters are drawn late */

static bool keep(struct form_screen *f, struct err *e)
{
	const char *field = NULL;
	const char *pending = form_view_pending(&f->view, &field);
	if (!pending && !edit_dirty(f->work))
		return true;
	return edit_save_draft(f->app->session, f->work, field, pending, e);
}

bool form_screen_may_close(struct screen *s)
{
	struct form_screen *f = of(s);
	struct err e = {0};
	const char *field;
	if (!form_view_pending(&f->view, &field) && !edit_dirty(f->work))
		return true;
	if (!keep(f, &e)) {
		stack_say_err(f->app->stack, &e);
		return false;
	}
	app_count_drafts(f->app);
	stack_say(f->app->stack, ROLE_HINT,
		  "Not saved yet, but kept as your draft: open it again to go on, F2 saves it.");
	return true;
}

void form_screen_tick(struct screen *s)
{
	struct form_screen *f = of(s);
	struct store *store = f->app->session->store;
	struct err e = {0};
	int before = f->app->drafts, deadline = store_set_deadline(store, KEEP_WAIT_MS);
	bool kept = keep(f, &e);
	store_set_deadline(store, deadline);
	if (!kept) {
		/* Tried again soon; typing goes on meanwhile. */
		stack_tick_again(s->stack);
		if (e.code == ERR_BUSY)
			stack_say(f->app->stack, ROLE_HINT,
				  "Others are saving just now. Go on typing: it is kept as soon as they are done.");
		else
			stack_say(f->app->stack, ROLE_ERROR, "Your typing could not be kept yet (%s). Trying again.", e.detail);
	} else if (f->unkept) {
		stack_say(f->app->stack, ROLE_GOOD, "What you typed is kept now.");
	}
	f->unkept = !kept;
	if (kept && before == 0)
		app_count_drafts(f->app);
}

void form_screen_hangup(struct screen *s)
{
	keep(of(s), NULL);
}

static void notice(struct form_screen *f)
{
	unsigned now = form_revision(f->work->form);
	if (now == f->seen)
		return;
	f->seen = now;
	tell(f);
	if (f->changed)
		f->changed(f);
}

/* A picker or a note has been answered above: what follows from it is seen at once. */
void form_screen_shown(struct screen *s)
{
	notice(of(s));
}

bool form_screen_act(struct screen *s, int action)
{
	struct form_screen *f = of(s);
	bool done = true;
	if (f->act && f->act(s, f, action)) {
		notice(f);
		return true;
	}
	if (action == ACT_SAVE) {
		save(f);
		return true; /* the screen may be gone */
	}
	if ((action == ACT_ENTER || action == ACT_NEXT) && !form_view_grabs(&f->view, action) &&
	    form_view_at_end(&f->view)) {
		if (form_view_commit(&f->view))
			stack_say(f->app->stack, ROLE_HINT, "That was the last question. F2 (or ^S) saves.");
	} else {
		done = form_view_act(&f->view, action);
	}
	notice(f);
	return done;
}

bool form_screen_text(struct screen *s, const char *utf8)
{
	struct form_screen *f = of(s);
	bool done = form_view_text(&f->view, utf8);
	notice(f);
	return done;
}

bool form_screen_typing(const struct screen *s)
{
	return form_view_typing(&of(s)->view);
}

void form_screen_hint(const struct screen *s, struct str *out)
{
	form_view_hint(&of(s)->view, out);
}

void form_screen_about(const struct screen *s, struct str *out)
{
	form_view_about(&of(s)->view, out);
}

void form_screen_title(const struct screen *s, struct str *out)
{
	const struct edit *w = of(s)->work;
	if (*w->case_row.number && !of(s)->in_case)
		str_addf(out, "%s > ", w->case_row.number);
	if (w->record.round > 0)
		str_addf(out, "%s, %s %d", w->kind->label, kind_round_word(w->kind), w->record.round);
	else
		str_add(out, w->kind->label);
}

/* What the answers come to, as they stand. */
static void draw_says(const struct form_screen *f, struct canvas *body, int row)
{
	struct str line = {0};
	struct save save = {.session = f->app->session, .edit = f->work};
	f->work->kind->says(&save, &line);
	paint_text(body, row, 0, -1, ROLE_VALUE, str_text(&line));
	str_fini(&line);
}

/* What is urgent in answers that are not saved yet stands in the line above them, and moves nothing on the page. */
static void draw_alarm(const struct form_screen *f, struct canvas *body, int row)
{
	struct str line = {0};
	struct save save = {.session = f->app->session, .edit = f->work};
	if (f->work->kind->alarms && !edit_readonly_reason(f->work))
		f->work->kind->alarms(&save, &line);
	if (line.len)
		paintf(body, row, 0, -1, ROLE_URGENT, "%s ", str_text(&line));
	str_fini(&line);
}

static void plain_head(const struct form_screen *f, struct canvas *c)
{
	if (*f->work->case_row.number)
		case_head_draw(f->app, &f->work->case_row, c);
}

void form_screen_draw(const struct screen *s, struct canvas *body)
{
	struct form_screen *f = of(s);
	int top = f->head_rows + (f->work->kind->says != NULL);
	unsigned now = form_revision(f->work->form);
	/* What the answers come to changes with each: while one is given after the other, it waits. */
	if (f->head_seen == now || !paint_later(body, 0, top)) {
		struct canvas head = canvas_cut(body, 0, 0, f->head_rows, body->cols);
		if (f->head_rows)
			(f->head ? f->head : plain_head)(f, &head);
		if (f->work->kind->says)
			draw_says(f, body, f->head_rows);
		f->head_seen = now;
	}
	if (top) {
		paint_rule(body, top);
		draw_alarm(f, body, top++);
	}
	struct canvas form = canvas_cut(body, top, 0, body->rows - top, body->cols);
	form_view_draw(&f->view, &form);
}

void form_screen_close(struct screen *s)
{
	struct form_screen *f = of(s);
	if (f->done)
		f->done(f);
	free(f->warned);
	form_view_fini(&f->view);
	edit_close(&f->work);
	free(f);
}

const struct screen_class form_class = {
	.name = "form",
	.widget = &actions_form,
	.help = "Answer what you know. Nothing is forced: you can save at any time, and what is still missing is "
		"said.\n"
		"Enter goes to the next question. Digits or first letters choose; Space opens a list to choose from.\n"
		"What you type is kept as a draft within two seconds, also when the line drops. Esc leaves without "
		"saving; "
		"the draft stays.",
	FORM_SCREEN_FUNCTIONS,
};

bool top_is_of_case(const struct app *a)
{
	static const char *const outside[] = {"home",	   "find",     "cases",	       "agenda",
					      "drafts",	   "contexts", "source-users", "older-sources",
					      "approvals", "caseload", "load-cases",	  "directory",
					      "entry",	   "all-referrals"};
	const struct screen *top = stack_top(a->stack);
	for (size_t i = 0; top && i < sizeof outside / sizeof outside[0]; i++) {
		if (!strcmp(top->class->name, outside[i]))
			return false;
	}
	return top != NULL;
}

struct screen *form_screen_push(struct app *a, struct edit *w, const struct screen_class *class)
{
	struct form_screen *f = mem_alloc(sizeof *f);
	f->app = a;
	f->work = w;
	f->head_rows = (is_kind(w, "follow-up") ? case_head_rows_whole
						: case_head_rows)(&w->case_row, term_cols(stack_term(a->stack)));
	f->in_case = top_is_of_case(a);
	f->case_below = stack_top(a->stack) && !strcmp(stack_top(a->stack)->class->name, "case");
	f->seen = form_revision(w->form);
	form_view_init(&f->view, w->form, a->stack);
	const char *field = pairs_get(&w->pending, "field");
	if (*field)
		form_view_restore(&f->view, field, pairs_get(&w->pending, "text"));
	struct screen *s = stack_push(a->stack, class, f);
	tell(f);
	return s;
}

/* ---- doors ---- */

void open_work(struct app *a, struct edit *w)
{
	if (edit_readonly_reason(w) && !w->is_new)
		form_screen_signed(a, w);
	else if (is_kind(w, "assessment"))
		form_screen_assessment(a, w);
	else if (is_kind(w, "referral") || is_kind(w, "action"))
		form_screen_finding(a, w);
	else
		form_screen_push(a, w, &form_class);
}

/* A draft of something shared does not say in its list under what it stands. */
static bool draft_under(struct app *a, const char *draft_id, const char *parent_id)
{
	struct edit *w = edit_open_draft(a->session, draft_id, NULL);
	const struct record *r = w ? &w->record : NULL;
	bool is = r && (parent_id ? !strcmp(r->parent_id, parent_id)
				  : !*r->parent_id || !strcmp(r->parent_id, r->id));
	edit_close(&w);
	return is;
}

/* Is there a draft of just this? Then going on with it is what was meant. */
static bool own_draft(struct app *a, const char *kind, const char *case_id, const char *record_id,
		      const char *parent_id, char id[ID_TEXT])
{
	const struct kind *k = kind_get(kind);
	bool shared = k && k->shared;
	struct draft_list l = {0};
	bool found = false;
	if (!case_id && !shared)
		return false;
	if (drafts_list(a->session, &l, NULL)) {
		for (int i = 0; i < l.n && !found; i++) {
			const struct draft *d = &l.at[i];
			const struct kind *its = kind_get(d->kind);
			bool same = !strcmp(d->kind, kind) || (k && k->opens_case && its && its->opens_case);
			if (!same || strcmp(d->case_id, case_id ? case_id : ""))
				continue;
			/* A new record's draft has version 0; an existing one's must be of the same record. */
			if (record_id	? !strcmp(d->record_id, record_id)
			    : shared	? d->base_version == 0 && draft_under(a, d->id, parent_id)
					: d->base_version == 0) {
				memcpy(id, d->id, ID_TEXT);
				found = true;
			}
		}
	}
	draft_list_fini(&l);
	return found;
}

void open_record(struct app *a, const char *kind, const char *case_id, const char *record_id, const char *parent_id)
{
	if (record_id && !strcmp(kind, "referral"))
		open_referral(a, case_id, record_id); /* a page of its own, from which its form is opened */
	else
		open_record_form(a, kind, case_id, record_id, parent_id);
}

void open_record_form(struct app *a, const char *kind, const char *case_id, const char *record_id, const char *parent_id)
{
	struct err e = {0};
	char draft[ID_TEXT];
	bool resumed = own_draft(a, kind, case_id, record_id, parent_id, draft);
	struct edit *w = resumed ? edit_open_draft(a->session, draft, &e)
				 : edit_open(a->session, kind, case_id, record_id, parent_id, &e);
	/* A draft of one beside another (a correction, an answer) is not the draft of this. */
	if (w && resumed && w->is_new && strcmp(w->record.parent_id, parent_id ? parent_id : "")) {
		edit_close(&w);
		resumed = false;
		w = edit_open(a->session, kind, case_id, record_id, parent_id, &e);
	}
	if (!w) {
		stack_say_err(a->stack, &e);
		return;
	}
	open_work(a, w);
	if (resumed)
		stack_say(a->stack, ROLE_HINT, "You go on with your draft. It is not saved yet: F2 saves it.");
}

void open_action_for(struct app *a, const char *case_id, const char *service, const char *factors)
{
	struct err e = {0};
	struct edit *w = edit_open(a->session, "action", case_id, NULL, NULL, &e);
	if (!w) {
		stack_say_err(a->stack, &e);
		return;
	}
	int field = form_def_field(form_definition(w->form), "service");
	if (service && field >= 0)
		form_set(w->form, field, service);
	field = form_def_field(form_definition(w->form), "factors");
	if (factors && field >= 0)
		form_set(w->form, field, factors);
	open_work(a, w);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Urgent flags: the clocks of a case, and what is checked when an urgent response is saved. The rules are the model's.
 */
#include <stdio.h>
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
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/kind/choices.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/notification.h>
#include <sarai/kind/urgent.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/urgent.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define URGENT_RESPONSE_FIELDS(X) \
	X(URGENT_RESPONSE_FLAGS, "flags") X(URGENT_RESPONSE_DONE, "done")
KIND_FIELDS(URGENT_RESPONSE_FIELDS)

#define EVENTS_MAX (URGENT_RESPONSES_MAX + 4)

static int64_t time_of(const char *iso)
{
	int64_t t;
	return time_from_iso(iso, &t) ? t : 0;
}

bool urgent_has(const char *codes, const char *flag)
{
	size_t n = strlen(flag);
	for (const char *p = codes ? codes : ""; (p = strstr(p, flag)); p += n) {
		if ((p == codes || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	}
	return false;
}

/* ---- reading ---- */

static bool fetch(struct session *s, const struct record *from, struct record *to, struct err *e)
{
	return *to->id || store_record_get(s->store, from->id, to, e);
}

static bool ended_by_supervisor(const struct record_list *all, const char *response_id)
{
	for (int i = 0; i < all->n; i++) {
		const struct record *r = &all->at[i];
		if (text_is(r->kind, NOTIFICATION) && text_is(r->parent_id, response_id) && text_is(r->state, NOTIFICATION_ENDED))
			return true;
	}
	return false;
}

bool urgent_gather(struct session *s, const struct case_row *c, const struct record_list *all, struct urgent_records *x,
		   struct err *e)
{
	const struct record *round = NULL;
	bool good = true;
	memset(x, 0, sizeof *x);
	for (int i = 0; good && i < all->n; i++) {
		const struct record *r = &all->at[i];
		if (text_is(r->kind, "screening") && r->episode == c->episode)
			good = fetch(s, r, &x->screening, e);
		else if (text_is(r->kind, "self-harm"))
			good = fetch(s, r, &x->self_harm, e);
		else if (text_is(r->kind, "sexual-violence-care"))
			good = fetch(s, r, &x->care, e);
		else if (text_is(r->kind, "child"))
			good = fetch(s, r, &x->child, e);
		else if (text_is(r->kind, "assessment") && (!round || r->round > round->round))
			round = r;
		else if (text_is(r->kind, "urgent-response") && x->n < URGENT_RESPONSES_MAX) {
			good = store_record_get(s->store, r->id, &x->responses[x->n], e);
			x->ended[x->n] = ended_by_supervisor(all, r->id);
			x->n += good;
		}
	}
	good = good && (!round || fetch(s, round, &x->round, e));
	if (!good)
		urgent_records_fini(x);
	return good;
}

void urgent_records_fini(struct urgent_records *x)
{
	record_fini(&x->screening);
	record_fini(&x->round);
	record_fini(&x->self_harm);
	record_fini(&x->care);
	record_fini(&x->child);
	for (int i = 0; i < x->n; i++)
		record_fini(&x->responses[i]);
	x->n = 0;
}

/* ---- one flag ---- */

#define ASKED "=asked" /* the form had the question for the outcome */

/* Local time of the form's day and time; 0 where there is none. */
static int64_t moment(const struct pairs *a, const char *day, const char *time)
{
	struct date d;
	int minutes;
	if (!date_from_iso(pairs_get(a, day), &d))
		return 0;
	return time_of_day_from(pairs_get(a, time), &minutes) ? time_of_day_at(d, minutes) : 0;
}

/* A response that is still to come has helped nobody yet: its words count once its time is corrected. */
static bool still_to_come(const struct record *r)
{
	int64_t written = time_of(r->updated_at);
	return written && moment(&r->answers, "done_on", "done_at") > written + 60;
}

void urgent_said_of(const struct record *r, bool ended, struct urgent_said *out)
{
	const struct pairs *a = &r->answers;
	bool ahead = still_to_come(r);
	*out = (struct urgent_said){
		.asked = text_is(pairs_get(a, ASKED), "yes"),
		.done = pairs_get(a, URGENT_RESPONSE_DONE),
		.outcome = ahead ? "" : pairs_get(a, "outcome"),
		.safe = ahead ? "" : pairs_get(a, "safe_now"),
		.informed = pairs_get(a, "informed"),
		.at = time_of(r->created_at),
		.until = moment(a, "safe_until_on", "safe_until_at"),
		.ended = ended,
	};
}

static struct urgent_others others_of(const struct urgent_records *x)
{
	return (struct urgent_others){
		.self_harm = *x->self_harm.id ? &x->self_harm.answers : NULL,
		.care = *x->care.id ? &x->care.answers : NULL,
		.child = *x->child.id ? &x->child.answers : NULL,
	};
}

static int64_t own_at(const struct urgent_records *x, const char *flag, const struct urgent_others *o)
{
	const char *kind = urgent_own_kind(flag);
	if (!kind || !urgent_own_complete(flag, o))
		return 0;
	return time_of(text_is(kind, "self-harm") ? x->self_harm.updated_at : x->care.updated_at);
}

static void add_answers(const struct pairs *a, const char *flag, struct urgent_event *events, int *n)
{
	int64_t yes = time_of(flag_yes_time(a, flag)), no = time_of(flag_no_time(a, flag));
	if (yes)
		events[(*n)++] = (struct urgent_event){.kind = URGENT_YES, .at = yes};
	if (no)
		events[(*n)++] = (struct urgent_event){.kind = URGENT_NO, .at = no};
}

static int hours_of(const struct session *s, const struct flag *flag)
{
	return flag->due_hours >= 0 ? flag->due_hours : s->config->due->urgent_default_h;
}

static struct urgent_clock clock_of(const struct session *s, const struct urgent_records *x, const struct flag *flag)
{
	struct urgent_event events[EVENTS_MAX];
	struct urgent_clock clock;
	struct urgent_others others = others_of(x);
	int n = 0;
	add_answers(&x->screening.answers, flag->name, events, &n);
	add_answers(&x->round.answers, flag->name, events, &n);
	for (int i = 0; i < x->n; i++) {
		struct urgent_said said;
		urgent_said_of(&x->responses[i], x->ended[i], &said);
		if (urgent_has(pairs_get(&x->responses[i].answers, URGENT_RESPONSE_FLAGS), flag->name))
			n += urgent_event_of(&said, s->config->due->tonight_h, &events[n]);
	}
	urgent_clock_run(events, n,
			 &(struct urgent_rule){
				 .seconds = (int64_t)hours_of(s, flag) * 3600,
				 .own = urgent_own_kind(flag->name),
				 .own_at = own_at(x, flag->name, &others),
				 .contradicted = urgent_contradiction(flag->name, &others),
			 },
			 &clock);
	return clock;
}

/* ---- the head ---- */

struct open_flag {
	int flag;
	int64_t due;
};

/* Of equal clocks the graver flag is first: the order of the catalogue. */
static int in_order(const void *a, const void *b)
{
	const struct open_flag *x = a, *y = b;
	return x->due != y->due ? (x->due < y->due ? -1 : 1) : x->flag - y->flag;
}

void urgent_set_head(const struct session *s, const struct urgent_records *x, struct case_row *k)
{
	const struct catalogue *c = s->config->catalogue;
	struct open_flag *open = mem_alloc((size_t)(c->n_flags + 1) * sizeof *open);
	struct str names = {0};
	int n = 0;
	for (int i = 0; i < c->n_flags; i++) {
		struct urgent_clock clock = clock_of(s, x, &c->flags[i]);
		if (clock.open)
			open[n++] = (struct open_flag){i, clock.due};
	}
	if (n)
		qsort(open, (size_t)n, sizeof *open, in_order);
	for (int i = 0; i < n; i++)
		str_addf(&names, "%s%s", i ? " " : "", c->flags[open[i].flag].name);
	free(k->flags);
	k->flags = str_take(&names);
	k->urgent_due[0] = 0;
	if (n)
		time_to_iso(open[0].due, k->urgent_due);
	free(open);
}

/* ---- saving answers ---- */

struct giving {
	const struct edit *w;
	const struct case_row *c;
};

static bool given_again(void *ctx, const char *flag)
{
	const struct giving *g = ctx;
	int field = form_def_field(form_definition(g->w->form), flag);
	return field >= 0 && form_touched(g->w->form, field) && !urgent_has(g->c->flags, flag);
}

void urgent_times_put(const struct session *s, const struct edit *w, const struct case_row *c, struct pairs *answers,
		      const char *now)
{
	struct giving g = {w, c};
	flag_times_put(answers, &w->base, s->config->catalogue, now, given_again, &g);
}

static bool before_urgent_response(struct save *save, struct err *e)
{
	struct record *next = save->next;
	int64_t at = moment(&next->answers, "done_on", "done_at"), now = clock_now(save->session->clock);
	bool asked = form_def_field(form_definition(save->edit->form), "outcome") >= 0;
	(void)e;
	/* One made before the question was there stays as it was asked, until it is answered. */
	if (asked && (save->edit->is_new || pairs_has(&next->answers, "outcome")))
		pairs_set(&next->answers, ASKED, "yes");
	if (at)
		time_to_iso(at < now ? at : now, next->happened);
	return true;
}

/* ---- what the worker should know ---- */

static void add_flag_words(const struct session *s, const char *flag, const struct urgent_others *o, bool seen,
			   bool safe, struct str *out)
{
	const struct catalogue *c = s->config->catalogue;
	const char *against = safe ? urgent_contradiction(flag, o) : NULL, *kind = urgent_own_kind(flag);
	int at = catalogue_flag(c, flag);
	const char *label = at >= 0 ? c->flags[at].label : flag;
	if (against && (seen || !kind))
		str_addf(out, "Contradiction: %s. Correct one of the two records; the clock goes on. ", against);
	else if (against)
		str_addf(out, "Another record contradicts \"%s\"; the clock goes on. ", label);
	if (kind && !urgent_own_complete(flag, o))
		str_addf(out, "%s: the clock goes on until \"%s\" is filled in too. ", label,
			 seen ? kind_get(kind)->label : kind_public_label(kind_get(kind)));
}

static void add_all_flags(struct session *s, const struct edit *w, const struct record *r, bool safe, struct str *out)
{
	struct record_filter f = {.case_id = w->case_row.id, .newest_first = true};
	struct record_list all = {0};
	struct urgent_records x;
	if (!store_record_list(s->store, &f, &all, NULL))
		return;
	if (urgent_gather(s, &w->case_row, &all, &x, NULL)) {
		struct urgent_others others = others_of(&x);
		for (int i = 0; i < s->config->catalogue->n_flags; i++) {
			const char *flag = s->config->catalogue->flags[i].name;
			if (urgent_has(pairs_get(&r->answers, URGENT_RESPONSE_FLAGS), flag))
				add_flag_words(s, flag, &others, w->sees_restricted, safe, out);
		}
		urgent_records_fini(&x);
	}
	record_list_fini(&all);
}

static char *warns_urgent_response(const struct save *save)
{
	struct session *s = save->session;
	const struct edit *w = save->edit;
	struct record r = {0};
	struct urgent_said said;
	struct str t = {0};
	char when[DATE_TEXT];
	int64_t until;
	edit_answers(s, w, &r.answers);
	if (form_def_field(form_definition(w->form), "outcome") < 0 || !*pairs_get(&r.answers, URGENT_RESPONSE_FLAGS)) {
		record_fini(&r);
		return NULL;
	}
	urgent_said_of(&r, false, &said);
	said.asked = true;
	said.at = w->is_new ? clock_now(s->clock) : time_of(w->record.created_at);
	enum urgent_effect effect = urgent_effect_of(&said, s->config->due->tonight_h, &until);
	if (effect == URGENT_CONFIRM)
		str_add(&t, "The clock goes on until your supervisor has ended it. The supervisor is informed. ");
	else if (urgent_not_safe(&said) && *said.safe)
		str_addf(&t, "Not safe: %sthe supervisor is informed. ",
			 effect == URGENT_RUNS ? "the clock goes on, and " : "");
	else if (effect == URGENT_UNTIL) {
		time_show(until, when);
		str_addf(&t, "For tonight: the clock is due again %s. ", when);
	}
	bool safe = !*said.outcome || text_is(said.outcome, "helped");
	if (effect == URGENT_ENDS || effect == URGENT_UNTIL)
		add_all_flags(s, w, &r, safe, &t);
	if (moment(&r.answers, "done_on", "done_at") > clock_now(s->clock))
		str_add(&t, "The time of the response is after now: correct it, until then the clock goes on. ");
	record_fini(&r);
	return t.len ? str_take(&t) : NULL;
}

static bool lists_urgent(struct save *save, struct err *e)
{
	return choices_urgent(save->session, save->edit, e);
}

const struct kind kind_urgent_response = {
	.name = "urgent-response",
	.label = "Urgent response",
	.form = "urgent-response",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_SAFETY,
	.title_field = "flags",
	.happened_field = "done_on",
	.lists = lists_urgent,
	.before = before_urgent_response,
	.warns = warns_urgent_response,
	.needs = KIND_NEEDS(URGENT_RESPONSE_FIELDS),
};

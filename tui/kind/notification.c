/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/safety.h>
#include <sarai/kind/urgent.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/model/safety.h>
#include <sarai/model/urgent.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define NOTIFICATION_FIELDS(X) \
	X(NOTIFICATION_ABOUT, "about")
KIND_FIELDS(NOTIFICATION_FIELDS)

#define DETAIL "=detail" /* what it was about: flags, facts, a level; when there is more, it waits again */
#define SINCE "=since"	 /* when it came up again */
#define DUE "=due"

static bool lives(const struct record *r)
{
	return text_is(r->state, NOTIFICATION_WAITING) || text_is(r->state, NOTIFICATION_SEEN);
}

static const char *about_of(const struct record *r)
{
	return pairs_get(&r->answers, NOTIFICATION_ABOUT);
}

const char *notification_since(const struct record *r)
{
	const char *again = pairs_get(&r->answers, SINCE);
	return *again ? again : r->created_at;
}

/* ---- making and changing ---- */

/* The matter followed from the worker's save; what is written of it is the program's. */
struct as_program {
	struct session was;
};

static void begin_program(struct session *s, struct as_program *p)
{
	p->was = *s;
	s->permits = PERMIT_EVERYTHING;
	for (int i = 0; i < PERMIT_COUNT; i++)
		s->scope[i] = SCOPE_ALL;
}

static void end_program(struct session *s, const struct as_program *p)
{
	s->permits = p->was.permits;
	memcpy(s->scope, p->was.scope, sizeof s->scope);
}

static bool before_notification(struct save *save, struct err *e)
{
	struct record *next = save->next;
	(void)e;
	snprintf(next->due, sizeof next->due, "%s", pairs_get(&next->answers, DUE));
	pairs_set(&next->answers, DUE, NULL);
	snprintf(next->state, sizeof next->state, NOTIFICATION_WAITING);
	return true;
}

static bool make(struct session *s, const char *case_id, const char *about, const char *parent, const char *detail,
		 const char *due, struct err *e)
{
	struct as_program p;
	begin_program(s, &p);
	struct edit *w = edit_open_blank(s, NOTIFICATION, case_id, NULL, e);
	bool good = w != NULL;
	if (good) {
		snprintf(w->record.parent_id, sizeof w->record.parent_id, "%s", parent);
		good = form_set(w->form, form_def_field(form_definition(w->form), "about"), about) ||
		       err_set(e, ERR_CONFIG, NOTIFICATION, "The form does not take \"%s\".", about);
		form_set_other(w->form, DETAIL, detail);
		form_set_other(w->form, DUE, due);
	}
	good = good && edit_save_within(s, w, e);
	edit_close(&w);
	end_program(s, &p);
	return good;
}

static bool change(struct session *s, struct record *r, const char *state, const char *due, struct err *e)
{
	/* They may be the record's own. */
	if (state != r->state)
		snprintf(r->state, sizeof r->state, "%s", state);
	if (due != r->due)
		snprintf(r->due, sizeof r->due, "%s", due);
	session_now(s, r->updated_at);
	snprintf(r->updated_by, sizeof r->updated_by, "%s", s->actor);
	return store_record_update(s->store, r, e);
}

/* It waits again, as if it had been made now. */
static bool again(struct session *s, struct record *r, const char *detail, const char *due, struct err *e)
{
	char now[TIME_TEXT];
	session_now(s, now);
	pairs_set(&r->answers, SINCE, now);
	pairs_set(&r->answers, DETAIL, detail);
	pairs_set(&r->answers, "=sent", NULL);
	return change(s, r, NOTIFICATION_WAITING, due, e);
}

/* ---- what must be told ---- */

struct following {
	struct session *s;
	const struct case_row *c;
	struct record_list all; /* notifications of the case, with answers */
	bool made;
};

static struct record *find(struct following *f, const char *about, const char *parent)
{
	for (int i = f->all.n - 1; i >= 0; i--) {
		struct record *r = &f->all.at[i];
		if (text_is(about_of(r), about) && (!parent || text_is(r->parent_id, parent)))
			return r;
	}
	return NULL;
}

/* Does one list of codes hold something that the other does not? */
static bool has_more(const char *codes, const char *than)
{
	bool more = false;
	for (const char *p = codes; *p && !more; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		char *code = mem_strndup(p, n);
		more = !urgent_has(than, code);
		free(code);
		p += n;
	}
	return more;
}

static bool follow_flags(struct following *f, struct err *e)
{
	const struct case_row *c = f->c;
	const char *flags = c->flags ? c->flags : "";
	struct record *r = find(f, "urgent", NULL);
	if (r && !lives(r))
		r = NULL;
	if (!*flags || !case_is_open(c))
		return !r || change(f->s, r, NOTIFICATION_OVER, "", e);
	if (!r) {
		f->made = true;
		return make(f->s, c->id, "urgent", "", flags, c->urgent_due, e);
	}
	const char *known = pairs_get(&r->answers, DETAIL);
	if (has_more(flags, known)) {
		f->made = true;
		return again(f->s, r, flags, c->urgent_due, e);
	}
	if (text_is(flags, known) && text_is(c->urgent_due, r->due))
		return true;
	pairs_set(&r->answers, DETAIL, flags);
	return change(f->s, r, r->state, c->urgent_due, e);
}

/* A matter of one record: told when it comes up, told again when there is more to it, over when it is gone. */
static bool follow_one(struct following *f, const char *about, const char *parent, bool holds, const char *detail,
		       const char *due, struct err *e)
{
	struct record *r = find(f, about, parent);
	if (!holds)
		return !r || !lives(r) || change(f->s, r, NOTIFICATION_OVER, "", e);
	if (r && text_is(pairs_get(&r->answers, DETAIL), detail) && !text_is(r->state, NOTIFICATION_OVER))
		return true;
	f->made = true;
	return r ? again(f->s, r, detail, due, e) : make(f->s, f->c->id, about, parent, detail, due, e);
}

static bool follow_response(struct following *f, const struct record *response, struct err *e)
{
	struct urgent_said said;
	char now[TIME_TEXT];
	int64_t until;
	session_now(f->s, now);
	urgent_said_of(response, false, &said);
	enum urgent_effect effect = urgent_effect_of(&said, f->s->config->due->tonight_h, &until);
	bool written = *said.done, unsafe = written && (effect == URGENT_RUNS || urgent_not_safe(&said));
	const char *flags = pairs_get(&response->answers, "flags");
	return follow_one(f, "not-safe", response->id, unsafe, flags, *f->c->urgent_due ? f->c->urgent_due : now, e) &&
	       follow_one(f, "confirm", response->id, written && effect == URGENT_CONFIRM, said.outcome, now, e);
}

/* The flags that a response was about are closed by another: it is over. */
static bool close_responses(struct following *f, struct err *e)
{
	bool good = true;
	for (int i = 0; good && i < f->all.n; i++) {
		struct record *r = &f->all.at[i];
		bool open = !has_more(pairs_get(&r->answers, DETAIL), f->c->flags ? f->c->flags : "");
		if (text_is(about_of(r), "not-safe") && text_is(r->state, NOTIFICATION_SEEN) && !open && *r->due)
			good = change(f->s, r, NOTIFICATION_SEEN, "", e);
	}
	return good;
}

static bool follow_protocol(struct following *f, const struct record *talk, struct err *e)
{
	const struct pairs *a = &talk->answers;
	struct self_harm_facts facts = {pairs_get(a, "thoughts"), pairs_get(a, "plan"), pairs_get(a, "means"),
					pairs_get(a, "attempt")};
	char due[TIME_TEXT];
	struct str detail = {0};
	time_to_iso(clock_now(f->s->clock) + (int64_t)f->s->config->due->supervisor_h * 3600, due);
	str_addf(&detail, "%s %s %s %s", facts.thoughts, facts.plan, facts.means, facts.attempt);
	bool good = follow_one(f, "restricted", talk->id, self_harm_tell(&facts), str_text(&detail), due, e);
	str_fini(&detail);
	return good;
}

static bool follow_level(struct following *f, const struct record *round, struct err *e)
{
	const struct catalogue *c = f->s->config->catalogue;
	char now[TIME_TEXT];
	int calculated = catalogue_band(c, f->c->band_calculated), assigned = catalogue_band(c, f->c->band_assigned);
	session_now(f->s, now);
	return follow_one(f, "level", round->id, assigned >= 0 && assigned < calculated, f->c->band_assigned, now, e);
}

static bool begin(struct following *f, struct err *e)
{
	struct record_filter of = {.case_id = f->c->id, .kind = NOTIFICATION, .with_answers = true};
	return store_record_list(f->s->store, &of, &f->all, e);
}

bool notifications_follow(struct session *s, const struct edit *w, const struct case_row *c, struct err *e)
{
	struct following f = {.s = s, .c = c};
	const struct record *r = &w->record;
	if (!begin(&f, e))
		return false;
	bool good = follow_flags(&f, e);
	if (good && text_is(r->kind, "urgent-response"))
		good = follow_response(&f, r, e);
	else if (good && text_is(r->kind, "self-harm"))
		good = follow_protocol(&f, r, e);
	else if (good && text_is(r->kind, "assessment"))
		good = follow_level(&f, r, e);
	good = good && close_responses(&f, e);
	record_list_fini(&f.all);
	return good;
}

bool notifications_refresh(struct session *s, const struct case_row *c, bool *made, struct err *e)
{
	struct following f = {.s = s, .c = c};
	bool good = begin(&f, e) && follow_flags(&f, e);
	*made = f.made;
	record_list_fini(&f.all);
	return good;
}

/* ---- given out of reach ---- */

bool notification_given(struct session *s, const struct case_row *was, const char *record, struct err *e)
{
	struct str ties = {0};
	char now[TIME_TEXT];
	session_now(s, now);
	str_addf(&ties, "%s\n%s\n%s", was->owner, was->team, was->office);
	bool good = make(s, was->id, "given", record, str_text(&ties), now, e);
	str_fini(&ties);
	return good;
}

/* The next line of the ties that were written then. */
static void take_line(const char **at, char *out, size_t size)
{
	size_t n = strcspn(*at, "\n");
	snprintf(out, size, "%.*s", (int)n, *at);
	*at += n + ((*at)[n] == '\n');
}

/* For supervisors who reached the case then and do not reach it now; whoever gave it knows. */
static bool given_mine(const struct session *s, const struct record *r, const struct case_row *c)
{
	char owner[64], team[48], office[48];
	const char *at = pairs_get(&r->answers, DETAIL);
	take_line(&at, owner, sizeof owner);
	take_line(&at, team, sizeof team);
	take_line(&at, office, sizeof office);
	struct case_ties then = {owner, team, office};
	return !text_is(r->created_by, s->actor) && (s->permits & PERMIT_BIT(PERMIT_APPROVE)) &&
	       scope_reaches(s->scope[PERMIT_APPROVE], s->actor, s->team, s->office, &then) &&
	       !access_covers(s, PERMIT_APPROVE, c);
}

/* ---- for whom ---- */

/* Not acknowledged in time: for the roles that are named for it, too. */
static bool escalated_to(const struct session *s, const struct record *r, const struct case_row *c)
{
	const struct user_role *role = roles_get(s->config->roles, s->role);
	int64_t since;
	return role && role->escalation && text_is(r->state, NOTIFICATION_WAITING) &&
	       time_from_iso(notification_since(r), &since) &&
	       clock_now(s->clock) - since >= (int64_t)s->config->due->escalate_after_min * 60 &&
	       access_covers(s, PERMIT_VIEW, c);
}

bool notification_mine(const struct session *s, const struct record *r, const struct case_row *c)
{
	bool own = text_is(c->owner, s->actor) || text_is(r->created_by, s->actor);
	if (text_is(about_of(r), "given"))
		return given_mine(s, r, c);
	/* Their own open flags stand in their Today already. */
	bool known = text_is(c->owner, s->actor) && (text_is(about_of(r), "urgent") || text_is(about_of(r), "not-safe"));
	bool approves = access_covers(s, PERMIT_APPROVE, c) && (!own || access_covers(s, PERMIT_SELF_APPROVE, c));
	return !known && (approves || (!own && escalated_to(s, r, c)));
}

void notification_words(const struct record *r, const struct case_row *c, struct str *out)
{
	static const struct {
		const char *about, *words;
	} rows[] = {
		{"urgent", "Urgent: act"},
		{"not-safe", "Not safe: act"},
		{"confirm", "End the clock?"},
		{"restricted", "Restricted: read it"},
		{"level", "Level set below"},
		{"given", "Given out of reach"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (text_is(rows[i].about, about_of(r)))
			str_add(out, rows[i].words);
	}
	str_addf(out, ", with %s", *c->owner ? c->owner : "nobody");
	if (text_is(r->state, NOTIFICATION_SEEN))
		str_addf(out, "; acknowledged by %s", pairs_get(&r->answers, "seen_by"));
}

/* ---- acknowledging ---- */

static bool write_seen(struct session *s, struct record *r, bool end, struct err *e)
{
	struct history_entry h = {0};
	const char *about = about_of(r);
	char now[TIME_TEXT];
	bool runs = text_is(about, "urgent") || text_is(about, "not-safe") || (text_is(about, "confirm") && !end);
	session_now(s, now);
	pairs_set(&r->answers, "seen_by", s->actor);
	pairs_set(&r->answers, "seen_at", now);
	pairs_set(&r->answers, "ended", end ? "yes" : NULL);
	id_new(&s->ids, h.id);
	memcpy(h.case_id, r->case_id, sizeof h.case_id);
	memcpy(h.record_id, r->id, sizeof h.record_id);
	snprintf(h.kind, sizeof h.kind, NOTIFICATION);
	snprintf(h.action, sizeof h.action, "changed");
	memcpy(h.at, now, sizeof h.at);
	snprintf(h.who, sizeof h.who, "%s", s->actor);
	h.summary = mem_strdup(end ? "Supervisor: acknowledged, clock ended" : "Supervisor: acknowledged");
	history_change_add(&h, "seen_by", "", s->actor);
	bool good = change(s, r, end ? NOTIFICATION_ENDED : NOTIFICATION_SEEN, runs ? r->due : "", e) &&
		    history_log(s, &h, e);
	history_entry_fini(&h);
	return good;
}

/* The supervisor has read the protocol: what the worker was to tell is told. */
static bool settle_protocol(struct session *s, const struct record *r, struct err *e)
{
	struct record talk = {0};
	struct date day;
	if (!store_record_get(s->store, r->parent_id, &talk, e))
		return false;
	pairs_set(&talk.answers, SELF_HARM_SEEN, pairs_get(&r->answers, "seen_at"));
	bool good = true;
	if (text_is(talk.state, SELF_HARM_TELL)) {
		talk.state[0] = 0;
		if (!date_from_iso(pairs_get(&talk.answers, "talked_on"), &day))
			day = clock_today(s->clock);
		if (*pairs_get(&talk.answers, "recheck_on"))
			date_as_due(pairs_get(&talk.answers, "recheck_on"), talk.due);
		else
			time_to_iso(time_of_day_end(date_from_days(date_days(day) + s->config->due->recheck_days)), talk.due);
	}
	good = store_record_update(s->store, &talk, e);
	record_fini(&talk);
	return good;
}

static bool settle(struct session *s, struct record *r, struct case_row *c, bool end, struct err *e)
{
	struct following f = {.s = s, .c = c};
	if (!write_seen(s, r, end, e))
		return false;
	if (text_is(about_of(r), "restricted") && !settle_protocol(s, r, e))
		return false;
	if (!end)
		return true;
	bool good = case_row_recompute(s, c, "", e) && begin(&f, e) && follow_flags(&f, e) && store_case_update(s->store, c, e);
	record_list_fini(&f.all);
	return good;
}

bool notification_acknowledge(struct session *s, const char *id, bool end, struct err *e)
{
	struct record r = {0};
	struct case_row c = {0};
	bool own;
	if (!session_may(s, PERMIT_VIEW, e) || !transaction_begin(s, &own, e))
		return false;
	bool good = store_record_get(s->store, id, &r, e) && store_case_get(s->store, r.case_id, &c, e);
	if (good && (!text_is(r.kind, NOTIFICATION) || !notification_mine(s, &r, &c)))
		good = err_set(e, ERR_DENIED, c.number, "Another supervisor acknowledges this.");
	if (good && end && (!text_is(about_of(&r), "confirm") || !access_covers(s, PERMIT_APPROVE, &c)))
		good = err_set(e, ERR_DATA, c.number, "This clock ends when the urgent flag is answered.");
	if (good && !text_is(r.state, NOTIFICATION_WAITING) && !(end && text_is(r.state, NOTIFICATION_SEEN)))
		good = err_set(e, ERR_DATA, c.number, "This is settled already.");
	good = transaction_end(s, own, good && settle(s, &r, &c, end, e), e);
	record_fini(&r);
	case_row_fini(&c);
	return good;
}

const struct kind kind_notification = {
	.name = NOTIFICATION,
	.label = "Supervisor informed",
	.form = "notification",
	.permit = PERMIT_APPROVE,
	.section = SECTION_STATUS,
	.title_field = "about",
	.when_ended = true,
	.final = true,
	.made_by_program = true,
	.before = before_notification,
	.needs = KIND_NEEDS(NOTIFICATION_FIELDS),
};

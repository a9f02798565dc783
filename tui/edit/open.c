/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening a record for filling in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/case_mask.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/config/config.h>
#include <sarai/edit/clocks.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

bool case_is_open(const struct case_row *c)
{
	enum case_status status;
	return !status_from_name(c->status, &status) || status_is_open(status);
}

bool case_is_gone(const struct case_row *c)
{
	enum case_status status;
	return status_from_name(c->status, &status) && status_is_gone(status);
}

bool case_episode(struct session *s, const char *case_id, int *episode, struct err *e)
{
	struct case_row c = {0};
	if (!store_case_get(s->store, case_id, &c, e))
		return false;
	*episode = c.episode;
	case_row_fini(&c);
	return true;
}

void records_keep_episode(struct record_list *l, int episode)
{
	int kept = 0;
	for (int i = 0; i < l->n; i++) {
		if (l->at[i].episode == episode)
			l->at[kept++] = l->at[i];
		else
			record_fini(&l->at[i]);
	}
	l->n = kept;
}

const char *edit_readonly_reason(const struct edit *w)
{
	if (*w->case_row.id && !w->kind->when_gone && case_is_gone(&w->case_row))
		return "The file of this case has been erased, or is kept without a name. Nothing is added to it.";
	if (w->kind->final && !w->is_new)
		return "Signed: it stays as it was written. What was wrong is put right beside it.";
	if (*w->case_row.id && !w->kind->when_ended && !case_is_open(&w->case_row))
		return "The case has ended. Notes can be added; to work on it again, open it again (8 Status).";
	if (*w->case_row.id && !w->is_new && !w->kind->any_episode && w->record.episode != w->case_row.episode)
		return "This belongs to an earlier episode of the case: it stays as it is.";
	return NULL;
}

bool edit_existing(struct session *s, const struct kind *kind, const char *case_id, struct record *out,
		     struct err *e)
{
	struct err why = {0};
	memset(out, 0, sizeof *out);
	if (!case_id || !*case_id || !(kind->one_per_case || kind->rounds))
		return true;
	if (kind->shared ? store_record_newest_under(s->store, case_id, kind->name, NULL, out, &why)
			 : store_record_newest(s->store, case_id, kind->name, out, &why)) {
		int episode;
		if (kind->shared || !kind->one_per_case || kind->any_episode)
			return true;
		if (!case_episode(s, case_id, &episode, e)) {
			record_fini(out);
			return false;
		}
		if (out->episode != episode)
			record_fini(out); /* one in each episode */
		return true;
	}
	memset(out, 0, sizeof *out);
	return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
}

/* Nothing of a case happened before the birth of its person; contacts begin with the case. */
static void set_bounds(struct edit *w)
{
	struct date birth = {0}, opened = {0};
	int64_t at;
	if (!w->case_row.beyond)
		date_from_iso(w->case_row.birth, &birth);
	if (time_from_iso(w->case_row.opened_at, &at))
		opened = time_date(at);
	form_set_bounds(w->form, birth, opened);
}

/* Work with its form and its case, no record yet. */
static struct edit *begin(struct session *s, const struct kind *kind, const char *case_id, struct err *e)
{
	const struct form_def *def = config_form(s->config, kind->form);
	if (!def) {
		err_set(e, ERR_CONFIG, kind->form, "The form \"%s\" is not there.", kind->form);
		return NULL;
	}
	struct edit *w = mem_alloc(sizeof *w);
	w->kind = kind;
	if (case_id && !store_case_get(s->store, case_id, &w->case_row, e)) {
		free(w);
		return NULL;
	}
	case_row_mask(s, &w->case_row);
	if (case_id && !case_clocks(s, &w->case_row, e)) {
		case_row_fini(&w->case_row);
		free(w);
		return NULL;
	}
	w->form = form_new(def, clock_today(s->clock), &s->config->lists);
	form_set_calendar(w->form, s->calendar);
	if (case_id)
		set_bounds(w);
	w->sees_restricted = restricted_seen(s, case_id);
	form_hide_restricted(w->form, !w->sees_restricted);
	return w;
}

/* ---- what may not be seen ---- */

bool edit_allowed(struct session *s, const struct kind *kind, const char *case_id, struct err *e)
{
	return access_check_case(s, kind->permit, case_id, e) &&
	       (!kind->restricted || access_check_case(s, PERMIT_RESTRICTED, case_id, e));
}

void edit_load(const struct session *s, struct edit *w, const struct pairs *whole, struct pairs *open)
{
	struct pairs told = {0}, form = {0};
	mask_split(s->config, w->sees_restricted, w->kind, whole, &told, &w->hidden);
	/* The form holds what it hides, so that its conditions stay right; codes taken out stay outside. */
	for (int i = 0; i < whole->n; i++) {
		const char *name = whole->at[i].name;
		bool parted = pairs_has(&told, name) || form_def_field(form_definition(w->form), name) < 0 ||
			      restricted_field(form_definition(w->form), name);
		if (parted)
			pairs_set(&form, name,
				  pairs_has(&told, name) ? pairs_get(&told, name) : pairs_get(&w->hidden, name));
	}
	form_load(w->form, &form);
	pairs_clear(&form);
	if (open) {
		pairs_clear(open);
		*open = told;
	} else {
		pairs_clear(&told);
	}
}

void edit_all_answers(const struct edit *w, struct pairs *to)
{
	form_store(w->form, to);
	mask_join(form_definition(w->form), to, &w->hidden, RESTRICTED_CODES);
}

void edit_original(const struct edit *w, struct pairs *to)
{
	pairs_copy(to, &w->record.answers);
	mask_join(form_definition(w->form), to, &w->hidden, RESTRICTED_ALL);
}

void edit_answers(const struct session *s, const struct edit *w, struct pairs *to)
{
	struct pairs whole = {0}, hidden = {0};
	form_store(w->form, &whole);
	mask_split(s->config, w->sees_restricted, w->kind, &whole, to, &hidden);
	pairs_clear(&whole);
	pairs_clear(&hidden);
}

struct score *edit_score(const struct session *s, const struct edit *w, struct answers *answers)
{
	const struct catalogue *c = s->config->catalogue;
	struct pairs whole = {0};
	edit_all_answers(w, &whole);
	form_answers(&whole, c, answers);
	pairs_clear(&whole);
	struct score *score = score_evaluate(c, answers);
	score_mask(c, w->sees_restricted, answers, score);
	return score;
}

/* ---- beginning ---- */

static void start_record(struct session *s, struct edit *w, const char *parent_id)
{
	struct record *r = &w->record;
	id_new(&s->ids, r->id);
	snprintf(r->kind, sizeof r->kind, "%s", w->kind->name);
	snprintf(r->parent_id, sizeof r->parent_id, "%s", parent_id ? parent_id : "");
	if (w->kind->shared && w->kind->rounds && !*r->parent_id)
		memcpy(r->parent_id, r->id, sizeof r->parent_id);
	if (*w->case_row.id) {
		snprintf(r->case_id, sizeof r->case_id, "%s", w->case_row.id);
		snprintf(r->person_id, sizeof r->person_id, "%s", w->case_row.person_id);
		r->episode = w->case_row.episode;
	}
	w->is_new = true;
}

static void leave_out(struct pairs *answers, const char *names)
{
	while (names && *names) {
		size_t n = strcspn(names, " ");
		char *name = mem_strndup(names, n);
		pairs_set(answers, name, NULL);
		free(name);
		names += n + strspn(names + n, " ");
	}
}

/* A new round begins with what was known in the last; the judgement at its end is made anew. */
static void copy_round(struct session *s, struct edit *w, const struct record *last)
{
	struct pairs answers = {0}, fresh = {0};
	const char *day = w->kind->happened_field;
	char today[DATE_TEXT];
	form_store_all(w->form, &fresh); /* what a new one begins with */
	pairs_copy(&answers, &last->answers);
	leave_out(&answers, w->kind->anew);
	for (int i = 0; i < fresh.n; i++) {
		if (!pairs_has(&answers, fresh.at[i].name))
			pairs_set(&answers, fresh.at[i].name, fresh.at[i].value);
	}
	date_to_iso(clock_today(s->clock), today);
	if (day && pairs_has(&answers, day))
		pairs_set(&answers, day, today);
	form_load(w->form, &answers);
	pairs_clear(&answers);
	pairs_clear(&fresh);
	w->record.round = last->round + 1;
}

/* Does the form show something that only those see who must know? */
static bool shows_restricted(const struct edit *w)
{
	const struct form_def *def = form_definition(w->form);
	if (w->kind->restricted)
		return true;
	for (int i = 0; i < def->n_fields; i++) {
		if (def->fields[i].restricted && form_visible(w->form, i) && *form_value(w->form, i))
			return true;
	}
	return false;
}

/* Who has looked at what is restricted stands in the trail: without that it is not shown. */
static bool note_reading(struct session *s, const struct edit *w, struct err *e)
{
	const struct record *r = &w->record;
	struct audit_note n = {.action = "read-restricted",
			       .kind = r->kind,
			       .case_id = *w->case_row.id ? w->case_row.id : r->case_id,
			       .record_id = r->id,
			       .detail = w->kind->label};
	return !w->sees_restricted || !(restricted_record(s->config, r) || shows_restricted(w)) || audit_add(s, &n, e);
}

/* w->record as it was read: into the form, and what may not be seen out of it. */
static bool take_record(struct session *s, struct edit *w, struct err *e)
{
	struct pairs open = {0};
	if (restricted_record(s->config, &w->record) && !access_check_case(s, PERMIT_RESTRICTED, w->case_row.id, e))
		return false;
	edit_load(s, w, &w->record.answers, &open);
	pairs_clear(&w->record.answers);
	w->record.answers = open;
	return note_reading(s, w, e);
}

static bool load_record(struct session *s, struct edit *w, const char *record_id, struct err *e)
{
	if (!store_record_get(s->store, record_id, &w->record, e))
		return false;
	const struct record *r = &w->record;
	bool of_case = w->kind->shared ||
		       (w->kind->opens_case ? !strcmp(r->id, w->case_row.person_id) : !strcmp(r->case_id, w->case_row.id));
	if (strcmp(r->kind, w->kind->name) || !of_case)
		return err_set(e, ERR_MISSING, w->kind->name, "This does not belong to the case.");
	if (w->kind->access && !w->kind->access(s, w->kind->permit, r, e))
		return false;
	return take_record(s, w, e);
}

static bool unfinished_round(const struct edit *w, const struct record *last)
{
	return w->kind->rounds && (w->kind->shared || last->episode == w->case_row.episode) &&
	       strcmp(pairs_get(&last->answers, "finished"), "yes");
}

static bool open_new(struct session *s, struct edit *w, const char *parent_id, struct err *e)
{
	struct record last;
	if (!edit_existing(s, w->kind, w->kind->shared ? parent_id : w->case_row.id, &last, e))
		return false;
	if (*last.id && (w->kind->one_per_case || unfinished_round(w, &last))) {
		w->record = last;
		return (!w->kind->access || w->kind->access(s, w->kind->permit, &w->record, e)) && take_record(s, w, e);
	}
	start_record(s, w, parent_id);
	if (w->kind->access && !w->kind->access(s, w->kind->permit, &w->record, e)) {
		record_fini(&last);
		return false;
	}
	const char *fixed = edit_readonly_reason(w);
	if (fixed) {
		record_fini(&last);
		return err_set(e, ERR_DATA, w->kind->label, "%s", fixed);
	}
	if (*last.id)
		copy_round(s, w, &last);
	else if (w->kind->rounds)
		w->record.round = 1;
	record_fini(&last);
	return true;
}

/* The answers as they stand now are those it was opened with. */
static void remember(const struct session *s, struct edit *w)
{
	if (w->is_new)
		edit_answers(s, w, &w->base);
	else
		pairs_copy(&w->base, &w->record.answers);
	w->saved_revision = w->draft_revision = form_revision(w->form);
}

/* May it be opened at all? Then its kind. */
static const struct kind *kind_for(struct session *s, const char *kind, const char *case_id,
					  const char *record_id, struct err *e)
{
	const struct kind *k = kind_get(kind);
	if (!k) {
		err_set(e, ERR_INTERNAL, "work_open", "There is no kind \"%s\".", kind);
		return NULL;
	}
	bool there = record_id || (k->opens_case && case_id);
	if (!edit_allowed(s, k, case_id, e) || (k->names && there && !access_check_case(s, PERMIT_NAMES, case_id, e)))
		return NULL;
	if (!case_id && !k->shared && (!k->opens_case || record_id)) {
		err_set(e, ERR_INTERNAL, "work_open", "A case is needed.");
		return NULL;
	}
	return k;
}

/* What a case is about may be of either kind that opens one. */
static bool kind_of_case(struct session *s, const char *case_id, const struct kind **k, struct err *e)
{
	struct case_row c = {0};
	struct record r = {0};
	bool good = store_case_get(s->store, case_id, &c, e);
	if (good && !*c.person_id && case_is_gone(&c))
		good = err_set(e, ERR_DATA, c.number, "Nothing about the person is kept in this file any more.");
	good = good && store_record_get(s->store, c.person_id, &r, e);
	const struct kind *own = good ? kind_get(r.kind) : NULL;
	if (own && own->opens_case)
		*k = own;
	case_row_fini(&c);
	record_fini(&r);
	return good;
}

/* begin_new: what is new has its start; a draft has had it. */
static struct edit *finish(struct session *s, struct edit *w, bool good, bool begin_new, struct err *e)
{
	struct save save = {.session = s, .edit = w};
	if (good && w->kind->lists)
		good = w->kind->lists(&save, e);
	if (good && begin_new && w->is_new && w->kind->start)
		good = w->kind->start(&save, e);
	if (!good)
		edit_close(&w);
	else
		remember(s, w);
	return w;
}

struct edit *edit_open(struct session *s, const char *kind, const char *case_id, const char *record_id,
		       const char *parent_id, struct err *e)
{
	const struct kind *k = kind_for(s, kind, case_id, record_id, e);
	if (k && k->opens_case && case_id && !kind_of_case(s, case_id, &k, e))
		return NULL;
	struct edit *w = k ? begin(s, k, k->shared ? NULL : case_id, e) : NULL;
	if (!w)
		return NULL;
	if (case_id && k->opens_case)
		record_id = w->case_row.person_id;
	return finish(s, w, record_id ? load_record(s, w, record_id, e) : open_new(s, w, parent_id, e), true, e);
}

struct edit *edit_open_blank(struct session *s, const char *kind, const char *case_id, const char *record_id,
			     struct err *e)
{
	const struct kind *k = kind_for(s, kind, case_id, record_id, e);
	struct edit *w = k ? begin(s, k, case_id, e) : NULL;
	if (!w)
		return NULL;
	if (record_id)
		return finish(s, w, load_record(s, w, record_id, e), false, e);
	start_record(s, w, NULL);
	return finish(s, w, true, false, e);
}

void edit_close(struct edit **work)
{
	struct edit *w = *work;
	if (!w)
		return;
	record_fini(&w->record);
	form_free(&w->form);
	pairs_clear(&w->base);
	pairs_clear(&w->hidden);
	pairs_clear(&w->hidden_theirs);
	pairs_clear(&w->pending);
	case_row_fini(&w->case_row);
	free(w);
	*work = NULL;
}

bool edit_dirty(const struct edit *w)
{
	return form_revision(w->form) != w->saved_revision;
}

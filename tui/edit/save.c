/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving: everything a save changes goes into one transaction, or nothing does. Until it is on the disk, the work
 * stands as it stood, so that it can be saved again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/case_mask.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/crypto/digest.h>
#include <sarai/edit/clocks.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/edit/reason.h>
#include <sarai/edit/save.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define TITLE_COLS 100
#define NOON 43200

void date_as_due(const char *iso_date, char out[TIME_TEXT])
{
	struct date d;
	*out = 0;
	if (date_from_iso(iso_date, &d))
		time_to_iso(time_of_day_end(date_from_days(date_days_last(d))), out);
}

void date_as_happened(const char *iso_date, int64_t now, char out[TIME_TEXT])
{
	struct date d;
	*out = 0;
	if (!date_from_iso(iso_date, &d))
		return;
	long day = date_days(d);
	int64_t noon = time_of_day_end(date_from_days(day)) - NOON;
	time_to_iso(day == date_days(time_date(now)) || noon > now ? now : noon, out);
}

char *edit_shown(const struct edit *w, const struct record *r, const char *field)
{
	int i = form_def_field(form_definition(w->form), field);
	/* For titles: they hold nothing restricted. */
	return i >= 0 && !form_definition(w->form)->fields[i].restricted && pairs_has(&r->answers, field) ? form_show(w->form, i) : mem_strdup("");
}

void record_set_title(struct record *r, struct str *text)
{
	char *line = text_clean(str_text(text), text->len, false);
	free(r->title);
	r->title = text_cut(line, TITLE_COLS);
	free(line);
	str_clear(text);
}

/* From the answers that are stored, not from the form: it may still hold some that it does not show any more. */
void edit_fill_columns(const struct session *s, const struct edit *w, struct record *r, int64_t now)
{
	const struct kind *k = w->kind;
	const struct pairs *a = &r->answers;
	free(r->title);
	r->title = NULL;
	/* What is restricted has no title: lists are read over shoulders. */
	if (k->title_field && pairs_has(a, k->title_field) && !restricted_record(s->config, r) &&
	    !restricted_field(form_definition(w->form), k->title_field)) {
		struct str title = {0};
		char *shown = edit_shown(w, r, k->title_field);
		str_add(&title, shown);
		record_set_title(r, &title);
		str_fini(&title);
		free(shown);
	}
	if (k->state_field)
		snprintf(r->state, sizeof r->state, "%s", pairs_get(a, k->state_field));
	if (k->due_field)
		date_as_due(pairs_get(a, k->due_field), r->due);
	if (k->happened_field)
		date_as_happened(pairs_get(a, k->happened_field), now, r->happened);
}

/* Answers that a form wants in lists (in_lists) stand behind the title. */
static void add_listed(const struct session *s, const struct edit *w, struct record *r)
{
	const struct form_def *def = form_definition(w->form);
	struct str title = {0};
	bool any = false;
	if (restricted_record(s->config, r))
		return;
	str_add(&title, r->title ? r->title : "");
	for (int i = 0; i < def->n_fields; i++) {
		const struct field_def *f = &def->fields[i];
		if (!f->list_shown || restricted_field(def, f->name) || !pairs_has(&r->answers, f->name) ||
		    (w->kind->title_field && !strcmp(f->name, w->kind->title_field)))
			continue;
		char *shown = edit_shown(w, r, f->name);
		str_addf(&title, "%s%s", title.len ? ", " : "", shown);
		free(shown);
		any = true;
	}
	if (any)
		record_set_title(r, &title);
	str_fini(&title);
}

/* ---- one save ---- */

struct saving {
	struct record record; /* as it will be, whole */
	struct pairs was;     /* its answers as they were, whole */
	struct case_row case_row;
	struct history_entry history;
};

static void saving_fini(struct saving *v)
{
	record_fini(&v->record);
	pairs_clear(&v->was);
	case_row_fini(&v->case_row);
	history_entry_fini(&v->history);
}

/* Somebody else may have made what this would make: the same draft at another terminal, the one record there may be,
 * the next round. Then it is theirs that is there. */
static bool exists_already(struct session *s, const struct edit *w, struct record *theirs, struct err *e)
{
	struct err why = {0};
	if (store_record_get(s->store, w->record.id, theirs, &why))
		return err_set(e, ERR_CONFLICT, w->kind->name, "This was saved in the meantime.");
	if (why.code != ERR_MISSING)
		return err_set(e, why.code, why.where, "%s", why.detail);
	if (!edit_existing(s, w->kind, w->kind->shared ? w->record.parent_id : w->case_row.id, theirs, e))
		return false;
	if (*theirs->id && (w->kind->one_per_case || theirs->round >= w->record.round))
		return err_set(e, ERR_CONFLICT, w->kind->name, "Someone else has made one in the meantime.");
	record_fini(theirs);
	return true;
}

/* As the case stands now, which may not be as it stood when this was opened. */
static bool still_open(const struct edit *w, struct saving *v, struct err *e)
{
	struct edit now = {.kind = w->kind, .record = v->record, .case_row = v->case_row, .is_new = w->is_new};
	const char *fixed = edit_readonly_reason(&now);
	if (w->is_new && *v->case_row.id)
		v->record.episode = v->case_row.episode;
	return !fixed || err_set(e, ERR_DATA, *v->case_row.number ? v->case_row.number : w->kind->label, "%s", fixed);
}

/* What is signed cannot be completed later: it is whole, or it stays a draft. */
static bool may_be_signed(const struct edit *w, struct err *e)
{
	struct form_problem found[8];
	int n = w->kind->final ? form_problems(w->form, found, 8) : 0;
	for (int i = 0; i < n && i < 8; i++) {
		if (found[i].missing)
			return err_set(e, ERR_DATA, w->kind->label, "Not signed yet, your draft is kept. %s",
				       found[i].text);
	}
	return true;
}

static bool prepare(struct session *s, struct edit *w, struct saving *v, const char *now, struct err *e)
{
	struct record *r = &v->record;
	const struct form_def *def = form_definition(w->form);
	record_copy(r, &w->record);
	edit_all_answers(w, &r->answers);
	edit_original(w, &v->was);
	snprintf(r->form_id, sizeof r->form_id, "%s", def->id);
	r->form_version = def->version;
	digest_of(def->source, strlen(def->source), r->form_hash);
	snprintf(r->updated_at, sizeof r->updated_at, "%s", now);
	snprintf(r->updated_by, sizeof r->updated_by, "%s", s->actor);
	if (w->is_new) {
		memcpy(r->created_at, r->updated_at, sizeof r->created_at);
		memcpy(r->created_by, r->updated_by, sizeof r->created_by);
	}
	if (*w->case_row.id && !store_case_get(s->store, w->case_row.id, &v->case_row, e))
		return false;
	if (!still_open(w, v, e))
		return false;
	edit_fill_columns(s, w, r, clock_now(s->clock));
	struct save save = {.session = s, .edit = w, .next = r, .case_row = &v->case_row};
	if ((w->kind->before && !w->kind->before(&save, e)) || !may_be_signed(w, e) ||
	    !reasons_check_record(s, w, &v->was, r, *v->case_row.number ? v->case_row.number : w->kind->label, e))
		return false;
	add_listed(s, w, r);
	if (restricted_record(s->config, r)) {
		free(r->title);
		r->title = NULL;
	}
	/* What is shared may be about one case all the same: a member of a household. */
	return !w->kind->shared || !*r->case_id || store_case_get(s->store, r->case_id, &v->case_row, e);
}

static void note_change(void *ctx, const char *name, const char *old_value, const char *new_value)
{
	if (!meta_reserved(name))
		history_change_add(ctx, name, old_value, new_value);
}

static void begin_entry(struct session *s, struct history_entry *h, const char *now)
{
	id_new(&s->ids, h->id);
	snprintf(h->at, sizeof h->at, "%s", now);
	snprintf(h->who, sizeof h->who, "%s", s->actor);
}

static void log_history(struct session *s, const struct edit *w, struct saving *v, const char *now)
{
	struct history_entry *h = &v->history;
	struct str line = {0};
	begin_entry(s, h, now);
	snprintf(h->case_id, sizeof h->case_id, "%s", v->case_row.id);
	snprintf(h->record_id, sizeof h->record_id, "%s", w->record.id);
	snprintf(h->kind, sizeof h->kind, "%s", w->kind->name);
	snprintf(h->action, sizeof h->action, "%s", w->is_new ? "made" : "changed");
	pairs_diff(&v->was, &v->record.answers, note_change, h);
	str_add(&line, w->kind->label);
	if (w->record.round > 0)
		str_addf(&line, ", %s %d", kind_round_word(w->kind), w->record.round);
	str_addf(&line, ": %d answer%s %s", h->n_changes, h->n_changes == 1 ? "" : "s",
		 w->is_new ? "given" : "changed");
	h->summary = str_take(&line);
}

static bool write_record(struct session *s, struct edit *w, struct saving *v, struct record *theirs, const char *now,
			 struct err *e)
{
	const struct form_def *def = form_definition(w->form);
	struct record *r = &v->record;
	if (!store_definition_put(s->store, r->form_hash, "form", def->id, def->version, def->source, now, e))
		return false;
	if (w->is_new)
		return exists_already(s, w, theirs, e) && store_record_insert(s->store, r, e);
	struct err why = {0};
	if (store_record_update(s->store, r, &why))
		return true;
	if (why.code == ERR_CONFLICT)
		store_record_get(s->store, r->id, theirs, NULL);
	return err_set(e, why.code, why.where, "%s", why.detail);
}

/* Why a save has moved the case: what the form says of it, else the form. Owned. */
static char *reason_of(const struct edit *w)
{
	struct str line = {0};
	const struct form_def *def = form_definition(w->form);
	int field = w->kind->reason_field ? form_def_field(def, w->kind->reason_field) : -1;
	char *shown = field >= 0 && !def->fields[field].restricted ? form_show(w->form, field) : NULL;
	if (shown && *shown)
		str_add(&line, shown);
	else
		str_addf(&line, "%s saved", w->kind->label);
	free(shown);
	return str_take(&line);
}

/* Status and owner are told of by themselves: who, when, from, to, why. */
static bool log_move(struct session *s, const struct edit *w, const struct case_row *c, const char *action,
		      const char *from, const char *to, const char *summary, const char *now, struct err *e)
{
	struct history_entry h = {0};
	char *reason = reason_of(w);
	begin_entry(s, &h, now);
	memcpy(h.case_id, c->id, sizeof h.case_id);
	snprintf(h.kind, sizeof h.kind, "case");
	snprintf(h.action, sizeof h.action, "%s", action);
	h.summary = mem_strdup(summary);
	history_change_add(&h, action, from, to);
	history_change_add(&h, "reason", "", reason);
	bool good = history_log(s, &h, e);
	history_entry_fini(&h);
	free(reason);
	return good;
}

static const char *status_label(const char *name)
{
	enum case_status status;
	return status_from_name(name, &status) ? status_words(status) : name;
}

static bool log_moves(struct session *s, const struct edit *w, const struct case_row *was, const struct case_row *is,
		       const char *now, struct err *e)
{
	char line[192];
	if (!*was->status)
		return true; /* the case has just been opened */
	if (strcmp(was->status, is->status)) {
		snprintf(line, sizeof line, "Status: %s, before %s", status_label(is->status),
			 status_label(was->status));
		if (!log_move(s, w, is, "status", was->status, is->status, line, now, e))
			return false;
	}
	if (strcmp(was->owner, is->owner)) {
		snprintf(line, sizeof line, "With %s, before with %s", *is->owner ? is->owner : "nobody",
			 *was->owner ? was->owner : "nobody");
		if (!log_move(s, w, is, "owner", was->owner, is->owner, line, now, e))
			return false;
	}
	return true;
}

/* The record has been written: what follows from it for the case. A hook may open the case (a new person's). */
static bool follow(struct session *s, struct edit *w, struct saving *v, const char *now, struct err *e)
{
	struct record before = w->record;
	struct case_row was = v->case_row; /* of it only what is not owned is read */
	log_history(s, w, v, now);
	w->record = v->record; /* hooks see the record as it is now */
	struct save save = {.session = s, .edit = w, .case_row = &v->case_row, .history = &v->history};
	bool good = !w->kind->after || w->kind->after(&save, e);
	if (good && *v->case_row.id)
		good = case_row_recompute(s, &v->case_row, w->kind->name, e) && approvals_follow(s, w, &v->case_row, e) &&
		       notifications_follow(s, w, &v->case_row, e) && search_follow(s, w, &v->case_row, e) &&
		       store_case_update(s->store, &v->case_row, e);
	v->record = w->record;
	w->record = before;
	return good && history_log(s, &v->history, e) && log_moves(s, w, &was, &v->case_row, now, e);
}

bool edit_save_within(struct session *s, struct edit *w, struct err *e)
{
	struct saving v = {0};
	struct record other = {0};
	char now[TIME_TEXT];
	session_now(s, now);
	bool good = prepare(s, w, &v, now, e) && write_record(s, w, &v, &other, now, e);
	if (good) {
		log_history(s, w, &v, now);
		good = history_log(s, &v.history, e);
	}
	saving_fini(&v);
	record_fini(&other);
	return good;
}

static bool unchanged(const struct edit *w, const struct saving *v)
{
	return !w->is_new && pairs_equal(&v->was, &v->record.answers);
}

static bool write(struct session *s, struct edit *w, struct saving *v, struct record *theirs, struct err *e)
{
	char now[TIME_TEXT];
	session_now(s, now);
	if (!prepare(s, w, v, now, e))
		return false;
	if (!unchanged(w, v) && !(write_record(s, w, v, theirs, now, e) && follow(s, w, v, now, e)))
		return false;
	return !*w->draft_id || store_draft_drop(s->store, w->draft_id, s->actor, e);
}

/* What is on the disk now is what the work stands on. */
static void settle(struct session *s, struct edit *w, struct saving *v)
{
	struct pairs open = {0};
	record_fini(&w->record);
	w->record = v->record;
	v->record = (struct record){0};
	mask_split(s->config, w->sees_restricted, w->kind, &w->record.answers, &open, &w->hidden);
	pairs_clear(&w->record.answers);
	w->record.answers = open;
	if (*v->case_row.id && !w->kind->shared) {
		case_row_fini(&w->case_row);
		w->case_row = v->case_row;
		v->case_row = (struct case_row){0};
		case_row_mask(s, &w->case_row);
		case_clocks(s, &w->case_row, NULL);
	}
	pairs_copy(&w->base, &w->record.answers);
	pairs_clear(&w->pending);
	w->draft_id[0] = 0;
	w->is_new = false;
	w->saved_revision = w->draft_revision = form_revision(w->form);
}

/* The other's version, as far as whoever works may see it; the rest waits for edit_rebase. */
static void hand_over(struct session *s, struct edit *w, struct record *other, struct record *theirs)
{
	struct pairs open = {0};
	mask_split(s->config, w->sees_restricted, w->kind, &other->answers, &open, &w->hidden_theirs);
	pairs_clear(&open);
	if (!theirs)
		return;
	record_mask(s->config, w->sees_restricted, other);
	record_copy(theirs, other);
}

bool edit_save(struct session *s, struct edit *w, struct record *theirs, struct err *e)
{
	struct saving v = {0};
	struct record other = {0};
	bool own;
	if (!edit_allowed(s, w->kind, w->case_row.id, e) ||
	    (w->kind->access && !w->kind->access(s, w->kind->permit, &w->record, e)) || !transaction_begin(s, &own, e))
		return false;
	bool good = transaction_end(s, own, write(s, w, &v, &other, e), e);
	if (good)
		settle(s, w, &v);
	else if (*other.id)
		hand_over(s, w, &other, theirs);
	saving_fini(&v);
	record_fini(&other);
	return good;
}

/* What is kept beside the answers is nobody's choice: where we did not change it, theirs is newer. */
struct beside {
	const struct pairs *base;
	struct pairs *ours;
};

static void take_beside(void *ctx, const char *name, const char *ours, const char *theirs)
{
	struct beside *b = ctx;
	if (meta_reserved(name) && !strcmp(pairs_get(b->base, name), ours))
		pairs_set(b->ours, name, theirs);
}

void edit_rebase(struct edit *w, const struct record *theirs, const struct pairs *answers)
{
	struct pairs ours = {0};
	struct beside b = {.base = &w->base, .ours = &ours};
	pairs_copy(&ours, answers);
	pairs_diff(answers, &theirs->answers, take_beside, &b);
	record_fini(&w->record);
	record_copy(&w->record, theirs);
	pairs_copy(&w->base, &theirs->answers);
	/* What may not be seen is the other's: they are the last who may have changed it. */
	pairs_copy(&w->hidden, &w->hidden_theirs);
	mask_join(form_definition(w->form), &ours, &w->hidden, RESTRICTED_ANSWERS);
	char *typed = edit_typed(w);
	form_load(w->form, &ours);
	edit_retype(w, typed);
	free(typed);
	pairs_clear(&ours);
	w->is_new = false;
	w->saved_revision = w->draft_revision = form_revision(w->form) - 1; /* there is something to save */
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drafts: the answers as they stand, the text being typed, and what is needed to go on from another login. Beside the
 * answers, under names that begin with "=": where it belongs, and the answers it was opened with where they differ
 * ("=was.NAME" = ":OLD"), so that a conflict can still be told apart answer by answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/model/permit.h>
#include <sarai/store/draft.h>
#include <sarai/store/record.h>

#define PENDING_FIELD "=pending_field"
#define PENDING "=pending"
#define PARENT "=parent"
#define ROUND "=round"
#define WAS "=was."
#define TYPED "=typed" /* yes/no questions answered here, if only the same again */

static void add_was(void *ctx, const char *name, const char *old_value, const char *new_value)
{
	struct str key = {0}, value = {0};
	(void)new_value;
	str_addf(&key, WAS "%s", name);
	str_addf(&value, ":%s", old_value);
	pairs_set(ctx, str_text(&key), str_text(&value));
	str_fini(&key);
	str_fini(&value);
}

char *edit_typed(const struct edit *w)
{
	const struct form_def *def = form_definition(w->form);
	struct str names = {0};
	for (int i = 0; i < def->n_fields; i++) {
		if (def->fields[i].type == FIELD_YESNO && form_touched(w->form, i))
			str_addf(&names, "%s%s", names.len ? " " : "", def->fields[i].name);
	}
	return str_take(&names);
}

void edit_retype(struct edit *w, const char *names)
{
	while (names && *names) {
		size_t n = strcspn(names, " ");
		char *name = mem_strndup(names, n);
		int field = form_def_field(form_definition(w->form), name);
		if (field >= 0)
			form_touch(w->form, field);
		free(name);
		names += n + strspn(names + n, " ");
	}
}

static char *content_of(const struct edit *w, const char *pending_field, const char *pending)
{
	struct pairs now = {0}, content = {0};
	char round[16];
	form_store_all(w->form, &now);
	pairs_copy(&content, &now);
	pairs_diff(&w->base, &now, add_was, &content);
	pairs_set(&content, PENDING_FIELD, pending_field);
	pairs_set(&content, PENDING, pending_field ? pending : NULL);
	pairs_set(&content, PARENT, w->record.parent_id);
	snprintf(round, sizeof round, "%d", w->record.round);
	pairs_set(&content, ROUND, round);
	char *typed = edit_typed(w);
	pairs_set(&content, TYPED, typed);
	free(typed);
	char *text = pairs_to_text(&content);
	pairs_clear(&now);
	pairs_clear(&content);
	return text;
}

/* No names, and not what is restricted: drafts are listed where others may look over one's shoulder. */
static char *title_of(const struct edit *w)
{
	struct str t = {0};
	str_add(&t, kind_public_label(w->kind));
	if (w->record.round > 0)
		str_addf(&t, ", %s %d", kind_round_word(w->kind), w->record.round);
	if (!w->kind->shared)
		str_addf(&t, ", %s", *w->case_row.number ? w->case_row.number : "not registered yet");
	return str_take(&t);
}

static bool something_new(const struct edit *w, const char *pending_field, const char *pending)
{
	if (form_revision(w->form) != w->draft_revision)
		return true;
	return strcmp(pairs_get(&w->pending, "field"), pending_field) ||
	       strcmp(pairs_get(&w->pending, "text"), pending);
}

bool edit_save_draft(struct session *s, struct edit *w, const char *pending_field, const char *pending, struct err *e)
{
	struct draft d = {0};
	pending = pending_field && pending ? pending : "";
	pending_field = pending_field && *pending ? pending_field : "";
	/* A session that ends by itself may be on a database without this case, or without the draft saved before. */
	if (!s->leaving && !edit_allowed(s, w->kind, w->case_row.id, e))
		return false;
	if (!s->leaving && !something_new(w, pending_field, pending))
		return true;
	if (*w->draft_id)
		memcpy(d.id, w->draft_id, sizeof d.id);
	else
		id_new(&s->ids, d.id);
	snprintf(d.owner, sizeof d.owner, "%s", s->actor);
	snprintf(d.kind, sizeof d.kind, "%s", w->kind->name);
	memcpy(d.case_id, w->case_row.id, sizeof d.case_id);
	memcpy(d.record_id, w->record.id, sizeof d.record_id);
	d.base_version = w->is_new ? 0 : w->record.version;
	d.title = title_of(w);
	session_now(s, d.updated_at);
	d.content = content_of(w, pending_field, pending);
	bool good = store_draft_put(s->store, &d, e);
	if (good) {
		memcpy(w->draft_id, d.id, sizeof w->draft_id);
		w->draft_revision = form_revision(w->form);
		pairs_set(&w->pending, "field", pending_field);
		pairs_set(&w->pending, "text", pending);
	}
	draft_fini(&d);
	return good;
}

bool edit_discard_draft(struct session *s, struct edit *w, struct err *e)
{
	if (!edit_allowed(s, w->kind, w->case_row.id, e))
		return false;
	if (*w->draft_id && !store_draft_drop(s->store, w->draft_id, s->actor, e))
		return false;
	w->draft_id[0] = 0;
	pairs_clear(&w->pending);
	return true;
}

bool drafts_list(struct session *s, struct draft_list *out, struct err *e)
{
	return session_may(s, PERMIT_VIEW, e) && store_draft_list(s->store, s->actor, out, e);
}

bool draft_discard(struct session *s, const char *draft_id, struct err *e)
{
	return session_may(s, PERMIT_VIEW, e) && store_draft_drop(s->store, draft_id, s->actor, e);
}

/* As the form would show it, without what this account may not see. */
static char *text_of(const struct session *s, const struct kind *k, const struct pairs *content)
{
	struct form *f = form_new(config_form(s->config, k->form), clock_today(s->clock), &s->config->lists);
	const struct form_def *def = form_definition(f);
	struct str out = {0};
	form_hide_restricted(f, !(s->permits & PERMIT_BIT(PERMIT_RESTRICTED)));
	form_load(f, content);
	for (int i = 0; i < def->n_fields; i++) {
		bool typing = !strcmp(def->fields[i].name, pairs_get(content, PENDING_FIELD));
		char *shown = form_hidden(f, i)				? mem_strdup("")
			      : typing					? mem_strdup(pairs_get(content, PENDING))
			      : *form_value(f, i)			? form_show(f, i)
									: mem_strdup("");
		if (*shown)
			str_addf(&out, "%s\n  %s\n", def->fields[i].label, shown);
		free(shown);
	}
	form_free(&f);
	return str_take(&out);
}

char *draft_text(struct session *s, const char *draft_id, struct err *e)
{
	struct draft d = {0};
	struct pairs content = {0};
	char *text = NULL;
	if (!session_may(s, PERMIT_VIEW, e) || !store_draft_get(s->store, draft_id, s->actor, &d, e))
		return NULL;
	const struct kind *k = kind_get(d.kind);
	if (!k || !d.content || !pairs_from_text(&content, d.content))
		err_set(e, ERR_CORRUPT, "draft", "This draft cannot be read.");
	else if (session_may(s, k->permit, e) && (!k->names || session_may(s, PERMIT_NAMES, e)))
		text = text_of(s, k, &content);
	pairs_clear(&content);
	draft_fini(&d);
	return text;
}

/* ---- opening again ---- */

/* Of codes that were taken out, those of the record stay: the draft may be older than the permission. */
static void take_content(struct session *s, struct edit *w, const struct pairs *content)
{
	struct pairs answers = {0}, base = {0}, hidden = w->hidden, open = {0};
	long round;
	for (int i = 0; i < content->n; i++) {
		const char *name = content->at[i].name;
		if (strcmp(name, PENDING_FIELD) && strcmp(name, PENDING) && strcmp(name, PARENT) &&
		    strcmp(name, ROUND) && strcmp(name, TYPED) && strncmp(name, WAS, strlen(WAS)))
			pairs_set(&answers, name, content->at[i].value);
	}
	pairs_copy(&base, &answers);
	for (int i = 0; i < content->n; i++) {
		const struct pair *p = &content->at[i];
		if (!strncmp(p->name, WAS, strlen(WAS)))
			pairs_set(&base, p->name + strlen(WAS), p->value[0] ? p->value + 1 : "");
	}
	w->hidden = (struct pairs){0};
	edit_load(s, w, &answers, NULL);
	mask_split(s->config, w->sees_restricted, w->kind, &base, &open, &w->hidden);
	pairs_clear(&w->base);
	pairs_clear(&w->hidden);
	w->base = open;
	w->hidden = hidden;
	pairs_clear(&answers);
	pairs_clear(&base);
	edit_retype(w, pairs_get(content, TYPED));
	int field = form_def_field(form_definition(w->form), pairs_get(content, PENDING_FIELD));
	if (field >= 0 && !form_hidden(w->form, field)) {
		pairs_set(&w->pending, "field", pairs_get(content, PENDING_FIELD));
		pairs_set(&w->pending, "text", pairs_get(content, PENDING));
	}
	if (w->is_new) {
		snprintf(w->record.parent_id, sizeof w->record.parent_id, "%s", pairs_get(content, PARENT));
		if (ini_int(pairs_get(content, ROUND), 0, 100000, &round))
			w->record.round = (int)round;
	}
}

/* The work a draft goes on with: a new record under the draft's id, or the one that is there, at the version at which
 * it was opened. */
static struct edit *open_for(struct session *s, const struct draft *d, struct err *e)
{
	struct record there = {0};
	struct err why = {0};
	const char *case_id = *d->case_id ? d->case_id : NULL;
	bool saved = store_record_get(s->store, d->record_id, &there, &why);
	int version = there.version;
	record_fini(&there);
	if (!saved && why.code != ERR_MISSING) {
		err_set(e, why.code, why.where, "%s", why.detail);
		return NULL;
	}
	const struct kind *k = kind_get(d->kind);
	bool again = saved && (case_id || (k && k->shared));
	struct edit *w = edit_open_blank(s, d->kind, case_id, again ? d->record_id : NULL, e);
	if (!w)
		return NULL;
	if (w->is_new)
		memcpy(w->record.id, d->record_id, sizeof w->record.id);
	else if (d->base_version < version)
		w->record.version = d->base_version; /* saving will say that it has been changed since */
	return w;
}

struct edit *edit_open_draft(struct session *s, const char *draft_id, struct err *e)
{
	struct draft d = {0};
	struct pairs content = {0};
	struct edit *w = NULL;
	if (!session_may(s, PERMIT_VIEW, e) || !store_draft_get(s->store, draft_id, s->actor, &d, e))
		return NULL;
	if (!d.content || !pairs_from_text(&content, d.content))
		err_set(e, ERR_CORRUPT, "draft", "This draft cannot be read.");
	else
		w = open_for(s, &d, e);
	if (w) {
		take_content(s, w, &content);
		memcpy(w->draft_id, d.id, sizeof w->draft_id);
		w->draft_revision = form_revision(w->form);
		w->saved_revision = w->draft_revision - 1; /* it is not saved */
	}
	pairs_clear(&content);
	draft_fini(&d);
	return w;
}

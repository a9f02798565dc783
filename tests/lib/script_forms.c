/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verbs of test scripts: filling in forms; names for records and cases.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/referral_start.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/notices.h>

#include "script.h"

void script_put(struct script *x, struct edit *w, const char *field, const char *text)
{
	const struct catalogue *c = x->rig.config->catalogue;
	char *value = script_value(x, text);
	if (*field == '*') { /* every factor alike, or every one of a level */
		for (int i = 0; i < c->n_factors; i++) {
			bool wanted = !field[1] || !strcmp(c->levels[c->factors[i].level].name, field + 1);
			if (wanted && form_def_field(form_definition(w->form), c->factors[i].name) >= 0)
				script_put(x, w, c->factors[i].name, value);
		}
		free(value);
		return;
	}
	int i = form_def_field(form_definition(w->form), field);
	if (i < 0)
		script_fail(x, "the form %s has no field %s", w->kind->form, field);
	const char *why; /* a word that is in no list, where the form takes such */
	if (!form_set(w->form, i, value) && !form_enter(w->form, i, value, &why))
		script_fail(x, "%s.%s does not take \"%s\"", w->kind->form, field, value);
	free(value);
}

/* FIELD@n=TEXT: the note at an answer. FIELD@s=1|2|4: when it was, before, during or after migration. */
static void put_beside(struct script *x, struct edit *form, const char *field, const char *value)
{
	const char *at = strchr(field, '@');
	char *of = mem_strndup(field, (size_t)(at - field));
	int i = form_def_field(form_definition(form->form), of);
	if (i < 0 || (strcmp(at, "@n") && strcmp(at, "@s")))
		script_fail(x, "the form %s has no field %s", form->kind->form, field);
	if (at[1] == 'n')
		form_set_note(form->form, i, value);
	else
		form_set_stage(form->form, i, (unsigned)atoi(value));
	free(of);
}

static void put_all(struct script *x, struct edit *form, struct words *w)
{
	char *value;
	while (w->n && word_split(w->at[0], &value)) {
		const char *field = words_take(x, w, "a field");
		if (strchr(field, '@'))
			put_beside(x, form, field, value);
		else
			script_put(x, form, field, value);
	}
}

/* "KIND", "KIND:NAME", then "in NAME" for what it stands under, "of NAME" for what it is made of, "again NAME" for a
 * referral to somebody else. A name that is known opens its record. */
struct target {
	char kind[48];
	struct script_name *name; /* NULL: none was given */
	bool is_new;
	char parent[ID_TEXT], of[ID_TEXT], again[ID_TEXT]; /* "" */
};

static void read_id(struct script *x, struct words *w, const char *word, char id[ID_TEXT])
{
	if (words_take_if(w, word))
		memcpy(id, script_known(x, words_take(x, w, "a name"))->record, ID_TEXT);
}

static struct target read_target(struct script *x, struct words *w)
{
	struct target t = {0};
	const char *word = words_take(x, w, "a kind");
	const char *colon = strchr(word, ':');
	snprintf(t.kind, sizeof t.kind, "%.*s", (int)(colon ? colon - word : (ptrdiff_t)strlen(word)), word);
	/* The others first: making a name may move them. */
	read_id(x, w, "in", t.parent);
	read_id(x, w, "of", t.of);
	read_id(x, w, "again", t.again);
	if (colon)
		t.name = script_name(x, colon + 1, &t.is_new);
	return t;
}

static struct edit *open_target(struct script *x, const struct target *t, struct words *w)
{
	const struct kind *k = kind_get(t->kind);
	if (!k)
		script_fail(x, "there is no kind \"%s\"", t->kind);
	const char *record = t->name && !t->is_new ? t->name->record : NULL;
	const char *of = *t->of ? t->of : NULL;
	if (*t->again)
		return referral_open_again(x->s, t->again, &x->e);
	if (!record && !strcmp(t->kind, "referral"))
		return referral_open_new(x->s, x->case_id, of, &x->e);
	if (of && !strcmp(t->kind, "referral-step"))
		return referral_open_step(x->s, of, words_take(x, w, "what has happened"), &x->e);
	if (of && !strcmp(t->kind, "gap"))
		return referral_open_gap(x->s, of, &x->e);
	if (of)
		script_fail(x, "a %s is not made of something", t->kind);
	if (!record && !strcmp(t->kind, "household-action"))
		return household_action_open(x->s, t->parent, x->case_id, NULL, NULL, &x->e);
	bool none = k->shared || (k->opens_case && t->is_new);
	return edit_open(x->s, t->kind, none || !*x->case_id ? NULL : x->case_id, record, *t->parent ? t->parent : NULL,
			 &x->e);
}

static void note_name(const struct edit *form, struct script_name *n)
{
	memcpy(n->record, form->record.id, ID_TEXT);
	memcpy(n->case_id, form->case_row.id, ID_TEXT);
}

/* Fills in what has been opened, saves and closes it. */
bool script_fill(struct script *x, struct edit *form, struct script_name *name, struct words *w)
{
	if (!form)
		return false;
	put_all(x, form, w);
	bool saved = edit_save(x->s, form, NULL, &x->e);
	if (saved && name)
		note_name(form, name);
	edit_close(&form);
	return saved;
}

static bool act_fill(struct script *x, struct words *w)
{
	struct target t = read_target(x, w);
	bool saved = script_fill(x, open_target(x, &t, w), t.name, w);
	if (!saved && t.is_new)
		x->n_names--;
	return saved;
}

static bool act_register(struct script *x, struct words *w)
{
	struct target t = {0};
	const char *name = words_take(x, w, "a name for the case");
	t.name = script_name(x, name, &t.is_new);
	if (!t.is_new)
		script_fail(x, "the name \"%s\" is taken", name);
	snprintf(t.kind, sizeof t.kind, "%s", words_take_if(w, "as") ? words_take(x, w, "a kind") : "person");
	struct edit *form = edit_open(x->s, t.kind, NULL, NULL, NULL, &x->e);
	bool saved = script_fill(x, form, t.name, w);
	if (saved)
		memcpy(x->case_id, t.name->case_id, ID_TEXT);
	else
		x->n_names--;
	return saved;
}

static bool act_case(struct script *x, struct words *w)
{
	memcpy(x->case_id, script_known(x, words_take(x, w, "the name of a case"))->case_id, ID_TEXT);
	return true;
}

/* The newest record of a kind in the current case gets a name. */
static bool act_name(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "a name"), *kind = words_take(x, w, "a kind");
	struct record r = {0};
	bool is_new;
	if (!store_record_newest(x->rig.store, x->case_id, kind, &r, &x->e))
		return false;
	struct script_name *n = script_name(x, name, &is_new);
	memcpy(n->record, r.id, ID_TEXT);
	memcpy(n->case_id, r.case_id, ID_TEXT);
	record_fini(&r);
	return true;
}

/* These names are free again. */
static bool act_forget(struct script *x, struct words *w)
{
	while (w->n)
		*script_known(x, words_take(x, w, "a name"))->name = 0;
	return true;
}

/* No case is the current one: what is expected of Today and the agenda is of all cases. */
static bool act_every_case(struct script *x, struct words *w)
{
	*x->case_id = 0;
	return words_take_if(w, "case");
}

static struct edit *the_form(struct script *x)
{
	if (!x->form)
		script_fail(x, "no form is open");
	return x->form;
}

static bool take_form(struct script *x, struct edit *form)
{
	if (!form)
		return false;
	edit_close(&x->form);
	x->form = form;
	return true;
}

static bool act_open(struct script *x, struct words *w)
{
	struct target t = read_target(x, w);
	bool open = take_form(x, open_target(x, &t, w));
	if (open && t.is_new)
		note_name(x->form, t.name);
	else if (t.is_new)
		x->n_names--;
	return open;
}

static bool act_answer(struct script *x, struct words *w)
{
	put_all(x, the_form(x), w);
	return true;
}

static bool act_save(struct script *x, struct words *w)
{
	record_fini(&x->theirs);
	return edit_save(x->s, the_form(x), &x->theirs, &x->e);
}

/* After a conflict: what they have saved, with these answers of one's own over it. */
static bool act_merge(struct script *x, struct words *w)
{
	struct pairs chosen = {0};
	char *value;
	pairs_copy(&chosen, &x->theirs.answers);
	while (w->n && word_split(w->at[0], &value)) {
		const char *field = words_take(x, w, "a field");
		pairs_set(&chosen, field, value);
	}
	edit_rebase(the_form(x), &x->theirs, &chosen);
	pairs_clear(&chosen);
	return true;
}

static bool act_leave(struct script *x, struct words *w)
{
	the_form(x);
	edit_close(&x->form);
	return true;
}

/* What is half typed in a field may be given: draft phone "+99". */
static bool act_draft(struct script *x, struct words *w)
{
	const char *field = words_take_or(w, NULL), *text = words_take_or(w, NULL);
	return edit_save_draft(x->s, the_form(x), field, text, &x->e);
}

static bool act_discard(struct script *x, struct words *w)
{
	return edit_discard_draft(x->s, the_form(x), &x->e);
}

static bool act_resume(struct script *x, struct words *w)
{
	const char *kind = words_take(x, w, "a kind");
	struct draft_list l = {0};
	char id[ID_TEXT] = "";
	if (!drafts_list(x->s, &l, &x->e))
		return false;
	for (int i = 0; i < l.n; i++) {
		if (!strcmp(l.at[i].kind, kind))
			memcpy(id, l.at[i].id, ID_TEXT);
	}
	draft_list_fini(&l);
	if (!*id)
		script_fail(x, "there is no draft of kind %s", kind);
	return take_form(x, edit_open_draft(x->s, id, &x->e));
}

const struct script_verb script_forms[] = {
	{"register", "NAME [as KIND] FIELD=VALUE...", act_register},
	{"case", "NAME", act_case},
	{"name", "NAME KIND", act_name},
	{"forget", "NAME...", act_forget},
	{"every", "case", act_every_case},
	{"fill", "KIND[:NAME] [in NAME] FIELD=VALUE...", act_fill},
	{"open", "KIND[:NAME] [in NAME]", act_open},
	{"answer", "FIELD=VALUE...", act_answer},
	{"save", "", act_save},
	{"merge", "FIELD=VALUE...", act_merge},
	{"leave", "", act_leave},
	{"draft", "[FIELD TEXT]", act_draft},
	{"discard", "", act_discard},
	{"resume", "KIND", act_resume},
	{0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/reason.h>
#include <sarai/form/form.h>
#include <sarai/model/typed_reason.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/store/record.h>

#define LAST 3	    /* reasons that are compared with */
#define LOOKED_AT 60 /* newest entries of the audit log in which they are looked for */

struct last {
	char *at[LAST]; /* owned */
	int n;
};

static void last_add(struct last *l, const char *reason)
{
	if (*reason && l->n < LAST)
		l->at[l->n++] = mem_strdup(reason);
}

static void last_fini(struct last *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->at[i]);
}

/* ---- the last reasons of whoever works ---- */

/* The next field of the kind that holds a reason, "" at the end; *required: it is one only where the form requires it. */
static void next_field(const char **at, char field[64], bool *required)
{
	size_t n = strcspn(*at, " ");
	*required = n && (*at)[n - 1] == '?';
	snprintf(field, 64, "%.*s", (int)(n - *required), *at);
	*at += n + strspn(*at + n, " ");
}

static void add_from_answers(const struct kind *k, const struct pairs *a, struct last *to)
{
	char field[64];
	bool required;
	for (const char *at = k->reasons; *at;) {
		next_field(&at, field, &required);
		last_add(to, pairs_get(a, field));
	}
}

static bool add_from_record(struct session *s, const struct audit_entry *a, struct last *to, struct err *e)
{
	const struct kind *k = kind_get(a->kind);
	struct record r;
	struct err why = {0};
	if (!k || !k->reasons || !*a->record_id)
		return true;
	/* It may be gone: erased with its case. */
	if (!store_record_get(s->store, a->record_id, &r, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	add_from_answers(k, &r.answers, to);
	record_fini(&r);
	return true;
}

static bool add_from_grant(struct session *s, const char *case_id, struct last *to, struct err *e)
{
	char *reason = NULL;
	if (!store_grant_reason(s->store, s->actor, case_id, &reason, e))
		return false;
	last_add(to, reason ? reason : "");
	free(reason);
	return true;
}

/* Newest first. The audit log knows what this account has written in every session; the words themselves stay in their
 * records, so that they are erased with them. */
static bool last_read(struct session *s, const char *own, struct last *to, struct err *e)
{
	struct audit_filter f = {.who = s->actor, .limit = LOOKED_AT};
	struct audit_list found = {0};
	if (!store_audit_list(s->store, &f, &found, e))
		return false;
	bool good = true;
	for (int i = 0; good && i < found.n && to->n < LAST; i++) {
		const struct audit_entry *a = &found.at[i];
		bool again = own && !strcmp(a->record_id, own);
		for (int k = 0; k < i && !again; k++)
			again = *a->record_id && !strcmp(a->record_id, found.at[k].record_id);
		if (!strcmp(a->action, "access-opened"))
			good = add_from_grant(s, a->case_id, to, e);
		else if (!again)
			good = add_from_record(s, a, to, e);
	}
	audit_list_fini(&found);
	return good;
}

/* ---- judging ---- */

bool reason_check(struct session *s, const char *typed, const char *own, const char *where, struct err *e)
{
	int least = s->config->settings.reason_min;
	struct last last = {0};
	enum reason_fault fault = reason_judge(typed, least, NULL, 0);
	bool good = fault != REASON_GOOD || s->reasons_repeat || last_read(s, own, &last, e);
	if (good && fault == REASON_GOOD)
		fault = reason_judge(typed, least, (const char *const *)last.at, last.n);
	last_fini(&last);
	if (!good || fault == REASON_GOOD)
		return good;
	return err_set(e, ERR_DATA, where, "%s Write what decides here, in at least %d letters.",
		       reason_fault_words(fault), least);
}

bool reason_shared_begin(struct session *s, const char *typed, const char *where, bool *repeat, struct err *e)
{
	if (!reason_check(s, typed, NULL, where, e))
		return false;
	*repeat = s->reasons_repeat;
	s->reasons_repeat = true;
	return true;
}

void reason_shared_end(struct session *s, bool repeat)
{
	s->reasons_repeat = repeat;
}

static bool check_field(struct session *s, const struct edit *w, const struct pairs *was, const struct record *next,
			const char *field, bool required, const char *number, struct err *e)
{
	const char *typed = pairs_get(&next->answers, field);
	const struct form_def *def = form_definition(w->form);
	int i = form_def_field(def, field);
	struct err why = {0};
	bool judged = *typed && strcmp(typed, pairs_get(was, field)) &&
		      (!required || (i >= 0 && form_required(w->form, i)));
	if (!judged || reason_check(s, typed, next->id, number, &why))
		return true;
	return err_set(e, why.code, why.where, "%s%s%s", i >= 0 ? def->fields[i].label : "", i >= 0 ? ": " : "",
		       why.detail);
}

bool reasons_check_record(struct session *s, const struct edit *w, const struct pairs *was, const struct record *next,
			  const char *number, struct err *e)
{
	const struct kind *k = w->kind;
	char field[64];
	bool required, good = true;
	if (k->rounds && strcmp(pairs_get(&next->answers, "finished"), "yes"))
		return true;
	for (const char *at = k->reasons ? k->reasons : ""; good && *at;) {
		next_field(&at, field, &required);
		good = check_field(s, w, was, next, field, required, number, e);
	}
	return good;
}

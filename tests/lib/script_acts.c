/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verbs of test scripts that do something: forms, decisions, time, accounts, keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/anonymise.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/referral_start.h>
#include <sarai/kind/status_change.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/erasure.h>
#include <sarai/model/household.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/case_records.h>
#include <sarai/view/notices.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>

#include "script.h"

/* ---- where and when ---- */

static bool act_site(struct script *x, struct words *w)
{
	const char *file = words_take(x, w, "the name of a file");
	if (!w->text)
		script_fail(x, "the text of the file is missing (<<END)");
	if (x->form)
		script_fail(x, "a form is open");
	screen_env_site(&x->rig, file, w->text);
	return true;
}

static bool act_steps(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "a name for the steps");
	if (!w->text)
		script_fail(x, "the steps are missing (<<END)");
	script_define(x, name, w->text);
	return true;
}

static bool act_do(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "the name of steps");
	script_do(x, name, w);
	w->n = 0;
	return true;
}

static struct script_account *find_account(struct script *x, const char *name)
{
	for (int i = 0; i < x->n_accounts; i++) {
		if (!strcmp(x->accounts[i].name, name))
			return &x->accounts[i];
	}
	return NULL;
}

static void read_place(struct script *x, struct words *w, struct script_account *a)
{
	char *value;
	while (w->n && !w->quoted[0] && word_split(w->at[0], &value)) {
		const char *field = words_take(x, w, "a field");
		if (!strcmp(field, "role"))
			snprintf(a->role, sizeof a->role, "%s", value);
		else if (!strcmp(field, "team"))
			snprintf(a->team, sizeof a->team, "%s", value);
		else if (!strcmp(field, "office"))
			snprintf(a->office, sizeof a->office, "%s", value);
		else
			script_fail(x, "an account has role, team, office; not \"%s\"", field);
	}
	if (*a->role && !roles_get(x->rig.config->roles, a->role))
		script_fail(x, "there is no role \"%s\"", a->role);
}

static struct script_account *make_account(struct script *x, const char *name)
{
	x->accounts = mem_grow(x->accounts, &x->cap_accounts, x->n_accounts + 1, sizeof *x->accounts);
	struct script_account *a = &x->accounts[x->n_accounts++];
	memset(a, 0, sizeof *a);
	snprintf(a->name, sizeof a->name, "%s", name);
	return a;
}

static bool act_account(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "the name of the account");
	struct account row = {0};
	struct script_account *a = make_account(x, name);
	read_place(x, w, a);
	id_new(&x->s->ids, row.id);
	snprintf(row.name, sizeof row.name, "%s", name);
	snprintf(row.role, sizeof row.role, "%s", a->role);
	snprintf(row.team, sizeof row.team, "%s", a->team);
	snprintf(row.office, sizeof row.office, "%s", a->office);
	session_now(x->s, row.created_at);
	return store_begin(x->rig.store, &x->e) && store_account_insert(x->rig.store, &row, &x->e) &&
	       store_commit(x->rig.store, &x->e);
}

static bool act_as(struct script *x, struct words *w)
{
	struct session *s = x->s;
	const char *name = words_take(x, w, "who");
	struct script_account *a = find_account(x, s->actor);
	if (!a)
		a = make_account(x, s->actor);
	a->form = x->form;
	a = find_account(x, name);
	if (!a)
		a = make_account(x, name);
	read_place(x, w, a);
	x->form = a->form;
	a->form = NULL;
	snprintf(s->actor, sizeof s->actor, "%s", name);
	snprintf(s->role, sizeof s->role, "%s", a->role);
	snprintf(s->team, sizeof s->team, "%s", a->team);
	snprintf(s->office, sizeof s->office, "%s", a->office);
	if (*a->role) {
		session_take_role(s, roles_get(x->rig.config->roles, a->role));
	} else {
		struct session all;
		session_init(&all, name, s->store, s->config, s->clock);
		memcpy(s->scope, all.scope, sizeof s->scope);
		s->permits = all.permits;
	}
	screen_env_home(&x->rig);
	return true;
}

static enum permit permit_named(struct script *x, const char *name)
{
	static const char *const names[] = {
#define X(id, name, words) name,
		PERMIT_TABLE(X)
#undef X
	};
	for (int i = 0; i < PERMIT_COUNT; i++) {
		if (!strcmp(names[i], name))
			return (enum permit)i;
	}
	script_fail(x, "there is no permission \"%s\"", name);
}

/* Takes permissions away from whoever is at work, until the next "as". */
static bool act_without(struct script *x, struct words *w)
{
	while (w->n) {
		enum permit p = permit_named(x, words_take(x, w, "a permission"));
		x->s->permits &= ~PERMIT_BIT(p);
		x->s->scope[p] = SCOPE_NONE;
	}
	return true;
}

static bool move_clock(struct script *x, struct words *w, int64_t unit)
{
	const char *text = words_take(x, w, "how many");
	char *end;
	long n = strtol(text, &end, 10);
	if (*text != '+' || *end || n <= 0)
		script_fail(x, "time only goes on: +1, not \"%s\"", text);
	x->rig.now += n * unit;
	return true;
}

static bool act_day(struct script *x, struct words *w)
{
	return move_clock(x, w, 86400);
}

static bool act_hour(struct script *x, struct words *w)
{
	return move_clock(x, w, 3600);
}

static bool act_minute(struct script *x, struct words *w)
{
	return move_clock(x, w, 60);
}

static bool act_at(struct script *x, struct words *w)
{
	char iso[64];
	const char *day = words_take(x, w, "a day");
	snprintf(iso, sizeof iso, "%sT%s:00Z", day, words_take_or(w, "09:00"));
	if (!time_from_iso(iso, &x->rig.now))
		script_fail(x, "\"%s\" is no time", iso);
	return true;
}

/* ---- forms ---- */

static void put(struct script *x, struct edit *w, const char *field, const char *text)
{
	const struct catalogue *c = x->rig.config->catalogue;
	char *value = script_value(x, text);
	if (!strcmp(field, "*")) { /* every factor alike */
		for (int i = 0; i < c->n_factors; i++) {
			if (form_def_field(form_definition(w->form), c->factors[i].name) >= 0)
				put(x, w, c->factors[i].name, value);
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

static void put_all(struct script *x, struct edit *form, struct words *w)
{
	char *value;
	while (w->n && word_split(w->at[0], &value)) {
		const char *field = words_take(x, w, "a field");
		size_t n = strlen(field);
		if (n > 2 && !strcmp(field + n - 2, "@n")) { /* FIELD@n=...: the note at its answer */
			char *of = mem_strndup(field, n - 2);
			int i = form_def_field(form_definition(form->form), of);
			if (i < 0)
				script_fail(x, "the form %s has no field %s", form->kind->form, of);
			form_set_note(form->form, i, value);
			free(of);
			continue;
		}
		put(x, form, field, value);
	}
}

/* "KIND", "KIND:NAME", each with "in NAME" for what it stands under. Notes the name; a name that is known opens its
 * record. */
struct target {
	char kind[48];
	struct script_name *name; /* NULL: none was given */
	bool is_new;
	const char *parent; /* id; NULL */
};

static struct target read_target(struct script *x, struct words *w)
{
	struct target t = {0};
	const char *word = words_take(x, w, "a kind");
	const char *colon = strchr(word, ':');
	snprintf(t.kind, sizeof t.kind, "%.*s", (int)(colon ? colon - word : (ptrdiff_t)strlen(word)), word);
	/* The parent first: making a name may move the others. */
	if (words_take_if(w, "in"))
		t.parent = mem_strdup(script_known(x, words_take(x, w, "a name"))->record);
	if (colon)
		t.name = script_name(x, colon + 1, &t.is_new);
	return t;
}

static struct edit *open_target(struct script *x, const struct target *t)
{
	const struct kind *k = kind_get(t->kind);
	if (!k)
		script_fail(x, "there is no kind \"%s\"", t->kind);
	const char *record = t->name && !t->is_new ? t->name->record : NULL;
	bool none = k->shared || (k->opens_case && t->is_new);
	return edit_open(x->s, t->kind, none || !*x->case_id ? NULL : x->case_id, record, t->parent, &x->e);
}

static void note_name(const struct edit *form, struct script_name *n)
{
	memcpy(n->record, form->record.id, ID_TEXT);
	memcpy(n->case_id, form->case_row.id, ID_TEXT);
}

/* Fills in what has been opened, saves and closes it. */
static bool fill_open(struct script *x, struct edit *form, struct script_name *name, struct words *w)
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
	bool saved = fill_open(x, open_target(x, &t), t.name, w);
	if (!saved && t.is_new)
		x->n_names--;
	free((char *)t.parent);
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
	bool saved = fill_open(x, form, t.name, w);
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
	bool open = take_form(x, open_target(x, &t));
	if (open && t.is_new)
		note_name(x->form, t.name);
	else if (t.is_new)
		x->n_names--;
	free((char *)t.parent);
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

/* ---- plan and status ---- */

static bool act_state(struct script *x, struct words *w)
{
	const struct script_name *n = script_known(x, words_take(x, w, "the name of an action"));
	const char *state = words_take(x, w, "a state");
	return action_set_state(x->s, n->record, state, words_take_or(w, NULL), &x->e);
}

static bool act_dismiss(struct script *x, struct words *w)
{
	const char *service = words_take(x, w, "a service");
	return plan_dismiss(x->s, x->case_id, service, words_take(x, w, "the reason"), &x->e);
}

static bool act_status(struct script *x, struct words *w)
{
	const char *status = words_take(x, w, "a status");
	return case_set_status(x->s, x->case_id, status, words_take(x, w, "the reason"), &x->e);
}

static bool act_ask(struct script *x, struct words *w)
{
	const char *what = words_take(x, w, "what to ask for");
	return approval_ask(x->s, x->case_id, what, words_take_or(w, ""), &x->e);
}

/* The request of this case that waits: the only one, or of this kind ("plan", "closure"). */
static void waiting_request(struct script *x, const char *what, char id[ID_TEXT])
{
	struct record_list l = {0};
	int n = 0;
	script_must(x, store_record_list(
			       x->rig.store,
			       &(struct record_filter){.case_id = x->case_id, .kind = "approval", .with_answers = true},
			       &l, &x->e));
	for (int i = 0; i < l.n; i++) {
		if (strcmp(l.at[i].state, "waiting") || (what && strcmp(pairs_get(&l.at[i].answers, "what"), what)))
			continue;
		memcpy(id, l.at[i].id, ID_TEXT);
		n++;
	}
	record_list_fini(&l);
	if (n != 1)
		script_fail(x, "%d requests wait in this case, not one", n);
}

static bool answer_request(struct script *x, struct words *w, bool approved)
{
	char id[ID_TEXT] = "";
	const char *what = w->n && !w->quoted[0] ? words_take(x, w, "what") : NULL;
	waiting_request(x, what, id);
	return approval_answer(x->s, id, approved, words_take_or(w, ""), NULL, &x->e);
}

static bool act_approve(struct script *x, struct words *w)
{
	return answer_request(x, w, true);
}

static bool act_return(struct script *x, struct words *w)
{
	return answer_request(x, w, false);
}

/* Everything the closure form asks, then what the line says. */
static bool act_close(struct script *x, struct words *w)
{
	const char *reason = words_take(x, w, "the reason");
	struct edit *form = edit_open(x->s, "closure", x->case_id, NULL, NULL, &x->e);
	if (!form)
		return false;
	put(x, form, "reason", reason);
	put(x, form, "risks_gone", "yes");
	put(x, form, "told_come_back", "yes");
	put(x, form, "later_contact", "no");
	put(x, form, "file_complete", "yes");
	put(x, form, "retention_until", "$today+1826");
	return fill_open(x, form, NULL, w);
}

static bool act_assign(struct script *x, struct words *w)
{
	const char *to = words_take(x, w, "to whom");
	return cases_assign(x->s, (const char(*)[ID_TEXT])x->case_id, 1, to, words_take(x, w, "the reason"), &x->e);
}

static bool answer_transfer(struct script *x, struct words *w, const char *answer)
{
	const struct script_name *n = script_known(x, words_take(x, w, "the name of a transfer"));
	return transfer_answer(x->s, n->record, answer, words_take_or(w, ""), &x->e);
}

static bool act_accept(struct script *x, struct words *w)
{
	return answer_transfer(x, w, "accepted");
}

static bool act_decline(struct script *x, struct words *w)
{
	return answer_transfer(x, w, "rejected");
}

static bool act_withdraw(struct script *x, struct words *w)
{
	return answer_transfer(x, w, "withdrawn");
}

static bool act_seen(struct script *x, struct words *w)
{
	return notices_seen(x->s, x->case_id, &x->e);
}

static bool act_access(struct script *x, struct words *w)
{
	return access_open(x->s, x->case_id, words_take(x, w, "the reason"), &x->e);
}

/* ---- households ---- */

static enum household_type household_type(struct words *w)
{
	return words_take_if(w, "group") ? HOUSEHOLD_GROUP : HOUSEHOLD_FAMILY;
}

static bool act_household(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "a name for the household");
	char id[ID_TEXT];
	bool is_new;
	if (!household_make(x->s, x->case_id, household_type(w), id, &x->e))
		return false;
	struct script_name *n = script_name(x, name, &is_new);
	memcpy(n->record, id, ID_TEXT);
	*n->case_id = 0;
	return true;
}

/* The current case joins the household of another: join NAME of CASE relation=child. */
static bool act_join(struct script *x, struct words *w)
{
	enum household_type type = household_type(w);
	const struct script_name *other = script_known(x, words_take(x, w, "the name of a case"));
	struct case_row k = {0};
	script_must(x, store_case_get(x->rig.store, other->case_id, &k, &x->e));
	struct edit *form = household_join(x->s, x->case_id, type, k.number, &x->e);
	case_row_fini(&k);
	return fill_open(x, form, NULL, w);
}

static bool act_household_action(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "the name of a household"), *colon = strchr(name, ':');
	char *household = mem_strndup(name, colon ? (size_t)(colon - name) : strlen(name));
	char id[ID_TEXT];
	bool is_new = false;
	memcpy(id, script_known(x, household)->record, ID_TEXT);
	free(household);
	struct edit *form = household_action_open(x->s, id, x->case_id, NULL, NULL, &x->e);
	return fill_open(x, form, colon ? script_name(x, colon + 1, &is_new) : NULL, w);
}

/* ---- referrals ---- */

/* refer NAME [of ACTION] field=value ... */
static bool act_refer(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "a name for the referral");
	char action[ID_TEXT] = "";
	bool is_new;
	if (words_take_if(w, "of"))
		memcpy(action, script_known(x, words_take(x, w, "the name of an action"))->record, ID_TEXT);
	struct edit *form = referral_open_new(x->s, x->case_id, *action ? action : NULL, &x->e);
	return fill_open(x, form, script_name(x, name, &is_new), w);
}

static bool act_step(struct script *x, struct words *w)
{
	char id[ID_TEXT];
	memcpy(id, script_known(x, words_take(x, w, "the name of a referral"))->record, ID_TEXT);
	return fill_open(x, referral_open_step(x->s, id, words_take(x, w, "what has happened"), &x->e), NULL, w);
}

/* ---- rights ---- */

static bool act_propose(struct script *x, struct words *w)
{
	enum erasure_how how;
	const char *word = words_take(x, w, "erase or pseudonymise");
	if (!erasure_from_name(word, &how))
		script_fail(x, "\"%s\" is no end of a file", word);
	const char *basis = words_take(x, w, "the basis");
	return erasure_propose(x->s, x->case_id, how, basis, words_take(x, w, "the reason"), &x->e);
}

static void proposal(struct script *x, char id[ID_TEXT])
{
	struct record_list l = {0};
	script_must(x, store_record_list(
			       x->rig.store,
			       &(struct record_filter){.case_id = x->case_id, .kind = "erasure", .newest_first = true},
			       &l, &x->e));
	if (!l.n)
		script_fail(x, "no end of this file has been proposed");
	memcpy(id, l.at[0].id, ID_TEXT);
	record_list_fini(&l);
}

static bool act_carry_out(struct script *x, struct words *w)
{
	char id[ID_TEXT];
	proposal(x, id);
	return erasure_carry_out(x->s, id, words_take_or(w, ""), NULL, &x->e);
}

static bool act_refuse(struct script *x, struct words *w)
{
	char id[ID_TEXT];
	proposal(x, id);
	return erasure_refuse(x->s, id, words_take(x, w, "the reason"), &x->e);
}

static bool act_remove_name(struct script *x, struct words *w)
{
	return person_anonymise(x->s, x->case_id, &x->e);
}

/* ---- reading what one may not ---- */

static bool read_today(struct script *x)
{
	struct today t = {0};
	bool done = today_read(x->s, &t, &x->e);
	today_fini(&t);
	return done;
}

static bool read_case(struct script *x)
{
	struct case_row k = {0};
	bool done = cases_get(x->s, x->case_id, &k, &x->e) && !k.beyond;
	if (k.beyond)
		err_set(&x->e, ERR_REACH, "case", "beyond reach");
	case_row_fini(&k);
	return done;
}

static bool read_plan(struct script *x)
{
	struct plan_view v = {0};
	bool done = plan_read(x->s, x->case_id, &v, &x->e);
	plan_view_fini(&v);
	return done;
}

static bool read_summary(struct script *x)
{
	char *text = case_summary(x->s, x->case_id, 500, &x->e);
	bool done = text != NULL;
	free(text);
	return done;
}

static bool read_history(struct script *x)
{
	struct history_list l = {0};
	bool done = history_read(x->s, x->case_id, 0, &l, &x->e);
	history_list_fini(&l);
	return done;
}

static bool act_read(struct script *x, struct words *w)
{
	static const struct {
		const char *name;
		bool (*read)(struct script *x);
	} pages[] = {
		{"today", read_today},	   {"case", read_case},	      {"plan", read_plan},
		{"summary", read_summary}, {"history", read_history},
	};
	const char *page = words_take(x, w, "what");
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		if (!strcmp(pages[i].name, page))
			return pages[i].read(x);
	}
	script_fail(x, "\"%s\" cannot be read here", page);
}

/* ---- keys ---- */

static bool act_keys(struct script *x, struct words *w)
{
	char *keys = words_rest(w);
	screen_env_keys(&x->rig, keys);
	free(keys);
	return true;
}

static bool act_home(struct script *x, struct words *w)
{
	screen_env_home(&x->rig);
	return true;
}

/* The whole page, row by row; blanks at the ends of rows and empty rows at the end do not count. */
static bool act_screen(struct script *x, struct words *w)
{
	if (!w->text)
		script_fail(x, "the page is missing (<<END)");
	char *now = screen_env_screen(&x->rig), *shown = now;
	const char *wanted = w->text;
	for (int row = 1; *shown || *wanted; row++) {
		size_t n = strcspn(shown, "\n"), m = strcspn(wanted, "\n"), a = n, b = m;
		while (a && shown[a - 1] == ' ')
			a--;
		while (b && wanted[b - 1] == ' ')
			b--;
		if (a != b || memcmp(shown, wanted, a)) {
			x->line += row;
			script_fail(x, "expected in row %d:\n%.*s\nIt was:\n%.*s\nThe whole page:\n%s", row, (int)b,
				    wanted, (int)a, shown, now);
		}
		shown += n + (shown[n] == '\n');
		wanted += m + (wanted[m] == '\n');
	}
	free(now);
	return true;
}

const struct script_verb script_acts[] = {
	{"site", "FILE <<END", act_site},
	{"steps", "NAME <<END", act_steps},
	{"do", "NAME [WORD]...", act_do},
	{"account", "NAME role=ROLE [team=TEAM] [office=OFFICE]", act_account},
	{"as", "NAME [role=ROLE] [team=TEAM] [office=OFFICE]", act_as},
	{"without", "PERMISSION...", act_without},
	{"day", "+N", act_day},
	{"hour", "+N", act_hour},
	{"minute", "+N", act_minute},
	{"at", "DAY [HH:MM]", act_at},
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
	{"resume", "KIND", act_resume},
	{"state", "ACTION STATE [RESULT]", act_state},
	{"dismiss", "SERVICE REASON", act_dismiss},
	{"status", "STATUS REASON", act_status},
	{"ask", "WHAT [COMMENT]", act_ask},
	{"approve", "[WHAT] [COMMENT]", act_approve},
	{"return", "[WHAT] COMMENT", act_return},
	{"close", "REASON [FIELD=VALUE...]", act_close},
	{"assign", "ACCOUNT REASON", act_assign},
	{"accept", "TRANSFER", act_accept},
	{"decline", "TRANSFER REASON", act_decline},
	{"withdraw", "TRANSFER", act_withdraw},
	{"seen", "", act_seen},
	{"access", "REASON", act_access},
	{"household", "NAME [group]", act_household},
	{"join", "[group] CASE FIELD=VALUE...", act_join},
	{"household-action", "HOUSEHOLD[:NAME] FIELD=VALUE...", act_household_action},
	{"refer", "NAME [of ACTION] FIELD=VALUE...", act_refer},
	{"step", "REFERRAL WHAT FIELD=VALUE...", act_step},
	{"propose", "erase|pseudonymise BASIS REASON", act_propose},
	{"carry-out", "[COMMENT]", act_carry_out},
	{"refuse", "REASON", act_refuse},
	{"remove-name", "", act_remove_name},
	{"read", "today|case|plan|summary|history", act_read},
	{"keys", "KEYS", act_keys},
	{"home", "", act_home},
	{"screen", "<<END", act_screen},
};
const int script_act_count = sizeof script_acts / sizeof script_acts[0];

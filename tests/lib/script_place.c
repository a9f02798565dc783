/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The verbs of test scripts: configuration, accounts, time, groups of lines.
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
#include <sarai/edit/kind.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>
#include <sarai/view/notices.h>

#include "script.h"

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
	screen_env_restart(&x->rig);
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
	screen_env_restart(&x->rig);
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

static bool act_second(struct script *x, struct words *w)
{
	return move_clock(x, w, 1);
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

const struct script_verb script_place[] = {
	{"site", "FILE <<END", act_site},
	{"steps", "NAME <<END", act_steps},
	{"do", "NAME [WORD]...", act_do},
	{"account", "NAME role=ROLE [team=TEAM] [office=OFFICE]", act_account},
	{"as", "NAME [role=ROLE] [team=TEAM] [office=OFFICE]", act_as},
	{"without", "PERMISSION...", act_without},
	{"day", "+N", act_day},
	{"hour", "+N", act_hour},
	{"minute", "+N", act_minute},
	{"second", "+N", act_second},
	{"at", "DAY [HH:MM]", act_at},
	{0},
};

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check`: what is in the database, and what locks people out of it or leaves cases without anybody.
 */
#include <grp.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sarai/access/audit.h>
#include <sarai/access/one_time_password.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/base/system_log.h>
#include <sarai/command/check.h>
#include <sarai/command/server.h>
#include <sarai/command/setup.h>
#include <sarai/kind/notify.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/store.h>
#include <sarai/view/today.h>

#include "progress.h"

void check_database(struct check *c, struct check_at *at)
{
	struct err e = {0};
	struct store *s = check_store(c, at);
	if (!s)
		return;
	check_say(c, GRADE_OK, 0, "%s: version %d, the newest this program knows.", at->db, store_schema_version(s));
	if (store_check(s, &e))
		check_say(c, GRADE_OK, 0, "The database is whole, and everything in it belongs to something.");
	else
		check_say_err(c, &e);
}

static bool tell(void *ctx, int64_t rows)
{
	return progress_show(ctx, rows);
}

void check_audit(struct check *c, struct check_at *at)
{
	struct err e = {0};
	struct audit_state log;
	struct progress p = {0, -1};
	char head[AUDIT_DIGEST];
	int64_t rows = 0;
	struct store *s = check_store(c, at);
	if (!s)
		return;
	if (store_audit_last(s, &rows, head, &e))
		p.all = rows;
	bool good = audit_verify(s, 0, NULL, tell, &p, &log, &e);
	progress_end(&p);
	if (!good)
		check_say_err(c, &e);
	else if (log.bad)
		check_say(c, GRADE_ERROR, ERR_CORRUPT,
			  "The audit trail has been changed: row %" PRId64 " does not follow from the rows before it.", log.bad);
	else
		check_say(c, GRADE_OK, 0, "The audit trail is whole: %" PRId64 " rows. Its head: %" PRId64 ":%s", log.rows,
			  log.rows, *log.head ? log.head : "-");
}

/* ---- accounts ---- */

static const struct account *account_of(const struct account_list *l, const char *name)
{
	for (int i = 0; i < l->n; i++) {
		if (!strcmp(l->at[i].name, name))
			return &l->at[i];
	}
	return NULL;
}

static void look_at_cases(struct check *c, const struct account_list *l, const struct case_load *loads, int n)
{
	for (int i = 0; i < n; i++) {
		int cases = 0;
		if (!*loads[i].owner || (i > 0 && !strcmp(loads[i].owner, loads[i - 1].owner)))
			continue; /* nobody's: supervisors see those; a worker's rows follow each other, one a level */
		for (int k = i; k < n && !strcmp(loads[k].owner, loads[i].owner); k++)
			cases += loads[k].cases;
		const struct account *a = account_of(l, loads[i].owner);
		if (!a || a->disabled)
			check_say(c, GRADE_ERROR, ERR_DATA,
				  "%d open case%s assigned to %s, whose account is %s: nobody works on %s. Reassign %s.", cases,
				  cases == 1 ? " is" : "s are", loads[i].owner, a ? "disabled" : "not there", cases == 1 ? "it" : "them",
				  cases == 1 ? "it" : "them");
	}
}

/* Who has not logged in with the password they were given, and cannot any more. */
static void look_at_passwords(struct check *c, struct store *store, const struct config *config, const struct account_list *l)
{
	struct session s;
	struct clock clock = clock_system();
	session_init(&s, "system", store, config, &clock);
	for (int i = 0; i < l->n; i++) {
		struct err e = {0};
		if (!l->at[i].disabled && !one_time_password_holds(&s, &l->at[i], &e) && e.code == ERR_EXPIRED)
			check_say(c, GRADE_WARNING, 0, "%s cannot log in: the password for the first login has expired. Give a new one: sarai user reset %s",
				  l->at[i].name, l->at[i].name);
	}
}

/* In the set-up "shared" people have an account of the server, and one of the same name here. */
void check_staff(struct check *c, char *const *members, const struct account_list *l)
{
	for (; members && *members; members++) {
		const struct account *a = account_of(l, *members);
		if (!a || a->disabled)
			check_say(c, GRADE_WARNING, 0, "%s is in the group " STAFF_GROUP ", but the account %s %s: they cannot log in.",
				  *members, *members, a ? "is disabled" : "is not there");
	}
}

void check_accounts(struct check *c, struct check_at *at)
{
	struct err e = {0};
	struct account_list l = {0};
	struct case_load *loads = NULL;
	char setup[16];
	int n = 0, before = c->errors, active = 0;
	struct store *s = check_store(c, at);
	const struct config *config = check_config(c, at);
	if (!s)
		return;
	if (!store_account_list(s, &l, &e) || !store_case_loads(s, &loads, &n, &e)) {
		check_say_err(c, &e);
		account_list_fini(&l);
		return;
	}
	for (int i = 0; i < l.n; i++) {
		active += !l.at[i].disabled;
		if (!l.at[i].disabled && config && !roles_get(config->roles, l.at[i].role))
			check_say(c, GRADE_ERROR, ERR_CONFIG,
				  "%s has the role '%s', which is not in roles.ini: the account can do nothing.", l.at[i].name,
				  l.at[i].role);
	}
	if (l.n)
		look_at_cases(c, &l, loads, n);
	if (config)
		look_at_passwords(c, s, config, &l);
	struct group *staff = !strcmp(at->db, SYSTEM_DATABASE) && server_setup(setup) && !strcmp(setup, "shared") ? getgrnam(STAFF_GROUP) : NULL;
	if (staff)
		check_staff(c, staff->gr_mem, &l);
	if (!l.n)
		check_say(c, GRADE_OK, 0, "There are no accounts: a database of one person, or for practice.");
	else if (c->errors == before)
		check_say(c, GRADE_OK, 0, "%d account%s enabled; each has a role, and each open case somebody of them.", active,
			  active == 1 ? " is" : "s are");
	account_list_fini(&l);
	free(loads);
}

/* ---- keys of sshd ---- */

/* The name behind "--as=". */
static bool key_account(const char *line, char name[64])
{
	const char *as = strstr(line, "--as=");
	if (!as)
		return false;
	as += strlen("--as=");
	snprintf(name, 64, "%.*s", (int)strcspn(as, " \"\\\t\n"), as);
	return *name;
}

/* A line that names no program opens a shell as the account that owns the database. */
static void look_at_key(struct check *c, const struct account_list *l, const char *file, int line, const char *text)
{
	char name[64];
	if (!strstr(text, "command=\"") || !strstr(text, "restrict") || !key_account(text, name)) {
		check_say(c, GRADE_ERROR, ERR_DENIED,
			  "%s:%d: a key without command=\"... --as=NAME\" and restrict opens more than the program.", file, line);
		return;
	}
	const struct account *a = account_of(l, name);
	if (l->n && (!a || a->disabled))
		check_say(c, GRADE_ERROR, ERR_DATA, "%s:%d: the account %s is %s. Remove the key.", file, line, name,
			  a ? "disabled" : "not there");
}

void check_keys(struct check *c, struct check_at *at, const char *file)
{
	char line[8192];
	struct stat st;
	struct account_list l = {0};
	int before = c->errors, n = 0, keys = 0;
	FILE *f = fopen(file, "re");
	if (!f)
		return;
	struct store *s = check_store(c, at);
	if (s)
		store_account_list(s, &l, NULL);
	if (fstat(fileno(f), &st) == 0 && (st.st_uid != 0 || (st.st_mode & 0022)))
		check_say(c, GRADE_ERROR, ERR_DENIED, "%s: only root should write it.", file);
	while (fgets(line, sizeof line, f)) {
		const char *text = line + strspn(line, " \t");
		n++;
		if (!*text || *text == '#' || *text == '\n')
			continue;
		keys++;
		look_at_key(c, &l, file, n, text);
	}
	fclose(f);
	account_list_fini(&l);
	if (c->errors == before)
		check_say(c, GRADE_OK, 0, "%s: each of %d key%s opens the program alone.", file, keys, keys == 1 ? "" : "s");
}

/* ---- urgent flags ---- */

void check_urgent(struct check *c, struct check_at *at)
{
	struct err e = {0};
	struct today t;
	struct session s;
	struct clock clock = clock_system();
	char now[TIME_TEXT], number[24];
	struct store *store = check_store(c, at);
	const struct config *config = check_config(c, at);
	int overdue = 0;
	if (!store || !config)
		return;
	session_init(&s, "system", store, config, &clock);
	session_now(&s, now);
	if (!agenda_read(&s, clock_today(&clock), true, &t, &e)) {
		check_say_err(c, &e);
		return;
	}
	for (int i = 0; i < t.n; i++)
		overdue += t.at[i].kind == TODAY_URGENT && strcmp(t.at[i].due, now) < 0;
	today_fini(&t);
	snprintf(number, sizeof number, "%d", overdue);
	if (overdue && config->settings.syslog)
		system_log("urgent-overdue", "", "", number);
	check_say(c, overdue ? GRADE_WARNING : GRADE_OK, 0, overdue == 1 ? "%s urgent flag is overdue." : "%s urgent flags are overdue.",
		  overdue ? number : "No");
}

/* ---- messages ---- */

#define NOTIFY_LATE_S (20 * 60) /* the timer runs every five minutes */

void check_notify(struct check *c, struct check_at *at)
{
	struct err e = {0};
	char last[TIME_TEXT];
	int64_t when = 0;
	struct clock clock = clock_system();
	const struct config *cfg = check_config(c, at);
	struct store *s = check_store(c, at);
	bool escalation = false;
	if (!s || !cfg)
		return;
	if (!store_fact_get(s, NOTIFY_LAST, last, sizeof last, &e)) {
		check_say_err(c, &e);
		return;
	}
	if (!*last)
		check_say(c, GRADE_WARNING, 0,
			  "'sarai notify' has never run: who is not logged in is told nothing. See sarai-setup(7).");
	else if (time_from_iso(last, &when) && clock_now(&clock) - when > NOTIFY_LATE_S)
		check_say(c, GRADE_ERROR, ERR_DATA, "'sarai notify' ran last on %s. Is its timer on?", last);
	else
		check_say(c, GRADE_OK, 0, "'sarai notify' ran on %s.", last);
	if (!settings_given(cfg->settings.queue))
		check_say(c, GRADE_WARNING, 0,
			  "No queue for messages is set ([messages] in sarai.ini): nothing urgent leaves the server.");
	for (int i = 0; i < cfg->roles->n; i++)
		escalation = escalation || cfg->roles->at[i].escalation;
	if (!escalation)
		check_say(c, GRADE_WARNING, 0,
			  "No role has escalation = yes (roles.ini): what no supervisor acknowledges goes to nobody else.");
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai user` and `sarai audit`: for whoever keeps the server and may open the database file itself.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>
#include <sarai/command/setup.h>
#include <sarai/command/user.h>
#include <sarai/command/workplace.h>
#include <sarai/crypto/password.h>
#include <sarai/kind/leaver.h>
#include <sarai/report/account_table.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/store/store.h>

static void print_password(const char *name, const char *once)
{
	printf("Password of %s, to be handed over and changed at the first login: %s\n", name, once);
}

static void print_list(const struct account_list *l)
{
	printf("%-16s %-20s %-14s %-14s %-20s %s\n", "name", "role", "team", "office", "last login", "");
	for (int i = 0; i < l->n; i++) {
		const struct account *a = &l->at[i];
		struct str line = {0};
		const char *const columns[] = {a->name, a->role, a->team, a->office, *a->last_login_at ? a->last_login_at : "never"};
		static const int wide[] = {16, 20, 14, 14, 20};
		for (size_t k = 0; k < sizeof wide / sizeof *wide; k++) {
			/* In a list that scripts read, a name is whole, whatever becomes of the columns. */
			int cols = text_width(columns[k]);
			text_add_column(&line, columns[k], cols > wide[k] ? cols : wide[k]);
			str_add(&line, " ");
		}
		str_addf(&line, "%s%s", a->disabled ? "disabled " : "", a->full_name);
		char *clean = text_clean(str_text(&line), line.len, false);
		printf("%s\n", clean);
		free(clean);
		str_fini(&line);
	}
}

static bool list(struct session *s, const struct args *a, struct err *e)
{
	struct account_list l;
	if (!accounts_list(s, &l, e))
		return false;
	char *text = a->value[OPTION_JSON] ? accounts_json(&l) : a->value[OPTION_CSV] ? accounts_csv(&l) : NULL;
	if (text)
		printf("%s%s", text, a->value[OPTION_JSON] ? "\n" : "");
	else
		print_list(&l);
	free(text);
	account_list_fini(&l);
	return true;
}

/* ---- many at once ---- */

/* One strip of the sheet that is printed, cut and handed over. */
static void print_strip(void *ctx, const struct account_facts *f, const char *once)
{
	(void)ctx;
	char *clean = text_clean(f->full_name, strlen(f->full_name), false);
	printf("%s  %s\n  Password for the first login: %s\n  It has to be changed then.\n"
	       "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - -\n",
	       f->name, clean, once);
	fflush(stdout); /* the password is nowhere else */
	free(clean);
}

static int add_many(struct session *s, const struct args *a)
{
	struct diags d = {0};
	struct err e = {0};
	bool dry_run = a->value[OPTION_DRY_RUN] != NULL;
	int n = 0, status = 0;
	if (accounts_import(s, a->value[OPTION_FROM], dry_run, print_strip, NULL, &n, &d, &e)) {
		fprintf(stderr, "sarai: %d account%s%s.\n", n, n == 1 ? "" : "s", dry_run ? " can be added" : " added");
	} else if (e.code) {
		if (n)
			fprintf(stderr, "sarai: %d account%s added before this:\n", n, n == 1 ? " was" : "s were");
		status = command_fail(&e);
	} else {
		diags_sort(&d);
		diags_print(&d, stderr);
		fprintf(stderr, "sarai: %d finding%s; no account was added. Correct the file and run the command again.\n", d.n,
			d.n == 1 ? "" : "s");
		status = err_exit_status(ERR_DATA);
	}
	diags_fini(&d);
	return status;
}

/* ---- a person leaves ---- */

/* What this command cannot do: the way in through sshd is root's, and drafts wait for a decision. */
static void print_leaving(const struct leaving *l)
{
	char name[16];
	printf("%s can no longer log in; open sessions end within half a minute, and what was typed is stored as drafts.\n", l->name);
	if (l->cases)
		printf("%d open case%s assigned to %s.\n", l->cases, l->cases == 1 ? " is" : "s are", l->to);
	else
		printf("No open case was assigned to %s.\n", l->name);
	if (l->drafts.n)
		printf("%d draft%s of %s %s stored:\n", l->drafts.n, l->drafts.n == 1 ? "" : "s", l->name, l->drafts.n == 1 ? "is" : "are");
	for (int i = 0; i < l->drafts.n; i++) {
		const struct draft *d = &l->drafts.at[i];
		char *clean = text_clean(d->title, strlen(d->title), false);
		printf("  %s, %s\n", clean, d->updated_at);
		free(clean);
	}
	if (server_setup(name) && !strcmp(name, "service"))
		printf("Remove their key, the line with --as=%s, from " SYSTEM_KEYS ".\n", l->name);
	else if (server_setup(name))
		printf("Close their account on this server too: gpasswd -d %s " STAFF_GROUP " && usermod -L %s\n", l->name, l->name);
}

static bool run(struct session *s, const struct args *a, struct err *e)
{
	const struct account_facts facts = {
		.name = a->word[0],
		.role = a->value[OPTION_ROLE],
		.full_name = a->value[OPTION_FULL_NAME],
		.team = a->value[OPTION_TEAM],
		.office = a->value[OPTION_OFFICE],
	};
	bool adds = !strcmp(a->verb, "add"), good;
	char once[PASSWORD_ONCE];
	if (!strcmp(a->verb, "list"))
		return list(s, a, e);
	if (adds || !strcmp(a->verb, "reset")) {
		good = adds ? account_add(s, &facts, once, e) : account_reset(s, facts.name, once, e);
		if (good)
			print_password(facts.name, once);
		return good;
	}
	if (!strcmp(a->verb, "leave")) {
		struct leaving l;
		good = account_leave(s, facts.name, a->value[OPTION_CASES_TO], &l, e);
		if (good) {
			print_leaving(&l);
			leaving_fini(&l);
		}
		return good;
	}
	bool asked; /* never here: whoever keeps the server asks nobody */
	good = !strcmp(a->verb, "change") ? account_change(s, &facts, &asked, e)
					  : account_disable(s, facts.name, !strcmp(a->verb, "disable"), e);
	if (good)
		printf("Done: %s %s.\n", a->verb, facts.name);
	return good;
}

int command_user(int argc, char **argv)
{
	struct args a;
	struct workplace at;
	struct err e = {0};
	int status;
	if (!args_read(&a, "user", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	status = workplace_open(&at, &o);
	if (status)
		return status;
	/* Not an account's name: whoever keeps the server. */
	system_actor(at.session.actor);
	if (a.value[OPTION_FROM])
		status = add_many(&at.session, &a);
	else if (!run(&at.session, &a, &e)) {
		if (e.code == ERR_MISSING)
			e.code = ERR_NO_ACCOUNT;
		status = command_fail(&e);
	}
	workplace_close(&at);
	return status;
}

/* ---- the audit trail ---- */

static bool read_anchor(const char *text, int64_t *seq, char digest[AUDIT_DIGEST])
{
	const char *colon = strchr(text, ':');
	long n;
	char *number = colon ? mem_strndup(text, (size_t)(colon - text)) : NULL;
	bool good = number && ini_int(number, 1, 2000000000, &n) && strlen(colon + 1) == AUDIT_DIGEST - 1 &&
		    strspn(colon + 1, "0123456789abcdef") == AUDIT_DIGEST - 1;
	if (good) {
		*seq = n;
		memcpy(digest, colon + 1, AUDIT_DIGEST);
	}
	free(number);
	return good;
}

static int say_state(const struct audit_state *a, bool head)
{
	if (a->bad) {
		fprintf(stderr,
			"sarai: The audit trail has been changed: row %" PRId64
			" does not follow from the rows before it, or rows "
			"are missing from there on. Keep this file as it is, and tell whoever answers for data "
			"protection.\n",
			a->bad);
		return err_exit_status(ERR_CORRUPT);
	}
	if (head)
		printf("%" PRId64 ":%s\n", a->rows, *a->head ? a->head : "-");
	else
		printf("The audit trail is whole: %" PRId64 " rows. Its head: %" PRId64 ":%s\n", a->rows, a->rows,
		       *a->head ? a->head : "-");
	return 0;
}

int command_audit(int argc, char **argv)
{
	struct args a;
	char digest[AUDIT_DIGEST] = "";
	int64_t seq = 0;
	struct audit_state state;
	struct err e = {0};
	int status;
	if (!args_read(&a, "audit", argc, argv, &status))
		return status;
	const char *anchor = a.value[OPTION_ANCHOR];
	if (anchor && !read_anchor(anchor, &seq, digest))
		return args_refuse("audit", "--anchor needs NUMBER:DIGEST as 'sarai audit head' prints it.");
	char *path = database_path(a.value[OPTION_DB]);
	struct store *s = store_open(path, STORE_READ, &e);
	free(path);
	bool good = s && audit_verify(s, seq, digest, NULL, NULL, &state, &e);
	store_close(&s);
	return good ? say_state(&state, !strcmp(a.verb, "head")) : command_fail(&e);
}

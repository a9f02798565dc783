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
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/command.h>
#include <sarai/command/user.h>
#include <sarai/crypto/password.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/store/store.h>

struct words {
	const char *verb, *name;
	struct account_facts facts;
	struct command_options options;
};

static int usage(const char *text)
{
	fprintf(stderr, "sarai: usage:\n%s", text);
	return err_exit_status(ERR_USAGE);
}

static const char user_usage[] =
	"  sarai user list\n"
	"  sarai user add NAME --role ROLE [--full-name TEXT] [--team TEXT] [--office TEXT]\n"
	"  sarai user change NAME [--role ROLE] [--full-name TEXT] [--team TEXT] [--office TEXT]\n"
	"  sarai user disable NAME | enable NAME | reset NAME\n"
	"  and with each: [--db FILE] [--config FOLDER]\n";

static bool read_words(int argc, char **argv, struct words *w)
{
	memset(w, 0, sizeof *w);
	w->verb = argc > 1 ? argv[1] : "";
	for (int i = 2; i < argc; i++) {
		const char **to = !strcmp(argv[i], "--role")	    ? &w->facts.role
				  : !strcmp(argv[i], "--full-name") ? &w->facts.full_name
				  : !strcmp(argv[i], "--team")	    ? &w->facts.team
				  : !strcmp(argv[i], "--office")    ? &w->facts.office
				  : !strcmp(argv[i], "--db")	    ? &w->options.db
				  : !strcmp(argv[i], "--config")    ? &w->options.config
								    : NULL;
		if (to && i + 1 < argc && !*to)
			*to = argv[++i];
		else if (!to && argv[i][0] != '-' && !w->name)
			w->name = argv[i];
		else
			return false;
	}
	w->facts.name = w->name;
	return true;
}

static void print_password(const char *name, const char *once)
{
	printf("Password of %s, to be handed over and changed at the first login: %s\n", name, once);
}

static bool list(struct session *s, struct err *e)
{
	struct account_list l;
	if (!accounts_list(s, &l, e))
		return false;
	printf("%-16s %-20s %-14s %-14s %-20s %s\n", "name", "role", "team", "office", "last login", "");
	for (int i = 0; i < l.n; i++) {
		const struct account *a = &l.at[i];
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
	account_list_fini(&l);
	return true;
}

static bool known_verb(const char *verb)
{
	static const char *const verbs[] = {"add", "change", "disable", "enable", "reset"};
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		if (!strcmp(verbs[i], verb))
			return true;
	}
	return false;
}

static bool run(struct session *s, const struct words *w, struct err *e)
{
	char once[PASSWORD_ONCE];
	bool good;
	if (!strcmp(w->verb, "list"))
		return list(s, e);
	if (!strcmp(w->verb, "add")) {
		good = account_add(s, &w->facts, once, e);
		if (good)
			print_password(w->name, once);
	} else if (!strcmp(w->verb, "reset")) {
		good = account_reset(s, w->name, once, e);
		if (good)
			print_password(w->name, once);
	} else if (!strcmp(w->verb, "change")) {
		good = account_change(s, &w->facts, e);
	} else {
		good = account_disable(s, w->name, !strcmp(w->verb, "disable"), e);
	}
	if (good && strcmp(w->verb, "add") && strcmp(w->verb, "reset"))
		printf("Done: %s %s.\n", w->verb, w->name);
	return good;
}

int command_user(int argc, char **argv)
{
	struct words w;
	struct workplace at;
	struct err e = {0};
	if (!read_words(argc, argv, &w) || (strcmp(w.verb, "list") && (!w.name || !known_verb(w.verb))))
		return usage(user_usage);
	int status = workplace_open(&at, &w.options);
	if (status)
		return status;
	/* Not an account's name: whoever keeps the server. */
	system_actor(at.session.actor);
	if (!run(&at.session, &w, &e))
		status = command_fail(&e);
	workplace_close(&at);
	return status;
}

/* ---- the audit trail ---- */

static const char audit_usage[] = "  sarai audit verify [--anchor NUMBER:DIGEST] [--db FILE]\n"
				  "  sarai audit head [--db FILE]\n";

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
	const char *verb = argc > 1 ? argv[1] : "", *db = NULL, *anchor = NULL;
	char digest[AUDIT_DIGEST] = "";
	int64_t seq = 0;
	struct audit_state state;
	struct err e = {0};
	bool good = !strcmp(verb, "verify") || !strcmp(verb, "head");
	for (int i = 2; good && i < argc; i++) {
		const char **to = !strcmp(argv[i], "--db") ? &db : !strcmp(argv[i], "--anchor") ? &anchor : NULL;
		good = to && !*to && i + 1 < argc;
		if (good)
			*to = argv[++i];
	}
	if (!good || (anchor && (strcmp(verb, "verify") || !read_anchor(anchor, &seq, digest))))
		return usage(audit_usage);
	char *path = database_path(db);
	struct store *s = store_open(path, STORE_READ, &e);
	free(path);
	good = s && audit_verify(s, seq, digest, NULL, NULL, &state, &e);
	store_close(&s);
	return good ? say_state(&state, !strcmp(verb, "head")) : command_fail(&e);
}

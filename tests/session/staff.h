/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Amina and Besnik at work on a server of their own (lib/server.h), behind a real sshd that accepts every variable a
 * client sends, in either set-up; and what the database then tells.
 */
#ifndef SARAI_TESTS_STAFF_H
#define SARAI_TESTS_STAFF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/server.h"

#define UNUSED __attribute__((unused))
#define DB "/var/lib/sarai/sarai.db"
#define PATIENCE 3000
#define AMINAS "seven quiet lanterns 41"
#define BESNIKS "under the plum tree 93"
#define F2 "\033[12~"
#define F4 "\033[14~"
#define F9 "\033[20~"
#define F10 "\033[21~"
#define SPY "/var/lib/drop/spy"
#define SARAI "/usr/local/bin/sarai "

static UNUSED void gone(void)
{
	for (int i = 0; server_program(false); i++) {
		if (i == PATIENCE)
			fail_msg("the program runs on without a line");
		poll(NULL, 0, 10);
	}
}

static UNUSED void leave(struct pty *p)
{
	pty_close(p);
	gone();
}

static UNUSED void set_up(const char *setup)
{
	static const char *const rows[][2] = {{"amina", AMINAS}, {"besnik", BESNIKS}};
	char once[32];
	server_lay_out(setup);
	server_do(SARAI "setup %s", setup);
	server_start_sshd();
	/* As `sarai user add` leaves them: the first login changes the password. */
	for (int i = 0; i < 2; i++) {
		struct pty p = {0};
		server_account(rows[i][0], "case-worker", once);
		server_ssh(&p, rows[i][0], "vt100", NULL);
		pty_wait(&p, "Password");
		pty_type(&p, once);
		pty_type(&p, "\r");
		pty_wait(&p, "New password again");
		for (int k = 0; k < 2; k++) {
			pty_type(&p, rows[i][1]);
			pty_type(&p, "\r");
		}
		pty_wait(&p, "Your account");
		leave(&p);
	}
}

static UNUSED int service(void **state)
{
	static char name[] = "service";
	*state = name;
	set_up(name);
	return 0;
}

static UNUSED int shared(void **state)
{
	static char name[] = "shared";
	*state = name;
	set_up(name);
	return 0;
}

static UNUSED int tear_down(void **state)
{
	(void)state;
	server_stop_sshd();
	return 0;
}

/* ---- what the file tells ---- */

static UNUSED int number(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static UNUSED int number(const char *fmt, ...)
{
	char query[512];
	sqlite3 *db = NULL;
	sqlite3_stmt *st;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(query, sizeof query, fmt, ap);
	va_end(ap);
	assert_int_equal(sqlite3_open_v2(DB, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	if (sqlite3_prepare_v2(db, query, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s", query, sqlite3_errmsg(db));
	int n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int(st, 0) : -1;
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

static UNUSED int told(const char *who, const char *action)
{
	return number("select count(*) from audit where who = '%s' and action = '%s'", who, action);
}

static UNUSED void wait_for_draft(const char *holding)
{
	for (int i = 0;
	     number("select count(*) from draft where owner = 'amina' and instr(content, '%s')", holding) < 1; i++) {
		if (i == PATIENCE)
			fail_msg("never kept: %s", holding);
		poll(NULL, 0, 10);
	}
}

/* ---- people ---- */

static UNUSED void log_in_to(struct pty *p, const char *name, const char *term, const char *const *options,
			     const char *page)
{
	server_ssh(p, name, term, options);
	pty_wait(p, "Password");
	pty_wait(p, name);
	pty_type(p, strcmp(name, "amina") ? BESNIKS : AMINAS);
	pty_type(p, "\r");
	pty_wait(p, page);
}

static UNUSED void log_in(struct pty *p, const char *name, const char *term, const char *const *options)
{
	log_in_to(p, name, term, options, "Your account");
}

static UNUSED void back_at_the_draft(struct pty *p, const char *term)
{
	log_in_to(p, "amina", term, NULL, "You have typing that is not saved yet");
	pty_type(p, "\r");
	pty_wait(p, "You go on with your draft.");
}

static UNUSED void register_person(struct pty *p, const char *name)
{
	pty_type(p, "1");
	pty_type(p, name);
	pty_wait(p, "Nobody found under this name.");
	pty_type(p, F9);
	pty_wait(p, "Other names, spellings");
	pty_type(p, F2);
	pty_wait(p, "Saved. The case is open");
}

static UNUSED void says(const char *text, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static UNUSED void says(const char *text, int status, const char *fmt, ...)
{
	char line[512], *out;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	int is = server_run(&out, "{ %s; } 2>&1", line);
	if (is != status || !strstr(out, text))
		fail_msg("%s: status %d, wanted %d and \"%s\": %s", line, is, status, text, out);
	free(out);
}

/* A library that tells into which program it was loaded; a terminal description, a configuration and a database of
 * one's own, which would show if anybody looked there. */
static UNUSED void build_traps(void)
{
	server_do("cd %s; test -d own && exit; mkdir -p own/sarai; "
		  "printf '%%s\\n' '#include <fcntl.h>' '#include <stdio.h>' '#include <unistd.h>' "
		  "'__attribute__((constructor)) static void in(void) { char to[200] = {0}; "
		  "int fd = open(\"" SPY "\", O_WRONLY | O_CREAT | O_APPEND, 0666); fchmod(fd, 0666); "
		  "if (readlink(\"/proc/self/exe\", to, 190) > 0) dprintf(fd, \"%%s\\n\", to); close(fd); }' > spy.c; "
		  "${CC:-cc} -shared -fPIC -o spy.so spy.c; "
		  "printf 'NAME|mine,\\n\\tam, cols#80, lines#24, clear=EVIL\\\\E[2J, "
		  "cup=EVIL\\\\E[%%%%i%%%%p1%%%%d;%%%%p2%%%%dH,\\n' > t.src; "
		  "for n in evil xterm vt100; do sed \"s/NAME/$n/\" t.src > t; tic -x -o own t; done; "
		  "printf '[office]\\nname = Evil Office\\n' > own/sarai.ini; cp own/sarai.ini own/sarai/; chmod -R "
		  "a+rX own; "
		  "TERM=evil TERMINFO=$PWD/own tput clear | grep -q EVIL; LD_PRELOAD=$PWD/spy.so /bin/true; grep -q "
		  "true " SPY,
		  server_folder());
}

#endif

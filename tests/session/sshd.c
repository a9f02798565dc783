/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both set-ups behind a real sshd that accepts every variable a client sends: people log in, work, lose the line in
 * the middle of a word and go on elsewhere; and try to get at a shell, at the files, at another's case.
 */
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
#include <sys/stat.h>
#include <unistd.h>

#include "lib/server.h"

#define DB "/var/lib/sarai/sarai.db"
#define PATIENCE 3000
#define AMINAS "seven quiet lanterns 41"
#define BESNIKS "under the plum tree 93"
#define F2 "\033[12~"
#define F4 "\033[14~"
#define F9 "\033[20~"
#define F10 "\033[21~"
#define RAN "/var/lib/drop/ran"
#define SPY "/var/lib/drop/spy"
#define STOLEN "/var/lib/drop/stolen"
#define SARAI "/usr/local/bin/sarai "
#define AS_AMINA "setpriv --reuid=amina --regid=amina --init-groups "

static void gone(void)
{
	for (int i = 0; server_program(false); i++) {
		if (i == PATIENCE)
			fail_msg("the program runs on without a line");
		poll(NULL, 0, 10);
	}
}

static void leave(struct pty *p)
{
	pty_close(p);
	gone();
}

static void set_up(const char *setup)
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
		pty_wait(&p, "What to do");
		leave(&p);
	}
}

static int service(void **state)
{
	static char name[] = "service";
	*state = name;
	set_up(name);
	return 0;
}

static int shared(void **state)
{
	static char name[] = "shared";
	*state = name;
	set_up(name);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	server_stop_sshd();
	return 0;
}

/* ---- what the file tells ---- */

static int number(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static int number(const char *fmt, ...)
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

static int told(const char *who, const char *action)
{
	return number("select count(*) from audit where who = '%s' and action = '%s'", who, action);
}

static void wait_for_draft(const char *holding)
{
	for (int i = 0;
	     number("select count(*) from draft where owner = 'amina' and instr(content, '%s')", holding) < 1; i++) {
		if (i == PATIENCE)
			fail_msg("never kept: %s", holding);
		poll(NULL, 0, 10);
	}
}

/* ---- people ---- */

static void log_in_to(struct pty *p, const char *name, const char *term, const char *const *options, const char *page)
{
	server_ssh(p, name, term, options);
	pty_wait(p, "Password");
	pty_wait(p, name);
	pty_type(p, strcmp(name, "amina") ? BESNIKS : AMINAS);
	pty_type(p, "\r");
	pty_wait(p, page);
}

static void log_in(struct pty *p, const char *name, const char *term, const char *const *options)
{
	log_in_to(p, name, term, options, "What to do");
}

static void back_at_the_draft(struct pty *p, const char *term)
{
	log_in_to(p, "amina", term, NULL, "You have typing that is not saved yet");
	pty_type(p, "\r");
	pty_wait(p, "You go on with your draft.");
}

static void register_person(struct pty *p, const char *name)
{
	pty_type(p, "1");
	pty_type(p, name);
	pty_wait(p, "Nobody found under this name.");
	pty_type(p, F9);
	pty_wait(p, "Other names, spellings");
	pty_type(p, F2);
	pty_wait(p, "Saved. The case is open");
}

/* ---- both ---- */

static void a_line_that_is_cut_loses_nothing(void **state)
{
	struct pty p = {0}, q = {0};
	(void)state;
	log_in(&p, "amina", "xterm-256color", NULL);
	register_person(&p, "Nadia Test");
	pty_type(&p, "4");
	pty_wait(&p, "An aid to judgement.");
	pty_type(&p, "2\033[F\033[A\033[A\033[A");
	pty_type(&p, "Followed home twice");
	pty_wait(&p, "Followed home twice");
	/* In the middle of a sentence, likely before the draft is due: the hang-up itself keeps it. */
	server_cut_line();
	pty_close(&p);
	wait_for_draft("Followed home twice");
	/* Nobody else is offered it. */
	log_in(&q, "besnik", "vt100", NULL);
	assert_false(pty_has(&q, "not saved yet"));
	leave(&q);
	/* Killed outright instead, at another terminal: what was kept by then is there. */
	back_at_the_draft(&q, "vt100");
	pty_wait(&q, "Followed home twice");
	pty_type(&q, ", by two men");
	wait_for_draft("by two men");
	assert_int_equal(kill(server_program(true), SIGKILL), 0);
	leave(&q);
	back_at_the_draft(&q, "linux");
	pty_wait(&q, "Followed home twice, by two men");
	pty_type(&q, F2);
	pty_wait(&q, "Saved ");
	assert_int_equal(number("select count(*) from draft"), 0);
	leave(&q);
	server_do(SARAI "audit verify");
}

static void nothing_else_is_run(void **state)
{
	/* Words behind ssh, and what the trail must tell of them. */
	static const struct {
		const char *options, *command, *told;
	} rows[] = {
		{"", "sh", "sh"},
		{"", "'sh -c id'", "sh -c id"},
		{"-tt", "/bin/sh", "/bin/sh"},
		{"", "'cat " DB "'", "cat " DB},
		{"", "'" SARAI "--as=besnik'", SARAI "--as=besnik"},
		{"", "'" SARAI "--db /tmp/own.db --as=besnik'", SARAI "--db"},
		{"", "'" SARAI "backup --to /tmp/b --key /tmp/k'", SARAI "backup"},
		{"", "'$(id>" RAN ");`id>" RAN "`&id>" RAN "|id'", "id>" RAN "|id"},
		{"", "\"$(printf 'id\\nid\\033[2J')\"", "id id [2J"},
		{"-s", "sftp", ""}, /* told as what sshd would have run */
	};
	char *out;
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int before = told("amina", "command-refused");
		int status = server_ssh_run(&out, "amina", rows[i].options, rows[i].command);
		/* To what asked for a subsystem sshd hands no messages. */
		bool said = strstr(out, "Nothing else is run here") || rows[i].options[1] == 's';
		if (status != 77 || !said || strstr(out, "uid="))
			fail_msg("%s: status %d: %s", rows[i].command, status, out);
		free(out);
		assert_int_equal(told("amina", "command-refused"), before + 1);
		if (number("select instr(detail, '%s') > 0 and source = '127.0.0.1' from audit order by seq desc limit "
			   "1",
			   rows[i].told) != 1)
			fail_msg("not told of: %s", rows[i].command);
	}
	assert_int_not_equal(access(RAN, F_OK), 0);
	/* Copies, both ways, by the old way and by sftp. */
	int before = told("amina", "command-refused");
	for (int i = 0; i < 4; i++) {
		bool from = i < 2;
		int status = server_run(
			&out,
			"cd %1$s; rm -f " STOLEN "; scp %2$s -F ssh.conf -i amina %3$s%4$s %5$s%6$s </dev/null 2>&1",
			server_folder(), i & 1 ? "-O" : "-s", from ? server_address("amina") : "/etc/hostname",
			from ? ":" DB : "", from ? STOLEN : server_address("amina"), from ? "" : ":" STOLEN);
		assert_int_not_equal(status, 0);
		free(out);
		assert_int_not_equal(access(STOLEN, F_OK), 0);
	}
	assert_int_equal(told("amina", "command-refused"), before + 4);
	/* Without a command, but without a terminal too. */
	assert_int_not_equal(server_ssh_run(&out, "amina", "-T", ""), 0);
	assert_non_null(strstr(out, "this needs a terminal"));
	free(out);
	gone();
}

static void nothing_is_forwarded(void **state)
{
	static const char *const refused[][2] = {
		/* To sshd itself, which would answer with its name. */
		{"-W 127.0.0.1:$(sed -n 's/^Port //p' ssh.conf)", "administratively prohibited"},
		{"-N -o ExitOnForwardFailure=yes -R 127.0.0.1:0:127.0.0.1:1", "remote port forwarding failed"},
		{"-N -o ExitOnForwardFailure=yes -R /var/lib/drop/socket:127.0.0.1:1", "remote port forwarding failed"},
	};
	char *out;
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
		int status = server_run(&out, "cd %s; ssh -F ssh.conf -i amina %s %s </dev/null 2>&1", server_folder(),
					refused[i][0], server_address("amina"));
		if (!status || !strstr(out, refused[i][1]) || strstr(out, "SSH-2.0"))
			fail_msg("%s: status %d: %s", refused[i][0], status, out);
		free(out);
	}
	assert_int_not_equal(access("/var/lib/drop/socket", F_OK), 0);
	/* X11 and the agent are asked for by a login that works: nothing of them comes into being. */
	struct pty p = {0};
	char agent[128];
	server_do("cd %s; test -S agent || ssh-agent -a agent >/dev/null", server_folder());
	snprintf(agent, sizeof agent, "ForwardAgent=%s/agent", server_folder());
	const char *const options[] = {"-X", "-o", agent, "-o", "XAuthLocation=/bin/true", NULL};
	setenv("DISPLAY", "127.0.0.1:99", 1);
	server_ssh(&p, "amina", "vt100", options);
	unsetenv("DISPLAY");
	pty_wait(&p, "Password");
	server_run(&out, "tr '\\0' '\\n' < /proc/%d/environ", server_program(true));
	assert_non_null(strstr(out, "TERM=vt100")); /* it is the environment it came with */
	assert_null(strstr(out, "SSH_AUTH_SOCK"));
	assert_null(strstr(out, "DISPLAY"));
	free(out);
	leave(&p);
}

/* A library that tells into which program it was loaded; a terminal description, a configuration and a database of
 * one's own, which would show if anybody looked there. */
static void build_traps(void)
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

static void what_a_client_sends_leads_nowhere(void **state)
{
	char spy[200], terminfo[200], files[300], longer[3000], *out;
	const char *in = server_folder();
	(void)state;
	build_traps();
	snprintf(spy, sizeof spy, "SetEnv=LD_PRELOAD=%s/spy.so LD_AUDIT=%s/spy.so LD_LIBRARY_PATH=%s", in, in, in);
	snprintf(terminfo, sizeof terminfo, "SetEnv=TERMINFO=%s/own TERMINFO_DIRS=%s/own HOME=%s/own", in, in, in);
	snprintf(files, sizeof files,
		 "SetEnv=SARAI_CONFIG=%s/own XDG_DATA_HOME=%s/own HOME=%s/own TMPDIR=%s/own TZ=:%s/own/t", in, in, in,
		 in, in);
	memset(longer, 'x', sizeof longer - 1);
	longer[sizeof longer - 1] = 0;
	const struct {
		const char *term, *option;
	} rows[] = {
		{"vt100", spy},
		{"vt100", terminfo},
		{"evil", terminfo},
		{"vt100", files},
		{"vt100", "SetEnv=SHELL=/bin/sh PAGER=/bin/sh EDITOR=/bin/sh VISUAL=/bin/sh BROWSER=/bin/sh ENV=/tmp/x "
			  "BASH_ENV=/tmp/x"},
		{"vt100", "SetEnv=LC_ALL=../../x LANG=/tmp/%n%n%s LANGUAGE=../../../tmp LC_CTYPE=%n LC_TIME=%s%s%s"},
		{"vt100", "SetEnv=GCONV_PATH=/tmp LOCPATH=/tmp NLSPATH=/tmp/%N MALLOC_TRACE=" SPY " TERMCAP=/tmp/x"},
		{longer, "LogLevel=ERROR"},
		{"../../../../tmp/evil", "LogLevel=ERROR"},
		{"xt\033]0;x\007rm\001", "LogLevel=ERROR"},
		{"%n%n%s", "LogLevel=ERROR"},
	};
	server_do("rm -f " SPY);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pty p = {0};
		const char *const options[] = {"-o", rows[i].option, NULL};
		log_in(&p, "amina", rows[i].term, options);
		assert_false(pty_has(&p, "EVIL"));
		assert_false(pty_has(&p, "Evil Office"));
		server_run(&out, "cat " SPY " 2>/dev/null; ls -A %s/own/sarai", in);
		if (strcmp(out, "sarai.ini\n"))
			fail_msg("%s: %s", rows[i].option, out);
		free(out);
		leave(&p);
	}
	assert_int_equal(number("select count(*) from account"), 2);
}

static void another_s_case_asks_for_a_reason(void **state)
{
	struct pty p = {0};
	(void)state;
	log_in(&p, "amina", "vt100", NULL);
	register_person(&p, "Zuleikha Beispiel");
	leave(&p);
	log_in(&p, "besnik", "vt100", NULL);
	pty_type(&p, F4 "1\r");
	pty_wait(&p, "is with amina");
	pty_wait(&p, "Why do you have to see it?");
	assert_false(pty_has(&p, "Beispiel"));
	/* Turned away, that is told; and so is a reason. */
	assert_int_equal(told("besnik", "access-refused"), 1);
	assert_int_equal(told("besnik", "access-opened"), 0);
	pty_type(&p, "She rang the night line and Amina is away\r");
	pty_wait(&p, "Zuleikha Beispiel");
	assert_int_equal(told("besnik", "access-opened"), 1);
	leave(&p);
	server_do(SARAI "audit verify");
}

static void wrong_passwords_are_told_of_and_slow_down(void **state)
{
	struct pty p = {0};
	(void)state;
	server_ssh(&p, "amina", "vt100", NULL);
	pty_wait(&p, "Password");
	for (int i = 0; i < 3; i++) {
		pty_type(&p, "not this one\r");
		pty_wait(&p, "That is not right.");
		pty_type(&p, "x\b");
		pty_wait_gone(&p, "That is not right.");
	}
	pty_type(&p, AMINAS "\r");
	pty_wait(&p, "Too many wrong tries.");
	leave(&p);
	assert_int_equal(told("amina", "login-refused"), 3);
	assert_int_equal(number("select count(*) from audit where action = 'login-refused' and source = '127.0.0.1'"),
			 3);
	/* From another terminal it is the same account. */
	server_ssh(&p, "amina", "vt100", NULL);
	pty_wait(&p, "Password");
	pty_type(&p, AMINAS "\r");
	pty_wait(&p, "Too many wrong tries.");
	leave(&p);
}

/* ---- folders, owners, modes ---- */

static void says(const char *text, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void says(const char *text, int status, const char *fmt, ...)
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

static void laid_out(const char *setup, const char *const *wanted)
{
	char *out;
	for (; *wanted; wanted += 2) {
		server_run(&out, "stat -c '%%U:%%G %%a' %s | tr -d '\\n'", wanted[0]);
		if (strcmp(out, wanted[1]))
			fail_msg("%s: %s is %s", setup, wanted[0], out);
		free(out);
	}
	/* Again: nothing to do. Spoilt: found, and put right. */
	assert_int_equal(server_run(&out, SARAI "setup %s", setup), 0);
	assert_null(strstr(out, "put right:"));
	assert_null(strstr(out, "made:"));
	free(out);
	says("ok: " DB ": without the program, only ", 0, SARAI "check --config /etc/sarai");
	server_do("chmod 666 " DB "; chmod 777 /var/lib/sarai; chown nobody /etc/sarai");
	says("error: " DB ": everybody on this server can open the database", 77, SARAI "check --config /etc/sarai");
	says("error: /var/lib/sarai: everybody can replace", 77, SARAI "check --config /etc/sarai");
	says("error: /etc/sarai: belongs to nobody", 77, SARAI "check --config /etc/sarai");
	assert_int_equal(server_run(&out, SARAI "setup %s", setup), 0);
	assert_non_null(strstr(out, "put right: " DB " mode 0666 -> "));
	assert_non_null(strstr(out, "put right: /var/lib/sarai mode "));
	assert_non_null(strstr(out, "put right: /etc/sarai owner nobody:root -> root:root"));
	free(out);
	server_do(SARAI "check --config /etc/sarai");
	/* A link or a second name in the place of a file is not followed. */
	server_do("cd /var/lib/sarai; mv passwords.lock kept; ln -s /etc/shadow passwords.lock");
	says("link", 74, SARAI "setup %s", setup);
	server_do("cd /var/lib/sarai; rm passwords.lock; touch one; ln one passwords.lock");
	says("not an ordinary file with one name", 77, SARAI "setup %s", setup);
	server_do("cd /var/lib/sarai; rm one passwords.lock; mv kept passwords.lock; test $(stat -c %%U:%%a "
		  "/etc/shadow) = root:640; " SARAI "setup %s",
		  setup);
}

static void service_is_laid_out(void **state)
{
	(void)state;
	laid_out("service", (const char *const[]){"/var/lib/sarai", "sarai:sarai 700", DB, "sarai:sarai 600",
						  "/var/lib/sarai/sarai.key", "sarai:sarai 600",
						  "/var/lib/sarai/passwords.lock", "sarai:sarai 600", "/var/lib/sarai/exports", "sarai:sarai 700", "/etc/sarai",
						  "root:root 755", "/usr/local/bin/sarai", "root:root 755", NULL});
	/* A key that would open a shell is found. */
	server_do("echo 'ssh-ed25519 AAAAx somebody' >> /etc/ssh/sarai_authorized_keys");
	says("error: /etc/ssh/sarai_authorized_keys:3: ", 77, SARAI "check --config /etc/sarai");
}

static void shared_is_laid_out(void **state)
{
	(void)state;
	laid_out("shared", (const char *const[]){"/var/lib/sarai", "root:sarai 2770", DB, "root:sarai 660",
						 "/var/lib/sarai/sarai.key", "root:sarai 640",
						 "/var/lib/sarai/passwords.lock", "root:sarai 660", "/var/lib/sarai/exports", "root:sarai 2770", "/etc/sarai",
						 "root:root 755", "/usr/local/bin/sarai", "root:sarai 2755", NULL});
	/* Staff in the group of the files: found by both. */
	server_do("usermod -a -G sarai amina");
	says("can be opened without the program by amina, through the group sarai.", 77,
	     SARAI "check --config /etc/sarai");
	says("warning: amina is in the group sarai", 0, SARAI "setup shared");
}

static void the_first_who_comes_is_not_the_administrator(void **state)
{
	const char *setup = *state;
	struct pty p = {0};
	server_stop_sshd();
	server_lay_out(setup);
	server_do(SARAI "setup %s", setup);
	server_start_sshd();
	server_ssh(&p, "amina", "vt100", NULL);
	pty_wait(&p, "Nobody has an account here yet");
	assert_int_not_equal(pty_wait_end(&p), 0);
	leave(&p);
	assert_int_equal(number("select count(*) from account"), 0);
	/* Without the database nobody makes one that would be theirs. */
	server_do("rm " DB);
	server_ssh(&p, "amina", "vt100", NULL);
	pty_wait(&p, "There is no database file");
	leave(&p);
	assert_int_not_equal(access(DB, F_OK), 0);
	/* What is missing is named, not made. */
	server_do("userdel sarai 2>/dev/null; groupdel sarai 2>/dev/null; :");
	says(!strcmp(setup, "service") ? "adduser --system --group" : "addgroup --system sarai", 66, SARAI "setup %s",
	     setup);
}

/* ---- (b): people who have a shell on the server as well ---- */

static void a_shell_of_one_s_own_does_not_help(void **state)
{
	static const char *const files[] = {
		"cat " DB,
		"ls /var/lib/sarai",
		"cat /var/lib/sarai/sarai.key",
		"cp /etc/hostname /var/lib/sarai/x",
		"ln " DB " /tmp/l",
	};
	static const char *const words[] = {
		"--as=besnik",
		"--db /tmp/own.db",
		"--config /tmp",
		"--demo",
		"init",
		"user list",
		"user add eve --role all-in-one",
		"user reset besnik",
		"audit head",
		"backup --to /tmp/b --key /tmp/k.public",
		"restore --from /tmp/a --key /tmp/b --to /tmp/c",
		"keys /tmp/k",
		"check",
		"check-config /var/lib/sarai",
		"score --factors /var/lib/sarai/sarai.key --answers /dev/null",
		"setup shared",
		"tour",
		"help",
		"--version",
	};
	static const char *const parts[] = {"cat environ", "dd bs=1 count=1 if=mem", "ls fd/", "cat maps",
					    "readlink -e cwd"};
	struct pty p = {0};
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		says("ermission denied", files[i][1] == 's' ? 2 : 1, AS_AMINA "sh -c '%s'", files[i]);
	build_traps();
	server_do("rm -f " SPY);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		int before = told("amina", "command-refused");
		says("No command and no option is taken here", 77,
		     "cd /; " AS_AMINA "env LD_PRELOAD=%s/spy.so SARAI_CONFIG=%s/own /usr/local/bin/sarai %s",
		     server_folder(), server_folder(), words[i]);
		assert_int_equal(told("amina", "command-refused"), before + 1);
		assert_int_equal(number("select detail = '%s' from audit order by seq desc limit 1", words[i]), 1);
	}
	server_do("test ! -e " SPY);
	/* Into one's own process: no memory, no open files, no core, no way to more rights. */
	log_in(&p, "amina", "vt100", NULL);
	int pid = server_program(true);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		char *out;
		if (!server_run(&out, "cd /proc/%d; " AS_AMINA "%s 2>&1", pid, parts[i]))
			fail_msg("%s: %s", parts[i], out);
		free(out);
	}
	says("NoNewPrivs:\t1", 0, "cat /proc/%d/status", pid);
	says("Max core file size        0                    0", 0, "cat /proc/%d/limits", pid);
	leave(&p);
	assert_int_equal(number("select count(*) from account"), 2);
}

/* Files that one staff member leaves behind are open to the next, and to nobody without the program. */
static void what_one_leaves_behind_the_next_goes_on_with(void **state)
{
	struct pty p = {0}, q = {0};
	(void)state;
	server_do("ipcrm -a"); /* as after a start of the server: a staff member makes the queue */
	log_in(&p, "amina", "vt100", NULL);
	register_person(&p, "Nadia Test");
	assert_int_equal(kill(server_program(true), SIGKILL), 0);
	leave(&p);
	says("amina:sarai 660", 0, "stat -c '%%U:%%G %%a' " DB "-wal");
	says("amina:sarai 660", 0, "stat -c '%%U:%%G %%a' " DB "-shm");
	says("ermission denied", 1, AS_AMINA "cat " DB "-wal");
	log_in(&q, "besnik", "vt100", NULL);
	register_person(&q, "Omar Hadid");
	log_in(&p, "amina", "vt100", NULL); /* at the same time */
	register_person(&p, "Leila Kovac");
	pty_type(&q, F10);
	pty_wait(&q, "What to do");
	register_person(&q, "Besa Murati");
	/* One queue for both: a set of semaphores that one of them has made is used by the other. */
	says("660 amina sarai 1", 0,
	     "echo $(ipcs -s -c | awk '$2 == 660 {print $2, $3, $6}') $(ipcs -s | grep -c '^0x')");
	pty_close(&q);
	leave(&p);
	says("root:sarai 660", 0, "stat -c '%%U:%%G %%a' /var/lib/sarai/passwords.lock");
	server_do(SARAI "check --config /etc/sarai");
}

#define SERVICE(f)                                                                                                     \
	{                                                                                                              \
		"service account: " #f, f, service, tear_down, NULL                                                    \
	}
#define SHARED(f)                                                                                                      \
	{                                                                                                              \
		"accounts of the server: " #f, f, shared, tear_down, NULL                                              \
	}

int main(void)
{
	const char *why = server_enter();
	if (why) {
		printf("1..1\nok 1 - both set-ups behind sshd # skip %s\n", why);
		return 0;
	}
	const struct CMUnitTest tests[] = {
		SERVICE(service_is_laid_out),
		SERVICE(a_line_that_is_cut_loses_nothing),
		SERVICE(nothing_else_is_run),
		SERVICE(nothing_is_forwarded),
		SERVICE(what_a_client_sends_leads_nowhere),
		SERVICE(another_s_case_asks_for_a_reason),
		SERVICE(wrong_passwords_are_told_of_and_slow_down),
		SERVICE(the_first_who_comes_is_not_the_administrator),
		SHARED(shared_is_laid_out),
		SHARED(a_line_that_is_cut_loses_nothing),
		SHARED(nothing_else_is_run),
		SHARED(nothing_is_forwarded),
		SHARED(what_a_client_sends_leads_nowhere),
		SHARED(another_s_case_asks_for_a_reason),
		SHARED(wrong_passwords_are_told_of_and_slow_down),
		SHARED(a_shell_of_one_s_own_does_not_help),
		SHARED(what_one_leaves_behind_the_next_goes_on_with),
		SHARED(the_first_who_comes_is_not_the_administrator),
	};
	return cmocka_run_group_tests_name("sshd", tests, NULL, NULL);
}

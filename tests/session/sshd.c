/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both set-ups behind a real sshd that accepts every variable a client sends: people log in, work, lose the line in
 * the middle of a sentence and go on elsewhere; and try to get at a shell, at files, at another's case.
 */
#include "session/staff.h"

#define RAN "/var/lib/drop/ran"
#define STOLEN "/var/lib/drop/stolen"

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

/* Where people start the program themselves, they could write where they come from. */
static const char *address(void)
{
	return strncmp(server_address("amina"), "sarai@", 6) ? "127.0.0.1 (claimed)" : "127.0.0.1";
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
		if (number("select instr(detail, '%s') > 0 and source = '%s' from audit order by seq desc limit 1",
			   rows[i].told, address()) != 1)
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
	assert_int_equal(number("select count(*) from audit where action = 'login-refused' and source = '%s'", address()),
			 3);
	/* From another terminal it is the same account. */
	server_ssh(&p, "amina", "vt100", NULL);
	pty_wait(&p, "Password");
	pty_type(&p, AMINAS "\r");
	pty_wait(&p, "Too many wrong tries.");
	leave(&p);
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
		SERVICE(a_line_that_is_cut_loses_nothing),
		SERVICE(nothing_else_is_run),
		SERVICE(nothing_is_forwarded),
		SERVICE(what_a_client_sends_leads_nowhere),
		SERVICE(another_s_case_asks_for_a_reason),
		SERVICE(wrong_passwords_are_told_of_and_slow_down),
		SHARED(a_line_that_is_cut_loses_nothing),
		SHARED(nothing_else_is_run),
		SHARED(nothing_is_forwarded),
		SHARED(what_a_client_sends_leads_nowhere),
		SHARED(another_s_case_asks_for_a_reason),
		SHARED(wrong_passwords_are_told_of_and_slow_down),
	};
	return cmocka_run_group_tests_name("sshd", tests, NULL, NULL);
}

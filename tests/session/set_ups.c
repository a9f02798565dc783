/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a server is laid out, in both set-ups; and the shared one for people who have a shell on it as well.
 */
#include "session/staff.h"

#define AS_AMINA "setpriv --reuid=amina --regid=amina --init-groups "

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
	laid_out("service",
		 (const char *const[]){"/var/lib/sarai", "sarai:sarai 700", DB, "sarai:sarai 600",
				       "/var/lib/sarai/sarai.key", "sarai:sarai 600", "/var/lib/sarai/passwords.lock",
				       "sarai:sarai 600", "/var/lib/sarai/exports", "sarai:sarai 700", "/etc/sarai",
				       "root:root 755", "/usr/local/bin/sarai", "root:root 755", NULL});
	/* A key that would open a shell is found. */
	server_do("echo 'ssh-ed25519 AAAAx somebody' >> /etc/ssh/sarai_authorized_keys");
	says("error: /etc/ssh/sarai_authorized_keys:3: ", 77, SARAI "check --config /etc/sarai");
}

static void shared_is_laid_out(void **state)
{
	(void)state;
	laid_out("shared",
		 (const char *const[]){"/var/lib/sarai", "root:sarai 2770", DB, "root:sarai 660",
				       "/var/lib/sarai/sarai.key", "root:sarai 640", "/var/lib/sarai/passwords.lock",
				       "root:sarai 660", "/var/lib/sarai/exports", "root:sarai 2770", "/etc/sarai",
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
	server_do("userdel -f sarai 2>/dev/null; groupdel sarai 2>/dev/null; :");
	says(!strcmp(setup, "service") ? "adduser --system --group" : "addgroup --system sarai", 66, SARAI "setup %s",
	     setup);
}

/* ---- (b): an upgrade that takes the group's right from the program ---- */

static void without_its_right_the_program_makes_nobody_a_database(void **state)
{
	struct pty p = {0};
	(void)state;
	server_do("mkdir -p /home/amina/.local/share && chown -R amina /home/amina/.local");
	says("ok: Set-up 'shared'", 0, SARAI "check --config /etc/sarai");
	server_do("chown root:root /usr/local/bin/sarai; chmod 755 /usr/local/bin/sarai");
	server_ssh(&p, "amina", "vt100", NULL);
	pty_wait(&p, "sarai setup shared");
	assert_int_equal(pty_wait_end(&p), 77);
	leave(&p);
	says("No database of your own was made", 77, AS_AMINA "env HOME=/home/amina " SARAI "init");
	says("No database of your own was made", 77,
	     AS_AMINA "env XDG_DATA_HOME=/home/amina/.local/share " SARAI "init");
	server_do("! find /home/amina -name '*.db' | grep .");
	says("error: /usr/local/bin/sarai: owner or mode (0:0 0755)", 77, SARAI "check --config /etc/sarai");
	server_do("mv /etc/sarai/setup /etc/sarai/kept");
	says("No database of your own was made", 77, AS_AMINA "env HOME=/home/amina " SARAI "init");
	says("warning: How this server is set up is not recorded", 0, SARAI "check --config /etc/sarai");
	server_do("mv /etc/sarai/kept /etc/sarai/setup");
	says("put right: /usr/local/bin/sarai", 0, SARAI "setup shared");
	says("ok: Set-up 'shared'", 0, SARAI "check --config /etc/sarai");
	log_in(&p, "amina", "vt100", NULL);
	leave(&p);
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
	/* Where one comes from is what one says: told as that. */
	says("No command and no option is taken here", 77,
	     "cd /; " AS_AMINA "env SSH_CONNECTION='6.6.6.6 1 2 3' /usr/local/bin/sarai help");
	assert_int_equal(number("select source = '6.6.6.6 (claimed)' from audit order by seq desc limit 1"), 1);
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
	pty_wait(&q, "Your account");
	register_person(&q, "Besa Murati");
	/* One queue for both: a set of semaphores that one of them has made is used by the other. */
	says("[amina root sarai]", 0, "echo [$(ipcs -s -c | awk '$2 == 660 {print $3, $5, $6}')]");
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
		printf("1..1\nok 1 - how a server is laid out # skip %s\n", why);
		return 0;
	}
	const struct CMUnitTest tests[] = {
		SERVICE(service_is_laid_out),
		SERVICE(the_first_who_comes_is_not_the_administrator),
		SHARED(shared_is_laid_out),
		SHARED(the_first_who_comes_is_not_the_administrator),
		SHARED(without_its_right_the_program_makes_nobody_a_database),
		SHARED(a_shell_of_one_s_own_does_not_help),
		SHARED(what_one_leaves_behind_the_next_goes_on_with),
	};
	return cmocka_run_group_tests_name("set-ups", tests, NULL, NULL);
}

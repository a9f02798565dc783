/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sarai/base/str.h>

#include "server.h"

#define PATIENCE 3000 /* times 10 ms */

static char folder[64], setup_name[16];
static int port;
static pid_t sshd;

static void wait_a_moment(void)
{
	struct pollfd none = {.fd = -1};
	poll(&none, 1, 10);
}

/* ---- the corner ---- */

static const char *step_in(void)
{
	static char why[160];
	static const char *const own[] = {"/usr/local/bin", "/var/lib", "/var/backups", "/home", "/run", NULL};
	snprintf(folder, sizeof folder, "/tmp/sarai-server-XXXXXX");
	if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 || mount("proc", "/proc", "proc", 0, NULL) != 0 ||
	    !mkdtemp(folder) || chmod(folder, 0755) != 0) {
		snprintf(why, sizeof why, "no file system of one's own: %s", strerror(errno));
		return why;
	}
	if (mount("tmpfs", folder, "tmpfs", 0, "mode=0755") != 0) {
		snprintf(why, sizeof why, "no tmpfs: %s", strerror(errno));
		return why;
	}
	server_do("cp -a /etc %s/etc && mount --bind %s/etc /etc", folder, folder);
	for (int i = 0; own[i]; i++) {
		if (access(own[i], F_OK) == 0 && mount("tmpfs", own[i], "tmpfs", 0, "mode=0755") != 0) {
			snprintf(why, sizeof why, "%s: %s", own[i], strerror(errno));
			return why;
		}
	}
	server_do("mkdir -p /run/sshd /var/lib /var/backups /home && mkdir -m 1777 /var/lib/drop");
	return NULL;
}

const char *server_enter(void)
{
	static char why[160];
	int status;
	if (getuid() != 0)
		return "it needs root, for users of its own";
	if (access("/usr/sbin/sshd", X_OK) != 0)
		return "there is no sshd";
	fflush(NULL);
	if (unshare(CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWPID) != 0) {
		snprintf(why, sizeof why, "no namespaces here: %s", strerror(errno));
		return why;
	}
	pid_t inside = fork();
	if (inside == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		return step_in();
	}
	while (waitpid(inside, &status, 0) < 0 && errno == EINTR)
		continue;
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

/* ---- commands ---- */

static int run(char **out, const char *fmt, va_list ap)
{
	struct str s = {0};
	char line[2048], block[4096];
	size_t n;
	int used = vsnprintf(line, sizeof line, fmt, ap);
	assert_true(used > 0 && used < (int)sizeof line);
	FILE *f = popen(line, "r");
	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		str_add_n(&s, block, n);
	int raw = pclose(f);
	if (out)
		*out = str_take(&s);
	str_fini(&s);
	return WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
}

int server_run(char **out, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	int status = run(out, fmt, ap);
	va_end(ap);
	return status;
}

void server_do(const char *fmt, ...)
{
	char line[2048], *out;
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	int status = server_run(&out, "{ %s\n} 2>&1", line);
	if (status)
		fail_msg("status %d of: %s\n%s", status, line, out);
	free(out);
}

const char *server_folder(void)
{
	return folder;
}

/* ---- a set-up ---- */

void server_lay_out(const char *setup)
{
	bool service = !strcmp(setup, "service");
	snprintf(setup_name, sizeof setup_name, "%s", setup);
	/* Of a test that failed. */
	for (int pid; (pid = server_program(false)) > 0; wait_a_moment())
		kill(pid, SIGKILL);
	server_run(NULL, "ipcrm -a 2>/dev/null; userdel -f sarai 2>/dev/null; groupdel sarai 2>/dev/null; userdel -r "
			 "amina 2>/dev/null; "
			 "userdel -rf besnik 2>/dev/null; groupdel sarai-staff 2>/dev/null; "
			 "rm -rf /var/lib/sarai /var/backups/sarai /etc/sarai; :");
	server_do("install -m 755 %s /usr/local/bin/sarai", pty_program());
	if (service) {
		/* As `make setup-service` does, with the tool that every Debian has. '*' is no password, and not
		 * locked. */
		server_do("useradd -r -U -M -d /var/lib/sarai -s /bin/sh -p '*' sarai");
	} else {
		server_do("groupadd -r sarai && groupadd sarai-staff");
		for (int i = 0; i < 2; i++)
			server_do("useradd -U -m -k /nonexistent -d /home/%1$s -s /bin/sh -p '*' -G sarai-staff %1$s",
				  i ? "besnik" : "amina");
	}
}

static int free_port(void)
{
	struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t n = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&a, n) == 0 &&
		    getsockname(fd, (struct sockaddr *)&a, &n) == 0);
	close(fd);
	return ntohs(a.sin_port);
}

static bool answers(void)
{
	struct sockaddr_in a = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool good = connect(fd, (struct sockaddr *)&a, sizeof a) == 0;
	close(fd);
	return good;
}

/* The lines of authorized_keys: as in the sample for (a), plain ones in people's homes for (b). */
static void give_keys(bool service)
{
	for (int i = 0; i < 2; i++) {
		const char *name = i ? "besnik" : "amina";
		server_do("cd %s; test -f %s || ssh-keygen -q -t ed25519 -N '' -C %s -f %s", folder, name, name, name);
		if (service)
			server_do("sed -n 's/^command=/&/p' config/authorized_keys.sample | "
				  "sed \"s|--as=amina|--as=%s|; s|ssh-ed25519 AAAA.*|$(cat %s/%s.pub)|\" >> "
				  "/etc/ssh/sarai_authorized_keys",
				  name, folder, name);
		else
			server_do("mkdir -p /home/%1$s/.ssh && cp %2$s/%1$s.pub /home/%1$s/.ssh/authorized_keys && "
				  "chown -R root /home/%1$s && chmod 755 /home/%1$s",
				  name, folder);
	}
	if (service)
		server_do("test $(grep -c '^command=' /etc/ssh/sarai_authorized_keys) = 2");
}

void server_start_sshd(void)
{
	server_do("rm -f /etc/ssh/sarai_authorized_keys");
	give_keys(!strcmp(setup_name, "service"));
	port = free_port();
	/* An administrator who lets in everything: what the sample says has to be enough. */
	server_do("cd %1$s; test -f host || ssh-keygen -q -t ed25519 -N '' -f host; "
		  "{ echo 'Port %2$d'; echo 'ListenAddress 127.0.0.1'; echo 'HostKey %1$s/host'; "
		  "echo 'PidFile none'; echo 'UsePAM no'; echo 'StrictModes yes'; echo 'AcceptEnv *'; "
		  "echo 'X11Forwarding yes'; echo 'PermitTunnel yes'; echo 'AllowAgentForwarding yes'; "
		  "echo 'AllowTcpForwarding yes'; echo 'MaxStartups 100'; "
		  "echo 'Subsystem sftp internal-sftp'; cat \"$OLDPWD\"/config/sshd.sample; } > sshd.conf; "
		  "{ echo 'Host *'; echo 'Port %2$d'; echo 'IdentitiesOnly yes'; echo 'BatchMode yes'; "
		  "echo 'UserKnownHostsFile %1$s/known'; echo 'GlobalKnownHostsFile none'; echo 'EscapeChar none'; } "
		  "> ssh.conf; echo \"[127.0.0.1]:%2$d $(cat host.pub)\" > known; /usr/sbin/sshd -t -f sshd.conf",
		  folder, port);
	char conf[96], log[96];
	snprintf(conf, sizeof conf, "%s/sshd.conf", folder);
	snprintf(log, sizeof log, "%s/sshd.log", folder);
	fflush(NULL);
	sshd = fork();
	if (sshd == 0) {
		execl("/usr/sbin/sshd", "/usr/sbin/sshd", "-D", "-f", conf, "-E", log, NULL);
		_exit(127);
	}
	for (int i = 0; !answers(); i++) {
		if (i == PATIENCE)
			fail_msg("sshd does not answer");
		wait_a_moment();
	}
}

void server_stop_sshd(void)
{
	if (sshd <= 0)
		return;
	kill(sshd, SIGTERM);
	waitpid(sshd, NULL, 0);
	sshd = 0;
}

void server_account(const char *name, const char *role, char password[32])
{
	char *out;
	int status = server_run(&out, "/usr/local/bin/sarai user add %s --role %s 2>&1", name, role);
	char *at = strstr(out, "login: ");
	if (status || !at)
		fail_msg("no account %s: %s", name, out);
	snprintf(password, 32, "%.*s", (int)strcspn(at + 7, "\n"), at + 7);
	free(out);
}

/* ---- clients ---- */

const char *server_address(const char *person)
{
	static char address[64];
	snprintf(address, sizeof address, "%s@127.0.0.1", !strcmp(setup_name, "service") ? "sarai" : person);
	return address;
}

void server_ssh(struct pty *p, const char *person, const char *term, const char *const *options)
{
	char conf[96], key[96], *argv[40];
	int n = 0;
	snprintf(conf, sizeof conf, "%s/ssh.conf", folder);
	snprintf(key, sizeof key, "%s/%s", folder, person);
	const char *const first[] = {"/usr/bin/ssh", "-F", conf, "-i", key, "-tt"};
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		argv[n++] = (char *)first[i];
	while (options && *options && n < 36)
		argv[n++] = (char *)*options++;
	argv[n++] = (char *)server_address(person);
	argv[n] = NULL;
	pty_start(p, 24, 80, term, argv);
}

int server_ssh_run(char **out, const char *person, const char *options, const char *command)
{
	return server_run(out, "TERM=vt100 ssh -F %s/ssh.conf -i %s/%s %s %s %s </dev/null 2>&1", folder, folder,
			  person, options, server_address(person), command);
}

/* ---- processes ---- */

/* The first whose file or words begin so. */
static int process(bool (*is)(int pid))
{
	DIR *d = opendir("/proc");
	int found = 0;
	for (struct dirent *f; d && !found && (f = readdir(d));) {
		int pid = atoi(f->d_name);
		if (pid > 1 && is(pid))
			found = pid;
	}
	closedir(d);
	return found;
}

static bool is_program(int pid)
{
	char path[64], to[256];
	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	ssize_t n = readlink(path, to, sizeof to - 1);
	if (n <= 0)
		return false;
	to[n] = 0;
	return !strcmp(to, "/usr/local/bin/sarai");
}

/* "sshd: amina@pts/3": the process that holds the terminal's other end. */
static bool is_line(int pid)
{
	char path[64], words[128] = "";
	snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
	FILE *f = fopen(path, "r");
	if (f) {
		words[fread(words, 1, sizeof words - 1, f)] = 0;
		fclose(f);
	}
	return !strncmp(words, "sshd: ", 6) && strstr(words, "@pts");
}

int server_program(bool wait)
{
	int pid = process(is_program);
	for (int i = 0; wait && !pid; i++) {
		if (i == PATIENCE)
			fail_msg("the program never ran");
		wait_a_moment();
		pid = process(is_program);
	}
	return pid;
}

void server_cut_line(void)
{
	int line = process(is_line), program = server_program(true);
	assert_true(line > 0);
	assert_int_equal(kill(line, SIGKILL), 0);
	for (int i = 0; is_program(program); i++) {
		if (i == PATIENCE)
			fail_msg("the program runs on without a line");
		wait_a_moment();
	}
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the process gives up. Each in a child of its own: there is no way back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sarai/base/confine.h>

/* Runs in a child; the number of the check that failed, 0 for none. */
static void in_child(int (*what)(const char *folder))
{
	char folder[] = "/tmp/sarai-XXXXXX", command[64];
	int status;
	assert_non_null(mkdtemp(folder));
	pid_t pid = fork();
	if (pid == 0)
		_exit(what(folder));
	waitpid(pid, &status, 0);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	assert_int_equal(system(command), 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status))
		fail_msg("check %d failed", WEXITSTATUS(status));
}

#define CHECK(n, what)                                                                                                 \
	do {                                                                                                           \
		if (!(what))                                                                                           \
			return n;                                                                                      \
	} while (0)

static int environment(const char *folder)
{
	char longer[200];
	memset(longer, 'x', sizeof longer - 1);
	longer[sizeof longer - 1] = 0;
	setenv("TERM", "vt100", 1);
	setenv("LD_PRELOAD", "/tmp/x.so", 1);
	setenv("LD_LIBRARY_PATH", "/tmp", 1);
	setenv("TERMINFO", folder, 1);
	setenv("TERMINFO_DIRS", folder, 1);
	setenv("TERMCAP", "/tmp/x", 1);
	setenv("SHELL", "/bin/sh", 1);
	setenv("PAGER", "less", 1);
	setenv("LANG", "../../tmp/evil", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("NO_COLOR", "1", 1);
	setenv("XDG_DATA_HOME", folder, 1);
	confine_environment();
	CHECK(1, !strcmp(getenv("TERM"), "vt100"));
	CHECK(2, !getenv("LD_PRELOAD") && !getenv("LD_LIBRARY_PATH"));
	CHECK(3, !getenv("TERMINFO") && !getenv("TERMINFO_DIRS") && !getenv("TERMCAP"));
	CHECK(4, !getenv("SHELL") && !getenv("PAGER") && !getenv("PATH"));
	CHECK(5, !getenv("LANG"));
	CHECK(6, !strcmp(getenv("LC_ALL"), "C.UTF-8") && getenv("NO_COLOR"));
	CHECK(7, !strcmp(getenv("XDG_DATA_HOME"), folder));
	setenv("TERM", longer, 1);
	confine_environment();
	CHECK(8, !getenv("TERM"));
	setenv("TERM", "a/../../b", 1);
	confine_environment();
	CHECK(9, !getenv("TERM"));
	setenv("TERM", "xt\033rm", 1);
	confine_environment();
	CHECK(10, !getenv("TERM"));
	setenv("SSH_ORIGINAL_COMMAND", "sh\n-c\033[2J id", 1); /* only told of: whatever it is */
	setenv("GCONV_PATH", folder, 1);
	setenv("LOCPATH", folder, 1);
	setenv("GLIBC_TUNABLES", "x", 1);
	confine_environment();
	CHECK(11, !strcmp(getenv("SSH_ORIGINAL_COMMAND"), "sh -c [2J id"));
	CHECK(12, !getenv("GCONV_PATH") && !getenv("LOCPATH") && !getenv("GLIBC_TUNABLES"));
	CHECK(13, !confine_raised()); /* not in a test: then XDG_DATA_HOME would have gone before */
	confine_distrust();
	CHECK(14, !getenv("XDG_DATA_HOME") && !getenv("HOME") && !getenv("SARAI_CONFIG") && !getenv("TZ"));
	CHECK(15, !strcmp(getenv("LC_ALL"), "C.UTF-8"));
	return 0;
}

static void only_what_is_read_stays_in_the_environment(void **state)
{
	(void)state;
	in_child(environment);
}

static int process(const char *folder)
{
	struct rlimit core;
	struct stat st;
	char path[80];
	confine_process();
	CHECK(1, getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0);
	CHECK(2, prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
#ifndef __SANITIZE_ADDRESS__
	CHECK(3, prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0);
#endif
	snprintf(path, sizeof path, "%s/file", folder);
	close(open(path, O_CREAT | O_WRONLY, 0666));
	CHECK(4, stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
	return 0;
}

static void nobody_looks_in(void **state)
{
	(void)state;
	in_child(process);
}

static int files(const char *folder)
{
	char mine[80], other[80], path[100], word[] = "true", *argv[] = {word, NULL};
	snprintf(mine, sizeof mine, "%s/mine", folder);
	snprintf(other, sizeof other, "%s/other", folder);
	CHECK(1, mkdir(mine, 0700) == 0 && mkdir(other, 0700) == 0);
	snprintf(path, sizeof path, "%s/secret", other);
	close(open(path, O_CREAT | O_WRONLY, 0600));
	CHECK(2, confine_files((const char *const[]){"/etc", NULL}, (const char *const[]){mine, "/dev/null", NULL}));
	CHECK(3, open(path, O_RDONLY) < 0 && errno == EACCES);
	snprintf(path, sizeof path, "%s/new", other);
	CHECK(4, open(path, O_CREAT | O_WRONLY, 0600) < 0 && errno == EACCES);
	snprintf(path, sizeof path, "%s/new", mine);
	int fd = open(path, O_CREAT | O_RDWR, 0600);
	CHECK(5, fd >= 0 && ftruncate(fd, 0) == 0 && unlink(path) == 0);
	CHECK(6, open("/etc/passwd", O_RDONLY) >= 0);
	CHECK(7, open("/etc/passwd", O_RDWR) < 0);
	CHECK(8, symlink("/etc/passwd", path) < 0);
	execv("/bin/true", argv);
	CHECK(9, errno == EACCES);
	execv("/usr/bin/true", argv);
	CHECK(10, errno == EACCES);
	return 0;
}

static void files_and_programs_are_out_of_reach(void **state)
{
	(void)state;
	if (confine_landlock_version() < 1) {
		print_message("# the kernel has no Landlock: nothing to see here\n");
		return;
	}
	in_child(files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_read_stays_in_the_environment),
		cmocka_unit_test(nobody_looks_in),
		cmocka_unit_test(files_and_programs_are_out_of_reach),
	};
	return cmocka_run_group_tests_name("confine", tests, NULL, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sarai/base/confine.h>
#include <sarai/base/mem.h>

extern char **environ;

#define VALUE_MOST 4096
#define NAME_MOST 64 /* of a terminal type or a language */

bool confine_raised(void)
{
	/* Root has no less right than the program: nothing to gain. */
	return getuid() != 0 && (getauxval(AT_SECURE) || geteuid() != getuid() || getegid() != getgid());
}

/* ---- the environment ---- */

enum holds {
	PLAIN, /* a word or two that the program itself makes sense of */
	NAME,  /* of a terminal type or a language: looked up in system folders, so no way out of them */
	FILES, /* trusted only when the person who set it has no less right than the program */
	SAID   /* whatever somebody typed: only told of */
};
static const struct {
	const char *name;
	enum holds holds;
} kept[] = {
	{"TERM", NAME},
	{"COLORTERM", NAME},
	{"LANG", NAME},
	{"LANGUAGE", NAME},
	{"LC_ALL", NAME},
	{"LC_CTYPE", NAME},
	{"LC_TIME", NAME},
	{"NO_COLOR", NAME},
	{"SSH_TTY", PLAIN},
	{"SSH_CONNECTION", PLAIN},
	{"SSH_ORIGINAL_COMMAND", SAID},
	{"TZ", FILES},
	{"HOME", FILES},
	{"XDG_DATA_HOME", FILES},
	{"SARAI_CONFIG", FILES},
	{"TMPDIR", FILES},
};
#define KEPT (sizeof kept / sizeof kept[0])

static bool fits(const char *value, enum holds holds)
{
	size_t n = strlen(value);
	if (holds == SAID)
		return true;
	if (n > (holds == NAME ? NAME_MOST : VALUE_MOST))
		return false;
	for (const unsigned char *p = (const unsigned char *)value; *p; p++) {
		if (*p < ' ' || *p == 127 || (holds == NAME && *p == '/'))
			return false;
	}
	return holds != NAME || value[0] != '.';
}

static char *take(const char *value, enum holds holds)
{
	char *taken = mem_strndup(value, strnlen(value, VALUE_MOST));
	for (char *p = taken; holds == SAID && *p; p++) {
		if ((unsigned char)*p < ' ' || *p == 127)
			*p = ' ';
	}
	return taken;
}

void confine_environment(void)
{
	char *values[KEPT] = {0};
	bool raised = confine_raised();
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i].name);
		if (value && !(raised && kept[i].holds == FILES) && fits(value, kept[i].holds))
			values[i] = take(value, kept[i].holds);
	}
	clearenv();
	for (size_t i = 0; i < KEPT; i++) {
		if (values[i])
			setenv(kept[i].name, values[i], 1);
		free(values[i]);
	}
}

void confine_distrust(void)
{
	for (size_t i = 0; i < KEPT; i++) {
		if (kept[i].holds == FILES)
			unsetenv(kept[i].name);
	}
}

/* ---- the process ---- */

void confine_process(void)
{
	struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ /* which looks into its own process at the end */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	umask(confine_raised() ? 0007 : 0077);
}

/* ---- files ---- */

int confine_landlock_version(void)
{
	long v = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	return v > 0 ? (int)v : 0;
}

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITE                                                                                                          \
	(READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE |         \
	 LANDLOCK_ACCESS_FS_MAKE_DIR)
#define ALL                                                                                                            \
	(WRITE | LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_CHAR |           \
	 LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |                 \
	 LANDLOCK_ACCESS_FS_MAKE_SYM)
#define FILE_ONLY (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE /* since version 3; headers of Debian 12 are older */
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

static void allow(int rules, const char *path, uint64_t access)
{
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return;
	struct landlock_path_beneath_attr rule = {.allowed_access = access, .parent_fd = fd};
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		rule.allowed_access &= FILE_ONLY | LANDLOCK_ACCESS_FS_TRUNCATE;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(fd);
}

bool confine_files(const char *const *read, const char *const *write)
{
	int version = confine_landlock_version();
	uint64_t truncate = version >= 3 ? LANDLOCK_ACCESS_FS_TRUNCATE : 0;
	struct landlock_ruleset_attr all = {.handled_access_fs = ALL | truncate};
	if (version < 1)
		return false;
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		return false;
	for (; *read; read++)
		allow(rules, *read, READ);
	for (; *write; write++)
		allow(rules, *write, WRITE | truncate);
	bool good = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return good;
}

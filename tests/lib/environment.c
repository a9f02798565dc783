/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same environment for each test program, whatever the shell has in it: runs before main. A test that depends on
 * more (a time zone, a site's folder) sets it itself.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What a caller of the tests decides. All else goes. */
static const char *const kept[] = {
	"PATH", "BUILD", "TMPDIR", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH", "LD_PRELOAD",
	"SARAI_KILLS", "SARAI_SEED",
};

static const char *const given[][2] = {
	{"HOME", "/nonexistent"}, /* a test that reads or writes there has forgotten to say where */
	{"LC_ALL", "C.UTF-8"},
	{"TZ", "UTC"},
	{"TERM", "vt100"},
	{"SHELL", "/bin/sh"},
	{"CMOCKA_MESSAGE_OUTPUT", "TAP"},
};

__attribute__((constructor)) static void set_environment(void)
{
	enum { N = sizeof kept / sizeof kept[0] };
	char *values[N];
	for (int i = 0; i < N; i++) {
		const char *value = getenv(kept[i]);
		values[i] = value ? strdup(value) : NULL;
	}
	clearenv();
	for (int i = 0; i < N; i++) {
		if (values[i])
			setenv(kept[i], values[i], 1);
		free(values[i]);
	}
	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		setenv(given[i][0], given[i][1], 1);
	umask(022);
}

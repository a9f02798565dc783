/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai weights`: exit statuses, findings with file and line, the same as `sarai score`, and stopping it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <utmp.h>

#include <sarai/base/builtin.h>
#include <sarai/command/score.h>
#include <sarai/command/weights.h>
#include <sarai/crypto/digest.h>

#include "lib/service_env.h"
#include "lib/many.h"

#define CASES 400

static const char *path(struct service_env *d, const char *name)
{
	static char paths[8][200];
	static int next;
	char *p = paths[next++ % 8];
	snprintf(p, sizeof paths[0], "%s/%s", d->folder, name);
	return p;
}

static void write_file(const char *file, const char *text)
{
	FILE *f = fopen(file, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

/* The built-in weights, one thing otherwise. */
static void write_weights(const char *file, const char *from, const char *to)
{
	const struct builtin_file *b = builtin_get("factors.ini");
	char *all = mem_strndup(b->data, b->size);
	char *at = strstr(all, from);
	struct str out = {0};
	assert_non_null(at);
	str_add_n(&out, all, (size_t)(at - all));
	str_addf(&out, "%s%s", to, at + strlen(from));
	write_file(file, str_text(&out));
	str_fini(&out);
	free(all);
}

static int set_up(void **state)
{
	struct service_env *d = mem_alloc(sizeof *d);
	char digest[DIGEST_TEXT];
	service_env_open(d);
	const struct catalogue *c = d->config->catalogue;
	digest_of(c->source, strlen(c->source), digest);
	good(d, store_definition_put(d->s.store, digest, "catalogue", "factors", 0, c->source, "2026-11-01T08:00:00Z",
				     &d->e));
	many_assessments(path(d, "sarai.db"), c, digest, 1, CASES, 6);
	write_weights(path(d, "new.ini"), "version = 2026.2", "version = 2027.1");
	mkdir(path(d, "site"), 0700);
	setenv("SARAI_CONFIG", path(d, "site"), 1);
	*state = d;
	return 0;
}

static int tear_down(void **state)
{
	unsetenv("SARAI_CONFIG");
	service_env_close(*state);
	free(*state);
	return 0;
}

static int run(struct service_env *d, int (*command)(int, char **), const char *const *words)
{
	char *argv[16];
	int argc = 0;
	while (words[argc]) {
		argv[argc] = mem_strdup(words[argc]);
		argc++;
	}
	argv[argc] = NULL;
	fflush(stdout);
	fflush(stderr);
	int out = dup(1), err = dup(2);
	FILE *to = fopen(path(d, "output"), "w"), *wrong = fopen(path(d, "errors"), "w");
	dup2(fileno(to), 1);
	dup2(fileno(wrong), 2);
	int status = command(argc, argv);
	fflush(stdout);
	fflush(stderr);
	dup2(out, 1);
	dup2(err, 2);
	close(out);
	close(err);
	fclose(to);
	fclose(wrong);
	for (int i = 0; i < argc; i++)
		free(argv[i]);
	return status;
}
#define RUN(d, command, ...) run(d, command, (const char *const[]){"x", __VA_ARGS__, NULL})
#define WEIGHTS(d, ...) RUN(d, command_weights, __VA_ARGS__, "--db", path(d, "sarai.db"))

static char *read_all(const char *file)
{
	struct str s = {0};
	char block[4096];
	size_t n;
	FILE *f = fopen(file, "r");
	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		str_add_n(&s, block, n);
	fclose(f);
	return s.len ? str_take(&s) : mem_strdup("");
}

static void said(struct service_env *d, const char *where, const char *what)
{
	char *text = read_all(path(d, where));
	if (!strstr(text, what))
		fail_msg("not said: \"%s\" in: %s", what, text);
	free(text);
}

static void silent(struct service_env *d, const char *where)
{
	char *text = read_all(path(d, where));
	assert_string_equal(text, "");
	free(text);
}

static void comparing(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(WEIGHTS(d, "compare", path(d, "new.ini")), 0);
	said(d, "output", "In force: 2026.2. Candidate: 2027.1.");
	said(d, "output", "400 current assessments scored again");
	said(d, "output", "No case would move to another level.");
	said(d, "output", "Agreement with the assigned level");
	silent(d, "errors"); /* progress is for terminals */
	write_weights(path(d, "new.ini"), "risk_half = 16", "risk_half = 7");
	assert_int_equal(WEIGHTS(d, "compare", path(d, "new.ini"), "--json"), 0);
	said(d, "output", "{\"in_force\": \"2026.2\"");
	said(d, "output", "\"assessments\": 400");
}

/* The number of the line in which a text stands; 0 where it does not. */
static int line_of(const char *path, const char *text)
{
	char line[512];
	int n = 0;
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		n++;
		if (!strncmp(line, text, strlen(text))) {
			fclose(f);
			return n;
		}
	}
	fclose(f);
	return 0;
}

static void mistakes(void **state)
{
	struct service_env *d = *state;
	char expected[240];
	write_weights(path(d, "bad.ini"), "severe = 14", "severe = many");
	assert_int_equal(WEIGHTS(d, "compare", path(d, "bad.ini")), 65);
	snprintf(expected, sizeof expected, "%s:%d: ", path(d, "bad.ini"),
		 line_of(path(d, "bad.ini"), "severe = many"));
	said(d, "errors", expected);
	silent(d, "output");
	assert_int_equal(WEIGHTS(d, "compare", path(d, "none.ini")), 66);
	assert_int_equal(WEIGHTS(d, "adopt", path(d, "bad.ini"), "--authority", "A"), 65);
	said(d, "errors", expected);
	assert_int_equal(WEIGHTS(d, "adopt", path(d, "new.ini"), "--authority", ""), 65);
	static const char *const wrong[][6] = {
		{"compare"},
		{"compare", "a", "b"},
		{"adopt", "a"},
		{"adopt", "--authority", "A"},
		{"adopt", "a", "--authority", "A", "--json"},
		{"overrides", "a"},
		{"overrides", "--what"},
		{"compare", "a", "--db"},
		{"other"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		const char *words[8] = {"x"};
		for (int k = 0; k < 6; k++)
			words[k + 1] = wrong[i][k];
		assert_int_equal(run(d, command_weights, words), 64);
		said(d, "errors", "sarai weights --help");
	}
	assert_int_equal(RUN(d, command_weights, "compare", path(d, "new.ini"), "--db", path(d, "none.db")), 66);
	assert_int_not_equal(access(path(d, "none.db"), F_OK), 0); /* nor made for it */
}

static void overrides(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(WEIGHTS(d, "overrides"), 0);
	said(d, "output", "current assessments with an assigned level.");
	said(d, "output", "Assigned higher than calculated:");
	assert_int_equal(WEIGHTS(d, "overrides", "--json"), 0);
	said(d, "output", "{\"smallest_cell\": 5, \"assigned\": ");
}

static void adopting(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(WEIGHTS(d, "adopt", path(d, "new.ini"), "--authority", "Board of the office"), 0);
	said(d, "output", "factors.ini.20");
	char *text = read_all(path(d, "site/factors.ini"));
	assert_non_null(strstr(text, "version = 2027.1"));
	assert_non_null(strstr(text, "authority = Board of the office, adopted "));
	free(text);
	assert_int_equal(WEIGHTS(d, "compare", path(d, "new.ini")), 0);
	said(d, "output", "In force: 2027.1.");
	assert_int_equal(WEIGHTS(d, "adopt", path(d, "new.ini"), "--authority", "Again"), 65);
}

/* Case by case through `sarai score`: what moves is what comes to another level there. */
static void the_same_as_score(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	int moved = 0;
	write_weights(path(d, "new.ini"), "risk_half = 16", "risk_half = 8");
	assert_int_equal(WEIGHTS(d, "compare", path(d, "new.ini"), "--json"), 0);
	char *all = read_all(path(d, "output"));
	for (int i = 1; i <= CASES; i += 7) {
		struct record r = {0};
		struct str answers = {0}, flags = {0};
		char id[ID_TEXT], row[64];
		snprintf(id, sizeof id, "01A%023d", i);
		good(d, store_record_get(d->s.store, id, &r, &d->e));
		for (int k = 0; k < r.answers.n; k++) {
			const struct pair *p = &r.answers.at[k];
			if (catalogue_factor(c, p->name) >= 0)
				str_addf(&answers, "%s = %s\n", p->name, p->value);
			else if (catalogue_flag(c, p->name) >= 0)
				str_addf(&flags, "%s = %s\n", p->name, p->value);
		}
		struct str file = {0};
		str_addf(&file, "[answers]\n%s[flags]\n%s", str_text(&answers), str_text(&flags));
		write_file(path(d, "answers.ini"), str_text(&file));
		assert_int_equal(
			RUN(d, command_score, "--factors", path(d, "new.ini"), "--answers", path(d, "answers.ini")), 0);
		char *json = read_all(path(d, "output")), *band = strstr(json, "\"band\": \"");
		assert_non_null(band);
		band += strlen("\"band\": \"");
		*strchr(band, '"') = 0;
		snprintf(row, sizeof row, "\"number\": \"HR-2026-%06d\"", i);
		bool moves = strcmp(band, pairs_get(&r.answers, "=band")) != 0;
		const char *there = strstr(all, row);
		assert_int_equal(moves, there != NULL);
		if (there) {
			char to[80];
			snprintf(to, sizeof to, "\"to\": \"%s\"", band);
			const char *output_to = strstr(there, "\"to\": ");
			assert_int_equal(strncmp(output_to, to, strlen(to)), 0);
			moved++;
		}
		free(json);
		str_fini(&answers);
		str_fini(&flags);
		str_fini(&file);
		record_fini(&r);
	}
	assert_true(moved > 3);
	free(all);
}

/* ---- stopping ---- */

static bool watches_for_interrupts(pid_t pid)
{
	char file[64], line[256];
	unsigned long long caught = 0;
	snprintf(file, sizeof file, "/proc/%d/status", (int)pid);
	FILE *f = fopen(file, "r");
	if (!f)
		return false;
	while (fgets(line, sizeof line, f))
		sscanf(line, "SigCgt: %llx", &caught);
	fclose(f);
	return caught & (1ull << (SIGINT - 1));
}

/* Its terminal takes no output until it has been interrupted: so it cannot be through before. */
static void ctrl_c(void **state)
{
	struct service_env *d = *state;
	int master, slave, status, tries = 0;
	assert_int_equal(openpty(&master, &slave, NULL, NULL, NULL), 0);
	assert_int_equal(tcflow(slave, TCOOFF), 0);
	signal(SIGINT, SIG_DFL); /* an earlier command in this process has watched for it */
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		close(master);
		char *argv[] = {mem_strdup("weights"), mem_strdup("compare"),	    mem_strdup(path(d, "new.ini")),
				mem_strdup("--db"),    mem_strdup(path(d, "sarai.db")), NULL};
		_exit(login_tty(slave) == 0 ? command_weights(5, argv) : 1);
	}
	while (!watches_for_interrupts(pid) && tries++ < 20000)
		usleep(1000);
	kill(pid, SIGINT);
	assert_int_equal(tcflow(slave, TCOON), 0);
	close(slave);
	char text[4096] = "";
	size_t n = 0;
	ssize_t k;
	while (n < sizeof text - 1 && (k = read(master, text + n, sizeof text - 1 - n)) > 0)
		n += (size_t)k;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(master);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 75)
		fail_msg("status %x: %s", status, text);
	assert_non_null(strstr(text, "stopped"));
	assert_null(strstr(text, "Candidate"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(comparing), TEST(mistakes), TEST(overrides), TEST(adopting), TEST(the_same_as_score), TEST(ctrl_c),
	};
	return cmocka_run_group_tests_name("command: weights", tests, NULL, NULL);
}

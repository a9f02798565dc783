/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the system log is told, and that the sample filter for fail2ban reads it. syslog(3) is replaced here.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <regex.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/audit.h>
#include <sarai/base/system_log.h>
#include <sarai/crypto/password.h>
#include <sarai/edit/temporary_access.h>

#include "lib/service_env.h"

static char lines[4096];

static void take(const char *fmt, va_list ap)
{
	size_t n = strlen(lines);
	vsnprintf(lines + n, sizeof lines - n, fmt, ap);
	n = strlen(lines);
	snprintf(lines + n, sizeof lines - n, "\n");
}

/* In the place of the C library's, with and without _FORTIFY_SOURCE. */
void syslog(int priority, const char *fmt, ...);
void syslog(int priority, const char *fmt, ...)
{
	va_list ap;
	(void)priority;
	va_start(ap, fmt);
	take(fmt, ap);
	va_end(ap);
}
void __syslog_chk(int priority, int flag, const char *fmt, ...);
void __syslog_chk(int priority, int flag, const char *fmt, ...)
{
	va_list ap;
	(void)priority;
	(void)flag;
	va_start(ap, fmt);
	take(fmt, ap);
	va_end(ap);
}

static int set_up(void **state)
{
	struct service_env *d = mem_alloc(sizeof *d);
	service_env_open(d);
	*state = d;
	*lines = 0;
	d->config->settings.syslog = true;
	return 0;
}

static void has(const char *line)
{
	if (!strstr(lines, line))
		fail_msg("not in the log: \"%s\": %s", line, lines);
}

static enum login_result log_in(struct service_env *d, struct session *s, const char *name, const char *from)
{
	struct login_request r = {name, "wrong and wrong again", NULL, from, NULL};
	int wait;
	session_init(s, "", d->s.store, d->config, &d->clock);
	return account_login(s, &r, &wait, &d->e);
}

static void add(struct service_env *d, const char *name)
{
	char once[PASSWORD_ONCE];
	good(d, account_add(&d->s, &(struct account_facts){.name = name, .role = "case-worker", .full_name = "Nadia Secret"},
			    once, &d->e));
}

static void refused_logins_rights_and_reasons_are_told(void **state)
{
	struct service_env *d = *state;
	char once[PASSWORD_ONCE], line[200], id[ID_TEXT];
	struct session s;
	bool asked;
	add(d, "nadia");
	snprintf(line, sizeof line, "account-made from=- account=%s nadia, role none -> case-worker\n", d->s.actor);
	has(line);
	assert_int_equal(log_in(d, &s, "nadia", "10.0.0.7"), LOGIN_WRONG);
	has("login-refused from=10.0.0.7 account=nadia\n");
	assert_int_equal(log_in(d, &s, "my password by mistake", "2001:db8::1"), LOGIN_WRONG);
	has("login-refused from=2001:db8::1 account=_no_account_\n");
	good(d, account_change(&d->s, &(struct account_facts){.name = "nadia", .role = "supervisor", .full_name = "Other"}, &asked,
			       &d->e));
	has(" nadia, role case-worker -> supervisor\n");
	good(d, account_disable(&d->s, "nadia", true, &d->e));
	has("account-disabled from=");
	good(d, account_reset(&d->s, "nadia", once, &d->e));
	has("password-reset from=");
	register_as(d, "Person Hidden", id);
	s = d->s;
	snprintf(s.actor, sizeof s.actor, "besnik");
	s.scope[PERMIT_VIEW] = SCOPE_OWN;
	good(d, access_open(&s, id, "She rings and her own worker is away today", &d->e));
	has(" account=besnik HR-");
	assert_null(strstr(lines, "Secret"));
	assert_null(strstr(lines, "Other"));
	assert_null(strstr(lines, "Hidden"));
	assert_null(strstr(lines, "her own worker"));
	assert_null(strstr(lines, once));
	assert_null(strstr(lines, "mistake"));
}

static void nothing_is_told_where_the_settings_do_not_ask(void **state)
{
	struct service_env *d = *state;
	struct session s;
	d->config->settings.syslog = false;
	add(d, "nadia");
	log_in(d, &s, "nadia", "10.0.0.7");
	assert_string_equal(lines, "");
}

static void fields_cannot_be_forged(void **state)
{
	(void)state;
	*lines = 0;
	system_log("login-refused", "a b from=10.0.0.1\n", "x\ny account=z", "one\ntwo\x1b[2J");
	assert_string_equal(lines, "login-refused from=a_b_from_10.0.0.1_ account=x_y_account_z one two[2J\n");
}

/* The filter as a POSIX expression: without the prefix that fail2ban fills in. */
static void filter(regex_t *re)
{
	char line[400], to[600] = "";
	FILE *f = fopen("config/fail2ban.sample", "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f) && strncmp(line, "failregex = ", 12) != 0)
		;
	fclose(f);
	line[strcspn(line, "\n")] = 0;
	for (const char *p = line + 12; *p;) {
		static const struct {
			const char *from, *to;
		} rows[] = {{"%(__prefix_line)s", ""}, {"(?:", "("}, {"<ADDR>", "[0-9a-f.:]+"}};
		size_t i = 0;
		while (i < 3 && strncmp(p, rows[i].from, strlen(rows[i].from)) != 0)
			i++;
		snprintf(to + strlen(to), sizeof to - strlen(to), "%.*s", i < 3 ? 20 : 1, i < 3 ? rows[i].to : p);
		p += i < 3 ? strlen(rows[i].from) : 1;
	}
	assert_int_equal(regcomp(re, to, REG_EXTENDED | REG_NOSUB), 0);
}

static void the_sample_for_fail2ban_finds_addresses_alone(void **state)
{
	static const struct {
		const char *event, *source, *detail;
		bool found;
	} rows[] = {
		{"login-refused", "10.0.0.7", "", true},
		{"login-refused", "2001:db8::1", "", true},
		{"command-refused", "10.0.0.7", "sh -c id", true},
		{"login-refused", "/dev/tty1", "", false},
		{"login-refused", "", "", false},
		{"account-changed", "10.0.0.7", "login-refused from=10.0.0.9 account=x", false},
	};
	regex_t re;
	(void)state;
	filter(&re);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		*lines = 0;
		system_log(rows[i].event, rows[i].source, "nadia", rows[i].detail);
		assert_int_equal(regexec(&re, lines, 0, NULL, 0) == 0, rows[i].found);
	}
	regfree(&re);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(refused_logins_rights_and_reasons_are_told, set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_told_where_the_settings_do_not_ask, set_up, service_env_tear_down),
		cmocka_unit_test(fields_cannot_be_forged),
		cmocka_unit_test(the_sample_for_fail2ban_finds_addresses_alone),
	};
	return cmocka_run_group_tests_name("system log", tests, NULL, NULL);
}

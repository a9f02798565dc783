/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/confine.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/system_log.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>
#include <sarai/command/check_config.h>
#include <sarai/command/open.h>
#include <sarai/command/workplace.h>
#include <sarai/config/settings.h>
#include <sarai/screen/app.h>
#include <sarai/screen/login.h>
#include <sarai/store/store.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

/* What is read after the start: terminal descriptions, zones, languages, words that are no passwords, accounts of the
 * system, and for printing the libraries and fonts; written: the database with what stands beside it. Nothing else is
 * reached any more, and nothing is run. */
static void shut_in(const struct workplace *w)
{
	if (w->config->settings.syslog)
		system_log_open();
	const char *const read[] = {"/usr/share",	      "/usr/lib",	     "/lib/terminfo", "/etc",
					   "/var/cache/cracklib", "/var/cache/fontconfig", "/run/systemd/userdb",
					   "/dev/urandom",	  w->config->folder, /* weights to try */
					   NULL};
	char *folder = mem_strdup(store_path(w->store));
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = 0;
	const char *const write[] = {slash ? folder : ".", "/dev/tty", "/dev/null", NULL};
	confine_files(read, write);
	free(folder);
}

/* The address it comes from, else the terminal. Where people start the program themselves with rights that are not
 * theirs, the environment is what they say it is: then the address is only claimed. */
static void source_of(char *out, size_t size)
{
	const char *ssh = getenv("SSH_CONNECTION"), *tty = ttyname(STDIN_FILENO);
	if (ssh && *ssh)
		snprintf(out, size, "%.*s%s", (int)(strcspn(ssh, " ") < 45 ? strcspn(ssh, " ") : 45), ssh,
			 confine_raised() ? " (claimed)" : "");
	else
		snprintf(out, size, "%s", tty ? tty : "");
}

/* By what wrong passwords are counted: what the caller cannot write. The system says whose process it is. */
static void place_of(const char *source, char *out, size_t size)
{
	if (confine_raised())
		snprintf(out, size, "user %u of the system", (unsigned)getuid());
	else
		snprintf(out, size, "%s", source);
}

int command_refuse(const struct command_options *o, const char *asked, const char *said)
{
	struct workplace w;
	struct err e = {0};
	char *clean = text_clean(asked, strlen(asked), false);
	char *cut = text_cut(clean, 80);
	struct audit_note n = {.action = "command-refused", .detail = cut, .log = cut};
	fprintf(stderr, "sarai: %s\n", said);
	/* As whose session it was; what cannot be written down is refused all the same. */
	if (workplace_open(&w, o) == 0) {
		struct session s = w.session;
		snprintf(s.actor, sizeof s.actor, "%s", o->as ? o->as : w.user);
		source_of(s.source, sizeof s.source);
		if (w.with_accounts && !audit_add(&s, &n, &e))
			command_fail(&e);
		workplace_close(&w);
	}
	free(cut);
	free(clean);
	return err_exit_status(ERR_DENIED);
}

/* One person after the other at this terminal, until somebody leaves. */
static bool sessions(struct workplace *w, struct term *term, const struct command_options *o, struct diags *d,
		     struct err *e)
{
	char source[64], place[64];
	bool again = true;
	const char *name = o->as ? o->as : w->user;
	const char *said = NULL;
	source_of(source, sizeof source);
	place_of(source, place, sizeof place);
	while (again) {
		struct login_options l = {
			.name = name, .fixed = w->fixed_name || o->as, .source = source, .place = place, .said = said};
		if (w->with_accounts && !login_run(term, &w->session, &l, d, e))
			return e->code == ERR_NONE;
		struct app *app = app_new(&w->session, term, w->with_accounts, d);
		if (!app)
			return true; /* with findings */
		stack_run(app->stack);
		again = app->another && w->with_accounts;
		if (app->ended.code != ERR_NONE)
			*e = app->ended;
		app_free(&app);
		if (e->code != ERR_NONE)
			return false;
		workplace_session(w);
		name = l.fixed ? name : "";
		said = l.fixed ? NULL : "What the person before you has typed is kept for them.";
	}
	return true;
}

int command_open(int argc, char **argv)
{
	struct args a;
	struct workplace w;
	struct err e = {0};
	struct diags d = {0};
	int status;
	if (!args_read(&a, "open", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	o.make = o.at_work = true;
	bool for_others = confine_raised() || o.as;
	const char *asked = getenv("SSH_ORIGINAL_COMMAND");
	if (o.as)
		confine_distrust();
	if (for_others && asked && *asked)
		return command_refuse(&o, asked, "Nothing else is run here. Log in without naming a command.");
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		fputs("sarai: this needs a terminal. Over ssh, use 'ssh -t'. 'sarai tour' prints screens without "
		      "one.\n",
		      stderr);
		return err_exit_status(ERR_USAGE);
	}
	status = workplace_open(&w, &o);
	if (status)
		return status;
	command_check_looks(w.config, &d);
	if (d.n) {
		diags_sort(&d);
		diags_print(&d, stderr);
		diags_fini(&d);
		workplace_close(&w);
		return err_exit_status(ERR_CONFIG);
	}
	const struct settings *s = &w.config->settings;
	char charset[16];
	settings_charset(s, charset);
	struct term_options t = {
		.esc_delay_ms = s->esc_delay_ms,
		.esc_digit_ms = s->esc_digit_ms,
		.esc_digit_types = s->esc_digit,
		.charset = charset,
		.flow_control = s->flow_control,
		.borders = s->borders,
		.colour = strcmp(s->theme, "mono") != 0,
		.theme_mono = w.config->theme_mono,
		.theme_colour = w.config->theme_site ? w.config->theme_site : w.config->theme_colour,
	};
	struct term *term = term_open(&t, &e);
	if (!term) {
		status = command_fail_at_work(&e);
		workplace_close(&w);
		return status;
	}
	shut_in(&w);
	bool good = sessions(&w, term, &o, &d, &e);
	term_close(&term);
	/* Said once the page is gone, or it would go with it. */
	if (!good)
		status = command_fail_at_work(&e);
	if (d.n) {
		diags_print(&d, stderr);
		status = err_exit_status(ERR_CONFIG);
	}
	diags_fini(&d);
	workplace_close(&w);
	return status;
}

int command_init(int argc, char **argv)
{
	struct args a;
	struct workplace w;
	int status;
	if (!args_read(&a, "init", argc, argv, &status))
		return status;
	struct command_options o = command_options(&a);
	o.make = true;
	status = workplace_open(&w, &o);
	if (status)
		return status;
	printf(w.made ? "The database is made: %s\n" : "The database was there already: %s\n", store_path(w.store));
	workplace_close(&w);
	return 0;
}

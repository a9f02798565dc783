/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The main job from the first key to the last, played on a terminal that is not there: keys in, each screen out as
 * text. On a database of its own that is gone afterwards.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/command/args.h>
#include <sarai/command/tour.h>
#include <sarai/command/workplace.h>
#include <sarai/demo/demo.h>
#include <sarai/screen/app.h>
#include <sarai/term/screen.h>
#include <sarai/term/script.h>
#include <sarai/term/term.h>

#define ROWS 24
#define COLS 80
#define CASES 12

struct stop {
	const char *what; /* what one does, and sees */
	const char *keys;
};

static const struct stop stops[] = {
	{"Home: the three jobs, and what needs you today", ""},
	{"1: look for the person before registering anybody", "1Amara Beispiel"},
	{"F9: nobody found, so a new person, under the name typed", "<F9>"},
	{"Who she is and how to reach her safely; F2 saves",
	 "<Enter>(fictitious)<Enter>f<Enter>age 27<Enter>guin<Enter>fr<Enter>2<F2>"},
	{"3: the screening, consent first, then the urgent flags", "31122222222222"},
	{"Exposure and means, the decision, F2",
	 "1<Tab>Paid nothing since spring; her passport is kept.<Tab>1<Tab>1<F2>"},
	{"4: the assessment; its place is chosen, and what is known of it comes along", "42222222222222"},
	{"F9 jumps to what settles most; each answer is one key", "<F9>5<F9>3<F9>2<F9>1<F9>6<F9>2"},
	{"F11: why the score is what it is", "<F11>"},
	{"The level one assigns is one's own judgement; F2",
	 "<Esc><End><Up><Up>high<Enter>She is still looked for.<Tab>1<F2>"},
	{"5: the plan, with the risks nobody answers yet", "<Esc>5"},
	{"Enter on a risk: an action, or why there is none", "<Down><Down><Enter>1Go to the shelter together"},
	{"Follow-up: c records a contact or an attempt", "<Esc><Esc>c1<Tab>2111She has a room now, and sleeps better."},
};

static void print_screen(struct term *t, int n, const char *what)
{
	printf("\n%d. %s\n", n, what);
	fputs("+", stdout);
	for (int i = 0; i < COLS; i++)
		putchar('-');
	puts("+");
	for (int i = 0; i < term_rows(t); i++) {
		char *row = term_row(t, i);
		printf("|%s\n", row);
		free(row);
	}
	fputs("+", stdout);
	for (int i = 0; i < COLS; i++)
		putchar('-');
	puts("+");
}

static int play(struct session *session, struct term *term)
{
	struct diags d = {0};
	struct app *app = app_new(session, term, false, &d);
	int status = app ? 0 : err_exit_status(ERR_CONFIG);
	diags_print(&d, stderr);
	diags_fini(&d);
	for (size_t i = 0; app && i < sizeof stops / sizeof stops[0] && !stack_ended(app->stack); i++) {
		if (!script_type(app->stack, stops[i].keys))
			status = err_exit_status(ERR_INTERNAL);
		print_screen(term, (int)i + 1, stops[i].what);
	}
	app_free(&app);
	return status;
}

static void remove_folder(const char *folder)
{
	static const char *const files[] = {"sarai.db", "sarai.db-wal", "sarai.db-shm", "sarai.db-journal"};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct str path = {0};
		str_addf(&path, "%s/%s", folder, files[i]);
		unlink(str_text(&path));
		str_fini(&path);
	}
	rmdir(folder);
}

static int tour_in(const char *folder)
{
	struct term_options t = {.headless = true, .rows = ROWS, .cols = COLS, .borders = 1};
	struct command_options o = {0};
	struct workplace w;
	struct err e = {0};
	struct str path = {0};
	str_addf(&path, "%s/sarai.db", folder);
	o.db = str_text(&path);
	o.make = true;
	int status = workplace_open(&w, &o);
	str_fini(&path);
	if (status)
		return status;
	t.theme_mono = w.config->theme_mono;
	t.theme_colour = w.config->theme_colour;
	struct term *term = demo_fill(&w.session, CASES, &e) ? term_open(&t, &e) : NULL;
	status = term ? play(&w.session, term) : command_fail(&e);
	term_close(&term);
	workplace_close(&w);
	return status;
}

int command_tour(int argc, char **argv)
{
	struct args a;
	int status;
	if (!args_read(&a, "tour", argc, argv, &status))
		return status;
	const char *tmp = getenv("TMPDIR");
	struct str folder = {0};
	str_addf(&folder, "%s/sarai-tour-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	char *name = str_take(&folder);
	if (!mkdtemp(name)) {
		fprintf(stderr, "sarai: no folder can be made for the tour: %s\n", name);
		free(name);
		return err_exit_status(ERR_IO);
	}
	puts("The main job, from the first key to the last, with fictitious people. In a terminal, 'make run' opens "
	     "the program.");
	status = tour_in(name);
	remove_folder(name);
	free(name);
	return status;
}

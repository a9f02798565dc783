/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a file on the screen: what was proposed, carrying it out or saying no, and the certificate.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/kind/erasure.h>
#include <sarai/report/export_file.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "screens.h"

struct answering {
	struct app *app;
	char proposal_id[ID_TEXT], case_id[ID_TEXT], number[32];
};

/* What stands below shows how it is now. */
static void show_again(struct app *a)
{
	struct screen *top = stack_top(a->stack);
	if (top && top->class->shown)
		top->class->shown(top);
}

/* ---- the certificate ---- */

struct certificate {
	char proposal_id[ID_TEXT];
};

static char *read_certificate(struct text_page *p, int cols, struct err *e)
{
	const struct certificate *c = p->data;
	(void)cols;
	return erasure_certificate(p->app->session, c->proposal_id, e);
}

static void save_certificate(struct text_page *p)
{
	const struct certificate *c = p->data;
	struct err e = {0};
	char name[64];
	char *text = erasure_certificate(p->app->session, c->proposal_id, &e);
	snprintf(name, sizeof name, "%s-certificate", p->case_row.number);
	char *path = text ? export_file_name(p->app->session, name, "txt", &e) : NULL;
	if (path && export_file_write(path, text, strlen(text), &e))
		stack_say(p->app->stack, ROLE_GOOD, "Written: %s", path);
	else
		stack_say_err(p->app->stack, &e);
	free(text);
	free(path);
}

static bool certificate_act(struct text_page *p, int action)
{
	if (action == ACT_PRINT)
		save_certificate(p);
	return action == ACT_PRINT;
}

static void certificate_hint(struct text_page *p, struct str *out)
{
	str_addf(out, "It stays in the file. %s writes it to a file, to print.",
		 keymap_shown(p->app->keys, &actions_global, ACT_PRINT));
}

static void certificate_title(struct text_page *p, struct str *out)
{
	(void)p;
	str_add(out, "Certificate");
}

static void certificate_fini(struct text_page *p)
{
	free(p->data);
}

static const struct text_page_spec certificate_spec = {
	.read = read_certificate,
	.act = certificate_act,
	.hint = certificate_hint,
	.title = certificate_title,
	.fini = certificate_fini,
};

static const struct screen_class certificate_class = {
	.name = "certificate",
	.actions = NULL,
	.help = "What was taken out of the file, when, by whom, and because of what. Print it where the law asks for "
		"paper.\n"
		"The last line is the digest of all above it; the audit trail holds the digest of the whole.",
	TEXT_PAGE_FUNCTIONS,
};

static void open_certificate(struct app *a, const char *case_id, const char *proposal_id)
{
	struct certificate *c = mem_alloc(sizeof *c);
	snprintf(c->proposal_id, sizeof c->proposal_id, "%s", proposal_id);
	text_page_push(a, &certificate_class, &certificate_spec, case_id, c);
}

/* ---- answering ---- */

static void confirmed(void *ctx, const char *typed)
{
	struct answering *q = ctx;
	struct app *a = q->app;
	struct err e = {0};
	bool cleared;
	if (!typed || strcmp(typed, q->number) != 0) {
		stack_say(a->stack, ROLE_HINT,
			  typed ? "That is not the number: nothing was done." : "Nothing was done.");
		free(q);
		return;
	}
	if (!erasure_carry_out(a->session, q->proposal_id, "", &cleared, &e)) {
		stack_say_err(a->stack, &e);
		free(q);
		return;
	}
	show_again(a);
	open_certificate(a, q->case_id, q->proposal_id);
	stack_say(
		a->stack, ROLE_GOOD,
		cleared ? "Carried out. The certificate is in the file."
			: "Carried out. Others are at work: the last traces go by themselves when they have finished.");
	free(q);
}

static void refused(void *ctx, const char *comment)
{
	struct answering *q = ctx;
	struct err e = {0};
	if (comment) {
		if (erasure_refuse(q->app->session, q->proposal_id, comment, &e)) {
			show_again(q->app);
			stack_say(q->app->stack, ROLE_GOOD, "Not carried out: the file stays.");
		} else {
			stack_say_err(q->app->stack, &e);
		}
	}
	free(q);
}

static void answered(void *ctx, int choice)
{
	struct answering *q = ctx;
	struct str t = {0};
	switch (choice) {
	case 0:
		str_addf(&t, "It cannot be brought back. Type the case number, %s, to carry it out:", q->number);
		dialog_ask(q->app->stack, "Carry out", str_text(&t), "", 40, 1, confirmed, q);
		str_fini(&t);
		break;
	case 1:
		dialog_ask(q->app->stack, "Not carried out", "Why does the file stay?", "", 400, 3, refused, q);
		break;
	case 2:
		open_record(q->app, "erasure", q->case_id, q->proposal_id, NULL);
		free(q);
		break;
	default:
		free(q);
		break;
	}
}

void open_erasure(struct app *a, const struct case_row *k, const char *proposal_id, const char *state)
{
	static const struct choice choices[] = {
		{'1', "Carry it out"}, {'2', "No: the file stays"}, {'3', "Read what was proposed"}};
	if (!strcmp(state, "done")) {
		open_certificate(a, k->id, proposal_id);
	} else if (!strcmp(state, "waiting")) {
		struct answering *q = mem_alloc(sizeof *q);
		q->app = a;
		snprintf(q->proposal_id, sizeof q->proposal_id, "%s", proposal_id);
		memcpy(q->case_id, k->id, sizeof q->case_id);
		memcpy(q->number, k->number, sizeof q->number);
		dialog_choose(a->stack, q->number, "The end of this file has been proposed. Two people do it together.",
			      choices, 3, answered, q);
	} else {
		open_record(a, "erasure", k->id, proposal_id, NULL);
	}
}

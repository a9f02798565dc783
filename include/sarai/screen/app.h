/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every screen of Sarai gets: the session, and the doors to the other screens. Screens keep no other globals.
 */
#ifndef SARAI_SCREEN_APP_H
#define SARAI_SCREEN_APP_H

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>

struct app {
	struct session *session;
	struct stack *stack;
	struct keymap *keys;
	bool names_hidden;   /* F6 */
	int drafts;          /* unsaved drafts of this person: shown in the title row */
	bool with_accounts;  /* people log in; otherwise (practice) the page can only be covered */
	bool locked;
	bool another;        /* left so that somebody else can log in */
	struct err ended;    /* why the session has ended by itself; ERR_NONE: it has not */
};

/* Build the stack with the home screen on it (and the offer of drafts, when there are any). Owned; NULL with *d. */
struct app *app_new(struct session *session, struct term *term, bool with_accounts, struct diags *d);
void app_free(struct app **a);
void app_leave(struct app *a, bool another); /* end; what is being typed is kept */
/* Ends the session when its account has been changed or disabled, or the database is another one now (restored, moved,
 * upgraded): what is being typed becomes drafts, and a->ended says why. */
bool app_end_if_over(struct app *a);
struct app *app_of(const struct screen *s);
void app_count_drafts(struct app *a);

/* Doors. Each pushes a screen, or says on the message row why it cannot. */
void open_find(struct app *a, const char *typed, bool to_register);
void open_case(struct app *a, const char *case_id);
void open_work(struct app *a, struct edit *w);          /* the screen that fits its kind; takes w */
void open_record(struct app *a, const char *kind, const char *case_id, const char *record_id, const char *parent_id);
void open_plan(struct app *a, const char *case_id);
void open_agenda(struct app *a);
void open_approvals(struct app *a);
void open_caseload(struct app *a);
void open_status(struct app *a, const char *case_id); /* status, approvals, transfers, closing */
void open_drafts(struct app *a);
void open_history(struct app *a, const char *case_id);
void open_rounds(struct app *a, const char *case_id);   /* the score over rounds */
void open_conflict(struct app *a, struct edit *w, struct record *theirs,
		   void (*done)(void *ctx, bool saved), void *ctx); /* takes *theirs */

/* Shared words and marks. */
enum role level_role(const struct config *c, const char *band);
void level_words(const struct config *c, const char *band, struct str *out);          /* "!! HIGH" */
void points_words(int points, struct str *out); /* "+1.5", "-66.5" from hundredths */
void urgent_words(const struct case_row *k, int64_t now, struct str *out);            /* "URGENT 3h", "URGENT late 2h" */
void due_words_of(const char *due, int64_t now, struct str *out);                     /* "in 3h", "late 2 days" */
void urgent_due_words(const char *due, int64_t now, struct str *out); /* what is left to the hour, as the clocks say it */
void clock_words(const struct case_clock *c, int64_t now, struct str *out); /* "Care window 14h", "... 95 min" */
void person_words(const struct app *a, const struct case_row *k, struct str *out);    /* name, or the mask */
void person_facts(const struct app *a, const struct case_row *k, struct str *out);    /* "F, 34" */
void case_head_draw(const struct app *a, const struct case_row *k, struct canvas *c); /* the head that stays */
#define CASE_HEAD_ROWS 3
#define ALERT_ROWS_MOST 2
/* As many more as the rule of contact needs, two at most; 0 without a case. */
int case_head_rows(const struct case_row *k, int cols);
int case_head_rows_whole(const struct case_row *k, int cols); /* as many as the whole rule needs: before a call */

#endif

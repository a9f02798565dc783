/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the screens share among themselves: their key tables, their own actions, and the form screen that others
 * extend.
 */
#ifndef SARAI_SCREEN_SCREENS_H
#define SARAI_SCREEN_SCREENS_H

#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

enum own_action {
	ACT_NEW = ACT_OWN, /* register, add another */
	ACT_MINE,	   /* own cases or everyone's */
	ACT_ORDER,
	ACT_REASONS,
	ACT_ASK_NEXT,
	ACT_GOAL,
	ACT_STEP, /* a plan action */
	ACT_WISHES,
	ACT_STATE,
	ACT_NO_ACTION,
	ACT_DISMISS,
	ACT_CONTACT,
	ACT_PLAN,
	ACT_CHART,
	ACT_DROP,
	ACT_TAKE_MINE,
	ACT_TAKE_THEIRS,
	ACT_OTHER,
	ACT_RESET,
	ACT_BY_PERSON,
	ACT_BY_DAY,
	ACT_BY_CASE,
	ACT_ALL,
	ACT_CHECK,
	ACT_EDIT,
	ACT_ASSESS,
	ACT_SEEN,
	ACT_DETAILS,
	ACT_PAST,
	ACT_USERS,
	ACT_STALE,
	ACT_TAKE_OVER,
	ACT_NEW_GROUP,
	ACT_ANONYMOUS, /* keep a contact without a name */
	ACT_CORRECT,
	ACT_APPROVE,
	ACT_REJECT,
	ACT_ASK,
	ACT_ASSIGN,
	ACT_TRANSFER,
	ACT_CLOSE,
	ACT_MARK,
	ACT_PART,
	ACT_TIMELINE,
	ACT_HISTORY,
	ACT_COPY,
	ACT_KEEP,
	ACT_REMOVE,
	ACT_BY_SERVICE,
	ACT_BY_PLACE,
	ACT_FIND_SERVICE,
	ACT_REFER,
	ACT_SHOW_OTHERS,
	ACT_GAP,
	ACT_AGAIN,
	ACT_REMIND,
	ACT_FEEDBACK,
	ACT_ACKNOWLEDGE, /* a supervisor has seen it */
	ACT_LEVELS,      /* levels below the calculated one */
	ACT_REQUESTS,    /* what people who keep accounts have asked for themselves */
	ACT_TO_STATE, /* and one for each state of a referral behind it */
	ACT_TO_STATE_LAST = ACT_TO_STATE + 31,
};

extern const struct action_table actions_find, actions_cases, actions_case, actions_assessment, actions_plan,
	actions_agenda, actions_drafts, actions_records, actions_conflict, actions_lock, actions_accounts,
	actions_audit, actions_timeline, actions_household, actions_contexts, actions_signed, actions_status, actions_approvals,
	actions_caseload, actions_load_cases, actions_directory, actions_entry, actions_finding, actions_referrals,
	actions_referral, actions_rights, actions_retention, actions_household_plan, actions_signals,
	actions_interventions, actions_account_requests;

void open_home(struct app *a);
void open_accounts(struct app *a);
void open_account_requests(struct app *a);
void open_own_account(struct app *a);
void open_audit(struct app *a);
void open_retention(struct app *a); /* files whose time is over, and their end */
void open_exports(struct app *a);
/* What has been proposed for the end of a file, by its state: to answer, the certificate, or to read. */
void open_copy(struct app *a, const char *case_id); /* of their own file, for the person */
void open_erasure(struct app *a, const struct case_row *k, const char *proposal_id, const char *state);
/* A form outside a case; takes def and form. save may close the page by stack_pop; false shows its error. */
void open_plain_form(struct app *a, const char *name, struct form_def *def, struct form *form,
		     bool (*save)(void *ctx, struct form *f, struct err *e), void *ctx);
void open_timeline(struct app *a, const char *case_id);
void open_lock(struct app *a);
int app_idle(void *ctx, struct stack *s, int64_t idle_ms);
enum case_purpose { CASES_LOOK, CASES_PLAN, CASES_BELOW /* with a level below the calculated one */ };
void open_cases(struct app *a, enum case_purpose purpose);
void open_section(struct app *a, enum case_section section, const char *case_id);
void open_episode(struct app *a, int episode, const char *case_id); /* all of an earlier time of the case */
void open_assessment(struct app *a, const char *case_id);
void open_action_for(struct app *a, const char *case_id, const char *service, const char *factors);
/* Ask for the state of an action (of a case or a household), and set it. */
void ask_action_state(struct app *a, const struct record *r);
void open_household(struct app *a, const char *case_id);
/* What is planned for a household, from the case it is looked at from. */
void open_household_plan(struct app *a, const char *case_id, const char *household_id);
/* A new action for it; service and factors may be NULL. */
void open_household_action(struct app *a, const char *household_id, const char *case_id, const char *service,
			   const char *factors);
void open_contexts(struct app *a);		      /* profiles of communities and countries */
void open_users(struct app *a, const char *source);   /* the cases that use one */
void open_stale(struct app *a);			      /* cases that rest on something older */
void open_shared_history(struct app *a, const char *source);
void open_directory(struct app *a);
/* Choose an entry of the directory for the person of a case, best fit first; done gets its id. */
void open_directory_for(struct app *a, const char *case_id, const char *service, void (*done)(void *ctx, const char *id),
			void *ctx);
void open_entry(struct app *a, const char *entry_id);
void open_referrals(struct app *a, const char *case_id); /* NULL: of all cases */
void open_all_referrals(struct app *a);
/* As open_record, but always the form. */
void open_record_form(struct app *a, const char *kind, const char *case_id, const char *record_id, const char *parent_id);
void open_referral(struct app *a, const char *case_id, const char *referral_id);
/* The referral of a plan's action: the one there is, or a new one. */
void open_referral_of(struct app *a, const char *case_id, const char *action_id);
void form_screen_finding(struct app *a, struct edit *w); /* a form with F9 into the directory */
void open_signals(struct app *a);	      /* what many cases of one place have in common */
void open_interventions(struct app *a);	      /* and what is done about it */
void open_weights(struct app *a); /* how the level is worked out */
void open_weights_trials(struct app *a); /* what other weights would do */

/* The form screen: shows any work, keeps drafts, saves, settles conflicts. The assessment adds a head to it. */
struct form_screen {
	struct app *app;
	struct edit *work;
	struct form_view view;
	unsigned head_seen; /* revision of the form that the head shows */
	unsigned seen;	    /* revision of the form that `changed` has seen */
	int head_rows;
	void (*changed)(struct form_screen *f); /* the answers are other than before; may be NULL */
	void (*head)(const struct form_screen *f, struct canvas *c);
	bool (*act)(struct screen *s, struct form_screen *f, int action);
	void (*done)(struct form_screen *f);	/* frees extra */
	bool in_case;	    /* the page below is already of this case */
	bool case_below;    /* ... its case file, whose keys it goes back to */
	bool stays;	    /* stays open after saving */
	bool alarmed;	    /* the last save was one of answers that raise an urgent flag */
	bool unkept;	    /* the draft could not be saved when it was last tried */
	char *warned;	    /* what the kind last said of the answers; owned */
	void *extra;
};
/* Is the page on top one of a case (so that the path already names it)? */
bool top_is_of_case(const struct app *a);
struct screen *form_screen_push(struct app *a, struct edit *w, const struct screen_class *class);
void form_screen_assessment(struct app *a, struct edit *w);
void form_screen_signed(struct app *a, struct edit *w); /* what can only be read; takes w */
extern const struct screen_class form_class;
bool form_screen_act(struct screen *s, int action);
bool form_screen_text(struct screen *s, const char *utf8);
bool form_screen_typing(const struct screen *s);
void form_screen_hint(const struct screen *s, struct str *out);
void form_screen_about(const struct screen *s, struct str *out);
void form_screen_title(const struct screen *s, struct str *out);
void form_screen_draw(const struct screen *s, struct canvas *body);
bool form_screen_may_close(struct screen *s);
void form_screen_tick(struct screen *s);
void form_screen_hangup(struct screen *s);
void form_screen_shown(struct screen *s);
void form_screen_close(struct screen *s);
#define FORM_SCREEN_FUNCTIONS                                                                                          \
	.title = form_screen_title, .draw = form_screen_draw, .act = form_screen_act, .text = form_screen_text,        \
	.typing = form_screen_typing, .hint = form_screen_hint, .about = form_screen_about, .may_close = form_screen_may_close,                    \
	.tick = form_screen_tick, .shown = form_screen_shown, .hangup = form_screen_hangup, .close = form_screen_close

/* A page that is a list: what differs between such pages stands in a const table. */
struct list_page;
struct list_page_spec {
	const char *empty;					  /* what to say when there is nothing */
	bool (*read)(struct list_page *p, int *count, struct err *e); /* (again), also at each showing */
	void (*row)(struct list_page *p, int i, struct canvas *line);
	void (*match)(struct list_page *p, int i, struct str *text); /* what "/" searches; may be NULL */
	void (*hint)(struct list_page *p, int i, struct str *out);   /* i may be -1 */
	void (*open)(struct list_page *p, int i);		  /* Enter */
	bool (*act)(struct list_page *p, int action, int i);	  /* own actions; may be NULL */
	void (*title)(struct list_page *p, struct str *out);
	void (*top)(struct list_page *p, struct canvas *line);	  /* one line above the list; may be NULL */
	/* On a page of many cases, the one whose head is shown: that of the row in focus; may be NULL. Borrowed. */
	const struct case_row *(*head)(const struct list_page *p, int i);
	void (*fini)(struct list_page *p);
};
struct list_page {
	struct app *app;
	const struct list_page_spec *spec;
	struct list_view list;
	bool in_case;		/* the page below is already of this case: its number need not be said again */
	struct case_row case_row;	/* number "" where the page is not of one case: no head then */
	int64_t now;		/* of the last reading */
	int head_at, head_rows; /* of the head that follows the cursor: as it was painted */
	int page_rows;
	void *data;
};
/* Push it (spec->read is called by being shown). case_id may be NULL. The page is there until the screen closes. */
struct list_page *list_page_push(struct app *a, const struct screen_class *class, const struct list_page_spec *spec,
				 const char *case_id, void *data);
void list_page_title(const struct screen *s, struct str *out);
void list_page_draw(const struct screen *s, struct canvas *body);
bool list_page_act(struct screen *s, int action);
bool list_page_text(struct screen *s, const char *utf8);
bool list_page_typing(const struct screen *s);
void list_page_hint(const struct screen *s, struct str *out);
void list_page_shown(struct screen *s);
void list_page_tick(struct screen *s); /* what is counted in time moves on */
void list_page_close(struct screen *s);
/* A page of text with what can be done about it, under the head of a case where it is of one. */
struct text_page;
struct text_page_spec {
	char *(*read)(struct text_page *p, int cols, struct err *e); /* owned; also at each showing. NULL: *e */
	bool (*act)(struct text_page *p, int action);
	void (*hint)(struct text_page *p, struct str *out);
	void (*title)(struct text_page *p, struct str *out);
	void (*fini)(struct text_page *p);
};
struct text_page {
	struct app *app;
	const struct text_page_spec *spec;
	struct text_view text;
	struct case_row case_row; /* number "" where the page is not of a case */
	bool in_case;
	int rows, cols;
	void *data;
};
struct text_page *text_page_push(struct app *a, const struct screen_class *class, const struct text_page_spec *spec,
				 const char *case_id, void *data);
void text_page_title(const struct screen *s, struct str *out);
void text_page_draw(const struct screen *s, struct canvas *body);
bool text_page_act(struct screen *s, int action);
void text_page_hint(const struct screen *s, struct str *out);
void text_page_shown(struct screen *s);
void text_page_close(struct screen *s);
#define TEXT_PAGE_FUNCTIONS                                                                                            \
	.widget = &actions_page, .title = text_page_title, .draw = text_page_draw, .act = text_page_act,               \
	.hint = text_page_hint, .shown = text_page_shown, .close = text_page_close

#define LIST_PAGE_FUNCTIONS                                                                                            \
	.widget = &actions_list, .title = list_page_title, .draw = list_page_draw, .act = list_page_act,               \
	.text = list_page_text, .typing = list_page_typing, .hint = list_page_hint, .shown = list_page_shown,          \
	.tick = list_page_tick, .close = list_page_close

#endif

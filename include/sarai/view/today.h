/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_TODAY_H
#define SARAI_VIEW_TODAY_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/edit/kind.h>
#include <sarai/view/notices.h>

struct today_item {
	enum today_kind kind;
	char case_id[ID_TEXT], number[32], draft_id[ID_TEXT];
	char referral_id[ID_TEXT]; /* where it is about one; "" */
	char notification_id[ID_TEXT]; /* something that the program tells a supervisor; "" */
	bool waits, confirms;	   /* of that: it waits for an acknowledgement; the supervisor may end the clock */
	int rank;		   /* among equal clocks the graver flag, the lower rank, is first */
	char grant_id[ID_TEXT];    /* a case opened with a reason, of which to take note; "" */
	char *what;          /* "Follow-up contact", "Action: legal aid"; owned; no names */
	char due[TIME_TEXT]; /* "" for drafts; of what waits and of news: since when */
	char *name;          /* owned; may be NULL */
	char level[48];      /* band name or "" */
	enum case_section section; /* of what waits: where it is answered; SECTION_NONE: on the page of the status */
};

struct today {
	struct today_item *at; /* by kind, each by due time */
	int n, cap;
	int urgent, overdue, due_today, waiting, news, drafts;
};

/* All that a person should know of today: their own cases (owner), plan actions included. */
bool today_read(struct session *s, struct today *out, struct err *e);
void today_fini(struct today *t);

/* Agenda: everything due up to a day, by day; overdue on top. Same items. */
bool agenda_read(struct session *s, struct date until, bool everyone, struct today *out, struct err *e);

#endif

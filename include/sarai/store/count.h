/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going through many assessments at once: counting them by place and factor, and reading each once. Each is one
 * statement, however many there are.
 */
#ifndef SARAI_STORE_COUNT_H
#define SARAI_STORE_COUNT_H

#include <sarai/base/pairs.h>
#include <sarai/model/signal.h>
#include <sarai/store/store.h>

struct count_list {
	struct signal_count *at;
	int n, cap;
};
/* How often each answer on the scale was given, and given as a risk: by the profiles the cases rest on and the country
 * they stay in. Of each case the newest assessment made from `from` on (ISO time; "": ever); from `since` on (NULL: no
 * such period) counted apart, of each case the newest of each period. Without what duplicates say. */
bool store_signal_counts(struct store *s, const char *from, const char *since, bool fictitious, struct count_list *out,
			 struct err *e);
/* The same for the cases that rest on one profile now, by period alone: the places are left "". */
bool store_profile_counts(struct store *s, const char *source, const char *since, bool fictitious,
			  struct count_list *out, struct err *e);
void count_list_fini(struct count_list *l);

/* One assessment at a time, by the case's number; all is borrowed, and gone when the next comes. */
struct assessment_row {
	const char *case_id, *number, *record_id;
	bool finished;
	const struct pair *at; /* its answers, by name */
	int n;
};
/* The newest finished assessment of every open case; where none is finished, the newest that was begun. Stops when each
 * returns false, which is no failure (*stopped). One statement; memory for one assessment. */
bool store_assessments_walk(struct store *s, bool (*each)(void *ctx, const struct assessment_row *r), void *ctx,
			    bool *stopped, struct err *e);
/* How many that will be. */
bool store_assessments_count(struct store *s, int *n, struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_INTERVENTIONS_H
#define SARAI_VIEW_INTERVENTIONS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/signal.h>
#include <sarai/store/record.h>
#include <sarai/view/trend_words.h>

struct edit;

/* A new intervention for filling in, at this place for this factor. Owned; NULL on failure. */
struct edit *intervention_open(struct session *s, const struct signal_row *from, struct err *e);

struct intervention_row {
	struct record record; /* with its answers */
	char *place;	      /* in words; owned */
	enum intervention_stage stage;
};

struct intervention_list {
	struct intervention_row *at;
	int n, cap;
};

/* Newest first. */
bool interventions_list(struct session *s, struct intervention_list *out, struct err *e);
void intervention_list_fini(struct intervention_list *l);

/* How many cases of its place are at risk in its factors, by assessments from before it began and since. */
struct effect {
	int factor; /* index */
	struct cell before, since;
};

/* Owned array, *n long: one for each of its factors that the catalogue has. */
bool intervention_effect(struct session *s, const struct record *intervention, struct effect **out, int *n,
			 struct err *e);

/* The whole of it as text to read, with that. Owned. */
char *intervention_page(struct session *s, const char *record_id, struct err *e);

#endif

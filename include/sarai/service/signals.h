/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What many cases of one place have in common, told without a name (model/signal.h), and the register of what is done
 * about it. For those with PERMIT_CONTEXT, who keep the profiles of places.
 */
#ifndef SARAI_SERVICE_SIGNALS_H
#define SARAI_SERVICE_SIGNALS_H

#include <sarai/model/signal.h>
#include <sarai/service/records.h>

struct signal_row {
	struct signal signal;
	char *place;		    /* in words: a profile's name, a country; owned */
	char intervention[ID_TEXT]; /* planned or under way there for this factor; "" for none */
	char *intervention_title;   /* owned, may be NULL */
};
struct signal_rows {
	struct signal_row *at;
	int n, cap;
};
bool signals_read(struct session *s, struct signal_rows *out, struct err *e);
void signal_rows_fini(struct signal_rows *l);

/* What findings with this factor can be answered with, as text to read; "" where nothing is written. Owned. */
char *responses_text(const struct config *c, int factor);
/* The same in one line, at one level. Added to *out. */
void responses_line(const struct config *c, int factor, enum inherit_from level, struct str *out);

/* A new intervention for filling in, at this place for this factor. Owned; NULL on failure. */
struct work *intervention_open(struct session *s, const struct signal_row *from, struct err *e);

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_TREND_WORDS_H
#define SARAI_VIEW_TREND_WORDS_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/model/inherit.h>
#include <sarai/model/signal.h>
#include <sarai/store/shared.h>

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

/* What findings with this factor can be answered with, as text to read; "" where nothing is written. Owned. */
char *responses_text(const struct config *c, int factor);

/* The same in one line, at one level. Added to *out. */
void responses_line(const struct config *c, int factor, enum inherit_from level, struct str *out);

/* Are fictitious cases counted? In a practice database. */
bool signals_fictitious(struct session *s, bool *with, struct err *e);

/* Owned. */
char *place_words(const struct config *c, const struct shared_list *profiles, const char *place);

#endif

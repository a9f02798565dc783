/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_INHERIT_SOURCES_H
#define SARAI_KIND_INHERIT_SOURCES_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/model/inherit.h>

struct edit;

enum inherit_how {
	INHERIT_AT_START, /* a new round: suggest the profiles where none is named, take over what is new */
	INHERIT_NEW,	  /* take over what is new; what the case answered itself stays */
	INHERIT_ALL	  /* the source's answer everywhere */
};

/* What there is to inherit for this case now, for showing beside the form. */
struct inherit_source {
	char source[ID_TEXT]; /* "": none */
	char record_id[ID_TEXT], kind[32];
	int round;
	char *title; /* owned, may be NULL */
	struct pairs answers;
};

struct inherit_sources {
	struct inherit_source at[INHERIT_COUNT];
};

bool inherit_read(struct session *s, const struct edit *w, struct inherit_sources *out, struct err *e);
void inherit_sources_fini(struct inherit_sources *x);

/* inherit_read with all that is restricted in it. */
bool inherit_read_whole(struct session *s, const struct edit *w, struct inherit_sources *out, struct err *e);
bool inherit_list_profiles(struct session *s, struct edit *w, struct err *e);

/* Name the profiles of the place in the form, where one alone fits and none is named. */
bool inherit_suggest(struct session *s, struct edit *w, enum inherit_how how, struct err *e);

#endif

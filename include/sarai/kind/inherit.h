/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_INHERIT_H
#define SARAI_KIND_INHERIT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/form/form.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>

struct inherit_sources;
struct edit;

/* "Household, round 2", "Northtown, version 3". */
void source_words(const char *kind, const char *title, int round, struct str *out);

struct inherit_count {
	int taken;   /* answers that are other than before */
	int differs; /* factors on which the case differs */
};

/* Take over, into the form; nothing is saved. n may be NULL. */
bool edit_inherit(struct session *s, struct edit *w, enum inherit_how how, struct inherit_count *n, struct err *e);

/* Where a level's factors came from, as kept beside the answers: "Household, round 2", "" for nowhere. */
void inherit_words(const struct pairs *kept, enum inherit_from from, struct str *out);

/* How a factor stands to what it inherited; false when nothing was. source: what was inherited. */
bool inherit_of(const struct form *f, const struct config *cfg, int factor, enum answer *source,
		struct inherit_result *out);

/* The first factor that differs without a reason, -1 when there is none. */
int inherit_wanting(const struct pairs *answers, const struct config *cfg);

/* Is there something newer than what the answers rest on? Its words, one a line, in out (may be NULL). */
bool inherit_newer(const struct inherit_sources *x, const struct pairs *kept, struct str *out);
bool inherit_store_sources(struct session *s, struct edit *w, struct case_row *c, struct history_entry *h, struct err *e);

/* A finished round must say why it differs from what it inherited. */
bool inherit_check(struct session *s, const struct pairs *answers, bool sees_restricted, struct err *e);

#endif

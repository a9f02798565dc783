/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the assessment as it is filled in, and what it takes over from others (assessment_sources.c).
 */
#ifndef SCREEN_ASSESSMENT_H
#define SCREEN_ASSESSMENT_H

#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/score.h>
#include <sarai/term/key.h>

#include "screens.h"

struct live {
	struct answers answers;
	struct score *score;
	int missing;	  /* answers that, together, can still change the level */
	struct pairs now; /* the answers scored */
	struct inherit_sources sources;
	char community[ID_TEXT], country[ID_TEXT]; /* profiles the answers were taken from */
};

void assessment_rescore(struct form_screen *f);

void sources_read(struct form_screen *f);
/* Another profile has been chosen: its answers come with it. */
void sources_follow(struct form_screen *f);
/* For the form on the screen: where a factor's answer comes from; what its source says. */
void sources_beside(void *ctx, int field, struct str *out);
void sources_below(void *ctx, int field, struct str *out);
void sources_words(const struct form_screen *f,
		   struct str *out); /* all of them, one line; nothing when there is none */
/* Go to the first factor that differs without saying why; false when there is none. */
bool sources_want_why(struct form_screen *f);
void sources_ask(struct form_screen *f); /* what to take over? */
void sources_say_newer(struct form_screen *f);

extern const struct action_table actions_assessment;

#endif

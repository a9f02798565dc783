/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trafficking in persons: which of act, means and purpose are described (Palermo Protocol, article 3; for whoever was
 * under 18 the means are not needed), and what the program may say of it. Indicators neither prove nor disprove
 * anything: they are a reason to refer for identification. Who is a victim is decided by an authority or an
 * organisation, never by this program.
 */
#ifndef SARAI_MODEL_TRAFFICKING_H
#define SARAI_MODEL_TRAFFICKING_H

#include <stdbool.h>

#include <sarai/base/str.h>

struct trafficking_facts {
	int indicators;           /* how many were noted */
	bool act, means, purpose; /* something is noted of each */
	bool child;               /* was under 18, or may have been: the benefit of the doubt */
};
struct trafficking_reading {
	bool means_needed; /* false for a child */
	bool complete;     /* all that is needed is described */
	bool refer;        /* indicators present: refer for identification */
};
void trafficking_read(const struct trafficking_facts *f, struct trafficking_reading *out);

/* The conclusion alone, for lists: "Indicators present: refer for identification". */
const char *trafficking_words(const struct trafficking_reading *r);
/* The conclusion and its elements, on one line. */
void trafficking_line(const struct trafficking_facts *f, struct str *out);

/* HTCDS 2.0 vic_TraffickingStatus: decided by somebody, so somebody must be named. */
#define TRAFFICKING_POSSIBLE "PossibleVictimOfTrafficking"
#define TRAFFICKING_ACTUAL "ActualVictimOfTrafficking"
#define TRAFFICKING_NOT "NotAVictimOfTrafficking"

#endif

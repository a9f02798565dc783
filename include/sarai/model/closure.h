/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When a case may be closed: the checklist, item by item, and where each is done. Field practice and inter-agency case
 * management (immediate risks gone, goals gone through, the person knows how to come back, later contact agreed, file
 * complete, how long it is kept); the list is this project's.
 */
#ifndef SARAI_MODEL_CLOSURE_H
#define SARAI_MODEL_CLOSURE_H

#include <stdbool.h>

#define CLOSURE_TABLE(X)                                                                                               \
	X(REASON, "the reason", "closure form")                                                                        \
	X(URGENT, "what was done about the urgent flag", "7 Safety, urgent")                                           \
	X(RISKS_GONE, "that no immediate risk is left", "closure form")                                                \
	X(GOALS, "how each goal went", "5 Plan")                                                                       \
	X(ACTIONS, "an end for each open action", "5 Plan")                                                            \
	X(ATTEMPTS, "more attempts before contact counts as lost", "6 Follow-up")                                      \
	X(COME_BACK, "that the person knows how to come back", "closure form")                                         \
	X(LATER, "whether they may be contacted later", "closure form")                                                \
	X(LATER_HOW, "how they can be contacted safely", "closure form")                                               \
	X(FILE, "that the file is complete", "closure form")                                                           \
	X(RETENTION, "until when the file is kept", "closure form")                                                    \
	X(TRANSFER, "the answer to a transfer that is pending", "8 Status")
enum closure_item {
#define X(id, words, where) CLOSURE_##id,
	CLOSURE_TABLE(X)
#undef X
		CLOSURE_ITEMS
};
const char *closure_words(enum closure_item i); /* what is still missing */
const char *closure_where(enum closure_item i); /* where it is done */

struct closure_facts {
	const char *reason; /* code from the list closure-reasons; "" */
	bool risks_gone, told_come_back, file_complete;
	bool later_asked, later_agreed, later_how; /* contact after closing: asked at all, agreed to, and how */
	bool retention_set;			   /* by the standard, or typed */
	bool transfer_pending;
	int urgent_open, goals_open, actions_open;
	int attempts, attempts_needed; /* without contact, since the last contact */
};

/* Is this item still missing? Of somebody who has died or cannot be found, nothing is asked that only they could say;
 * contact counts as lost only after the attempts that the organisation asks for. */
bool closure_missing(const struct closure_facts *f, enum closure_item i);
int closure_missing_count(const struct closure_facts *f);

#endif

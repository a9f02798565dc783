/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person may do. Every service asks first.
 */
#ifndef SARAI_MODEL_PERMIT_H
#define SARAI_MODEL_PERMIT_H

#define PERMIT_TABLE(X)                                                                                                \
	X(VIEW, "view", "See cases")                                                                                   \
	X(NAMES, "names", "See names")                                                                                 \
	X(REGISTER, "register", "Register people")                                                                     \
	X(SCREEN, "screen", "Screen")                                                                                  \
	X(ASSESS, "assess", "Assess")                                                                                  \
	X(PLAN, "plan", "Plan protection")                                                                             \
	X(FOLLOW_UP, "follow-up", "Record follow-up")                                                                  \
	X(APPROVE, "approve", "Approve plans and closures")                                                            \
	X(CONFIGURE, "configure", "Change the configuration")
enum permit {
#define X(id, name, words) PERMIT_##id,
	PERMIT_TABLE(X)
#undef X
	PERMIT_COUNT
};
#define PERMIT_BIT(p) (1u << (p))
#define PERMIT_EVERYTHING ((1u << PERMIT_COUNT) - 1u)
const char *permit_words(enum permit p);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person has agreed to: for which purpose, towards whom. Consent is asked for each purpose and each recipient,
 * may be limited ("not the police") and taken back at any time; where sharing rests on something other than consent,
 * that basis is written down instead (domain notes 4.2, 8.4, 8.6).
 *
 * Recipients are codes; a code that goes on after a hyphen belongs to the wider one: "authorities-police" is among the
 * "authorities". "CODE:Name" is a named organisation or person ("provider:Legal Aid Centre"). "us" is this office
 * itself: whoever says yes to a purpose says so to us.
 */
#ifndef SARAI_MODEL_CONSENT_H
#define SARAI_MODEL_CONSENT_H

#include <sarai/base/date.h>

#define CONSENT_TABLE(X)                                                                                               \
	X(GIVEN, "consents")                                                                                           \
	X(ASSENTED, "assents") /* a child; counts together with an adult who may consent */                            \
	X(REFUSED, "refused")                                                                                          \
	X(WITHDRAWN, "withdrawn")                                                                                      \
	X(BASIS, "basis") /* not consent: life in danger, the law, ... */
enum consent_decision {
#define X(id, name) CONSENT_##id,
	CONSENT_TABLE(X)
#undef X
		CONSENT_COUNT
};
const char *consent_name(enum consent_decision d);
bool consent_from_name(const char *name, enum consent_decision *out);

/* One thing said. Texts are borrowed; NULL is "". Refused or withdrawn without purposes, recipients and names: as a
 * whole. */
struct consent_word {
	enum consent_decision decision;
	const char *purposes, *recipients; /* codes, blanks between */
	const char *names;		   /* recipients by name, divided by commas or lines */
	const char *never, *never_names;   /* never to be told, for any purpose: codes, names */
	struct date until;		   /* the last day it holds; year 0: until it is taken back */
	bool complete;	   /* signed, recorded, or confirmed by the one who heard it; a basis: with reason */
	bool child, adult; /* the person was a child then; an adult who may consent took part */
};
struct consent_facts {
	const struct consent_word *at; /* oldest first */
	int n;
	struct date today;
};

#define CONSENT_REASON_TABLE(X)                                                                                        \
	X(YES, true, "the person consents")                                                                            \
	X(ASSENT, true, "the child assents, with an adult who may consent")                                            \
	X(OTHER_BASIS, true, "it rests on another basis than consent")                                                 \
	X(NONE, false, "nothing has been agreed on this yet")                                                          \
	X(REFUSED, false, "the person refuses")                                                                        \
	X(WITHDRAWN, false, "consent has been taken back")                                                             \
	X(NEVER, false, "the person said: never to be told")                                                           \
	X(EXPIRED, false, "the time agreed on is over")                                                                \
	X(NO_ADULT, false, "a child has said yes; an adult who may consent is not named yet")                          \
	X(INCOMPLETE, false, "a yes is noted, but it is neither signed nor confirmed yet")
enum consent_reason {
#define X(id, allowed, words) CONSENT_BECAUSE_##id,
	CONSENT_REASON_TABLE(X)
#undef X
		CONSENT_REASON_COUNT
};
const char *consent_reason_words(enum consent_reason r);

struct consent_verdict {
	bool allowed;
	enum consent_reason reason;
	int word; /* index of the one that says so; -1 when none does */
};

/* May this be shared, for this purpose, with this recipient? The latest word on them wins. "Never" stands against every
 * yes that is wider than it, also a later one, until a yes names just that recipient, or a narrower one. Nothing said,
 * time over, refused or taken back: no, unless another basis is written down for just this. */
struct consent_verdict consent_allows(const struct consent_facts *f, const char *purpose, const char *recipient);

/* How it stands as a whole: the newest of given, refused as a whole, taken back as a whole; NONE before. A yes counts
 * as YES or ASSENT; EXPIRED, NO_ADULT or INCOMPLETE only where none holds. */
struct consent_verdict consent_standing(const struct consent_facts *f);

#endif

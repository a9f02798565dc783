/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must not be possible yet, and why: from what is known of a case, and what one wants to do, the locks that are
 * still closed. A lock opens only by its own key. Sources: no return of a child before it has been determined to be in
 * their best interests (IOM and UNICEF tools; IOM Handbook, Part 6); guardian, family assessment, agreement of guardian
 * and child, counselling on asylum, and no contact with the consulate without consent: practice of the field.
 */
#ifndef SARAI_MODEL_GATE_H
#define SARAI_MODEL_GATE_H

#include <stdbool.h>

#include <sarai/model/child.h>

#define GATE_ACT_TABLE(X)                                                                                              \
	X(RETURN, "Assisted return")                                                                                   \
	X(REINTEGRATION, "Reintegration after a return")                                                               \
	X(REUNIFICATION, "Family reunification")                                                                       \
	X(TRACING, "Family tracing")                                                                                   \
	X(CONSULATE, "Contact with the consulate")
enum gate_act {
#define X(id, words) GATE_##id,
	GATE_ACT_TABLE(X)
#undef X
		GATE_ACT_COUNT
};
#define GATE_BIT(act) (1u << (act))
const char *gate_act_words(enum gate_act a);

/* In the order in which a worker would open them. Id; what it waits for ("... is locked: needs X"); the key as a line
 * of a checklist; what to do; the kind of entry that is the key. */
#define GATE_LOCK_TABLE(X)                                                                                             \
	X(COUNSELLED, "counselling on asylum", "Counselled on asylum",                                                 \
	  "Counsel the person on the right to seek asylum, in their language, and write it down.",                     \
	  "protection-counselling")                                                                                    \
	X(OFFERED, "a referral offered", "Referral for protection offered",                                            \
	  "Offer the referral and write down what the person decided.", "protection-counselling")                      \
	X(CONSULATE_CONSENT, "consent for the consulate", "Consent to contact with the consulate",                     \
	  "Ask about contact with the consulate by itself; it stands in the person's consent.", "consent")             \
	X(SITUATION, "the child's situation", "Alone or with family",                                                  \
	  "Write down whether the child is unaccompanied, separated or with family.", "child")                         \
	X(GUARDIAN, "a guardian", "Guardian appointed", "Have a guardian appointed, and write down who and when.",     \
	  "child")                                                                                                     \
	X(ASSESSED, "a best interests assessment for it", "Best interests assessment in favour",                       \
	  "Assess the child's best interests, with the question of return or reunification in it.", "bia")             \
	X(DETERMINED, "a determination for it", "Determination in favour",                                             \
	  "Bring the question before the panel, and finish the determination.", "bid")                                 \
	X(APPEAL, "the appeal decided", "Appeal decided", "Wait for the appeal; write down how it ended.", "bid")      \
	X(REOPENED, "the re-opened determination", "Re-opened determination finished",                                 \
	  "Finish the determination that was opened again.", "bid")                                                    \
	X(FAMILY, "a family assessment for it", "Family assessment in favour",                                         \
	  "Have the family assessed where it lives: safe, willing, able.", "family-assessment")                        \
	X(RELATION, "proof of the relationship", "Relationship verified",                                              \
	  "Verify that they are who they say they are: papers, or both sides asked apart.", "tracing")                 \
	X(TRACING_AGREED, "the child's yes to tracing", "Child agrees to tracing",                                     \
	  "Ask the child whether the family may be looked for, and whom not to ask.", "tracing")                       \
	X(GUARDIAN_AGREES, "the guardian's yes", "Guardian or caregiver agrees",                                       \
	  "Ask the guardian; for a child with family, the caregiver.", "family-assessment")                            \
	X(CHILD_AGREES, "the child's yes", "Child agrees",                                                             \
	  "Ask the child, in a way that fits their age, without pressure.", "family-assessment")
enum gate_lock {
#define X(id, needs, key, opens, kind) GATE_LOCK_##id,
	GATE_LOCK_TABLE(X)
#undef X
		GATE_LOCK_COUNT
};
const char *gate_lock_needs(enum gate_lock l);
const char *gate_lock_key(enum gate_lock l);
const char *gate_lock_opens(enum gate_lock l);
const char *gate_lock_kind(enum gate_lock l);

/* What is known. All false: nothing is recorded. */
struct gate_facts {
	bool is_child;	       /* declared under 18, or the age is disputed */
	bool too_young_to_say; /* under 6 by any account: the caregiver speaks for them */
	enum child_situation situation;
	bool guardian_appointed;
	/* the latest best interests assessment */
	bool bia_for_return, bia_for_reunification;
	bool determination_asked; /* one has begun, or the assessment asks for one */
	/* the latest finished determination, and what came after */
	bool bid_for_return, bid_for_reunification;
	bool bid_appealed, bid_reopened;
	/* the latest assessment of the family of the plan */
	bool family_in_favour, guardian_agrees, child_agrees;
	/* tracing */
	bool tracing_agreed, relation_verified;
	/* anybody, not only children */
	bool protection_raised, counselled, referral_offered;
	bool consulate_consent;
};

/* What one wants to do, in the words of an action: "" where it is not said. */
struct gate_wish {
	const char *service;	  /* code of the service list */
	const char *consulate;	  /* yes, no: through the consulate or embassy */
	const char *return_first; /* yes, no: only after a return that is still to come */
	const char *aim;	  /* of family tracing: trace, reunite */
};
/* Which gates it has to pass, as bits of gate_act. What is not said counts as the graver where there is reason to fear.
 */
unsigned gate_acts_of(const struct gate_wish *w, const struct gate_facts *f);

/* The locks still closed before all of these acts, in the table's order. Returns their number. */
int gate_locks(unsigned acts, const struct gate_facts *f, enum gate_lock out[GATE_LOCK_COUNT]);
/* The locks these acts have for such a case at all, open or closed, and whether each is open. */
int gate_keys(unsigned acts, const struct gate_facts *f, enum gate_lock out[GATE_LOCK_COUNT],
	      bool open[GATE_LOCK_COUNT]);

#endif

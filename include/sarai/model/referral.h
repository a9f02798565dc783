/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a referral: asking another organisation, with the person's consent, for a service; the case stays here.
 * (Handing the case itself over is a transfer.) Statuses after those in use between agencies, which may follow which,
 * what is due when, and what becomes of the plan's action. Priorities are those of the inter-agency referral form:
 * emergency 24 h, urgent 72 h, normal 2 weeks, set in follow-up.ini. Pure.
 */
#ifndef SARAI_MODEL_REFERRAL_H
#define SARAI_MODEL_REFERRAL_H

#include <stdbool.h>
#include <stdint.h>

#include <sarai/model/plan.h>

/* Name, words, what one does to come to it, is it still going on, must a reason be given. */
#define REFERRAL_STATE_TABLE(X)                                                                                        \
	X(DRAFT, "draft", "Not sent yet", "", true, false)                                                             \
	X(SENT, "sent", "Sent", "Send", true, false)                                                                   \
	X(RECEIVED, "received", "Received", "They have received it", true, false)                                      \
	X(ACCEPTED, "accepted", "Accepted", "They accept", true, false)                                                \
	X(WAITING, "waiting", "Waiting list", "On their waiting list", true, false)                                    \
	X(IN_SERVICE, "in-service", "In service", "The service has begun", true, false)                                \
	X(NOT_REACHED, "not-reached", "Not reached", "They cannot reach the person", true, true)                       \
	X(COMPLETED, "completed", "Completed", "The service is completed", false, false)                               \
	X(DECLINED, "declined", "Declined by provider", "They decline", false, true)                                   \
	X(REFUSED, "refused", "Refused by the person", "The person does not want it", false, true)                     \
	X(REVOKED, "revoked", "Taken back", "Take it back", false, true)                                               \
	X(EXPIRED, "expired", "Expired, no answer", "No answer came", false, true)                                     \
	X(UNAVAILABLE, "unavailable", "Unavailable", "There is no such service: a gap", false, true)
enum referral_state {
#define X(id, name, words, step, open, reason) REFERRAL_##id,
	REFERRAL_STATE_TABLE(X)
#undef X
		REFERRAL_STATE_COUNT
};
const char *referral_state_name(enum referral_state s);
const char *referral_state_words(enum referral_state s);
const char *referral_step_words(enum referral_state s);
bool referral_state_from_name(const char *name, enum referral_state *out);
bool referral_state_open(enum referral_state s);
bool referral_needs_reason(enum referral_state s);
bool referral_may_follow(enum referral_state from, enum referral_state to);

#define REFERRAL_PRIORITY_TABLE(X)                                                                                     \
	X(EMERGENCY, "emergency", "Emergency")                                                                         \
	X(URGENT, "urgent", "Urgent")                                                                                  \
	X(NORMAL, "normal", "Normal")
enum referral_priority {
#define X(id, name, words) PRIORITY_##id,
	REFERRAL_PRIORITY_TABLE(X)
#undef X
		PRIORITY_COUNT
};
const char *referral_priority_words(enum referral_priority p);
bool referral_priority_from_name(const char *name, enum referral_priority *out);

struct referral_rules { /* [referral] of follow-up.ini */
	int hours[PRIORITY_COUNT];
	int feedback_days; /* once accepted: how things are is asked at the latest after so many days */
};

struct referral_facts { /* times in UTC seconds, 0: has not happened */
	enum referral_state state;
	enum referral_priority priority;
	int64_t made_at, changed_at; /* changed: when it came to its state */
	int64_t sent_at, reminded_at;
	int64_t next_at; /* agreed with the provider or the person, since it came to its state */
	bool settled;	 /* after a no: sent elsewhere, or noted as a gap */
};
/* When something has to be done about it; 0: nothing. An answer not there in its time is asked for; a reminder gives
 * the provider that time again. After a no it is due, in the same time, to send it elsewhere or to note the gap. */
int64_t referral_due(const struct referral_rules *r, const struct referral_facts *f);
/* ... and what: "no receipt or answer yet". "" where nothing is. Borrowed. */
const char *referral_due_words(enum referral_state s);
const char *referral_due_brief(enum referral_state s); /* the same, for narrow lists */

/* What the plan's action becomes with it: false where it stays. */
bool referral_action_state(enum referral_state s, enum action_state *out);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clock of an urgent flag: what starts it, what an urgent response does to it, and which other record of the case
 * must agree. Field practice; no handbook has these rules. Pure: times are seconds UTC.
 */
#ifndef SARAI_MODEL_URGENT_H
#define SARAI_MODEL_URGENT_H

#include <stdbool.h>
#include <stdint.h>

#include <sarai/base/pairs.h>

/* ---- one response ---- */

enum urgent_effect {
	URGENT_RUNS,    /* the person is not safe, or not known to be: the clock goes on */
	URGENT_UNTIL,   /* safe until a time: the flag stays open, and is due then */
	URGENT_ENDS,
	URGENT_CONFIRM, /* contact lost, died: the clock goes on until the supervisor ends it */
};

/* An urgent response as it was answered. */
struct urgent_said {
	/* The form asked for an outcome. false: an answer to an earlier version of the form, which had none. There no other
	 * record is waited for. */
	bool asked;
	const char *done, *outcome, *safe, *informed; /* answers of the form; "" for none */
	int64_t at;	/* when it was saved */
	int64_t until;	/* safe until; 0: not given */
	bool ended;	/* the supervisor has ended the clock */
};
/* *until is set for URGENT_UNTIL: never later than so many hours after the response. */
enum urgent_effect urgent_effect_of(const struct urgent_said *r, int tonight_hours, int64_t *until);
/* The response as an event; false: nothing was done yet, and it is none. */
struct urgent_event;
bool urgent_event_of(const struct urgent_said *r, int tonight_hours, struct urgent_event *out);
/* Does the supervisor learn of it as of a person who is not safe? Also where the outcome ends the clock. */
bool urgent_not_safe(const struct urgent_said *r);

/* ---- records that must agree ---- */

/* Newest answers of the kinds "self-harm", "sexual-violence-care" and "child" in the case; NULL where there is none. */
struct urgent_others {
	const struct pairs *self_harm, *care, *child;
};
/* The kind of record that this flag needs besides its response; NULL for none. */
const char *urgent_own_kind(const char *flag);
/* Is that record filled in as far as the flag needs it? true where it needs none. */
bool urgent_own_complete(const char *flag, const struct urgent_others *o);
/* What in another record contradicts that the person is safe, as far as this flag goes; NULL: nothing. */
const char *urgent_contradiction(const char *flag, const struct urgent_others *o);

/* ---- the clock ---- */

enum urgent_event_kind { URGENT_NO, URGENT_YES, URGENT_RESPONSE }; /* of one time: in this order */
struct urgent_event {
	enum urgent_event_kind kind;
	int64_t at;
	enum urgent_effect effect; /* of a response */
	int64_t until;
	bool waits_own;            /* of a response: it waits for the record that the flag needs besides */
	bool claims_safe;          /* of a response: contradictions hold it up */
};
struct urgent_rule {
	int64_t seconds;	/* from raising the flag to acting */
	bool own;		/* the flag needs a record of its own */
	int64_t own_at;		/* when that was complete and last saved; 0: not yet */
	bool contradicted;	/* something contradicts that the person is safe */
};
struct urgent_clock {
	bool open;
	int64_t since, due;
};
/* Run through the events (sorted here). An open clock is never set back: the earliest yes counts. A yes after the end starts a
 * new one. */
void urgent_clock_run(struct urgent_event *events, int n, const struct urgent_rule *r, struct urgent_clock *out);

#endif

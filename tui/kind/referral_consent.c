/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place that asks whether the person agrees to what a referral tells: for the service, towards this receiver by
 * its kind and its name.
 */
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/referral_consent.h>

#define PURPOSE "services"

bool referral_consent_ask(struct session *s, const char *case_id, const struct pairs *referral,
			  struct referral_consent *out, struct err *e)
{
	struct consent_answer answer;
	struct str recipient = {0};
	const char *kind = pairs_get(referral, "receiver_kind"), *name = pairs_get(referral, "receiver");
	str_add(&recipient, *kind ? kind : "provider");
	if (*name)
		str_addf(&recipient, ":%s", name);
	*out = (struct referral_consent){0};
	bool good = consent_ask(s, case_id, PURPOSE, str_text(&recipient), &answer, e);
	if (good) {
		out->allowed = answer.allowed;
		memcpy(out->record_id, answer.record_id, sizeof out->record_id);
		snprintf(out->why, sizeof out->why, "%s", answer.why);
		snprintf(out->limits, sizeof out->limits, "%s", answer.limits);
	}
	str_fini(&recipient);
	return good;
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All kinds of records, in the order in which pages offer them. Each stands in a file of its own, or beside its family.
 */
#ifndef SARAI_KIND_KINDS_H
#define SARAI_KIND_KINDS_H

#include <sarai/edit/kind.h>

#define KIND_LIST(X) \
	X(person) X(group) X(household) X(household_member) X(household_request) X(household_assessment) \
	X(household_action) X(context) X(intervention) X(consent) X(document) X(journey_stage) \
	X(contact_person) X(screening) X(assessment) X(plan) X(goal) X(action) X(no_action) X(dismissed) \
	X(referral) X(referral_step) X(gap) X(service_entry) X(follow_up) X(urgent_response) \
	X(notification) X(child) X(bia) X(bid) X(tracing) X(family_assessment) X(protection_counselling) \
	X(ssra) X(safety_plan) X(self_harm) X(sexual_violence_care) X(trafficking) X(trafficking_event) \
	X(perpetrator) X(note) X(restricted_note) X(conference) X(approval) X(decision) X(closure) \
	X(assignment) X(transfer) X(transfer_answer) X(status_change) X(correction_request) X(person_copy) \
	X(keep_longer) X(erasure) X(figures)

#define X(name) extern const struct kind kind_##name;
KIND_LIST(X)
#undef X

#endif

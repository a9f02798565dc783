/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person may ask of their own file: corrections as they are saved, and the lines on top of the section.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/base/units.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/correction.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define CORRECTION_REQUEST_FIELDS(X) \
	X(CORRECTION_REQUEST_ASKED_ON, "asked_on") X(CORRECTION_REQUEST_WRONG, "wrong") \
	X(CORRECTION_REQUEST_DECISION, "decision") X(CORRECTION_REQUEST_REASON, "reason") \
	X(CORRECTION_REQUEST_DONE_ON, "done_on")
KIND_FIELDS(CORRECTION_REQUEST_FIELDS)

#define PERSON_COPY_FIELDS(X) \
	X(PERSON_COPY_GIVEN_ON, "given_on") X(PERSON_COPY_FORMAT, "format") \
	X(PERSON_COPY_GIVEN_TO, "given_to") X(PERSON_COPY_PARTS, "parts") \
	X(PERSON_COPY_LEFT_OUT, "left_out")
KIND_FIELDS(PERSON_COPY_FIELDS)

/* Done: refused, or put right. Until then it is due so many days after it was asked for. */
static bool before_correction(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	const struct pairs *a = &next->answers;
	const char *decision = pairs_get(a, "decision");
	struct date asked;
	if (!*pairs_get(a, CORRECTION_REQUEST_WRONG))
		return err_set(e, ERR_DATA, save->case_row->number, "Write down what the person says is wrong.");
	if (text_is(decision, "refused") && !*pairs_get(a, "reason"))
		return err_set(e, ERR_DATA, save->case_row->number, "A no needs its reason: the person is told it.");
	bool done = text_is(decision, "refused") || (*decision && *pairs_get(a, CORRECTION_REQUEST_DONE_ON));
	snprintf(next->state, sizeof next->state, "%s", done ? "done" : *decision ? "decided" : "open");
	next->due[0] = 0;
	if (!done && date_from_iso(pairs_get(a, CORRECTION_REQUEST_ASKED_ON), &asked))
		time_to_iso(time_of_day_end(asked) + (int64_t)s->config->settings.correction_days * DAY, next->due);
	return true;
}

const struct kind kind_correction_request = {
	.name = "correction-request",
	.label = "Correction",
	.form = "correction-request",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_RIGHTS,
	.when_ended = true,
	.any_episode = true,
	.title_field = "decision",
	.happened_field = "asked_on",
	.before = before_correction,
	.agenda = AGENDA_EACH,
	.agenda_words = "Correction asked for",
	.reasons = "reason",
	.needs = KIND_NEEDS(CORRECTION_REQUEST_FIELDS),
};

const struct kind kind_person_copy = {
	.name = "person-copy",
	.label = "Copy for the person",
	.form = "person-copy",
	.permit = PERMIT_REGISTER,
	.section = SECTION_RIGHTS,
	.when_ended = true,
	.any_episode = true,
	.title_field = "format",
	.happened_field = "given_on",
	.final = true,
	.made_by_program = true,
	.needs = KIND_NEEDS(PERSON_COPY_FIELDS),
};

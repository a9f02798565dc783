/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Notes, restricted notes, case conferences.
 */
#include <sarai/edit/kind.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/permit.h>

#define NOTE_FIELDS(X) \
	X(NOTE_SUBJECT, "subject") X(NOTE_NOTE, "note")
KIND_FIELDS(NOTE_FIELDS)

#define RESTRICTED_NOTE_FIELDS(X) \
	X(RESTRICTED_NOTE_SUBJECT, "subject") X(RESTRICTED_NOTE_NOTE, "note")
KIND_FIELDS(RESTRICTED_NOTE_FIELDS)

#define CONFERENCE_FIELDS(X) \
	X(CONFERENCE_RESULT, "result") X(CONFERENCE_HELD_ON, "held_on")
KIND_FIELDS(CONFERENCE_FIELDS)

const struct kind kind_note = {
	.name = "note",
	.label = "Note",
	.form = "note",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_NOTES,
	.title_field = "subject",
	.happened_field = "happened_on",
	.final = true,
	.when_ended = true,
	.needs = KIND_NEEDS(NOTE_FIELDS),
};

const struct kind kind_restricted_note = {
	.name = RESTRICTED_KIND,
	.label = "Restricted note",
	.form = "restricted-note",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_NOTES,
	.restricted = true,
	.title_field = "subject",
	.happened_field = "happened_on",
	.final = true,
	.when_ended = true,
	.needs = KIND_NEEDS(RESTRICTED_NOTE_FIELDS),
};

const struct kind kind_conference = {
	.name = "conference",
	.label = "Case conference",
	.form = "conference",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_NOTES,
	.title_field = "result",
	.state_field = "result",
	.happened_field = "held_on",
	.needs = KIND_NEEDS(CONFERENCE_FIELDS),
};

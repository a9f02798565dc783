/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Documents, stages of the journey, people around: what stands in the list for each. No names of people, no numbers of
 * papers: lists are seen over shoulders.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/kind/documents.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define DOCUMENT_FIELDS(X) \
	X(DOCUMENT_DOC_TYPE, "doc_type") X(DOCUMENT_HELD_BY, "held_by")
KIND_FIELDS(DOCUMENT_FIELDS)

#define JOURNEY_STAGE_FIELDS(X) \
	X(JOURNEY_STAGE_STAGE, "stage") X(JOURNEY_STAGE_FROM_COUNTRY, "from_country") \
	X(JOURNEY_STAGE_TO_COUNTRY, "to_country") X(JOURNEY_STAGE_LEFT_ON, "left_on")
KIND_FIELDS(JOURNEY_STAGE_FIELDS)

#define CONTACT_PERSON_FIELDS(X) \
	X(CONTACT_PERSON_CONTACT_NAME, "contact_name") X(CONTACT_PERSON_SAFE, "safe")
KIND_FIELDS(CONTACT_PERSON_FIELDS)

static void add(const struct edit *w, const struct record *r, struct str *to, const char *before, const char *field,
		const char *after)
{
	char *shown = edit_shown(w, r, field);
	if (*shown)
		str_addf(to, "%s%s%s", to->len ? before : "", shown, after);
	free(shown);
}

static bool before_document(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct record *next = save->next;
	struct str t = {0};
	(void)save->session, (void)save->case_row, (void)e;
	add(w, next, &t, "", "doc_type", "");
	add(w, next, &t, ", ", "doc_country", "");
	add(w, next, &t, ": ", "held_by", "");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}

/* "Nigeria, Kano", or what there is of it; country NULL: it has been said already. */
static void add_place(const struct edit *w, const struct record *r, struct str *to, const char *country,
		      const char *place)
{
	struct str one = {0};
	if (country)
		add(w, r, &one, "", country, "");
	add(w, r, &one, ", ", place, "");
	str_add(to, one.len ? str_text(&one) : "?");
	str_fini(&one);
}

static bool before_journey(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct record *next = save->next;
	struct str t = {0};
	(void)save->session, (void)save->case_row, (void)e;
	if (!pairs_has(&next->answers, JOURNEY_STAGE_LEFT_ON) && pairs_has(&next->answers, "arrived_on"))
		date_as_happened(pairs_get(&next->answers, "arrived_on"), clock_now(save->session->clock), next->happened);
	add(w, next, &t, "", pairs_has(&next->answers, JOURNEY_STAGE_LEFT_ON) ? "left_on" : "arrived_on", ": ");
	add_place(w, next, &t, "from_country", "from_place");
	str_add(&t, " > ");
	bool abroad = strcmp(pairs_get(&next->answers, JOURNEY_STAGE_FROM_COUNTRY), pairs_get(&next->answers, JOURNEY_STAGE_TO_COUNTRY)) != 0;
	add_place(w, next, &t, abroad || !pairs_has(&next->answers, "to_place") ? "to_country" : NULL, "to_place");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}

static bool before_contact(struct save *save, struct err *e)
{
	struct record *next = save->next;
	struct str t = {0};
	const char *safe = pairs_get(&next->answers, "safe");
	(void)save->session, (void)save->case_row, (void)e;
	if (!strcmp(safe, "no"))
		str_add(&t, "DO NOT CONTACT: ");
	char *relation = edit_shown(save->edit, next, "relation");
	str_add(&t, *relation ? relation : "Contact");
	free(relation);
	if (!strcmp(pairs_get(&next->answers, "emergency"), "yes") && strcmp(safe, "no"))
		str_add(&t, ", in an emergency");
	if (!strcmp(safe, "ask"))
		str_add(&t, ", ask the person first");
	record_set_title(next, &t);
	str_fini(&t);
	return true;
}

const struct kind kind_document = {
	.name = "document",
	.label = "Document",
	.form = "document",
	.permit = PERMIT_REGISTER,
	.section = SECTION_JOURNEY,
	.any_episode = true,
	.title_field = "doc_type",
	.state_field = "held_by",
	.before = before_document,
	.needs = KIND_NEEDS(DOCUMENT_FIELDS),
};

const struct kind kind_journey_stage = {
	.name = "journey-stage",
	.label = "Journey",
	.form = "journey-stage",
	.permit = PERMIT_REGISTER,
	.section = SECTION_JOURNEY,
	.any_episode = true,
	.day_in_title = true,
	.state_field = "stage",
	.happened_field = "left_on",
	.before = before_journey,
	.needs = KIND_NEEDS(JOURNEY_STAGE_FIELDS),
};

const struct kind kind_contact_person = {
	.name = "contact-person",
	.label = "Contact",
	.form = "contact-person",
	.permit = PERMIT_REGISTER,
	.section = SECTION_JOURNEY,
	.any_episode = true,
	.names = true,
	.state_field = "safe",
	.before = before_contact,
	.needs = KIND_NEEDS(CONTACT_PERSON_FIELDS),
};

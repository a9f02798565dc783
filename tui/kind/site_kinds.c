/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds that a site makes with a form alone: what its [kind] says, as a kind like all others.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/diag.h>
#include <sarai/base/mem.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/kind/site_kinds.h>
#include <sarai/model/permit.h>

struct site_kind {
	struct kind kind;
	char *name, *label, *title, *due, *date; /* owned: a kind only borrows */
};

static struct site_kind **taken; /* of the configuration that was read last */
static int n_taken, cap_taken;

/* Sections whose page is a list of records. */
static const struct {
	const char *name;
	enum case_section section;
} sections[] = {
	{"consent", SECTION_CONSENT},	{"follow-up", SECTION_FOLLOW_UP}, {"safety", SECTION_SAFETY},
	{"notes", SECTION_NOTES},	{"journey", SECTION_JOURNEY},	  {"child", SECTION_CHILD},
	{"trafficking", SECTION_TRAFFICKING}, {"rights", SECTION_RIGHTS},
};
#define SECTIONS "consent, follow-up, safety, notes, journey, child, trafficking, rights"

static bool section_from_name(const char *name, enum case_section *out)
{
	for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
		if (!strcmp(sections[i].name, name)) {
			*out = sections[i].section;
			return true;
		}
	}
	return false;
}

/* Permissions that are about one case, and more than looking. */
static bool case_permit(const char *name, enum permit *out)
{
	return permit_from_name(name, out) && *out != PERMIT_VIEW && *out != PERMIT_NAMES && *out != PERMIT_SELF_APPROVE &&
	       *out != PERMIT_RESTRICTED && *out != PERMIT_CONTEXT && *out != PERMIT_DIRECTORY && *out != PERMIT_EXPORT &&
	       *out != PERMIT_EXPORT_CASES && *out != PERMIT_AUDIT && *out != PERMIT_CONFIGURE &&
	       *out != PERMIT_CONSENT_OVERRIDE;
}

void site_kinds_drop(void)
{
	for (int i = 0; i < n_taken; i++) {
		struct site_kind *k = taken[i];
		free(k->name);
		free(k->label);
		free(k->title);
		free(k->due);
		free(k->date);
		free(k);
	}
	free(taken);
	taken = NULL;
	n_taken = cap_taken = 0;
}

static char *copy(const char *text)
{
	return *text ? mem_strdup(text) : NULL;
}

void site_kind_take(const struct form_def *def, struct diags *d)
{
	const struct form_kind *from = def->kind;
	enum case_section section;
	enum permit permit;
	if (!section_from_name(from->section, &section)) {
		diag_add(d, from->file, from->line, "section: \"%s\" is none of " SECTIONS ".", from->section);
		return;
	}
	if (!case_permit(from->permission, &permit)) {
		diag_add(d, from->file, from->line,
			 "permission: \"%s\" is not one of those for work on a case: register, screen, assess, plan, "
			 "follow-up, approve, assign.",
			 from->permission);
		return;
	}
	struct site_kind *k = mem_alloc(sizeof *k);
	*k = (struct site_kind){
		.name = mem_strdup(def->id),
		.label = mem_strdup(from->label),
		.title = copy(from->title),
		.due = copy(from->due),
		.date = copy(from->date),
	};
	k->kind = (struct kind){
		.name = k->name,
		.label = k->label,
		.form = k->name,
		.permit = permit,
		.section = section,
		.restricted = from->restricted,
		.one_per_case = !from->many,
		.final = from->is_signed,
		.title_field = k->title,
		.due_field = k->due,
		.happened_field = k->date,
		.agenda = k->due ? AGENDA_EACH : AGENDA_NONE,
		.agenda_words = from->restricted ? "Restricted: due" : k->label,
	};
	taken = mem_grow(taken, &cap_taken, n_taken + 1, sizeof *taken);
	taken[n_taken++] = k;
}

const struct kind *site_kind_at(int i)
{
	return i >= 0 && i < n_taken ? &taken[i]->kind : NULL;
}

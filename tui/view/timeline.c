/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>
#include <sarai/view/timeline.h>

const char *timeline_words(enum timeline_part p)
{
	static const char *const words[] = {
#define X(id, text) text,
		TIMELINE_TABLE(X)
#undef X
	};
	return words[p];
}

static enum timeline_part part_of(enum case_section section)
{
	switch (section) {
	case SECTION_FOLLOW_UP:
		return TIMELINE_CONTACTS;
	case SECTION_SCREENING:
	case SECTION_ASSESSMENT:
	case SECTION_CHILD:
	case SECTION_TRAFFICKING:
		return TIMELINE_JUDGEMENTS;
	case SECTION_PLAN:
	case SECTION_REFERRALS:
		return TIMELINE_PLAN;
	case SECTION_SAFETY:
		return TIMELINE_SAFETY;
	case SECTION_NOTES:
		return TIMELINE_NOTES;
	case SECTION_STATUS:
	case SECTION_NONE:
		return TIMELINE_MOVES;
	default:
		return TIMELINE_REST;
	}
}

static struct timeline_entry *add(struct timeline *t, const char *at, const char *who, char *what)
{
	t->at = mem_grow(t->at, &t->cap, t->n + 1, sizeof *t->at);
	struct timeline_entry *entry = &t->at[t->n++];
	memset(entry, 0, sizeof *entry);
	snprintf(entry->at, sizeof entry->at, "%s", at);
	snprintf(entry->who, sizeof entry->who, "%s", who);
	entry->what = what;
	return entry;
}

/* Kind and, where it has one, its title: "Follow-up contact: Attempt". Records come masked already. */
static void add_record(struct timeline *t, const struct record *r)
{
	const struct kind *k = kind_get(r->kind);
	struct str what = {0};
	if (!k)
		return;
	str_add(&what, k->label);
	if (r->round > 0)
		str_addf(&what, ", %s %d", kind_round_word(k), r->round);
	if (r->title && *r->title)
		str_addf(&what, ": %s", r->title);
	struct timeline_entry *entry =
		add(t, *r->happened ? r->happened : r->created_at, r->created_by, str_take(&what));
	snprintf(entry->kind, sizeof entry->kind, "%s", r->kind);
	memcpy(entry->record_id, r->id, sizeof entry->record_id);
	entry->part = part_of(k->section);
	entry->episode = r->episode > 0 ? r->episode : 1;
}

/* Moves of the case: those of history that are no record's. */
static void add_moves(struct timeline *t, const struct history_list *l)
{
	for (int i = 0; i < l->n; i++) {
		const struct history_entry *h = &l->at[i];
		const struct kind *k = kind_get(h->kind);
		bool about = k && k->opens_case; /* the person, who belongs to no case alone */
		if ((strcmp(h->kind, "case") && !about) || !h->summary)
			continue;
		bool begun = about && !strcmp(h->action, "made");
		add(t, h->at, h->who, mem_strdup(begun ? "Registered" : h->summary))->part =
			about && !begun ? TIMELINE_REST : TIMELINE_MOVES;
	}
}

static int newest_first(const void *a, const void *b)
{
	const struct timeline_entry *x = a, *y = b;
	int order = strcmp(y->at, x->at);
	return order ? order : strcmp(y->record_id, x->record_id);
}

bool timeline_read(struct session *s, const char *case_id, struct timeline *out, struct err *e)
{
	struct record_list records = {0};
	struct history_list history = {0};
	memset(out, 0, sizeof *out);
	bool good = records_list(s, case_id, NULL, &records, e) && history_read(s, case_id, 0, &history, e);
	for (int i = 0; good && i < records.n; i++)
		add_record(out, &records.at[i]);
	if (good)
		add_moves(out, &history);
	if (out->n)
		qsort(out->at, (size_t)out->n, sizeof *out->at, newest_first);
	record_list_fini(&records);
	history_list_fini(&history);
	return good;
}

void timeline_fini(struct timeline *t)
{
	for (int i = 0; i < t->n; i++)
		free(t->at[i].what);
	free(t->at);
	*t = (struct timeline){0};
}

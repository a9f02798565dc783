/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/role.h>

static const struct {
	const char *name, *words;
} scopes[] = {
#define X(id, name, words) {name, words},
	SCOPE_TABLE(X)
#undef X
};

static const char *const permits[] = {
#define X(id, name, words) name,
	PERMIT_TABLE(X)
#undef X
};

const char *scope_name(enum scope s)
{
	return scopes[s].name;
}

const char *scope_words(enum scope s)
{
	return scopes[s].words;
}

bool scope_from_name(const char *name, enum scope *out)
{
	for (int i = 0; i < SCOPE_COUNT; i++) {
		if (!strcmp(scopes[i].name, name)) {
			*out = (enum scope)i;
			return true;
		}
	}
	return false;
}

/* ---- roles.ini ---- */

struct labelled {
	char *label;
	bool escalation;
};
static const struct ini_key keys[] = {
	{"label", INI_TEXT, offsetof(struct labelled, label), 0, 40, true, NULL, "What people read."},
	{"escalation", INI_BOOL, offsetof(struct labelled, escalation), 0, 0, false, NULL,
	 "yes: informed of urgent matters that no supervisor has acknowledged within escalate_after (follow-up.ini)."},
};

const struct ini_part role_file_parts[] = {{"role NAME", keys, 2}};
const int role_file_part_count = 1;

static int permit_named(const char *key)
{
	for (int i = 0; i < PERMIT_COUNT; i++) {
		if (!strcmp(permits[i], key))
			return i;
	}
	return -1;
}

static bool is_permit(const char *key)
{
	return permit_named(key) >= 0;
}

static void parse_role(const struct ini_doc *doc, const struct ini_section *s, const char *name, struct roles *r,
		       struct diags *d)
{
	struct labelled l = {0};
	inidoc_fill(doc, s, keys, 2, &l, is_permit, d);
	r->at = mem_grow(r->at, &r->cap, r->n + 1, sizeof *r->at);
	struct user_role *role = &r->at[r->n++];
	memset(role, 0, sizeof *role);
	role->name = mem_strdup(name);
	role->escalation = l.escalation;
	role->label = l.label ? l.label : mem_strdup(name);
	for (int i = 0; i < s->n; i++) {
		int permit = permit_named(s->at[i].key);
		if (permit >= 0 && !scope_from_name(s->at[i].value, &role->may[permit]))
			diag_add(d, s->at[i].file, s->at[i].line,
				 "%s: \"%s\" is not one of none, own, team, office, all.", s->at[i].key,
				 s->at[i].value);
	}
}

static bool name_good(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	return *name && !name[n] && n < 48;
}

struct roles *roles_parse(const struct ini_doc *doc, struct diags *d)
{
	struct roles *r = mem_alloc(sizeof *r);
	int before = d->n;
	bool somebody = false;
	for (int i = 0; i < doc->n; i++) {
		const char *name;
		const struct ini_section *s = &doc->at[i];
		if (!inidoc_is(s, "role", &name))
			diag_add(d, s->file, s->line, "There is no section [%s] in roles.ini.", s->name);
		else if (!name || !name_good(name))
			diag_add(d, s->file, s->line,
				 "A role's name has small letters, digits and -: [role case-worker].");
		else
			parse_role(doc, s, name, r, d);
	}
	for (int i = 0; i < r->n; i++)
		somebody |= r->at[i].may[PERMIT_CONFIGURE] != SCOPE_NONE;
	if (!somebody)
		diag_add(d, doc->file, 0, "No role has \"configure\": nobody could make accounts.");
	if (d->n > before)
		roles_free(&r);
	return r;
}

void roles_free(struct roles **roles)
{
	struct roles *r = *roles;
	if (!r)
		return;
	for (int i = 0; i < r->n; i++) {
		free(r->at[i].name);
		free(r->at[i].label);
	}
	free(r->at);
	free(r);
	*roles = NULL;
}

const struct user_role *roles_get(const struct roles *r, const char *name)
{
	for (int i = 0; r && i < r->n; i++) {
		if (!strcmp(r->at[i].name, name))
			return &r->at[i];
	}
	return NULL;
}

/* ---- reach ---- */

static bool same(const char *a, const char *b)
{
	return *a && !strcmp(a, b);
}

bool scope_reaches(enum scope s, const char *name, const char *team, const char *office, const struct case_ties *of)
{
	bool nobodys = !*of->owner && !*of->team && !*of->office;
	switch (s) {
	case SCOPE_ALL:
		return true;
	case SCOPE_OFFICE:
		return same(of->owner, name) || same(of->team, team) || same(of->office, office) || nobodys;
	case SCOPE_TEAM:
		return same(of->owner, name) || same(of->team, team) || nobodys;
	case SCOPE_OWN:
		return same(of->owner, name);
	default:
		return false;
	}
}

bool role_works_on_cases(const struct user_role *r)
{
	static const enum permit needed[] = {PERMIT_VIEW, PERMIT_ASSESS, PERMIT_PLAN, PERMIT_FOLLOW_UP};
	for (size_t i = 0; r && i < sizeof needed / sizeof *needed; i++) {
		if (r->may[needed[i]] == SCOPE_NONE)
			return false;
	}
	return r != NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/child.h>

#define PANEL_LEAST 2 /* one person alone is no panel */

static const struct {
	const char *name, *words;
} situations[] = {
#define X(id, name, words) {name, words},
	CHILD_SITUATION_TABLE(X)
#undef X
};

enum child_situation child_situation_from_name(const char *name)
{
	for (int i = 0; i < CHILD_SITUATION_COUNT; i++) {
		if (!strcmp(situations[i].name, name))
			return (enum child_situation)i;
	}
	return CHILD_UNKNOWN;
}

const char *child_situation_words(enum child_situation s)
{
	return situations[s].words;
}

bool child_is_alone(enum child_situation s)
{
	return s != CHILD_WITH_FAMILY;
}

/* ---- assent ---- */

const struct child_assent child_assents[] = {
	{0, 5, "caregiver", "the caregiver's consent"},
	{6, 11, "spoken", "spoken assent, and the caregiver's consent"},
	{12, 14, "assent", "assent, and consent of the caregiver or another trusted adult"},
	{15, 17, "own", "their own consent, and the caregiver's where that is safe"},
};
const int child_assent_count = (int)(sizeof child_assents / sizeof child_assents[0]);

const struct child_assent *child_assent_at(int age)
{
	int i = 0;
	while (i + 1 < child_assent_count && age > child_assents[i].to)
		i++;
	return &child_assents[i];
}

bool child_assent_fits(const char *name, int least, int most)
{
	for (const struct child_assent *a = child_assent_at(least); a <= child_assent_at(most); a++) {
		if (!strcmp(a->name, name))
			return true;
	}
	return false;
}

bool child_assent_needed(int most)
{
	return most > child_assents[0].to;
}

/* ---- determination ---- */

const char *const child_bid_fixed[] = {
	"opened",   "reopen_reason", "question",   "question_text",    "panel",	   "options", "views", "views_how",
	"decision", "reasons",	     "decided_on", "guardian_present", "finished", NULL};

static bool is_blank(const char *s, size_t n)
{
	return strspn(s, " \t,;-") >= n;
}

int child_bid_panel(const char *panel, int *without_role)
{
	int members = 0;
	*without_role = 0;
	while (*panel) {
		size_t n = strcspn(panel, "\n");
		const char *comma = memchr(panel, ',', n);
		if (!is_blank(panel, n)) {
			members++;
			*without_role += !comma || is_blank(comma, n - (size_t)(comma - panel));
		}
		panel += n + (panel[n] == '\n');
	}
	return members;
}

static void name_missing(struct str *missing, const char *words)
{
	str_addf(missing, "%s%s", missing->len ? ", " : "", words);
}

bool child_bid_complete(const struct pairs *answers, struct str *missing)
{
	static const struct {
		const char *field, *words;
	} needed[] = {
		{"question", "the question"},
		{"options", "the options weighed"},
		{"views", "the child's views"},
		{"views_how", "how the child was heard"},
		{"decision", "the decision"},
		{"reasons", "the reasons"},
		{"guardian_present", "whether the guardian was present"},
		{"decided_on", "the day"},
	};
	size_t before = missing->len;
	int without_role, members = child_bid_panel(pairs_get(answers, "panel"), &without_role);
	if (members < PANEL_LEAST)
		name_missing(missing, "the panel (two or more)");
	else if (without_role)
		name_missing(missing, "the role of each on the panel");
	for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
		const char *value = pairs_get(answers, needed[i].field);
		if (strspn(value, " \t\n") == strlen(value))
			name_missing(missing, needed[i].words);
	}
	return missing->len == before;
}

/* ---- family ---- */

bool child_family_in_favour(const struct pairs *answers)
{
	static const char *const points[] = {"safe", "willing", "able"};
	bool met = !strcmp(pairs_get(answers, "conditions_met"), "yes");
	for (int i = 0; i < 3; i++) {
		const char *said = pairs_get(answers, points[i]);
		if (strcmp(said, "yes") && !(met && !strcmp(said, "conditions")))
			return false;
	}
	return !strcmp(pairs_get(answers, "result"), "yes");
}

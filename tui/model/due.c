/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/units.h>
#include <sarai/model/due.h>

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static const struct {
	const char *name, *words;
} kinds[] = {
#define X(id, name, words) {name, words},
	DUE_TABLE(X)
#undef X
};

const char *due_name(enum due_kind k)
{
	return kinds[k].name;
}

const char *due_words(enum due_kind k)
{
	return kinds[k].words;
}

bool due_from_name(const char *name, enum due_kind *out)
{
	for (int i = 0; i < DUE_COUNT; i++) {
		if (!strcmp(kinds[i].name, name)) {
			*out = (enum due_kind)i;
			return true;
		}
	}
	return false;
}

/* ---- follow-up.ini ---- */

#define KEY(type, name, member, min, max, doc)                                                                         \
	{                                                                                                              \
		name, INI_INT, offsetof(type, member), min, max, true, NULL, doc                                       \
	}
static const struct ini_key level_keys[] = {
	KEY(struct due_level, "first_contact_hours", first_contact_h, 1, 8760,
	    "Hours from registration to the screening."),
	KEY(struct due_level, "assessment_hours", assessment_h, 1, 8760, "Hours from screening to the assessment."),
	KEY(struct due_level, "plan_hours", plan_h, 1, 8760, "Hours from the assessment to an agreed plan."),
	KEY(struct due_level, "follow_up_days", follow_up_days, 1, 730,
	    "Days from one contact to the next, at the latest."),
};
struct unassessed {
	char *standards;
};
static const struct ini_key unassessed_keys[] = {
	{"standards", INI_TEXT, offsetof(struct unassessed, standards), 0, 0, true, NULL,
	 "The level whose standards hold until there is one."},
};
static const struct ini_key child_keys[] = {
	KEY(struct due_child_rules, "first_contact_hours", first_contact_h, 1, 8760,
	    "Hours to the screening of a child, where the level would leave more time."),
	KEY(struct due_child_rules, "situation_hours", situation_h, 1, 8760,
	    "Hours to say whether the child is alone, and who cares for them."),
	KEY(struct due_child_rules, "care_hours", care_h, 1, 8760, "Hours to a care arrangement for the child."),
	KEY(struct due_child_rules, "detention_hours", detention_h, 1, 8760,
	    "Hours in which a child who is detained for migration is to be out, from when that is known."),
	KEY(struct due_child_rules, "guardian_hours", guardian_h, 1, 8760,
	    "Hours to a guardian, for a child who is alone."),
	KEY(struct due_child_rules, "bia_hours", bia_h, 1, 8760, "Hours to the best interests assessment."),
	KEY(struct due_child_rules, "bia_again_days", bia_again_days, 1, 730,
	    "Days until it is made again, at the latest."),
	KEY(struct due_child_rules, "tracing_hours", tracing_h, 1, 8760,
	    "Hours until tracing the family has begun, or the child does not want it."),
};
static const struct ini_key review_keys[] = {
	KEY(struct due_rules, "plan_review_days", plan_review_days, 1, 730,
	    "Days until the plan as a whole is gone through again."),
	KEY(struct due_rules, "post_closure_days", post_closure_days, 1, 730,
	    "Days after closing, where the person agreed to be asked how they are."),
};
static const struct ini_key attempts_keys[] = {
	KEY(struct due_rules, "attempts_before_supervisor", attempts_before_supervisor, 1, 20,
	    "Attempts without a contact after which the supervisor should be told.")};
static const struct ini_key urgent_keys[] = {KEY(struct due_rules, "urgent_default_hours", urgent_default_h, 1, 720,
						 "Hours to act on an urgent flag that has no due_hours of its own."),
					     KEY(struct due_rules, "tonight_hours", tonight_h, 1, 72,
						 "Hours after an urgent response for which \"for tonight only\" holds at "
						 "most; then the clock is due again."),
					     KEY(struct due_rules, "escalate_after", escalate_after_min, 5, 10080,
						 "Minutes after which an urgent message that no supervisor has "
						 "acknowledged goes to the roles with escalation = yes in roles.ini.")};
static const struct ini_key trafficking_keys[] = {
	KEY(struct due_rules, "reflection_days", reflection_days, 1, 1095,
	    "Days of the reflection period, where the law gives no longer one."),
	KEY(struct due_rules, "reflection_notice_days", reflection_notice_days, 0, 90,
	    "Days before its end from which it is due to settle what follows."),
};
static const struct ini_key clinical_keys[] = {
	KEY(struct due_rules, "pep_hours", care_h[CARE_PEP], 1, 720,
	    "Hours after sexual violence in which medicine can prevent HIV."),
	KEY(struct due_rules, "emergency_contraception_hours", care_h[CARE_CONTRACEPTION], 1, 720,
	    "Hours after sexual violence in which emergency contraception is of use."),
};
static const struct ini_key safety_keys[] = {
	KEY(struct due_rules, "review_days_high", safety_review_days[SAFETY_HIGH], 1, 730,
	    "Days until the safety assessment is gone through again, when its rating is high."),
	KEY(struct due_rules, "review_days_medium", safety_review_days[SAFETY_MEDIUM], 1, 730,
	    "Days until then when the rating is medium."),
	KEY(struct due_rules, "review_days_low", safety_review_days[SAFETY_LOW], 1, 730,
	    "Days until then when the rating is low."),
	KEY(struct due_rules, "supervisor_hours", supervisor_h, 1, 72,
	    "Hours in which the supervisor is told of thoughts of suicide or self-harm."),
	KEY(struct due_rules, "recheck_days", recheck_days, 1, 90, "Days after which somebody asks about them again."),
};
static const struct ini_key referral_keys[] = {
	KEY(struct due_rules, "emergency_hours", referral.hours[PRIORITY_EMERGENCY], 1, 720,
	    "Hours in which a receipt or an answer is due to a referral that is an emergency."),
	KEY(struct due_rules, "urgent_hours", referral.hours[PRIORITY_URGENT], 1, 2160,
	    "Hours in which it is due to an urgent one."),
	KEY(struct due_rules, "normal_hours", referral.hours[PRIORITY_NORMAL], 1, 8760, "Hours in which it is due to others."),
	KEY(struct due_rules, "feedback_days", referral.feedback_days, 1, 365,
	    "Days after which one asks, at the latest, how a referral that was accepted goes on."),
};

const struct ini_part due_file_parts[] = {
	{"due BAND", level_keys, COUNT(level_keys)},
	{"due unassessed", unassessed_keys, COUNT(unassessed_keys)},
	{"due child", child_keys, COUNT(child_keys)},
	{"review", review_keys, COUNT(review_keys)},
	{"attempts", attempts_keys, COUNT(attempts_keys)},
	{"urgent", urgent_keys, COUNT(urgent_keys)},
	{"trafficking", trafficking_keys, COUNT(trafficking_keys)},
	{"clinical", clinical_keys, COUNT(clinical_keys)},
	{"safety", safety_keys, COUNT(safety_keys)},
	{"referral", referral_keys, COUNT(referral_keys)},
};
const int due_file_part_count = COUNT(due_file_parts);

/* Those that are filled straight into the rules; those before have sections of their own to look up. */
static const struct ini_part *const parts = due_file_parts + 3;
#define PARTS (COUNT(due_file_parts) - 3)

static void read_unassessed(struct due_rules *r, const struct ini_doc *doc, const struct ini_section *s,
			    const struct catalogue *c, struct diags *d)
{
	struct unassessed u = {0};
	if (inidoc_fill(doc, s, unassessed_keys, COUNT(unassessed_keys), &u, NULL, d)) {
		r->unassessed = catalogue_band(c, u.standards);
		if (r->unassessed < 0) {
			const struct ini_entry *e = inidoc_entry(s, "standards");
			diag_add(d, e->file, e->line, "standards: there is no band '%s'", u.standards);
		}
	}
	free(u.standards);
}

static void read_section(struct due_rules *r, const struct ini_doc *doc, const struct ini_section *s,
			 const struct catalogue *c, struct diags *d)
{
	const char *name = NULL;
	for (int i = 0; i < PARTS; i++) {
		if (!strcmp(s->name, parts[i].name)) {
			inidoc_fill(doc, s, parts[i].keys, parts[i].n, r, NULL, d);
			return;
		}
	}
	if (oversight_section(&r->oversight, doc, s, c, d))
		return;
	if (!inidoc_is(s, "due", &name)) {
		diag_add(
			d, s->file, s->line,
			"[%s] is not known; there are [due BAND], [due unassessed], [due child], [review], [attempts], "
			"[urgent], [trafficking], [clinical], [safety], [referral], [approvals], [caseload] and [retention]",
			s->name);
	} else if (!strcmp(name, "unassessed")) {
		read_unassessed(r, doc, s, c, d);
	} else if (!strcmp(name, "child")) {
		inidoc_fill(doc, s, child_keys, COUNT(child_keys), &r->child, NULL, d);
	} else if (catalogue_band(c, name) < 0) {
		diag_add(d, s->file, s->line, "[%s]: there is no band '%s' in factors.ini", s->name, name);
	} else {
		inidoc_fill(doc, s, level_keys, COUNT(level_keys), &r->levels[catalogue_band(c, name)], NULL, d);
	}
}

static void need(const struct ini_doc *doc, const char *section, const char *name, struct diags *d)
{
	char full[64];
	snprintf(full, sizeof full, "%s%s%s", section, *name ? " " : "", name);
	if (!inidoc_section(doc, full))
		diag_add(d, doc->file, 0, "there is no [%s]", full);
}

struct due_rules *due_rules_parse(const struct ini_doc *doc, const struct catalogue *c, struct diags *d)
{
	struct due_rules *r = mem_alloc(sizeof *r);
	int before = d->n;
	r->n_levels = c->n_bands;
	r->levels = mem_alloc((size_t)c->n_bands * sizeof *r->levels);
	for (int i = 0; i < doc->n; i++)
		read_section(r, doc, &doc->at[i], c, d);
	for (int i = 0; i < c->n_bands; i++)
		need(doc, "due", c->bands[i].name, d);
	need(doc, "due", "unassessed", d);
	need(doc, "due", "child", d);
	for (int i = 0; i < PARTS; i++)
		need(doc, parts[i].name, "", d);
	r->safety_review_days[SAFETY_NONE] = r->safety_review_days[SAFETY_MEDIUM];
	oversight_check(&r->oversight, doc, c, d);
	if (d->n > before)
		due_rules_free(&r);
	return r;
}

void due_rules_free(struct due_rules **r)
{
	if (!*r)
		return;
	free((*r)->levels);
	oversight_fini(&(*r)->oversight);
	free(*r);
	*r = NULL;
}

/* ---- what is due ---- */

static const struct due_level *standards(const struct due_rules *r, int band)
{
	return &r->levels[band >= 0 && band < r->n_levels ? band : r->unassessed];
}

int64_t due_follow_up(const struct due_rules *r, int band, int64_t contact)
{
	return contact + (int64_t)standards(r, band)->follow_up_days * DAY;
}

static void earliest(enum due_kind kind, int64_t at, enum due_kind *best, int64_t *when)
{
	if (at > 0 && (*best == DUE_NOTHING || at < *when)) {
		*best = kind;
		*when = at;
	}
}

/* The last time that anybody is known to have spoken with the person. */
static int64_t last_seen(const struct case_facts *f)
{
	int64_t t = f->registered_at;
	if (f->screened_at > t)
		t = f->screened_at;
	if (f->assessed_at > t)
		t = f->assessed_at;
	if (f->last_contact_at > t)
		t = f->last_contact_at;
	return t;
}

int64_t due_of_child(const struct due_rules *r, const struct child_facts *f, enum due_kind step)
{
	const struct due_child_rules *c = &r->child;
	const struct {
		enum due_kind step;
		bool alone_only;
		int hours;
		int64_t done;
	} steps[] = {
		{DUE_CHILD, false, c->situation_h, f->situation_at},
		{DUE_CARE, false, c->care_h, f->care_at},
		{DUE_GUARDIAN, true, c->guardian_h, f->guardian_at},
		{DUE_BIA, false, c->bia_h, f->bia_at},
		{DUE_TRACING, true, c->tracing_h, f->tracing_at},
	};
	if (!f->since)
		return 0;
	if (step == DUE_DETENTION)
		return f->detained_since ? f->detained_since + (int64_t)c->detention_h * HOUR : 0;
	for (int i = 0; i < COUNT(steps); i++) {
		if (steps[i].step != step || (steps[i].alone_only && !f->alone))
			continue;
		if (!steps[i].done)
			return f->since + (int64_t)steps[i].hours * HOUR;
		/* What a child needs changes: the assessment is made again. */
		return step == DUE_BIA ? steps[i].done + (int64_t)c->bia_again_days * DAY : 0;
	}
	return 0;
}

enum due_kind due_next(const struct due_rules *r, const struct case_facts *f, int64_t *when)
{
	const struct due_level *l = standards(r, f->band);
	enum due_kind best = DUE_NOTHING;
	*when = 0;
	if (f->status == STATUS_CLOSED && f->closed_at)
		earliest(DUE_POST_CLOSURE, f->closed_at + (int64_t)r->post_closure_days * DAY, &best, when);
	if (!status_is_open(f->status))
		return best;
	earliest(DUE_URGENT, f->urgent_due_at, &best, when);
	/* A case on hold still has its urgent matters, the contact that was agreed, and the day to look again. */
	if (f->status == STATUS_ON_HOLD) {
		earliest(DUE_FOLLOW_UP, f->next_contact_at, &best, when);
		earliest(DUE_LOOK_AGAIN, f->look_again_at, &best, when);
		return best;
	}
	static const enum due_kind of_child[] = {DUE_CHILD,    DUE_CARE, DUE_DETENTION,
						DUE_GUARDIAN, DUE_BIA,	DUE_TRACING};
	bool waits_for_none = f->no_assessment && !f->assessed_at;
	int first_h = f->child.since && r->child.first_contact_h < l->first_contact_h ? r->child.first_contact_h
										      : l->first_contact_h;
	/* An assessment made without a screening stands for it. */
	if (!f->screened_at && !f->assessed_at)
		earliest(DUE_SCREENING, f->registered_at + (int64_t)first_h * HOUR, &best, when);
	else if (waits_for_none)
		earliest(DUE_FOLLOW_UP, f->next_contact_at, &best, when);
	else if (!f->assessed_at)
		earliest(DUE_ASSESSMENT, f->screened_at + (int64_t)l->assessment_h * HOUR, &best, when);
	else if (!f->plan_agreed_at)
		earliest(DUE_PLAN, f->assessed_at + (int64_t)l->plan_h * HOUR, &best, when);
	for (int i = 0; i < COUNT(of_child); i++)
		earliest(of_child[i], due_of_child(r, &f->child, of_child[i]), &best, when);
	if ((f->screened_at || f->assessed_at) && !waits_for_none) {
		int64_t contact = due_follow_up(r, f->band, last_seen(f));
		if (f->next_contact_at && f->next_contact_at < contact)
			contact = f->next_contact_at;
		earliest(DUE_FOLLOW_UP, contact, &best, when);
	}
	if (f->plan_agreed_at) {
		int64_t from = f->plan_reviewed_at > f->plan_agreed_at ? f->plan_reviewed_at : f->plan_agreed_at;
		earliest(DUE_REVIEW, from + (int64_t)r->plan_review_days * DAY, &best, when);
	}
	return best;
}

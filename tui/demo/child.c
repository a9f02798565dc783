/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The children among the fictitious cases, and whoever fears to go back: situation and care, best interests, tracing,
 * counselling on asylum. One determination is in work, one is finished and has opened the way back.
 */
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/demo/child.h>
#include <sarai/demo/record.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/open.h>
#include <sarai/kind/child.h>
#include <sarai/model/child.h>
#include <sarai/store/casefile.h>

struct said {
	const char *field, *value; /* value NULL: the day on which it is told */
};

static bool tell(struct demo *d, const char *kind, const struct said *answers, int n, struct err *e)
{
	struct edit *w = demo_open(d, kind, e);
	if (!w)
		return false;
	for (int i = 0; i < n; i++) {
		if (answers[i].value)
			demo_put(w, answers[i].field, answers[i].value);
		else
			demo_put_day(d, w, answers[i].field, 0);
	}
	return demo_save(d, &w, e);
}
#define TELL(d, kind, answers, e) tell(d, kind, answers, (int)(sizeof(answers) / sizeof(answers)[0]), e)

static bool is_child(struct demo *d, struct child_view *v, bool *child, struct err *e)
{
	struct case_row k = {0};
	bool good = cases_get(&d->session, d->case_id, &k, e) && child_read(&d->session, &k, v, e);
	*child = good && v->is_child;
	case_row_fini(&k);
	return good;
}

static bool situation(struct demo *d, int age, struct err *e)
{
	bool alone = strcmp(d->story->situation, "with-family") != 0;
	bool settled = d->course->stage == DEMO_ACTIVE;
	const struct said answers[] = {
		{"situation", d->story->situation},
		{"with_abuser", "no"},
		{"guardian", !alone    ? "parents"
			     : settled ? "appointed"
				       : "asked"},
		{"guardian_name", "Guardianship office, Ms Exemplar (fictitious)"},
		{"guardian_on", NULL},
		{"guardian_asked", "Youth court, by letter"},
		{"care", d->story->care},
		{"care_since", NULL},
		{"school", settled ? "goes" : "waiting"},
		{"school_why", "Papers are asked for; we have written to the school office."},
		{"detained", "no"},
		{"assent", child_assent_at(age)->name},
	};
	return TELL(d, "child", answers, e);
}

static bool assess(struct demo *d, struct err *e)
{
	const struct said answers[] = {
		{"trigger", "first"},
		{"assessed_on", NULL},
		{"assessed_by", "Case worker, with an interpreter the child chose"},
		{"views", d->story->wishes},
		{"family", "Mother not heard of since the journey began; other relatives known by name."},
		{"safety", d->story->exposure},
		{"care", d->story->capability},
		{"development", "In good health, sleeps little, wants to learn; no school for two years."},
		{"result", "services determination"},
		{"reasons", "What is to last has to be decided with a guardian and by a panel."},
	};
	return TELL(d, "bia", answers, e);
}

static bool trace(struct demo *d, struct err *e)
{
	bool found = d->story->solution != NULL;
	const struct said answers[] = {
		{"sought", found ? "Grandmother" : "Uncle in a third country"},
		{"agreed", "yes"},
		{"adult_agrees", "yes"},
		{"started_on", NULL},
		{"with_whom", "The tracing service"},
		{"state", found ? "found" : "running"},
		{"result", "Found at the old address; overjoyed, and asked for time."},
		{"contacted", "phone"},
		{"verified", "yes"},
		{"verified_how", "Both were asked apart about the house and the family; the answers fit."},
	};
	return TELL(d, "tracing", answers, e);
}

static bool assess_family(struct demo *d, struct err *e)
{
	const struct said answers[] = {
		{"for_plan", "plan"},
		{"who", "Grandmother and her youngest daughter"},
		{"assessed_on", NULL},
		{"done_by", "A partner organisation there, at two visits"},
		{"safe", "yes"},
		{"willing", "yes"},
		{"able", "conditions"},
		{"findings", "A dry house, a school within reach. Nobody there had part in the journey."},
		{"conditions", "School fees for the first year"},
		{"conditions_met", "yes"},
		{"result", "yes"},
		{"child_agrees", "yes"},
		{"guardian_agrees", "yes"},
		{"agreed_on", NULL},
	};
	return TELL(d, "family-assessment", answers, e);
}

static bool determine(struct demo *d, struct err *e)
{
	bool decided = d->story->solution != NULL;
	const struct said answers[] = {
		{"question", "solution"},
		{"question_text", "Where is this child to live for good?"},
		{"options",
		 "To stay here with a foster family; to live with relatives. Each with its safety, care and school."},
		{"panel", "A. Specimen (fictitious), youth authority\nB. Sample (fictitious), child psychologist\n"
			  "C. Exemplar (fictitious), guardian"},
		{"views", d->story->wishes},
		{"views_how", "panel"},
		{"guardian_present", "yes"},
		{"decision", decided ? d->story->solution : ""},
		{"reasons",
		 decided ? "The child asks for it and has thought about it; the home is safe, willing and able." : ""},
		{"decided_on", decided ? NULL : ""},
		{"finished", decided ? "yes" : "not-yet"},
		{"told_on", NULL},
		{"appeal", "none"},
	};
	return TELL(d, "bid", answers, e);
}

/* One action of the plan that has to wait, or waits no more. */
bool demo_way_ahead(struct demo *d, struct err *e)
{
	bool back = d->story->solution != NULL;
	if (!d->story->determination)
		return true;
	struct edit *w = demo_open(d, "action", e);
	if (!w)
		return false;
	demo_put(w, "action",
		 back ? "Journey home together with a person the child trusts" : "Bring uncle and nephew together");
	demo_put(w, "service", back ? "return" : "family-tracing");
	demo_put(w, "aim", "reunite");
	demo_put(w, "return_first", "no");
	demo_put(w, "consulate", "no");
	demo_put_day(d, w, "due_on", 60);
	return demo_save(d, &w, e);
}

bool demo_child(struct demo *d, struct err *e)
{
	struct child_view v;
	bool child, good = is_child(d, &v, &child, e);
	int age = good ? v.least : 0;
	child_view_fini(&v);
	if (!good || !child || !d->story->situation)
		return good;
	good = situation(d, age, e);
	/* Where the work is late, it is late here too: the best interests are not assessed yet. */
	if (d->course->stage == DEMO_PARTIAL || (d->course->late && d->course->stage != DEMO_ACTIVE))
		return good;
	d->at = d->at + DAY < d->now ? d->at + DAY : d->now;
	good = good && assess(d, e);
	if (!d->story->determination || strcmp(d->story->situation, "unaccompanied"))
		return good && (!strcmp(d->story->situation, "with-family") || trace(d, e));
	good = good && trace(d, e);
	return good && (!d->story->solution || assess_family(d, e)) && determine(d, e);
}

bool demo_counsel(struct demo *d, struct err *e)
{
	const struct said answers[] = {
		{"counselled_on", NULL},
		{"counselled_by", "Legal aid, at our office"},
		{"language", d->person->language},
		{"interpreter", "yes"},
		{"told", "right how voluntary silence help"},
		{"referral", "accepted"},
		{"referred_to", "Asylum office, with legal aid"},
	};
	if (!strstr(d->story->flags, "fear_of_return") || d->course->late)
		return true;
	return TELL(d, "protection-counselling", answers, e);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checklists on top of sections: a child's steps and what a return or a reunification still waits for; counselling on
 * asylum for whoever fears to go back.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/form/form.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/child.h>
#include <sarai/model/child.h>
#include <sarai/model/due.h>
#include <sarai/model/gate.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>
#include <sarai/view/checklist_rights.h>

struct making {
	struct session *s;
	const struct case_row *k;
	struct checklist *to;
	struct child_view child;
	struct gate_facts facts;
	int64_t now;
};

static struct check_line *add(struct making *m, enum check_state state, const char *text, const char *more,
			      const char *kind)
{
	struct check_line *line = checklist_add(m->to, state, text, more);
	line->kind = kind;
	m->to->missing += state == CHECK_MISSING || state == CHECK_LATE;
	m->to->late += state == CHECK_LATE;
	return line;
}

/* What is there is opened again; what has to be made anew each time is not. */
static bool find_record(struct making *m, struct check_line *line, struct err *e)
{
	struct record r = {0};
	bool anew = !strcmp(line->kind, "bia") && line->state != CHECK_DONE;
	if (anew || !strcmp(line->kind, "consent"))
		return true;
	bool good = child_newest(m->s, m->k->id, line->kind, &r, e);
	if (good)
		memcpy(line->record_id, r.id, sizeof line->record_id);
	record_fini(&r);
	return good;
}

/* ---- a child's steps ---- */

static bool add_step(struct making *m, enum due_kind step, int64_t done, const char *text, const char *more,
		     const char *kind, struct err *e)
{
	int64_t due = due_of_child(m->s->config->due, &m->child.facts, step);
	bool late = due && due < m->now;
	struct check_line *line = add(m, late ? CHECK_LATE : done ? CHECK_DONE : CHECK_MISSING, text, more, kind);
	if (due)
		time_to_iso(due, line->due);
	return find_record(m, line, e);
}

static char *option_words(struct making *m, const char *field)
{
	const struct form_def *def = config_form(m->s->config, "child");
	int i = def ? form_def_field(def, field) : -1;
	if (i < 0)
		return mem_strdup("");
	struct form *f = form_new(def, clock_today(m->s->clock), &m->s->config->lists);
	form_load(f, &m->child.situation.answers);
	form_hide_restricted(f, !restricted_seen(m->s, m->k->id));
	char *words = form_show(f, i);
	form_free(&f);
	return words;
}

static bool add_steps(struct making *m, struct err *e)
{
	const struct child_facts *f = &m->child.facts;
	char *situation = option_words(m, "situation"), *guardian = option_words(m, "guardian"),
	     *arrangement = option_words(m, "care");
	bool good = add_step(m, DUE_CHILD, f->situation_at, "Alone or with family, who cares", situation, "child", e);
	if (good && f->alone)
		good = add_step(m, DUE_GUARDIAN, f->guardian_at, "Guardian", guardian, "child", e);
	good = good && add_step(m, DUE_CARE, f->care_at, "Care arrangement", arrangement, "child", e);
	if (good && f->detained_since)
		good = add_step(m, DUE_DETENTION, 0, "Out of detention", "Ask for an alternative.", "child", e);
	good = good && add_step(m, DUE_BIA, f->bia_at, "Best interests assessment",
				f->bia_at ? "" : "Quick, in writing, at each important step.", "bia", e);
	if (good && f->alone)
		good = add_step(m, DUE_TRACING, f->tracing_at, "Family tracing",
				f->tracing_at ? "" : "Only if the child agrees.", "tracing", e);
	free(situation);
	free(guardian);
	free(arrangement);
	return good;
}

/* ---- locks ---- */

/* Keys of which a line above tells already, and those of which there is something to say only while they are missing.
 */
static bool said_above(enum gate_lock l, bool open)
{
	bool step = l == GATE_LOCK_SITUATION || l == GATE_LOCK_GUARDIAN;
	bool rare = l == GATE_LOCK_APPEAL || l == GATE_LOCK_REOPENED;
	return step || (rare && open);
}

static bool add_keys(struct making *m, const enum gate_lock *keys, const bool *open, int n, const bool *leave_out,
		     struct err *e)
{
	for (int i = 0; i < n; i++) {
		if ((leave_out && leave_out[keys[i]]) || said_above(keys[i], open[i]))
			continue;
		struct check_line *line = add(m, open[i] ? CHECK_DONE : CHECK_MISSING, gate_lock_key(keys[i]),
					      open[i] ? "" : gate_lock_opens(keys[i]), gate_lock_kind(keys[i]));
		if (!find_record(m, line, e))
			return false;
	}
	return true;
}

static void add_heading(struct making *m, enum gate_act act, const bool *open, int n)
{
	struct str t = {0};
	int closed = 0;
	for (int i = 0; i < n; i++)
		closed += !open[i];
	m->to->return_locked |= act == GATE_RETURN && closed;
	str_add(&t, gate_act_words(act));
	if (closed)
		str_addf(&t, ": locked, %d thing%s missing", closed, closed == 1 ? "" : "s");
	else
		str_add(&t, ": not locked");
	add(m, CHECK_HEADING, str_text(&t), NULL, NULL);
	str_fini(&t);
}

static bool add_locks(struct making *m, struct err *e)
{
	enum gate_lock keys[GATE_LOCK_COUNT];
	bool open[GATE_LOCK_COUNT], told[GATE_LOCK_COUNT] = {0};
	int n = gate_keys(GATE_BIT(GATE_RETURN), &m->facts, keys, open);
	add_heading(m, GATE_RETURN, open, n);
	if (!add_keys(m, keys, open, n, NULL, e))
		return false;
	/* What is asked of both is said once; in favour of what it is, is asked of each. */
	for (int i = 0; i < n; i++)
		told[keys[i]] = keys[i] != GATE_LOCK_DETERMINED && keys[i] != GATE_LOCK_ASSESSED;
	n = gate_keys(GATE_BIT(GATE_REUNIFICATION), &m->facts, keys, open);
	add_heading(m, GATE_REUNIFICATION, open, n);
	return add_keys(m, keys, open, n, told, e);
}

/* ---- the sections ---- */

static void say_not_a_child(struct making *m)
{
	struct str t = {0};
	if (!m->child.age_known) {
		str_add(&t, "No age in Person yet (1). An estimate is enough, for example: age 16.");
	} else {
		str_addf(&t, "Not for adults: %d by the age in Person (1). It is for those under 18,", m->child.least);
		add(m, CHECK_NOTE, str_text(&t), NULL, NULL);
		str_clear(&t);
		str_add(&t, "by what they say, and for those whose age is disputed.");
	}
	add(m, CHECK_NOTE, str_text(&t), NULL, NULL);
	str_fini(&t);
	m->to->closed = true;
}

static bool make_child(struct making *m, struct err *e)
{
	struct str t = {0};
	if (!m->child.is_child) {
		say_not_a_child(m);
		return true;
	}
	if (m->child.disputed)
		add(m, CHECK_NOTE, "Age disputed: treated as a child until it is settled.", NULL, NULL);
	if (m->child.age_known && m->child.least < 18) {
		str_addf(&t, "Age %d", m->child.least);
		if (m->child.most != m->child.least)
			str_addf(&t, " or %d", m->child.most);
		str_addf(&t, ": %s.", child_assent_at(m->child.least)->words);
		add(m, CHECK_NOTE, str_text(&t), NULL, NULL);
		str_fini(&t);
	}
	return add_steps(m, e) && add_locks(m, e);
}

static bool make_safety(struct making *m, struct err *e)
{
	enum gate_lock keys[GATE_LOCK_COUNT];
	bool open[GATE_LOCK_COUNT];
	const struct gate_facts *f = &m->facts;
	/* Of the same case as if it were nobody's child: its own section has the rest. */
	struct gate_facts only = {
		.protection_raised = true, .counselled = f->counselled, .referral_offered = f->referral_offered};
	if (!f->protection_raised)
		return true;
	int n = gate_keys(GATE_BIT(GATE_RETURN), &only, keys, open);
	add(m, CHECK_NOTE, "Fear of going back: international protection comes before any return.", NULL, NULL);
	if (!add_keys(m, keys, open, n, NULL, e))
		return false;
	for (int i = 0; i < n; i++)
		m->to->return_locked |= !open[i];
	add(m, CHECK_NOTE,
	    f->consulate_consent ? "Consulate: the person has agreed to contact with it."
				 : "Consulate: no contact. The person has not agreed to it.",
	    NULL, NULL);
	return true;
}

bool checklist_read(struct session *s, const char *case_id, enum case_section section, struct checklist *out,
		    struct err *e)
{
	struct case_row k = {0};
	struct making m = {.s = s, .k = &k, .to = out, .now = clock_now(s->clock)};
	memset(out, 0, sizeof *out);
	if (!access_check_case(s, PERMIT_VIEW, case_id, e))
		return false;
	if (section != SECTION_CHILD && section != SECTION_SAFETY && section != SECTION_RIGHTS)
		return true;
	if (section == SECTION_RIGHTS) {
		bool made = store_case_get(s->store, case_id, &k, e) && rights_checklist(s, &k, out, e);
		if (!made)
			checklist_fini(out);
		case_row_fini(&k);
		return made;
	}
	bool good = store_case_get(s->store, case_id, &k, e) && gates_gather(s, &k, &m.facts, e) &&
		    child_read(s, &k, &m.child, e) && (section == SECTION_CHILD ? make_child : make_safety)(&m, e);
	if (!good)
		checklist_fini(out);
	child_view_fini(&m.child);
	case_row_fini(&k);
	return good;
}

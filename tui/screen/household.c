/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Household, family, group of a case: its members wherever they are, its one assessment, and the way to each case.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/kind/context.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_link.h>
#include <sarai/model/household.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_NEW, "new", "n F9", "Add member", "Add a member, with a case here or without."},
	{ACT_EDIT, "edit", "e", "Change", "Change what is written of this member."},
	{ACT_ASSESS, "assess", "a F11", "Assess", "The household's one assessment, for all its members."},
	{ACT_PLAN, "plan", "p", "Plan", "What is done for the household as a whole."},
	{ACT_SEEN, "seen", "s", "Seen alone", "This member has been seen alone today."},
	{ACT_DETAILS, "details", "d", "Details", "What holds for the household as a whole."},
	{ACT_PAST, "past", "v", "History", "Who did what to it, and when."},
};
const struct action_table actions_household = {"household", own, sizeof own / sizeof *own};

struct household {
	enum household_type type;
	struct household_view view;
};

static struct household *of(struct list_page *p)
{
	return p->data;
}

static bool is_there(struct list_page *p)
{
	return *of(p)->view.household.id;
}

static bool read_household(struct list_page *p, int *count, struct err *e)
{
	struct household *h = of(p);
	household_view_fini(&h->view);
	if (!household_of_case(p->app->session, p->case_row.id, h->type, &h->view, e))
		return false;
	*count = h->view.members.n;
	return true;
}

/* ---- painting ---- */

static void age_words(const struct member_row *m, struct date today, struct str *out)
{
	struct date birth;
	int least, most, months;
	if (!date_from_iso(*m->case_row.id ? m->case_row.birth : pairs_get(&m->link.answers, "birth"), &birth))
		return;
	if (date_age_months(birth, today, &months)) {
		str_addf(out, "%d mo", months);
		return;
	}
	date_age(birth, today, &least, &most);
	str_addf(out, least == most ? "%d" : "%d-%d", least, most);
}

static void name_words(const struct list_page *p, const struct member_row *m, struct str *out)
{
	const char *name = pairs_get(&m->link.answers, "name");
	if (*m->case_row.id)
		person_words(p->app, &m->case_row, out);
	else if (p->app->names_hidden || !(p->app->session->permits & PERMIT_BIT(PERMIT_NAMES)))
		str_add(out, "(name hidden)");
	else
		str_add(out, *name ? name : "(no name given)");
}

/* "" for a linked case and for who has none. */
static const char *link_words(const struct member_row *m)
{
	const char *state = pairs_get(&m->link.answers, "=link");
	return !strcmp(state, "requested") ? "asked" : *state && strcmp(state, "accepted") ? "no link" : "";
}

static const char *number_of(const struct member_row *m)
{
	return *m->case_row.id ? m->case_row.number : pairs_get(&m->link.answers, "member_case");
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	const struct config *cfg = p->app->session->config;
	const struct member_row *m = &of(p)->view.members.at[i];
	const char *sex = *m->case_row.id ? m->case_row.sex : pairs_get(&m->link.answers, "sex");
	const char *band = *m->case_row.band_assigned ? m->case_row.band_assigned : m->case_row.band_calculated;
	struct household_person who;
	struct str s = {0};
	household_person_of(m, &who);
	enum role role = whereabouts_member(who.where) ? ROLE_TEXT : ROLE_DIM;
	paint_text(line, 0, 2, 15, role, m->link.title && *m->link.title ? m->link.title : "member");
	name_words(p, m, &s);
	paint_text(line, 0, 18, 16, role, str_text(&s));
	str_clear(&s);
	if (*sex)
		str_add_n(&s, config_label(cfg, "sex", sex), 1);
	str_add(&s, " ");
	age_words(m, clock_today(p->app->session->clock), &s);
	paint_text(line, 0, 35, 7, role, str_text(&s));
	paint_text(line, 0, 43, 13, who.where == WHERE_LOST ? ROLE_ERROR : role, whereabouts_words(who.where));
	paint_text(line, 0, 57, 14, ROLE_LABEL, number_of(m));
	str_clear(&s);
	if (*link_words(m))
		paint_text(line, 0, 72, -1, ROLE_DIM, link_words(m));
	else if (*m->case_row.id && *band)
		level_words(cfg, band, &s);
	paint_text(line, 0, 72, -1, level_role(cfg, band), str_text(&s));
	str_fini(&s);
}

static void match(struct list_page *p, int i, struct str *text)
{
	const struct member_row *m = &of(p)->view.members.at[i];
	name_words(p, m, text);
	str_addf(text, " %s %s", m->case_row.number, m->link.title ? m->link.title : "");
}

static void top(struct list_page *p, struct canvas *line)
{
	const struct household_view *v = &of(p)->view;
	struct str s = {0};
	char day[DATE_TEXT] = "";
	int64_t at;
	if (!is_there(p))
		return;
	if (*v->not_linked) {
		paint_text(line, 0, 0, -1, ROLE_HEADING, "Added by someone else, and not linked: nothing is shared.");
		return;
	}
	str_addf(&s, "%d member%s, %d with a case. ", v->current, v->current == 1 ? "" : "s", v->with_case);
	if (household_shares(v->type)) {
		if (*v->assessment.id && time_from_iso(v->assessment.happened, &at))
			date_show(time_date(at), day);
		if (*v->assessment.id)
			str_addf(&s, "Round %d, %s.", v->assessment.round, day);
		else
			str_add(&s, "Not assessed yet.");
		if (v->begun)
			str_addf(&s, " Round %d begun.", v->begun);
		if (v->unseen)
			str_addf(&s, " %d adult%s not seen alone.", v->unseen, v->unseen == 1 ? "" : "s");
	}
	if (v->unlinked)
		str_addf(&s, " %d not linked.", v->unlinked);
	paint_text(line, 0, 0, -1, ROLE_HEADING, str_text(&s));
	str_fini(&s);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	const struct config *cfg = p->app->session->config;
	if (i < 0)
		return;
	const struct member_row *m = &of(p)->view.members.at[i];
	const char *country = pairs_get(&m->link.answers, "country");
	const char *seen = pairs_get(&m->link.answers, "seen_alone");
	struct household_person who;
	char day[DATE_TEXT];
	household_person_of(m, &who);
	str_addf(out, "Is %s", whereabouts_words(who.where));
	if (*country)
		str_addf(out, ", %s", config_label(cfg, "country", country));
	if (who.seen_alone && who.seen_on.year) {
		date_show(who.seen_on, day);
		str_addf(out, ". Seen alone on %s", day);
	} else if (*seen) {
		str_add(out, who.seen_alone ? ". Seen alone" : ". Not seen alone");
	}
	if (*link_words(m))
		str_add(out, strcmp(link_words(m), "asked") ? ". Not linked: nothing is shared."
							     : ". The case's owner has been asked.");
	else if (*m->case_row.id && strcmp(m->case_row.id, p->case_row.id))
		str_add(out, ". Enter opens the case.");
	else
		str_add(out, ". Enter opens this member.");
}

/* ---- doing ---- */

static void edit(struct list_page *p, int i)
{
	if (i >= 0)
		open_record(p->app, "household-member", NULL, of(p)->view.members.at[i].link.id, NULL);
}

static void ask_confirm(struct list_page *p);

static void open_row(struct list_page *p, int i)
{
	const struct member_row *m = &of(p)->view.members.at[i];
	if (*of(p)->view.not_linked && !strcmp(m->case_row.id, p->case_row.id))
		ask_confirm(p);
	else if (*m->case_row.id && strcmp(m->case_row.id, p->case_row.id))
		open_case(p->app, m->case_row.id);
	else
		edit(p, i);
}

static void refresh(struct list_page *p)
{
	struct screen *top_now = stack_top(p->app->stack);
	if (top_now && top_now->data == p)
		list_page_shown(top_now);
}

/* A case out of reach: its owner is asked, by the whole number. */
static void ask_to_join(struct list_page *p, const char *number)
{
	struct err e = {0};
	if (household_ask_join(p->app->session, p->case_row.id, of(p)->type, number, &e))
		stack_say(p->app->stack, ROLE_GOOD, "Asked. If that case is in a household, its owner answers; Today shows it.");
	else
		stack_say_err(p->app->stack, &e);
}

static void joined(void *ctx, const char *typed)
{
	struct list_page *p = ctx;
	struct err e = {0};
	if (!typed || !*typed)
		return;
	struct edit *w = household_join(p->app->session, p->case_row.id, of(p)->type, typed, &e);
	if (w)
		open_work(p->app, w);
	else if (e.code == ERR_REACH)
		ask_to_join(p, typed);
	else
		stack_say_err(p->app->stack, &e);
}

static void begin(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	char id[ID_TEXT];
	if (choice == 0) {
		if (!household_make(p->app->session, p->case_row.id, of(p)->type, id, &e)) {
			stack_say_err(p->app->stack, &e);
			return;
		}
		refresh(p);
		stack_say(p->app->stack, ROLE_GOOD, "Made, with this case as its first member. n adds the next.");
	} else if (choice == 1) {
		dialog_ask(p->app->stack, "Join", "Case number or name of somebody who is in it:", "", 80, 1, joined,
			   p);
	}
}

static void confirmed(void *ctx, int choice)
{
	struct list_page *p = ctx;
	struct err e = {0};
	bool asked;
	if (choice == 1) {
		open_record(p->app, "household-member", NULL, of(p)->view.not_linked, NULL);
	} else if (choice == 0 && !household_confirm(p->app->session, of(p)->view.not_linked, &asked, &e)) {
		stack_say_err(p->app->stack, &e);
	} else if (choice == 0) {
		refresh(p);
		stack_say(p->app->stack, ROLE_GOOD, asked ? "Asked. The owner of the other case answers; Today shows it."
							  : "Linked. What is recorded for the household is shared.");
	}
}

/* A link that nobody of this case has agreed to. */
static void ask_confirm(struct list_page *p)
{
	static const struct choice choices[] = {{'1', "Link this case: what is recorded for the household is shared"},
						{'2', "Open the member, to set it to \"no longer of it\""}};
	dialog_choose(p->app->stack, "Not linked", "Someone else has added this case to a household.", choices, 2,
		      confirmed, p);
}

static void ask_begin(struct list_page *p)
{
	static const struct choice family[] = {{'1', "Make a household, with this case as its first member"},
					       {'2', "Join the household of another case"}};
	static const struct choice group[] = {{'1', "Make a group, with this case as its first member"},
					      {'2', "Join the group of another case"}};
	dialog_choose(p->app->stack, of(p)->type == HOUSEHOLD_GROUP ? "Group" : "Household",
		      of(p)->type == HOUSEHOLD_GROUP ? "This case is in no group yet."
						     : "This case is in no household yet.",
		      of(p)->type == HOUSEHOLD_GROUP ? group : family, 2, begin, p);
}

static void read_assessment(struct list_page *p)
{
	const struct household_view *v = &of(p)->view;
	struct err e = {0};
	char *page = shared_page(p->app->session, v->household.id, "household-assessment", NULL, &e);
	if (page)
		dialog_text(p->app->stack, "Household", page);
	else
		stack_say_err(p->app->stack, &e);
	free(page);
}

static void assess_choice(void *ctx, int choice)
{
	struct list_page *p = ctx;
	const struct household_view *v = &of(p)->view;
	if (choice == 0)
		open_record(p->app, "household-assessment", NULL, v->begun ? v->begun_id : NULL, v->household.id);
	else if (choice == 1)
		read_assessment(p);
}

static void assess(struct list_page *p)
{
	static const struct choice choices[] = {{'1', "Start a new round, copied from the last"},
						{'2', "Read the last one"}};
	const struct household_view *v = &of(p)->view;
	if (!household_shares(v->type))
		stack_say(p->app->stack, ROLE_HINT, "A group is assessed in its own case: 4 there.");
	else if (*v->assessment.id && !v->begun)
		dialog_choose(p->app->stack, "Household", "The last round is finished and stays as it is.", choices, 2,
			      assess_choice, p);
	else
		assess_choice(p, 0);
}

static void seen(struct list_page *p, int i)
{
	struct err e = {0};
	if (i < 0)
		return;
	if (household_seen(p->app->session, of(p)->view.members.at[i].link.id, &e)) {
		refresh(p);
		stack_say(p->app->stack, ROLE_GOOD,
			  "Seen alone today. What was said belongs into that person's own case.");
	} else {
		stack_say_err(p->app->stack, &e);
	}
}

static bool act(struct list_page *p, int action, int i)
{
	const struct household_view *v = &of(p)->view;
	if (action < ACT_OWN)
		return false;
	if (!is_there(p)) {
		ask_begin(p);
		return true;
	}
	if (*v->not_linked) {
		ask_confirm(p);
		return true;
	}
	switch (action) {
	case ACT_NEW:
		open_record(p->app, "household-member", NULL, NULL, v->household.id);
		return true;
	case ACT_EDIT:
		edit(p, i);
		return true;
	case ACT_ASSESS:
		assess(p);
		return true;
	case ACT_PLAN:
		if (household_shares(v->type))
			open_household_plan(p->app, p->case_row.id, v->household.id);
		else
			stack_say(p->app->stack, ROLE_HINT, "What is done for a group is planned in its own case.");
		return true;
	case ACT_SEEN:
		seen(p, i);
		return true;
	case ACT_DETAILS:
		open_record(p->app, "household", NULL, v->household.id, NULL);
		return true;
	case ACT_PAST:
		open_shared_history(p->app, v->household.id);
		return true;
	default:
		return false;
	}
}

static void title(struct list_page *p, struct str *out)
{
	str_add(out, of(p)->type == HOUSEHOLD_GROUP ? "Group" : "Household");
}

static void fini(struct list_page *p)
{
	household_view_fini(&of(p)->view);
	free(p->data);
}

static const struct list_page_spec spec = {
	.empty = "Nobody here yet. n begins: make one from this case, or join another's.",
	.read = read_household,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class household_class = {
	.name = "household",
	.actions = &actions_household,
	.help = "Everybody who belongs to it, here and in other countries, with a case or without: with whom they are, "
		"who was left behind, who is lost.\n"
		"Enter opens a member's case. n adds a member, e changes one. a is the one assessment of the "
		"household: each "
		"member's own assessment takes it over. p is what is planned for the household as a whole, once for all. Speak with each adult alone; s on the member says that it was "
		"done.\n"
		"A case of another worker is added by its whole number: its owner is asked, and until the yes nothing "
		"is shared. Of a linked case that is not yours you see number, owner and relation.",
	LIST_PAGE_FUNCTIONS,
};

static void open_page(struct app *a, const char *case_id, enum household_type type)
{
	struct household *h = mem_alloc(sizeof *h);
	h->type = type;
	struct list_page *p = list_page_push(a, &household_class, &spec, case_id, h);
	if (!is_there(p))
		ask_begin(p);
}

/* ---- the door: household or group? ---- */

struct which {
	struct app *app;
	char case_id[ID_TEXT];
};

static void chosen(void *ctx, int choice)
{
	struct which *w = ctx;
	if (choice >= 0 && choice < HOUSEHOLD_TYPE_COUNT)
		open_page(w->app, w->case_id, (enum household_type)choice);
	free(w);
}

static void open_page_of(struct app *a, const char *case_id)
{
	static const struct choice choices[] = {{'1', "Household and family"}, {'2', "Group assessed together"}};
	bool in[HOUSEHOLD_TYPE_COUNT] = {false};
	struct err e = {0};
	for (enum household_type t = 0; t < HOUSEHOLD_TYPE_COUNT; t++) {
		struct household_view v;
		if (!household_of_case(a->session, case_id, t, &v, &e)) {
			stack_say_err(a->stack, &e);
			return;
		}
		in[t] = *v.household.id;
		household_view_fini(&v);
	}
	if (in[HOUSEHOLD_FAMILY] != in[HOUSEHOLD_GROUP]) {
		open_page(a, case_id, in[HOUSEHOLD_GROUP] ? HOUSEHOLD_GROUP : HOUSEHOLD_FAMILY);
		return;
	}
	struct which *w = mem_alloc(sizeof *w);
	w->app = a;
	snprintf(w->case_id, sizeof w->case_id, "%s", case_id);
	dialog_choose(a->stack, "Household, family, group", "Which?", choices, 2, chosen, w);
}

/* ---- requests to link this case ---- */

struct asked {
	struct app *app;
	char case_id[ID_TEXT], request[ID_TEXT];
};

static void answered(void *ctx, int choice)
{
	struct asked *q = ctx;
	struct err e = {0};
	if (choice == 0 || choice == 1) {
		if (!household_answer(q->app->session, q->request, choice == 0, &e))
			stack_say_err(q->app->stack, &e);
		else
			open_household(q->app, q->case_id); /* the next one, or the page */
	} else if (choice == 2) {
		open_page_of(q->app, q->case_id);
	}
	free(q);
}

static void ask_answer(struct app *a, const char *case_id, const struct record *r)
{
	static const struct choice choices[] = {{'1', "Accept: what is recorded for the household is shared"},
						{'2', "Reject: nothing is shared"},
						{'3', "Answer later"}};
	const char *of = pairs_get(&r->answers, "=of"), *relation = pairs_get(&r->answers, "relation");
	struct str question = {0};
	struct asked *q = mem_alloc(sizeof *q);
	q->app = a;
	snprintf(q->case_id, sizeof q->case_id, "%s", case_id);
	memcpy(q->request, r->id, sizeof q->request);
	str_addf(&question, "%s asks to link this case with %s%s%s.", r->created_by, *of ? of : "a household",
		 *relation ? ": " : "", relation);
	dialog_choose(a->stack, "Household link", str_text(&question), choices, 3, answered, q);
	str_fini(&question);
}

void open_household(struct app *a, const char *case_id)
{
	struct record_list waiting = {0};
	struct err e = {0};
	if (!household_requests(a->session, case_id, &waiting, &e))
		stack_say_err(a->stack, &e);
	else if (waiting.n > 0)
		ask_answer(a, case_id, &waiting.at[0]);
	else
		open_page_of(a, case_id);
	record_list_fini(&waiting);
}

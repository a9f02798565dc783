/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service directory: all of it, or what fits a person, best first. One list for both: in the second Enter takes the
 * row, and each row says what speaks against it.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/kind/directory.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/directory.h>
#include <sarai/screen/app.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "screens.h"

static const struct action_def own[] = {
	{ACT_BY_SERVICE, "service", "s F9", "Service", "Only those that give one service."},
	{ACT_BY_PLACE, "place", "p F11", "Place", "Those of a place first."},
	{ACT_DETAILS, "details", "d", "Details", "All that is known of the entry on this row."},
	{ACT_NEW, "new", "n F12", "New", "Add an entry."},
	{ACT_SHOW_OTHERS, "others", "o", NULL, "Show also entries that are not active any more."},
};
const struct action_table actions_directory = {"directory", own, 5};

struct page {
	struct directory all;
	struct directory_match *matches;
	int n;
	struct case_need of_case;     /* what is known of the person; its texts may be NULL */
	char service[48], place[120]; /* asked for by a key */
	bool others;		      /* those not active too */
	bool choosing;
	void (*done)(void *ctx, const char *id);
	void *ctx;
};

static struct page *of(struct list_page *p)
{
	return p->data;
}

static const struct directory_entry *entry(struct list_page *p, int i)
{
	return &of(p)->all.at[of(p)->matches[i].index];
}

static const char *answer(struct list_page *p, int i, const char *field)
{
	return pairs_get(&entry(p, i)->record.answers, field);
}

/* ---- reading ---- */

/* With nothing asked for, all there are, in order of their names. */
static void take_all(struct page *d)
{
	d->matches = mem_alloc((size_t)(d->all.n + 1) * sizeof *d->matches);
	d->n = 0;
	for (int i = 0; i < d->all.n; i++) {
		if (d->others || d->all.at[i].facts.active)
			d->matches[d->n++] = (struct directory_match){.index = i};
	}
}

static bool read_directory(struct list_page *p, int *count, struct err *e)
{
	struct page *d = of(p);
	free(d->matches);
	d->matches = NULL;
	d->n = 0;
	directory_fini(&d->all);
	if (!directory_read(p->app->session, &d->all, e))
		return false;
	d->of_case.need.service = d->service;
	if (*d->place)
		d->of_case.need.place = d->place;
	if (d->choosing || *d->service || *d->place)
		d->matches = directory_find(p->app->session, &d->all, &d->of_case.need, &d->n);
	else
		take_all(d);
	*count = d->n;
	return true;
}

/* ---- showing ---- */

static void services_of(struct list_page *p, int i, struct str *out)
{
	const char *codes = answer(p, i, "services");
	enum entry_kind kind = entry(p, i)->facts.kind;
	if (kind != ENTRY_SERVICE)
		str_add(out, entry_kind_words(kind));
	while (*codes) {
		size_t n = strcspn(codes, " ");
		char *code = mem_strndup(codes, n);
		str_addf(out, "%s%s", out->len ? ", " : "", config_label(p->app->session->config, "services", code));
		free(code);
		codes += n + strspn(codes + n, " ");
	}
}

static void marks(struct list_page *p, int i, struct canvas *line, int col)
{
	const struct entry_facts *f = &entry(p, i)->facts;
	struct date today = clock_today(p->app->session->clock);
	if (!f->active)
		col += paint_text(line, 0, col, -1, ROLE_DIM, "closed") + 1;
	if (f->reporting == REPORTING_YES)
		col += paint_text(line, 0, col, -1, ROLE_ERROR, "REPORTS") + 1;
	if (entry_is_full(f, today))
		col += paint_text(line, 0, col, -1, ROLE_ERROR, "full") + 1;
	if (entry_is_stale(f, today, p->app->session->config->settings.stale_days))
		paint_text(line, 0, col, -1, ROLE_DIM, "stale");
}

static void row(struct list_page *p, int i, struct canvas *line)
{
	struct page *d = of(p);
	struct str s = {0};
	paint_text(line, 0, 2, d->choosing ? 32 : 24, ROLE_TEXT, answer(p, i, "organisation"));
	if (d->choosing) {
		const struct entry_fit *fit = &d->matches[i].fit;
		entry_fit_words(fit, false, &s);
		paint_text(line, 0, 35, -1,
			   fit->against ? entry_has(fit, FIT_REPORTS) ? ROLE_ERROR : ROLE_TEXT : ROLE_GOOD,
			   str_text(&s));
	} else {
		services_of(p, i, &s);
		paint_text(line, 0, 27, 20, ROLE_TEXT, str_text(&s));
		paint_text(line, 0, 48, 13, ROLE_LABEL,
			   *answer(p, i, "areas")	   ? answer(p, i, "areas")
			   : entry(p, i)->facts.everywhere ? "whole country"
							   : "");
		marks(p, i, line, 62);
	}
	str_fini(&s);
}

static void match(struct list_page *p, int i, struct str *text)
{
	str_addf(text, "%s %s %s ", answer(p, i, "organisation"), answer(p, i, "areas"), answer(p, i, "note"));
	services_of(p, i, text);
	char *languages = directory_show(p->app->session, entry(p, i), "languages");
	str_addf(text, " %s", languages);
	free(languages);
}

static void hint(struct list_page *p, int i, struct str *out)
{
	static const char *const told[] = {"hours", "focal_phone", "areas"};
	if (i < 0)
		return;
	if (of(p)->choosing) {
		entry_fit_words(&of(p)->matches[i].fit, true, out);
		str_add(out, ". ");
	}
	for (size_t k = 0; k < sizeof told / sizeof *told; k++) {
		if (*answer(p, i, told[k]))
			str_addf(out, "%s. ", answer(p, i, told[k]));
	}
	if (of(p)->choosing)
		str_add(out, "Enter takes it, d shows all.");
	else {
		struct str services = {0};
		services_of(p, i, &services);
		str_add(out, str_text(&services));
		str_fini(&services);
	}
}

static void title(struct list_page *p, struct str *out)
{
	str_add(out, of(p)->choosing ? "Who can help" : "Directory");
}

static void top(struct list_page *p, struct canvas *line)
{
	struct page *d = of(p);
	struct str s = {0};
	str_addf(&s, "%d of %d entries. ", d->n, d->all.n);
	if (*d->service)
		str_addf(&s, "Service: %s (s). ", config_label(p->app->session->config, "services", d->service));
	else
		str_add(&s, "All services (s). ");
	if (d->of_case.need.place && *d->of_case.need.place)
		str_addf(&s, "Place: %s (p).", d->of_case.need.place);
	else
		str_add(&s, "Any place (p).");
	if (d->choosing)
		str_add(&s, " Best fit first.");
	paint_text(line, 0, 0, -1, ROLE_HEADING, str_text(&s));
	str_fini(&s);
}

/* ---- what one can do ---- */

static void read_again(struct list_page *p)
{
	list_page_shown(stack_top(p->app->stack));
}

static void service_chosen(void *ctx, const char *code)
{
	struct list_page *p = ctx;
	if (code)
		snprintf(of(p)->service, sizeof of(p)->service, "%s", strcmp(code, "=any") ? code : "");
	read_again(p);
}

static void ask_service(struct list_page *p)
{
	const struct option_list *l = option_lists_get(&p->app->session->config->lists, "services");
	struct option_list *all = option_list_new("services");
	option_list_add(all, "=any", "Any service");
	for (int i = 0; l && i < l->n; i++)
		option_list_add(all, l->at[i].code, l->at[i].label);
	dialog_pick(p->app->stack, "Service", all, false, of(p)->service, service_chosen, p);
	option_list_free(&all);
}

static void place_given(void *ctx, const char *place)
{
	struct list_page *p = ctx;
	if (place) {
		snprintf(of(p)->place, sizeof of(p)->place, "%s", place);
		of(p)->of_case.need.place = *place ? of(p)->place : of(p)->of_case.place;
	}
	read_again(p);
}

static void take(struct list_page *p, int i)
{
	void (*done)(void *, const char *) = of(p)->done;
	void *ctx = of(p)->ctx;
	char id[ID_TEXT];
	memcpy(id, entry(p, i)->record.id, sizeof id);
	stack_pop(p->app->stack); /* p is gone */
	done(ctx, id);
}

static void open_row(struct list_page *p, int i)
{
	if (of(p)->choosing)
		take(p, i);
	else
		open_entry(p->app, entry(p, i)->record.id);
}

static bool act(struct list_page *p, int action, int i)
{
	switch (action) {
	case ACT_BY_SERVICE:
		ask_service(p);
		return true;
	case ACT_BY_PLACE:
		dialog_ask(p->app->stack, "Place", "Town or district (empty: any)", of(p)->place, 100, 1, place_given,
			   p);
		return true;
	case ACT_DETAILS:
		if (i >= 0)
			open_entry(p->app, entry(p, i)->record.id);
		return true;
	case ACT_NEW:
		open_record(p->app, "service-entry", NULL, NULL, NULL);
		return true;
	case ACT_SHOW_OTHERS:
		of(p)->others = !of(p)->others;
		read_again(p);
		return true;
	default:
		return false;
	}
}

static void fini(struct list_page *p)
{
	struct page *d = of(p);
	directory_fini(&d->all);
	case_need_fini(&d->of_case);
	free(d->matches);
	free(d);
}

static const struct list_page_spec spec = {
	.empty = "No entry here. s: another service, p: another place, n: add one.",
	.read = read_directory,
	.row = row,
	.match = match,
	.hint = hint,
	.open = open_row,
	.act = act,
	.title = title,
	.top = top,
	.fini = fini,
};

static const struct screen_class directory_class = {
	.name = "directory",
	.actions = &actions_directory,
	.help = "Who does what, where, for whom. REPORTS: has to tell police or immigration who comes. full: takes "
		"nobody in "
		"at present. stale: nobody has confirmed the entry for long; call before you send anybody.\n"
		"s shows those of one service, p puts those of a place first, / narrows by any word.\n"
		"Where you choose for a person, the best fit stands first and each row says what speaks against it; "
		"you "
		"decide.",
	LIST_PAGE_FUNCTIONS,
};

void open_directory(struct app *a)
{
	struct page *d = mem_alloc(sizeof *d);
	d->of_case.need.age_least = d->of_case.need.age_most = -1;
	list_page_push(a, &directory_class, &spec, NULL, d);
}

void open_directory_for(struct app *a, const char *case_id, const char *service,
			void (*done)(void *ctx, const char *id), void *ctx)
{
	struct err e = {0};
	struct page *d = mem_alloc(sizeof *d);
	d->choosing = true;
	d->done = done;
	d->ctx = ctx;
	snprintf(d->service, sizeof d->service, "%s", service);
	if (!directory_need_of(a->session, case_id, d->service, &d->of_case, &e)) {
		stack_say_err(a->stack, &e);
		free(d);
		return;
	}
	list_page_push(a, &directory_class, &spec, NULL, d);
}

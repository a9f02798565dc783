/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other weights tried on thousands of assessments: the same as scoring each by itself, each read once, nothing
 * changed; where people assign otherwise; new weights adopted, dated, by an authority, with old figures untouched.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <sarai/access/audit.h>
#include <sarai/base/builtin.h>
#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/crypto/digest.h>
#include <sarai/edit/open.h>
#include <sarai/kind/assessment.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/report/weights_report.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/count.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/audit_log.h>
#include <sarai/view/rescore.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_adoption.h>
#include <sarai/view/weights_overrides.h>

#include "lib/service_env.h"
#include "lib/many.h"

#define MANY 3000

static const char *path(struct service_env *d, const char *name)
{
	static char paths[8][200];
	static int next;
	char *p = paths[next++ % 8];
	snprintf(p, sizeof paths[0], "%s/%s", d->folder, name);
	return p;
}

static char *replaced(const char *text, const char *from, const char *to)
{
	struct str out = {0};
	const char *at = strstr(text, from);
	assert_non_null(at);
	str_add_n(&out, text, (size_t)(at - text));
	str_addf(&out, "%s%s", to, at + strlen(from));
	return str_take(&out);
}

static void write_file(const char *file, const char *text)
{
	FILE *f = fopen(file, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static char *read_file(const char *file)
{
	char *text = mem_alloc(200000);
	FILE *f = fopen(file, "r");
	if (!f)
		fail_msg("there is no %s", file);
	assert_true(fread(text, 1, 199999, f) > 0);
	fclose(f);
	return text;
}

/* The built-in weights with another version and one thing else. Owned. */
static char *other_weights(const char *from, const char *to)
{
	const struct builtin_file *b = builtin_get("factors.ini");
	char *all = mem_strndup(b->data, b->size);
	char *version = replaced(all, "version = 2026.2", "version = 2027.1");
	char *text = from ? replaced(version, from, to) : mem_strdup(version);
	free(all);
	free(version);
	return text;
}

static struct catalogue *candidate(struct service_env *d, const char *from, const char *to)
{
	struct diags found = {0};
	char *text = other_weights(from, to);
	write_file(path(d, "new.ini"), text);
	free(text);
	struct catalogue *c = weights_read(path(d, "new.ini"), &found);
	assert_non_null(c);
	assert_int_equal(found.n, 0);
	return c;
}

static void fill_with(struct service_env *d, int n)
{
	const struct catalogue *c = d->config->catalogue;
	char digest[DIGEST_TEXT];
	digest_of(c->source, strlen(c->source), digest);
	good(d, store_definition_put(d->s.store, digest, "catalogue", "factors", 0, c->source, "2026-11-01T08:00:00Z",
				     &d->e));
	many_assessments(path(d, "sarai.db"), c, digest, 1, n, 6);
}

/* ---- against scoring one by one ---- */

/* An answers file as `sarai score` reads it, from the record as it is stored. Owned. */
static char *as_answers(struct service_env *d, const struct record *r)
{
	const struct catalogue *c = d->config->catalogue;
	struct str factors = {0}, flags = {0};
	for (int i = 0; i < r->answers.n; i++) {
		const char *name = r->answers.at[i].name;
		if (catalogue_factor(c, name) >= 0)
			str_addf(&factors, "%s = %s\n", name, r->answers.at[i].value);
		else if (catalogue_flag(c, name) >= 0)
			str_addf(&flags, "%s = %s\n", name, r->answers.at[i].value);
	}
	struct str all = {0};
	str_addf(&all, "[answers]\n%s[flags]\n%s", str_text(&factors), str_text(&flags));
	str_fini(&factors);
	str_fini(&flags);
	return str_take(&all);
}

static struct score *score_one(const struct catalogue *k, const char *answers)
{
	struct diags found = {0};
	struct answers a;
	struct ini_doc *doc = inidoc_read_text("answers.ini", answers, strlen(answers), &found);
	answers_init(&a, k);
	assert_true(answers_parse(k, doc, &a, &found));
	struct score *s = score_evaluate_brief(k, &a);
	answers_fini(&a);
	inidoc_free(&doc);
	return s;
}

static void the_same_as_one_by_one(void **state)
{
	struct service_env *d = *state;
	struct catalogue *k = candidate(d, "risk_half = 16", "risk_half = 9");
	struct weights_comparison c;
	int moved = 0, agree_now = 0, agree_new = 0, assigned = 0, finished = 0;
	fill_with(d, MANY);
	good(d, weights_compare(&d->s, k, NULL, &c, &d->e));
	assert_int_equal(c.assessments, MANY);
	assert_int_equal(c.tally.compared, MANY);
	for (int i = 1; i <= MANY; i++) {
		struct record r = {0};
		char id[ID_TEXT];
		snprintf(id, sizeof id, "01A%023d", i);
		good(d, store_record_get(d->s.store, id, &r, &d->e));
		char *answers = as_answers(d, &r);
		struct score *s = score_one(k, answers);
		const char *was = pairs_get(&r.answers, "=band"), *is = k->bands[s->band].name;
		const char *given = pairs_get(&r.answers, "assigned");
		if (strcmp(was, is)) {
			char number[32];
			snprintf(number, sizeof number, "HR-2026-%06d", i);
			assert_true(moved < c.n_moves);
			assert_string_equal(c.moves[moved].number, number);
			assert_string_equal(c.moves[moved].from, was);
			assert_string_equal(c.moves[moved].to, is);
			assert_int_equal(c.moves[moved].score_to, s->score);
			moved++;
		}
		finished += !strcmp(r.state, "finished");
		assigned += *given != 0;
		agree_now += *given && !strcmp(given, was);
		agree_new += *given && !strcmp(given, is);
		score_free(&s);
		free(answers);
		record_fini(&r);
	}
	assert_true(moved > 50 && moved < MANY);
	assert_int_equal(c.n_moves, moved);
	assert_int_equal(c.tally.moved, moved);
	assert_int_equal(c.tally.higher, moved); /* more weight never lowers */
	assert_int_equal(c.unfinished, MANY - finished);
	assert_int_equal(c.tally.assigned, assigned);
	assert_int_equal(c.tally.agree_now, agree_now);
	assert_int_equal(c.tally.agree_candidate, agree_new);
	int sum = 0;
	for (int i = 0; i < c.tally.n_levels; i++)
		for (int j = 0; j < c.tally.n_levels; j++)
			sum += c.tally.moves[i][j];
	assert_int_equal(sum, MANY);
	assert_int_equal(c.without_figures + c.n_unknown + c.n_added, 0);
	weights_comparison_fini(&c);
	catalogue_free(&k);
}

/* ---- each read once ---- */

static void each_is_read_once(void **state)
{
	struct service_env *d = *state;
	struct catalogue *k = candidate(d, NULL, NULL);
	struct weights_comparison c;
	unsigned long before, after, prepares;
	fill_with(d, MANY);
	store_counts(d->s.store, &before, &prepares);
	good(d, weights_compare(&d->s, k, NULL, &c, &d->e));
	store_counts(d->s.store, &after, &prepares);
	assert_true(after - before <= 4);   /* how many there are, and all of them, in one reading */
	assert_int_equal(c.tally.moved, 0); /* the same weights come to the same */
	weights_comparison_fini(&c);
	struct override_report r;
	store_counts(d->s.store, &before, &prepares);
	good(d, weights_overrides(&d->s, NULL, &r, &d->e));
	store_counts(d->s.store, &after, &prepares);
	assert_true(after - before <= 5); /* ... and the weights of the day */
	override_report_fini(&r);
	catalogue_free(&k);
}

struct stopper {
	int calls, last, all;
	int stop_after;
};

static bool stop_at(void *ctx, int done, int all)
{
	struct stopper *s = ctx;
	assert_true(done >= s->last && done <= all);
	s->last = done;
	s->all = all;
	return ++s->calls < s->stop_after;
}

static void it_can_be_stopped(void **state)
{
	struct service_env *d = *state;
	struct catalogue *k = candidate(d, NULL, NULL);
	struct weights_comparison c;
	struct override_report r;
	fill_with(d, MANY);
	for (int after = 1; after <= 4; after++) {
		struct stopper s = {.stop_after = after};
		struct weights_progress how = {stop_at, &s};
		refused(d, ERR_CANCELLED, weights_compare(&d->s, k, &how, &c, &d->e));
		assert_int_equal(s.calls, after);
		assert_int_equal(s.all, MANY);
		assert_true(s.last < MANY);
		s = (struct stopper){.stop_after = after};
		refused(d, ERR_CANCELLED, weights_overrides(&d->s, &how, &r, &d->e));
	}
	/* Nothing is left open behind it, and all of it can be done after. */
	struct stopper s = {.stop_after = 1000000};
	struct weights_progress how = {stop_at, &s};
	good(d, weights_compare(&d->s, k, &how, &c, &d->e));
	assert_int_equal(s.last, MANY);
	weights_comparison_fini(&c);
	good(d, store_begin(d->s.store, &d->e));
	store_rollback(d->s.store);
	catalogue_free(&k);
}

/* ---- which assessments ---- */

static void assess(struct service_env *d, const char *case_id, const char *answer, const char *finished, const char *assigned)
{
	const struct catalogue *c = d->config->catalogue;
	struct edit *w = open_kind(d, "assessment", case_id);
	for (int i = 0; i < c->n_factors; i++)
		put(w, c->factors[i].name, answer);
	put(w, "assigned", assigned);
	if (*assigned)
		put(w, "assigned_reason", "I think so.");
	put(w, "finished", finished);
	save(d, w);
	edit_close(&w);
}

/* As if it had gone all the way there. */
static void becomes(struct service_env *d, const char *case_id, const char *status)
{
	struct case_row k = {0};
	good(d, store_case_get(d->s.store, case_id, &k, &d->e));
	snprintf(k.status, sizeof k.status, "%s", status);
	good(d, store_case_update(d->s.store, &k, &d->e));
	case_row_fini(&k);
}

static void which_are_current(void **state)
{
	struct service_env *d = *state;
	struct catalogue *k =
		candidate(d, "[band high]\nlabel = High\nfrom = 50", "[band high]\nlabel = High\nfrom = 99");
	struct weights_comparison c;
	char two_rounds[ID_TEXT], begun[ID_TEXT], closed[ID_TEXT], none[ID_TEXT];
	register_as(d, "Two Rounds", two_rounds);
	register_as(d, "Only Begun", begun);
	register_as(d, "Closed", closed);
	register_as(d, "Never Assessed", none);
	/* The second round is not finished: the first one counts. */
	assess(d, two_rounds, "severe-risk", "yes", "high");
	assess(d, two_rounds, "neutral", "no", "");
	assess(d, begun, "moderate-risk", "no", "");
	assess(d, closed, "severe-risk", "yes", "");
	becomes(d, closed, "closed");
	good(d, weights_compare(&d->s, k, NULL, &c, &d->e));
	assert_int_equal(c.assessments, 2);
	assert_int_equal(c.unfinished, 1);
	assert_int_equal(c.tally.assigned, 1);
	assert_int_equal(c.tally.agree_now, 1);
	assert_int_equal(c.n_moves, c.tally.moved);
	char *text = weights_comparison_text(&c, 0);
	assert_non_null(strstr(text, "2 current assessments scored again"));
	assert_null(strstr(text, "Rounds")); /* numbers, no names */
	free(text);
	weights_comparison_fini(&c);
	/* Once the second round is finished, it is that one. */
	assess(d, two_rounds, "neutral", "yes", "high");
	good(d, weights_compare(&d->s, k, NULL, &c, &d->e));
	assert_int_equal(c.assessments, 2);
	assert_int_equal(c.tally.agree_now, 0);
	weights_comparison_fini(&c);
	catalogue_free(&k);
}

static void what_does_not_fit_is_said(void **state)
{
	struct service_env *d = *state;
	const struct catalogue *c = d->config->catalogue;
	struct weights_comparison r;
	char id[ID_TEXT];
	register_as(d, "Amina", id);
	struct edit *w = open_kind(d, "assessment", id);
	put(w, "physical_health", "severe-risk");
	put(w, "mental_health", "unknown"); /* no answer that anybody would miss */
	put(w, "no_safe_place", "yes");
	put(w, "finished", "yes");
	save(d, w);
	edit_close(&w);
	assert_true(catalogue_factor(c, "physical_health") >= 0 && catalogue_flag(c, "no_safe_place") >= 0);
	struct diags found = {0};
	static const char small[] =
		"[model]\nversion = 9\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
		"[level individual]\nshare = 80\nrisk_half = 60\nprotection_half = 30\n[band low]\nfrom = 0\n"
		"[band grave]\nfrom = 40\n[factor courage]\nlevel = individual\nprotection = 9\n";
	write_file(path(d, "small.ini"), small);
	struct catalogue *k = weights_read(path(d, "small.ini"), &found);
	assert_non_null(k);
	good(d, weights_compare(&d->s, k, NULL, &r, &d->e));
	assert_int_equal(r.n_unknown, 2);
	assert_int_equal(r.unknown[0].answers, 1);
	assert_int_equal(r.n_added, 1);
	assert_string_equal(r.added[0].name, "courage");
	char *text = weights_comparison_text(&r, 0);
	assert_non_null(strstr(text, "physical_health: 1 answer, which the candidate does not count"));
	assert_non_null(strstr(text, "no_safe_place: 1 answer"));
	assert_non_null(strstr(text, "courage: new in the candidate"));
	assert_null(strstr(text, "mental_health"));
	free(text);
	weights_comparison_fini(&r);
	catalogue_free(&k);
	diags_fini(&found);
}

/* ---- overrides ---- */

static void where_people_assign_otherwise(void **state)
{
	struct service_env *d = *state;
	struct override_report r;
	struct answers a;
	const struct catalogue *c = d->config->catalogue;
	int raised = 0, health = catalogue_factor(c, "physical_health");
	char id[ID_TEXT], name[40];
	answers_init(&a, c);
	a.factor[health] = ANSWER_SEVERE_RISK;
	struct score *s = score_evaluate(c, &a);
	const char *calculated = c->bands[s->band].name, *higher = c->bands[s->band + 1].name;
	score_free(&s);
	answers_fini(&a);
	for (int i = 0; i < 12; i++) {
		snprintf(name, sizeof name, "Person %c", 'A' + i);
		register_as(d, name, id);
		struct edit *w = open_kind(d, "assessment", id);
		put(w, "physical_health", "severe-risk");
		if (i == 0)
			put(w, "literacy_education", "mild-risk");
		put(w, "assigned", i < 6 ? higher : calculated);
		put(w, "assigned_reason", "Sleeps on the street.");
		put(w, "finished", "yes");
		save(d, w);
		edit_close(&w);
		raised += i < 6;
	}
	good(d, weights_overrides(&d->s, NULL, &r, &d->e));
	assert_int_equal(r.assigned, 12);
	assert_int_equal(r.raised, raised);
	assert_int_equal(r.lowered, 0);
	assert_int_equal(r.at[0].factor, health);
	assert_int_equal(r.at[0].raised, 6);
	assert_int_equal(r.at[0].lowered, 0);
	char *text = override_report_text(d->config, &r), *json = override_report_json(d->config, &r);
	assert_non_null(strstr(text, c->factors[health].label));
	/* One person with one more reason is not told of. */
	assert_null(strstr(text, c->factors[catalogue_factor(c, "literacy_education")].label));
	assert_null(strstr(json, "literacy_education"));
	assert_non_null(strstr(json, "\"factor\": \"physical_health\", \"higher\": 6, \"lower\": null"));
	free(text);
	free(json);
	override_report_fini(&r);
	/* Of so few altogether nothing is said. */
	d->config->response->signals.smallest_cell = 13;
	good(d, weights_overrides(&d->s, NULL, &r, &d->e));
	text = override_report_text(d->config, &r);
	json = override_report_json(d->config, &r);
	assert_non_null(strstr(text, "too few"));
	assert_null(strstr(text, c->factors[health].label));
	assert_null(strstr(json, "physical_health"));
	free(text);
	free(json);
	override_report_fini(&r);
}

/* ---- adopting ---- */

/* A site with a configuration of its own folder. */
static void with_folder(struct service_env *d)
{
	struct diags found = {0};
	assert_int_equal(mkdir(path(d, "site"), 0700), 0);
	config_free(&d->config);
	d->config = config_load(path(d, "site"), &found);
	assert_non_null(d->config);
	d->s.config = d->config;
	diags_fini(&found);
}

static char *stored(struct service_env *d, const char *record_id)
{
	struct record r = {0};
	good(d, store_record_get(d->s.store, record_id, &r, &d->e));
	char *text = pairs_to_text(&r.answers);
	record_fini(&r);
	return text;
}

static void adopted_weights_change_nothing_that_is_saved(void **state)
{
	struct service_env *d = *state;
	struct diags found = {0};
	struct history_list h;
	struct audit_state trail;
	char id[ID_TEXT], record[ID_TEXT], *kept = NULL;
	with_folder(d);
	register_as(d, "Amina", id);
	fill(d, id, "assessment", record, "physical_health", "severe-risk", "mental_health", "moderate-risk",
	     "finished", "yes");
	char *figures = stored(d, record);
	assert_non_null(strstr(figures, "score"));
	struct case_row before = head(d, id);

	char *text = other_weights("risk_half = 16", "risk_half = 7");
	write_file(path(d, "new.ini"), text);
	free(text);
	good(d, weights_adopt(&d->s, path(d, "new.ini"), "Board of the office", &found, &kept, &d->e));
	assert_int_equal(found.n, 0);
	assert_string_equal(kept, path(d, "site/factors.ini.2026-11-23"));
	char *old = read_file(kept);
	assert_string_equal(old, d->config->catalogue->source); /* what was in force, to the letter */
	free(old);
	free(kept);

	/* It is in force for whoever begins now, and says by whose authority and since when. */
	struct config *next = config_load(path(d, "site"), &found);
	assert_non_null(next);
	assert_string_equal(next->catalogue->version, "2027.1");
	assert_string_equal(next->catalogue->authority, "Board of the office, adopted 23 Nov 2026");
	assert_int_equal(next->catalogue->levels[0].risk_half, 7);

	/* The assessment reads as it was, by its own figures; under the new ones it would be another. */
	d->s.config = next;
	char *again = stored(d, record);
	assert_string_equal(again, figures);
	struct round_figures *rounds;
	int n;
	good(d, rounds_read(&d->s, id, &rounds, &n, &d->e));
	assert_int_equal(n, 1);
	assert_int_equal(rounds[0].score, before.score);
	free(rounds);
	struct case_row after = head(d, id);
	assert_int_equal(after.score, before.score);
	assert_string_equal(after.band_calculated, before.band_calculated);
	struct assessment a;
	good(d, assessment_read(&d->s, id, &a, &d->e));
	assert_false(a.same_catalogue);
	assert_true(a.score->score > before.score);
	assessment_fini(&a);
	case_row_fini(&after);
	free(again);
	free(figures);

	/* Told in the history and the trail. */
	good(d, weights_history(&d->s, &h, &d->e));
	assert_int_equal(h.n, 1);
	assert_non_null(strstr(h.at[0].summary, "Weights 2027.1 adopted, by the authority of Board of the office"));
	history_list_fini(&h);
	good(d, audit_check(&d->s, &trail, &d->e));
	assert_int_equal(trail.bad, 0);
	struct audit_list rows;
	good(d, audit_read(&d->s, &(struct audit_filter){0}, &rows, &d->e));
	assert_string_equal(rows.at[0].action, "adopted");
	assert_string_equal(rows.at[0].who, "amina");
	audit_list_fini(&rows);

	/* Corrected now, it is still scored with its own weights. */
	struct edit *w = edit_open(&d->s, "assessment", id, record, NULL, &d->e);
	assert_non_null(w);
	put(w, "assessed_on", "2026-11-22");
	char *own = mem_strdup(pairs_get(&w->record.answers, "=catalogue"));
	save(d, w);
	assert_string_equal(pairs_get(&w->record.answers, "=catalogue"), own);
	edit_close(&w);
	free(own);
	after = head(d, id);
	assert_int_equal(after.score, before.score);
	assert_string_equal(after.band_calculated, before.band_calculated);
	case_row_fini(&after);
	case_row_fini(&before);
	config_free(&next);
	d->s.config = d->config;
	diags_fini(&found);
}

static void twice_on_a_day(void **state)
{
	struct service_env *d = *state;
	struct diags found = {0};
	char *kept = NULL;
	with_folder(d);
	struct catalogue *k = candidate(d, NULL, NULL);
	catalogue_free(&k);
	good(d, weights_adopt(&d->s, path(d, "new.ini"), "A", &found, NULL, &d->e));
	service_env_leave(d);
	service_env_seat(d, "amina");
	config_free(&d->config);
	d->config = config_load(path(d, "site"), &found);
	d->s.config = d->config;
	/* The same version is not another one. */
	refused(d, ERR_DATA, weights_adopt(&d->s, path(d, "new.ini"), "B", &found, &kept, &d->e));
	assert_int_equal(found.n, 1);
	assert_non_null(strstr(found.at[0].reason, "in force already"));
	assert_true(found.at[0].line > 0);
	diags_fini(&found);
	char *text = other_weights("version = 2027.1", "version = 2027.2");
	write_file(path(d, "newer.ini"), text);
	free(text);
	good(d, weights_adopt(&d->s, path(d, "newer.ini"), "B", &found, &kept, &d->e));
	assert_string_equal(kept, path(d, "site/factors.ini.2026-11-23-2"));
	char *old = read_file(kept);
	assert_non_null(strstr(old, "authority = A, adopted 23 Nov 2026"));
	free(old);
	free(kept);
	struct history_list h;
	good(d, weights_history(&d->s, &h, &d->e));
	assert_int_equal(h.n, 2);
	history_list_fini(&h);
}

static bool exists(const char *file)
{
	struct stat st;
	return lstat(file, &st) == 0;
}

static void what_is_not_adopted(void **state)
{
	struct service_env *d = *state;
	struct diags found = {0};
	struct history_list h;
	static const struct {
		const char *from, *to;
	} bad[] = {
		{"severe = 14", "severe = x"},
		{"services = ", "services = not-there, "}, /* no label for it */
		{"[band high]", "[band grave]"},	   /* follow-up.ini has no standards for it */
	};
	struct catalogue *k = candidate(d, NULL, NULL);
	catalogue_free(&k);
	refused(d, ERR_CONFIG, weights_adopt(&d->s, path(d, "new.ini"), "A", &found, NULL, &d->e)); /* no folder */
	with_folder(d);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		char *text = other_weights(bad[i].from, bad[i].to);
		write_file(path(d, "bad.ini"), text);
		free(text);
		refused(d, ERR_DATA, weights_adopt(&d->s, path(d, "bad.ini"), "A", &found, NULL, &d->e));
		assert_true(found.n > 0);
		diags_fini(&found);
	}
	static const char *const authority[] = {"", "two\nlines", "a; b", " blank", "[model]\nversion = 3"};
	for (size_t i = 0; i < sizeof authority / sizeof authority[0]; i++)
		refused(d, ERR_DATA, weights_adopt(&d->s, path(d, "new.ini"), authority[i], &found, NULL, &d->e));
	write_file(path(d, "same.ini"), d->config->catalogue->source);
	refused(d, ERR_DATA, weights_adopt(&d->s, path(d, "same.ini"), "A", &found, NULL, &d->e));
	refused(d, ERR_DATA, weights_adopt(&d->s, path(d, "none.ini"), "A", &found, NULL, &d->e));
	diags_fini(&found);
	/* Nothing of it is left. */
	assert_false(exists(path(d, "site/factors.ini")));
	assert_false(exists(path(d, "site/factors.ini.2026-11-23")));
	assert_false(exists(path(d, "site/factors.ini.next")));
	good(d, weights_history(&d->s, &h, &d->e));
	assert_int_equal(h.n, 0);
	history_list_fini(&h);
	/* Nor where it cannot be recorded: another is saving all the time. */
	struct service_env other;
	service_env_beside(&other, d, "bekele");
	good(&other, store_begin(other.s.store, &other.e));
	store_set_deadline(d->s.store, 20);
	refused(d, ERR_BUSY, weights_adopt(&d->s, path(d, "new.ini"), "A", &found, NULL, &d->e));
	store_rollback(other.s.store);
	service_env_leave(&other);
	assert_false(exists(path(d, "site/factors.ini")));
	assert_false(exists(path(d, "site/factors.ini.2026-11-23")));
}

static void whose_it_is(void **state)
{
	struct service_env *d = *state;
	struct catalogue *k = candidate(d, NULL, NULL);
	struct weights_comparison c;
	struct override_report r;
	struct weights_files f;
	struct history_list h;
	struct diags found = {0};
	d->s.permits &= ~PERMIT_BIT(PERMIT_CONFIGURE);
	refused(d, ERR_DENIED, weights_compare(&d->s, k, NULL, &c, &d->e));
	refused(d, ERR_DENIED, weights_overrides(&d->s, NULL, &r, &d->e));
	refused(d, ERR_DENIED, weights_adopt(&d->s, path(d, "new.ini"), "A", &found, NULL, &d->e));
	refused(d, ERR_DENIED, weights_candidates(&d->s, &f, &d->e));
	refused(d, ERR_DENIED, weights_history(&d->s, &h, &d->e));
	catalogue_free(&k);
}

static void files_to_try(void **state)
{
	struct service_env *d = *state;
	struct weights_files f;
	with_folder(d);
	good(d, weights_candidates(&d->s, &f, &d->e));
	assert_int_equal(f.n, 0);
	weights_files_fini(&f);
	assert_int_equal(mkdir(path(d, "site/candidates"), 0700), 0);
	write_file(path(d, "site/candidates/b.ini"), "x");
	write_file(path(d, "site/candidates/a.ini"), "x");
	write_file(path(d, "site/candidates/.hidden.ini"), "x");
	write_file(path(d, "site/candidates/notes.txt"), "x");
	good(d, weights_candidates(&d->s, &f, &d->e));
	assert_int_equal(f.n, 2);
	assert_string_equal(f.at[0], "a.ini");
	char *p = weights_candidate_path(&d->s, f.at[0], &d->e);
	assert_string_equal(p, path(d, "site/candidates/a.ini"));
	free(p);
	weights_files_fini(&f);
	assert_null(weights_candidate_path(&d->s, "../sarai.ini", &d->e));
	assert_null(weights_candidate_path(&d->s, "notes.txt", &d->e));
	/* They are no findings of the configuration. */
	struct diags found = {0};
	struct config *c = config_load(path(d, "site"), &found);
	assert_non_null(c);
	config_free(&c);
	diags_fini(&found);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_same_as_one_by_one),
		TEST(each_is_read_once),
		TEST(it_can_be_stopped),
		TEST(which_are_current),
		TEST(what_does_not_fit_is_said),
		TEST(where_people_assign_otherwise),
		TEST(adopted_weights_change_nothing_that_is_saved),
		TEST(twice_on_a_day),
		TEST(what_is_not_adopted),
		TEST(whose_it_is),
		TEST(files_to_try),
	};
	return cmocka_run_group_tests_name("service: weights", tests, NULL, NULL);
}

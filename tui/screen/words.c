/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/clinical.h>
#include <sarai/model/due.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/model/status.h>
#include <sarai/screen/app.h>
#include <sarai/store/casefile.h>
#include <sarai/term/term.h>

/* The mark before a level's word: levels must be told apart without colour, so the mark grows with the level. */
static const char *band_mark(const struct catalogue *c, int band)
{
	if (band <= 0)
		return "-";
	return band == c->n_bands - 1 ? "!!" : "!";
}

enum role level_role(const struct config *c, const char *band)
{
	int i = catalogue_band(c->catalogue, band ? band : "");
	if (i < 0)
		return ROLE_DIM;
	if (i == 0)
		return ROLE_LOW;
	return i == c->catalogue->n_bands - 1 ? ROLE_HIGH : ROLE_MEDIUM;
}

static void add_upper(struct str *out, const char *s)
{
	for (; *s; s++)
		str_add_char(out, *s >= 'a' && *s <= 'z' ? (char)(*s - 'a' + 'A') : *s);
}

void level_words(const struct config *c, const char *band, struct str *out)
{
	int i = catalogue_band(c->catalogue, band ? band : "");
	if (i < 0) {
		str_add(out, band && *band ? band : "not assessed");
		return;
	}
	str_addf(out, "%s ", band_mark(c->catalogue, i));
	add_upper(out, c->catalogue->bands[i].label);
}

void points_words(int points, struct str *out)
{
	int tenths = abs(score_tenths(points));
	str_addf(out, "%c%d.%d", points < 0 ? '-' : '+', tenths / 10, tenths % 10);
}

void due_words_of(const char *due, int64_t now, struct str *out)
{
	int64_t at;
	char span[DATE_TEXT];
	if (!due || !*due || !time_from_iso(due, &at))
		return;
	time_until(at, now, span);
	str_add(out, span);
}

void urgent_due_words(const char *due, int64_t now, struct str *out)
{
	int64_t at;
	char left[DATE_TEXT];
	if (!due || !*due || !time_from_iso(due, &at) || at < now) {
		due_words_of(due, now, out);
		return;
	}
	care_left(at, now, left);
	str_addf(out, "in %s", left);
}

void urgent_words(const struct case_row *k, int64_t now, struct str *out)
{
	int64_t at;
	char span[DATE_TEXT];
	if (!k->flags || !*k->flags)
		return;
	if (!*k->urgent_due || !time_from_iso(k->urgent_due, &at)) {
		str_add(out, "URGENT");
		return;
	}
	if (at < now)
		time_span(now - at, span);
	else
		care_left(at, now, span);
	str_addf(out, at < now ? "URGENT late %s" : "URGENT %s", span);
}

void person_words(const struct app *a, const struct case_row *k, struct str *out)
{
	if (k->beyond)
		str_addf(out, "(a case of %s)", *k->owner ? k->owner : "somebody else");
	else if (a->names_hidden || !(a->session->permits & PERMIT_BIT(PERMIT_NAMES)))
		str_add(out, "(name hidden)");
	else
		str_add(out, k->name && *k->name ? k->name : "No name");
}

void person_facts(const struct app *a, const struct case_row *k, struct str *out)
{
	struct date birth;
	int least, most, months;
	const char *sex = *k->sex ? config_label(a->session->config, "sex", k->sex) : "";
	str_add(out, sex);
	if (!*k->birth || !date_from_iso(k->birth, &birth))
		return;
	date_age(birth, clock_today(a->session->clock), &least, &most);
	if (out->len)
		str_add(out, ", ");
	if (date_age_months(birth, clock_today(a->session->clock), &months))
		str_addf(out, "%d mo", months);
	else if (least == most)
		str_addf(out, "%d", least);
	else
		str_addf(out, "%d-%d", least, most);
}

int case_head_rows(const struct case_row *k, int cols)
{
	int whole = case_head_rows_whole(k, cols);
	return whole < CASE_HEAD_ROWS + ALERT_ROWS_MOST ? whole : CASE_HEAD_ROWS + ALERT_ROWS_MOST;
}

int case_head_rows_whole(const struct case_row *k, int cols)
{
	int rows = CASE_HEAD_ROWS;
	struct str s = {0};
	size_t next;
	if (!*k->number)
		return 0;
	if (!k->alert || !*k->alert)
		return rows;
	str_addf(&s, "ALERT: %s", k->alert);
	for (const char *at = str_text(&s); *at; at += next) {
		text_wrap(at, cols, &next);
		if (!next)
			break;
		rows++;
	}
	str_fini(&s);
	return rows;
}

/* The rule of contact, wrapped over the rows there are; what does not fit is said to be there. */
static void draw_alert(const char *alert, struct canvas *c)
{
	struct str s = {0};
	size_t next;
	str_addf(&s, "ALERT: %s", alert);
	const char *at = str_text(&s);
	for (int row = 0; row < c->rows && *at; row++, at += next) {
		bool last = row == c->rows - 1;
		size_t n = text_wrap(at, c->cols, &next);
		bool more = at[next] != 0;
		if (last && more)
			n = text_wrap(at, c->cols - 4, &next);
		char *one = mem_strndup(at, n);
		int col = paint_text(c, row, 0, -1, ROLE_ERROR, one);
		if (last && more)
			paint_text(c, row, col, -1, ROLE_ERROR, " ...");
		free(one);
	}
	str_fini(&s);
}

void clock_words(const struct case_clock *c, int64_t now, struct str *out)
{
	char left[DATE_TEXT];
	int64_t until;
	str_add(out, c->words);
	if (!time_from_iso(c->until, &until))
		return;
	if (until < now) {
		time_span(now - until, left);
		str_addf(out, " late %s", left);
	} else {
		care_left(until, now, left);
		str_addf(out, " %s", left);
	}
}

/* Row 1: who and the level that counts. Row 2: what runs or has come due (on row 3 where it is long), score, calculated
 * and assigned apart. Row 3: status, next due. Then, where there is one, the rule of contact; in a head of three rows
 * it stands behind row 3. */
void case_head_draw(const struct app *a, const struct case_row *k, struct canvas *c)
{
	const struct config *cfg = a->session->config;
	const char *band = *k->band_assigned ? k->band_assigned : k->band_calculated;
	int64_t now = clock_now(a->session->clock);
	struct str s = {0};
	int col;

	/* Row 1, urgent first: it must not be cut. */
	col = paint_text(c, 0, 0, 18, ROLE_TITLE, k->number) + 2;
	level_words(cfg, band, &s);
	col += paint_text(c, 0, col, 16, level_role(cfg, band), str_text(&s)) + 2;
	str_clear(&s);
	urgent_words(k, now, &s);
	if (s.len)
		col += paint_text(c, 0, col, 24, ROLE_URGENT, str_text(&s)) + 2;
	for (int i = 0; i < k->n_clocks && k->clocks[i].urgent; i++) {
		str_clear(&s);
		clock_words(&k->clocks[i], now, &s);
		col += paint_text(c, 0, col, 32, ROLE_URGENT, str_text(&s)) + 2;
	}
	str_clear(&s);
	person_words(a, k, &s);
	str_add(&s, "  ");
	person_facts(a, k, &s);
	paint_text(c, 0, col, -1, ROLE_TEXT, str_text(&s));

	struct str running = {0};
	for (int i = 0; i < k->n_clocks; i++) {
		if (k->clocks[i].urgent)
			continue;
		clock_words(&k->clocks[i], now, &running);
		str_add(&running, ".  ");
	}
	str_clear(&s);
	if (k->score >= 0) {
		str_addf(&s, "Score %d (%d-%d), %s. Calculated ", score_points(k->score), score_points(k->low),
			 score_points(k->high), k->settled ? "settled" : "not settled");
		level_words(cfg, k->band_calculated, &s);
		str_add(&s, ", assigned ");
		if (*k->band_assigned)
			level_words(cfg, k->band_assigned, &s);
		else
			str_add(&s, !strcmp(k->level_below, "waiting") ? "lower, not yet approved"
				    : !strcmp(k->level_below, "rejected") ? "lower, refused"
									  : "not yet");
		str_add(&s, ".  ");
	} else {
		str_add(&s, "Not assessed yet.  ");
	}
	/* Both levels must be read: what runs goes to the next row where there is no room for it here. */
	bool together = text_width(str_text(&running)) + text_width(str_text(&s)) <= c->cols + 2;
	col = together ? paint_text(c, 1, 0, -1, ROLE_VALUE, str_text(&running)) : 0;
	paint_text(c, 1, col, -1, ROLE_TEXT, str_text(&s));

	str_clear(&s);
	enum case_status status;
	str_add(&s, status_from_name(k->status, &status) ? status_words(status) : k->status);
	if (*k->duplicate_of)
		str_addf(&s, " of %s", k->duplicate_of);
	if (k->episode > 1)
		str_addf(&s, ", episode %d", k->episode);
	str_addf(&s, ", %s.  ", *k->owner ? k->owner : "nobody");
	enum due_kind due;
	if (due_from_name(k->due_kind, &due) && due != DUE_NOTHING) {
		str_addf(&s, "Next: %s ", due_words(due));
		due_words_of(k->due, now, &s);
		str_add(&s, ".  ");
	}
	col = paint_text(c, 2, 0, -1, ROLE_TEXT, str_text(&s));
	if (!together)
		col += paint_text(c, 2, col, -1, ROLE_VALUE, str_text(&running));
	str_fini(&running);
	if (k->alert && *k->alert) {
		struct canvas rest = c->rows > CASE_HEAD_ROWS
					     ? canvas_cut(c, CASE_HEAD_ROWS, 0, c->rows - CASE_HEAD_ROWS, c->cols)
					     : canvas_cut(c, 2, col, 1, c->cols - col);
		draw_alert(k->alert, &rest);
	} else if (k->fictitious) {
		paint_text(c, 2, col, -1, ROLE_DIM, "Fictitious case.");
	}
	str_fini(&s);
}

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The referral form on paper: the same as text and as PDF, with what must be on it and without what must not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/open.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/permit.h>
#include <sarai/report/export_file.h>
#include <sarai/report/paper.h>
#include <sarai/report/referral_text.h>
#include <sarai/store/audit.h>
#include <sarai/store/history.h>
#include <sarai/view/case_records.h>
#include <sarai/view/referrals.h>

#include "lib/service_env.h"

#define ARABIC "\xd8\xb2\xd9\x8a\xd9\x86\xd8\xa8 \xd8\xad\xd8\xb3\xd9\x8a\xd9\x86"		    /* Zainab Husain */
#define CYRILLIC "\xd0\x9e\xd0\xbb\xd0\xb5\xd0\xba\xd1\x81\xd0\xb0\xd0\xbd\xd0\xb4\xd1\x80\xd0\xb0" /* Oleksandra */
#define PRIVATE_LETTER "\xf0\x93\x82\x80" /* Egyptian, for which no font is installed */

/* A case with everything that could be told, and what of it a referral tells. */
static void a_referral(struct service_env *d, const char *script, const char *shares, const char *identify,
		       struct referral_view *v)
{
	char case_id[ID_TEXT];
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Zainab Husain Beispiel");
	put(w, "name_script", script);
	put(w, "other_names", "Zaynab");
	put(w, "sex", "female");
	put(w, "birth_date", "1999-02-03");
	put(w, "nationality", "IQ");
	put(w, "language", "ara");
	put(w, "phone", "+99900012345");
	put(w, "location", "Hill, third house");
	put(w, "document_name", "Zeinab Papername");
	put(w, "gender", "trans-woman");
	put(w, "person_note", "Note of the registration.");
	save(d, w);
	memcpy(case_id, w->case_row.id, ID_TEXT);
	edit_close(&w);
	w = referral_open_new(&d->s, case_id, NULL, &d->e);
	assert_non_null(w);
	put(w, "priority", "emergency");
	put(w, "service", "health");
	put(w, "receiver", "Health Post Hill");
	put(w, "reason", "Needs a doctor for an old wound.");
	put(w, "identify", identify);
	put(w, "shares", shares);
	put(w, "explained", "yes");
	put(w, "escort", "accompanied");
	put(w, "risks", d->config->catalogue->factors[0].name);
	put(w, "note", "Only for us.");
	save(d, w);
	good(d, referral_read(&d->s, w->record.id, v, &d->e));
	edit_close(&w);
}

/* What poppler reads in a file. */
static char *read_pdf(const char *path)
{
	struct str command = {0}, text = {0};
	char part[512];
	size_t n;
	str_addf(&command, "pdftotext -layout -enc UTF-8 '%s' -", path);
	FILE *f = popen(str_text(&command), "r");
	assert_non_null(f);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		str_add_n(&text, part, n);
	assert_int_equal(pclose(f), 0);
	str_fini(&command);
	return str_take(&text);
}

static void has(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("not there: %s\n%s", what, text);
}

static void has_not(const char *text, const char *what)
{
	if (strstr(text, what))
		fail_msg("there: %s\n%s", what, text);
}

static char *print(struct service_env *d, const struct referral_view *v)
{
	char *path;
	good(d, referral_print(&d->s, v, &path, &d->e));
	char *text = read_pdf(path);
	free(path);
	return text;
}

static char *as_text(struct service_env *d, const struct referral_view *v)
{
	struct paper p;
	good(d, referral_paper(&d->s, v, &p, &d->e));
	char *text = paper_text(&p, 78);
	paper_fini(&p);
	return text;
}

static void what_is_told_is_on_it_and_nothing_more(void **state)
{
	struct service_env *d = *state;
	struct referral_view v;
	a_referral(d, ARABIC, "birth language contact", "name", &v);
	char *both[] = {as_text(d, &v), print(d, &v)};
	for (int i = 0; i < 2; i++) {
		const char *text = both[i];
		has(text, "Emergency: an answer within 24 hours");
		has(text, "DRAFT: not sent");
		has(text, "Health Post Hill");
		has(text, "Zainab Husain Beispiel");
		has(text, "3 Feb 1999");
		has(text, "Arabic");
		has(text, "+99900012345");
		has(text, "Medical care");
		has(text, "Needs a doctor for an old wound.");
		has(text, v.case_row.number);
		has_not(text, "Female");
		has_not(text, "Iraq");
		has_not(text, "third house");
		has_not(text, "Zaynab");
		has_not(text, "Papername");
		has_not(text, "Trans");
		has_not(text, "Note of the registration");
		has_not(text, "Only for us");
		has_not(text, d->config->catalogue->factors[0].label);
		free(both[i]);
	}
	referral_view_fini(&v);
}

static void by_number_there_is_no_name(void **state)
{
	struct service_env *d = *state;
	struct referral_view v;
	a_referral(d, ARABIC, "sex", "number", &v);
	char *both[] = {as_text(d, &v), print(d, &v)};
	for (int i = 0; i < 2; i++) {
		has(both[i], v.case_row.number);
		has(both[i], "Female");
		has_not(both[i], "Zainab");
		has_not(both[i], "\xd8\xb2");
		free(both[i]);
	}
	referral_view_fini(&v);
}

/* Poppler takes the room behind a letter that does not join for a blank. */
static char *without_blanks(const char *text)
{
	char *folded = text_fold(text), *to = folded;
	for (const char *p = folded; *p; p++) {
		if (*p != ' ')
			*to++ = *p;
	}
	*to = 0;
	return folded;
}

/* Arabic letters must be there joined: a font that has them is found, none is replaced by a box. What poppler gives
 * back is in the order of reading. */
static void names_come_out_in_their_own_letters(void **state)
{
	static const char *const names[] = {ARABIC, CYRILLIC};
	struct service_env *d = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct referral_view v;
		a_referral(d, names[i], "", "name", &v);
		char *text = print(d, &v);
		char *folded = without_blanks(text), *wanted = without_blanks(names[i]);
		has(folded, wanted);
		free(folded);
		free(wanted);
		free(text);
		referral_view_fini(&v);
	}
}

static void a_name_no_font_has_is_said_in_latin_letters(void **state)
{
	struct service_env *d = *state;
	struct referral_view v;
	a_referral(d, PRIVATE_LETTER, "", "name", &v);
	char *text = print(d, &v), *screen = as_text(d, &v);
	has(text, "Zainab Husain Beispiel");
	has_not(text, "Name in own script");
	has(screen, PRIVATE_LETTER);
	free(text);
	free(screen);
	referral_view_fini(&v);
}

/* A reason that would come out as boxes is not handed to anybody. */
static void words_no_font_has_are_refused(void **state)
{
	struct service_env *d = *state;
	struct paper p = {0};
	struct str pdf = {0};
	paper_add(&p, PAPER_LINE, "Reason", "Needs " PRIVATE_LETTER " help");
	refused(d, ERR_CONFIG, pdf_render(&p, &pdf, &d->e));
	assert_non_null(strstr(d->e.detail, "\"Reason\""));
	paper_fini(&p);
	str_fini(&pdf);
}

static void long_ones_go_over_pages(void **state)
{
	struct service_env *d = *state;
	struct paper p = {0};
	struct str pdf = {0}, text = {0};
	char path[128];
	for (int i = 0; i < 150; i++)
		str_addf(&text, "Sentence number %d of a long reason that is told. ", i);
	paper_add(&p, PAPER_TITLE, "Title", "");
	paper_add(&p, PAPER_LINE, "Reason", str_text(&text));
	for (int i = 0; i < 60; i++)
		paper_add(&p, PAPER_LINE, "Line", str_text(&text) + 7000);
	paper_name(&p, "Long", "Footer of it.");
	good(d, pdf_render(&p, &pdf, &d->e));
	snprintf(path, sizeof path, "%s/long.pdf", d->folder);
	good(d, export_file_write(path, str_text(&pdf), pdf.len, &d->e));
	char *back = read_pdf(path);
	has(back, "Sentence number 0 of");
	has(back, "number 149 of");
	has(back, "Footer of it. Page 1");
	has(back, "Footer of it. Page 2");
	has(back, "Footer of it. Page 3");
	free(back);
	paper_fini(&p);
	str_fini(&pdf);
	str_fini(&text);
}

static int printed(struct service_env *d)
{
	struct audit_list l;
	int n = 0;
	good(d, store_audit_list(d->s.store, &(struct audit_filter){0}, &l, &d->e));
	for (int i = 0; i < l.n; i++)
		n += !strcmp(l.at[i].action, "printed");
	audit_list_fini(&l);
	return n;
}

static void printing_is_told_and_for_its_owner_alone(void **state)
{
	struct service_env *d = *state;
	struct referral_view v;
	struct history_list h;
	struct stat st;
	char *path, *second, folder[256];
	bool told = false;
	a_referral(d, ARABIC, "", "name", &v);
	umask(0);
	good(d, referral_print(&d->s, &v, &path, &d->e));
	good(d, referral_print(&d->s, &v, &second, &d->e));
	assert_string_not_equal(path, second); /* none is written over */
	snprintf(folder, sizeof folder, "%s/exports", d->folder);
	assert_int_equal(lstat(folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(lstat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	good(d, history_read(&d->s, v.case_row.id, 0, &h, &d->e));
	for (int i = 0; i < h.n; i++)
		told |= !strcmp(h.at[i].action, "printed") && !strcmp(h.at[i].who, "amina");
	assert_true(told);
	history_list_fini(&h);
	assert_int_equal(printed(d), 2);
	/* Who may not plan may not print either, and where the file cannot be written nothing is told. */
	d->s.permits &= ~PERMIT_BIT(PERMIT_PLAN);
	free(path);
	refused(d, ERR_DENIED, referral_print(&d->s, &v, &path, &d->e));
	assert_null(path);
	d->s.permits = PERMIT_EVERYTHING;
	snprintf(folder, sizeof folder, "rm -rf '%s/exports' && touch '%s/exports'", d->folder, d->folder);
	assert_int_equal(system(folder), 0);
	refused(d, ERR_DATA, referral_print(&d->s, &v, &path, &d->e));
	assert_int_equal(printed(d), 2);
	free(second);
	referral_view_fini(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_told_is_on_it_and_nothing_more, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(by_number_there_is_no_name, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(names_come_out_in_their_own_letters, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_name_no_font_has_is_said_in_latin_letters, service_env_set_up,
						service_env_tear_down),
		cmocka_unit_test_setup_teardown(words_no_font_has_are_refused, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(long_ones_go_over_pages, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(printing_is_told_and_for_its_owner_alone, service_env_set_up, service_env_tear_down),
	};
	return cmocka_run_group_tests_name("referral on paper", tests, NULL, NULL);
}

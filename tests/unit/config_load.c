/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The configuration: built-in, laid over by a site's, and everything that can be wrong with a site's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/base/builtin.h>
#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/config/settings.h>
#include <sarai/edit/kind.h>
#include <sarai/model/catalogue.h>

struct site {
	char folder[80];
	struct diags d;
	struct config *c;
};

static int set_up(void **state)
{
	struct site *s = mem_alloc(sizeof *s);
	const char *tmp = getenv("TMPDIR");
	char sub[120];
	snprintf(s->folder, sizeof s->folder, "%s/sarai-XXXXXX", tmp && strlen(tmp) < 48 ? tmp : "/tmp");
	assert_non_null(mkdtemp(s->folder));
	snprintf(sub, sizeof sub, "%s/forms", s->folder);
	assert_int_equal(mkdir(sub, 0700), 0);
	snprintf(sub, sizeof sub, "%s/lists", s->folder);
	assert_int_equal(mkdir(sub, 0700), 0);
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	struct site *s = *state;
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", s->folder);
	assert_int_equal(system(command), 0);
	config_free(&s->c);
	diags_fini(&s->d);
	free(s);
	return 0;
}

static void write_text(struct site *s, const char *name, const char *text, size_t n)
{
	char path[160];
	snprintf(path, sizeof path, "%s/%s", s->folder, name);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static void write_file(struct site *s, const char *name, const char *text)
{
	write_text(s, name, text, strlen(text));
}

/* A built-in file with one text in it replaced by another. */
static void write_changed(struct site *s, const char *name, const char *from, const char *to)
{
	const struct builtin_file *f = builtin_get(name);
	assert_non_null(f);
	char *all = mem_strndup(f->data, f->size);
	char *at = strstr(all, from);
	struct str out = {0};
	if (!at)
		fail_msg("%s does not hold \"%s\"", name, from);
	str_add_n(&out, all, (size_t)(at - all));
	str_add(&out, to);
	str_add(&out, at + strlen(from));
	write_file(s, name, str_text(&out));
	str_fini(&out);
	free(all);
}

static void load(struct site *s)
{
	config_free(&s->c);
	diags_fini(&s->d);
	memset(&s->d, 0, sizeof s->d);
	s->c = config_load(s->folder, &s->d);
	assert_true((s->c != NULL) == (s->d.n == 0));
}

static void load_good(struct site *s)
{
	load(s);
	if (!s->c) {
		diags_print(&s->d, stderr);
		fail_msg("findings where there should be none");
	}
}

/* Is there a finding in a file whose name ends so, at this line (0: any), with this in its reason? */
static bool found(const struct site *s, const char *file, int line, const char *reason)
{
	size_t n = strlen(file);
	for (int i = 0; i < s->d.n; i++) {
		const struct diag *d = &s->d.at[i];
		size_t length = strlen(d->file);
		if (length >= n && !strcmp(d->file + length - n, file) && (!line || d->line == line) &&
		    strstr(d->reason, reason))
			return true;
	}
	return false;
}

static void finding(struct site *s, const char *file, int line, const char *reason)
{
	load(s);
	if (!found(s, file, line, reason)) {
		diags_print(&s->d, stderr);
		fail_msg("no finding %s:%d \"%s\"", file, line, reason);
	}
}

/* ---- built-in ---- */

static void the_built_in_configuration_is_good(void **state)
{
	struct site *s = *state;
	s->c = config_load_builtin(&s->d);
	diags_print(&s->d, stderr);
	assert_non_null(s->c);
	assert_int_equal(s->d.n, 0);
	assert_null(s->c->folder);
	assert_non_null(s->c->catalogue);
	assert_non_null(s->c->due);
	assert_non_null(s->c->keys);
	assert_non_null(s->c->theme_mono);
	assert_non_null(s->c->theme_colour);
	assert_null(s->c->theme_site);
	assert_string_equal(s->c->settings.case_prefix, "HR");
	assert_in_range(s->c->settings.draft_ms, 200, 2000);
	for (int i = 0; kind_at(i); i++)
		assert_non_null(config_form(s->c, kind_at(i)->form));
	assert_null(config_form(s->c, "nonsense"));
	assert_true(s->c->n_files >= builtin_count);
}

static void lists_come_from_everywhere(void **state)
{
	struct site *s = *state;
	s->c = config_load_builtin(&s->d);
	assert_non_null(s->c);
	const struct catalogue *k = s->c->catalogue;
	assert_string_equal(config_label(s->c, "country", "NG"), "Nigeria");
	assert_string_equal(config_label(s->c, "country", "no such"), "no such");
	assert_string_equal(config_label(s->c, "no such", "code"), "code");
	assert_string_equal(config_label(s->c, "bands", k->bands[0].name), k->bands[0].label);
	assert_string_equal(config_label(s->c, "factors", k->factors[0].name), k->factors[0].label);
	assert_string_equal(config_label(s->c, "flags", k->flags[0].name), k->flags[0].label);
	assert_non_null(option_lists_get(&s->c->lists, "language"));
	for (int i = 0; i < k->n_services; i++)
		assert_true(option_list_find(option_lists_get(&s->c->lists, "services"), k->services[i]) >= 0);
}

static void every_setting_has_its_words(void **state)
{
	(void)state;
	assert_true(settings_section_count > 0);
	for (int i = 0; i < settings_section_count; i++) {
		for (int k = 0; k < settings_keys[i].n; k++) {
			const struct ini_key *key = &settings_keys[i].keys[k];
			assert_non_null(key->doc);
			assert_true(strlen(key->doc) > 10);
			assert_true(key->required); /* the built-in file has them all */
		}
	}
}

/* ---- a site's ---- */

static void an_empty_folder_changes_nothing(void **state)
{
	struct site *s = *state;
	load_good(s);
	assert_string_equal(s->c->folder, s->folder);
	assert_string_equal(s->c->settings.case_prefix, "HR");
}

static void keys_left_out_keep_their_value(void **state)
{
	struct site *s = *state;
	write_file(s, "sarai.ini", "[office]\ncase_prefix = TG2\n[drafts]\nkeep_ms = 500\n");
	write_file(s, "follow-up.ini", "[review]\nplan_review_days = 31\n");
	load_good(s);
	assert_string_equal(s->c->settings.case_prefix, "TG2");
	assert_int_equal(s->c->settings.draft_ms, 500);
	assert_string_equal(s->c->settings.office, "Protection office");
	assert_int_equal(s->c->due->plan_review_days, 31);
	assert_true(s->c->due->attempts_before_supervisor > 0);
}

static void factors_forms_and_lists_are_replaced_whole(void **state)
{
	struct site *s = *state;
	struct config *before = config_load_builtin(&s->d);
	assert_non_null(before);
	const struct option_list *services = option_lists_get(&before->lists, "services");
	struct str list = {0};
	str_add(&list, "[list]\n");
	for (int i = 0; i < services->n; i++)
		str_addf(&list, "%s = Our %s\n", services->at[i].code, services->at[i].code);
	write_file(s, "lists/services.ini", str_text(&list));
	write_file(s, "lists/own.ini", "[list]\none = First\n");
	write_changed(s, "factors.ini", before->catalogue->version, "2031.7");
	write_changed(s, "forms/goal.ini", "[form]", "; the site's own\n[form]");
	load_good(s);
	assert_string_equal(s->c->catalogue->version, "2031.7");
	assert_string_equal(config_label(s->c, "own", "one"), "First");
	struct str label = {0};
	str_addf(&label, "Our %s", services->at[0].code);
	assert_string_equal(config_label(s->c, "services", services->at[0].code), str_text(&label));
	assert_non_null(strstr(config_form(s->c, "goal")->source, "the site's own"));
	str_fini(&label);
	str_fini(&list);
	config_free(&before);
}

static void a_theme_of_the_sites_own(void **state)
{
	struct site *s = *state;
	write_file(s, "sarai.ini", "[terminal]\ntheme = night\n");
	finding(s, "sarai.ini", 2, "theme-night.ini");
	assert_int_equal(s->d.n, 1);
	const struct builtin_file *mono = builtin_get("theme-mono.ini");
	write_text(s, "theme-night.ini", mono->data, mono->size);
	load_good(s);
	assert_non_null(s->c->theme_site);
	assert_string_equal(s->c->settings.theme, "night");
}

/* ---- findings ---- */

static void what_is_wrong_in_settings_is_said_at_its_line(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *reason;
	} rows[] = {
		{"[office]\ncase_prefix = hr\n", 2, "capital"},
		{"[office]\ncase_prefix = H R\n", 2, "capital"},
		{"[office]\ncase_prefix = 1HR\n", 2, "capital"},
		{"[office]\ncase_prefix =\n", 2, ""},
		{"[office]\n\nname = One\nname = Two\n", 4, ""},
		{"[drafts]\nkeep_ms = 2001\n", 2, ""},
		{"[drafts]\nkeep_ms = soon\n", 2, ""},
		{"[terminal]\nborders = round\n", 2, ""},
		{"[terminal]\nflow_control = perhaps\n", 2, ""},
		{"[terminal]\nnonsense = 1\n", 2, ""},
		{"[nonsense]\nkey = 1\n", 1, "nonsense"},
		{"[names]\norder = backwards\n", 2, "family-first"},
		{"key = 1\n", 1, ""},
		{"[office]\nname = \xff\xfe\n", 2, ""},
	};
	struct site *s = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		write_file(s, "sarai.ini", rows[i].text);
		finding(s, "/sarai.ini", rows[i].line, rows[i].reason);
	}
}

static void every_finding_of_every_file_comes_in_one_run(void **state)
{
	struct site *s = *state;
	struct config *before = config_load_builtin(&s->d);
	char from[80];
	snprintf(from, sizeof from, "[factor %s]", before->catalogue->factors[0].name);
	struct str broken = {0};
	str_addf(&broken, "%s\nnonsense = 1", from);
	write_file(s, "sarai.ini", "[drafts]\nkeep_ms = 1\n[office]\ncase_prefix = x\n");
	write_changed(s, "factors.ini", from, str_text(&broken));
	write_file(s, "follow-up.ini", "[review]\nplan_review_days = often\n");
	write_file(s, "lists/services.ini", "[list]\n");
	write_file(s, "lists/own.ini", "no list\n");
	write_file(s, "lists/bands.ini", "[list]\none = First\n");
	write_file(s, "forms/goal.ini", "[form]\nnonsense = 1\n");
	write_file(s, "forms/nonsense.ini", "[form]\n");
	write_file(s, "keys.ini", "not a section\n");
	write_file(s, "theme-dark.ini", "not a section\n");
	write_file(s, "facters.ini", "[model]\n");
	write_file(s, "notes.txt", "nobody reads this, and nobody minds");
	load(s);
	assert_null(s->c);
	static const char *const files[] = {"sarai.ini",       "factors.ini",	 "follow-up.ini",      "lists/own.ini",
					    "lists/bands.ini", "forms/goal.ini", "forms/nonsense.ini", "keys.ini",
					    "theme-dark.ini",  "facters.ini"};
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char path[160];
		snprintf(path, sizeof path, "%s/%s", s->folder, files[i]);
		if (!found(s, path, 0, "")) {
			diags_print(&s->d, stderr);
			fail_msg("no finding in %s", files[i]);
		}
	}
	assert_true(found(s, "sarai.ini", 2, "") && found(s, "sarai.ini", 4, ""));
	assert_true(found(s, "facters.ini", 0, "not read by this program"));
	assert_true(found(s, "forms/nonsense.ini", 0, "asks nothing"));
	assert_true(found(s, "factors.ini", 0, "lists/services.ini")); /* services nobody explains */
	assert_false(found(s, "notes.txt", 0, ""));
	str_fini(&broken);
	config_free(&before);
}

static void a_form_must_keep_what_the_program_works_with(void **state)
{
	struct site *s = *state;
	write_changed(s, "forms/goal.ini", "[field goal]", "[field aim]");
	finding(s, "forms/goal.ini", 0, "\"goal\"");
}

static void a_file_that_is_none_is_said(void **state)
{
	struct site *s = *state;
	char path[160];
	snprintf(path, sizeof path, "%s/sarai.ini", s->folder);
	assert_int_equal(mkdir(path, 0700), 0);
	finding(s, "/sarai.ini", 0, "");
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(symlink("/nowhere/at/all", path), 0);
	finding(s, "/sarai.ini", 0, "");
}

static void a_folder_that_is_named_must_be_there(void **state)
{
	struct site *s = *state;
	char path[160];
	snprintf(path, sizeof path, "%s/nowhere", s->folder);
	assert_null(config_load(path, &s->d));
	assert_int_equal(s->d.n, 1);
	assert_string_equal(s->d.at[0].file, path);
	diags_fini(&s->d);
	memset(&s->d, 0, sizeof s->d);
	assert_int_equal(setenv("SARAI_CONFIG", path, 1), 0);
	assert_null(config_load(NULL, &s->d));
	assert_int_equal(s->d.n, 1);
	assert_int_equal(setenv("SARAI_CONFIG", s->folder, 1), 0);
	diags_fini(&s->d);
	memset(&s->d, 0, sizeof s->d);
	s->c = config_load(NULL, &s->d);
	assert_non_null(s->c);
	assert_string_equal(s->c->folder, s->folder);
	unsetenv("SARAI_CONFIG");
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_built_in_configuration_is_good),
		T(lists_come_from_everywhere),
		T(every_setting_has_its_words),
		T(an_empty_folder_changes_nothing),
		T(keys_left_out_keep_their_value),
		T(factors_forms_and_lists_are_replaced_whole),
		T(a_theme_of_the_sites_own),
		T(what_is_wrong_in_settings_is_said_at_its_line),
		T(every_finding_of_every_file_comes_in_one_run),
		T(a_form_must_keep_what_the_program_works_with),
		T(a_file_that_is_none_is_said),
		T(a_folder_that_is_named_must_be_there),
	};
	return cmocka_run_group_tests_name("service_config", tests, NULL, NULL);
}

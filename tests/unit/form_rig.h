/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms out of a text, over a small catalogue and a few lists. Include after cmocka.h.
 */
#ifndef SARAI_TESTS_FORM_RIG_H
#define SARAI_TESTS_FORM_RIG_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/form/form.h>
#include <sarai/model/score.h>

#define UNUSED __attribute__((unused))

static const char catalogue_text[] =
	"[model]\nversion = 1\nauthority = nobody\nmild = 1\nmoderate = 4\nsevere = 9\nbuffer = 60\n"
	"[level individual]\nlabel = Individual\nshare = 80\nrisk_half = 30\nprotection_half = 30\n"
	"[level community]\nlabel = Community\nshare = 20\nrisk_half = 30\nprotection_half = 30\n"
	"[band low]\nlabel = Low\nfrom = 0\n[band high]\nlabel = High\nfrom = 50\n"
	"[factor papers]\nlabel = Papers\nlevel = individual\nquestion = Who has them?\nhelp = Ask gently.\nrisk = 5\n"
	"protection = 5\nrisk_when = taken away\nprotection_when = with them\n"
	"[factor school]\nlabel = School\nlevel = community\nrisk = 5\n"
	"[factor money]\nlabel = Money\nlevel = individual\nrisk = 5\nprotection = 5\n"
	"[flag danger]\nlabel = Danger\nquestion = Is somebody in danger?\n[flag illness]\nlabel = Illness\n";

struct form_rig {
	struct catalogue *c;
	struct option_lists lists;
	struct diags d;
	struct form_def *def;
	struct form *f;
};

static UNUSED int set_up(void **state)
{
	struct form_rig *r = mem_alloc(sizeof *r);
	struct ini_doc *doc = inidoc_read_text("factors.ini", catalogue_text, strlen(catalogue_text), &r->d);
	r->c = catalogue_parse(doc, &r->d);
	diags_print(&r->d, stderr);
	assert_non_null(r->c);
	inidoc_free(&doc);
	struct option_list *l = option_list_new("town");
	option_list_add(l, "n", "Niger");
	option_list_add(l, "ng", "Nigeria");
	option_list_add(l, "bk", "Burkina Faso");
	option_list_add(l, "ci", "Côte d'Ivoire");
	option_lists_put(&r->lists, l);
	static const char *const standard[] = {"country", "language"};
	for (int i = 0; i < 2; i++) {
		l = option_list_new(standard[i]);
		option_list_add(l, "NG", "Nigeria");
		option_list_add(l, "GH", "Ghana");
		option_lists_put(&r->lists, l);
	}
	*state = r;
	return 0;
}

static UNUSED int tear_down(void **state)
{
	struct form_rig *r = *state;
	form_free(&r->f);
	form_def_free(&r->def);
	catalogue_free(&r->c);
	option_lists_fini(&r->lists);
	diags_fini(&r->d);
	free(r);
	return 0;
}

#define TODAY ((struct date){2026, 11, 23, false})
#define HEAD "[form]\nid = test\ntitle = Test\nversion = 3\n"

/* Parse; findings stay in r->d. */
static UNUSED struct form_def *parse(struct form_rig *r, const char *text)
{
	form_free(&r->f);
	form_def_free(&r->def);
	diags_fini(&r->d);
	memset(&r->d, 0, sizeof r->d);
	struct ini_doc *doc = inidoc_read_text("test.ini", text, strlen(text), &r->d);
	r->def = form_def_parse(doc, r->c, &r->lists, &r->d);
	inidoc_free(&doc);
	assert_true((r->def != NULL) == (r->d.n == 0));
	return r->def;
}

/* A new form of these fields (behind HEAD), that must have no findings. */
static UNUSED struct form *begin(struct form_rig *r, const char *fields)
{
	struct str text = {0};
	str_addf(&text, "%s%s", HEAD, fields);
	if (!parse(r, str_text(&text))) {
		diags_print(&r->d, stderr);
		fail_msg("findings in %s", fields);
	}
	str_fini(&text);
	r->f = form_new(r->def, TODAY, &r->lists);
	return r->f;
}

static UNUSED int field(const struct form_rig *r, const char *name)
{
	int i = form_def_field(r->def, name);
	if (i < 0)
		fail_msg("no field %s", name);
	return i;
}

static UNUSED void put(struct form_rig *r, const char *name, const char *value)
{
	if (!form_set(r->f, field(r, name), value))
		fail_msg("%s does not take \"%s\"", name, value);
}

static UNUSED void holds(struct form_rig *r, const char *name, const char *value)
{
	assert_string_equal(form_value_of(r->f, name), value);
}

static UNUSED void shown(struct form_rig *r, const char *name, const char *words)
{
	char *s = form_show(r->f, field(r, name));
	assert_string_equal(s, words);
	free(s);
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif

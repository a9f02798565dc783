/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The configuration laid together from built-in files and a site's. Everything is read before anything is judged
 * good, so that one run says all that is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/builtin.h>
#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/form_use.h>
#include <sarai/config/config.h>
#include <sarai/config/files.h>
#include <sarai/config/load.h>
#include <sarai/config/settings.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/response.h>
#include <sarai/model/role.h>

static void check_theme(struct config_source *s, const struct ini_doc *doc)
{
	const struct ini_section *section = inidoc_section(doc, "terminal");
	const struct ini_entry *entry = section ? inidoc_entry(section, "theme") : NULL;
	struct str file = {0};
	if (!entry || !strcmp(entry->value, "mono") || !strcmp(entry->value, "colour"))
		return;
	str_addf(&file, "theme-%s.ini", entry->value);
	if (!config_site_has(s, str_text(&file)))
		diag_add(s->d, entry->file, entry->line,
			 "theme: use mono or colour, or put a file %s into the site's folder.", str_text(&file));
	str_fini(&file);
}

static void read_settings(struct config_source *s)
{
	struct ini_doc *doc = config_read_laid(s, "sarai.ini");
	if (doc) {
		settings_fill(&s->c->settings, doc, s->d);
		check_theme(s, doc);
	}
	inidoc_free(&doc);
}

/* ---- themes and keys: read here, understood by the terminal ---- */

static void check_site_theme(void *ctx, const char *name)
{
	struct config_source *s = ctx;
	struct str wanted = {0};
	if (strncmp(name, "theme-", 6) || builtin_get(name))
		return;
	str_addf(&wanted, "theme-%s.ini", s->c->settings.theme ? s->c->settings.theme : "");
	struct ini_doc *doc = config_read_site(s, name);
	if (doc && !strcmp(str_text(&wanted), name)) {
		/* Roles that it leaves out look as in the built-in one. */
		s->c->theme_site = config_read_builtin(s, "theme-colour.ini");
		if (s->c->theme_site)
			inidoc_overlay(s->c->theme_site, doc);
	}
	inidoc_free(&doc);
	str_fini(&wanted);
}

static void read_looks(struct config_source *s)
{
	struct config *c = s->c;
	c->keys = config_read_laid(s, "keys.ini");
	c->theme_mono = config_read_laid(s, "theme-mono.ini");
	c->theme_colour = config_read_laid(s, "theme-colour.ini");
	config_each_site_file(s, "", check_site_theme, s);
}

/* ---- lists ---- */

static char *list_name(const char *file)
{
	const char *base = file + strlen("lists/");
	return mem_strndup(base, strlen(base) - strlen(".ini"));
}

static bool made_from_factors(const char *list)
{
	return !strcmp(list, "bands") || !strcmp(list, "flags") || !strcmp(list, "factors");
}

static void read_list(void *ctx, const char *file)
{
	struct config_source *s = ctx;
	struct ini_doc *doc = config_read_whole(s, file);
	if (!doc)
		return;
	char *name = list_name(file);
	struct option_list *l = option_list_parse(name, doc, s->d);
	if (made_from_factors(name)) {
		diag_add(s->d, doc->file, 0, "The list \"%s\" is made from factors.ini. Give this one another name.",
			 name);
		option_list_free(&l);
	}
	if (l)
		option_lists_put(&s->c->lists, l);
	free(name);
	inidoc_free(&doc);
}

static void read_new_list(void *ctx, const char *file)
{
	if (!builtin_get(file))
		read_list(ctx, file);
}

static void read_lists(struct config_source *s)
{
	for (int i = 0; i < builtin_count; i++) {
		if (!strncmp(builtin_files[i].name, "lists/", 6))
			read_list(s, builtin_files[i].name);
	}
	config_each_site_file(s, "lists", read_new_list, s);
}

static void lists_from_factors(struct config *c)
{
	const struct catalogue *k = c->catalogue;
	struct option_list *bands = option_list_new("bands"), *flags = option_list_new("flags"),
			   *factors = option_list_new("factors");
	for (int i = 0; i < k->n_bands; i++)
		option_list_add(bands, k->bands[i].name, k->bands[i].label);
	for (int i = 0; i < k->n_flags; i++)
		option_list_add(flags, k->flags[i].name, k->flags[i].label);
	for (int i = 0; i < k->n_factors; i++)
		option_list_add(factors, k->factors[i].name, k->factors[i].label);
	option_lists_put(&c->lists, bands);
	option_lists_put(&c->lists, flags);
	option_lists_put(&c->lists, factors);
}

/* ---- factors ---- */

/* A site's own list may be older than the program's: what only the program's explains is shown with its words. */
static bool add_service(struct config *c, const char *code)
{
	struct diags silent = {0};
	const struct builtin_file *f = builtin_get("lists/services.ini");
	struct ini_doc *doc = f ? inidoc_read_text(f->name, f->data, f->size, &silent) : NULL;
	struct option_list *own = doc ? option_list_parse("services", doc, &silent) : NULL;
	const struct option_list *site = option_lists_get(&c->lists, "services");
	int i = own ? option_list_find(own, code) : -1;
	if (i >= 0) {
		struct option_list *all = option_list_new("services");
		for (int k = 0; k < site->n; k++)
			option_list_add(all, site->at[k].code, site->at[k].label);
		option_list_add(all, code, own->at[i].label);
		option_lists_put(&c->lists, all);
	}
	option_list_free(&own);
	inidoc_free(&doc);
	diags_fini(&silent);
	return i >= 0;
}

static void check_service_key(struct config_source *s, const struct ini_section *section, const char *key, bool own)
{
	const struct ini_entry *entry = inidoc_entry(section, key);
	for (const char *p = option_lists_get(&s->c->lists, "services") && entry ? entry->value : ""; *p;) {
		size_t n = strcspn(p, ", \t");
		char *code = mem_strndup(p, n);
		if (n && option_list_find(option_lists_get(&s->c->lists, "services"), code) < 0 &&
		    !(own && add_service(s->c, code)))
			diag_add(s->d, entry->file, entry->line, "The service \"%s\" is not in lists/services.ini.",
				 code);
		free(code);
		p += n + strspn(p + n, ", \t");
	}
}

/* Services that factors and flags name and no list explains would be shown as codes. */
static void check_services(struct config_source *s, const struct ini_doc *doc)
{
	bool own = !strncmp(doc->file, "built-in/", strlen("built-in/")); /* not a site's factors.ini */
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *section = &doc->at[i];
		const char *name;
		if (!inidoc_is(section, "factor", &name) && !inidoc_is(section, "flag", &name))
			continue;
		check_service_key(s, section, "services", own);
		check_service_key(s, section, "excludes", own);
	}
}

/* Does a file that is not usable itself speak of the same levels, bands, factors and flags? Then others that build on
 * it can be checked against these. */
static bool same_names(const struct ini_doc *doc, const struct catalogue *k)
{
	int bands = 0;
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *section = &doc->at[i];
		const char *name = NULL;
		if (inidoc_is(section, "band", &name)) {
			bands++;
			if (catalogue_band(k, name) < 0)
				return false;
		} else if ((inidoc_is(section, "level", &name) && catalogue_level(k, name) < 0) ||
			   (inidoc_is(section, "factor", &name) && catalogue_factor(k, name) < 0) ||
			   (inidoc_is(section, "flag", &name) && catalogue_flag(k, name) < 0)) {
			return false;
		}
	}
	return bands == k->n_bands;
}

/* So that the files that build on the factors are checked in the same run as a site's broken factors.ini. */
static void stand_in(struct config_source *s, const struct ini_doc *broken)
{
	struct diags silent = {0};
	const struct builtin_file *f = builtin_get("factors.ini");
	struct ini_doc *doc = f ? inidoc_read_text(f->name, f->data, f->size, &silent) : NULL;
	struct catalogue *k = doc ? catalogue_parse(doc, &silent) : NULL;
	if (k && same_names(broken, k))
		s->c->catalogue = k;
	else
		catalogue_free(&k);
	inidoc_free(&doc);
	diags_fini(&silent);
}

static void read_factors(struct config_source *s)
{
	struct ini_doc *doc = s->factors ? inidoc_read(s->factors, s->d) : config_read_whole(s, "factors.ini");
	if (!doc)
		return;
	s->c->catalogue = catalogue_parse(doc, s->d);
	check_services(s, doc);
	if (!s->c->catalogue)
		stand_in(s, doc);
	inidoc_free(&doc);
	if (s->c->catalogue)
		lists_from_factors(s->c);
}

static void read_due(struct config_source *s)
{
	struct ini_doc *doc = config_read_laid(s, "follow-up.ini");
	if (doc && s->c->catalogue)
		s->c->due = due_rules_parse(doc, s->c->catalogue, s->d);
	inidoc_free(&doc);
}

static void read_response(struct config_source *s)
{
	struct ini_doc *doc = config_read_laid(s, "response.ini");
	if (doc && s->c->catalogue)
		s->c->response = response_rules_parse(doc, s->c->catalogue, s->d);
	inidoc_free(&doc);
}

static void read_roles(struct config_source *s)
{
	struct ini_doc *doc = config_read_whole(s, "roles.ini");
	if (doc)
		s->c->roles = roles_parse(doc, s->d);
	inidoc_free(&doc);
}

/* ---- forms ---- */

/* The program works with some fields of each form; a site may add and change others, not leave these out. */
static void check_needs(struct config_source *s, const struct form_def *def, const char *file)
{
	struct form_use use;
	for (int i = 0; form_use_get(i, &use); i++) {
		const char *p = use.needs;
		if (strcmp(use.form, def->id))
			continue;
		while (p && *p) {
			size_t n = strcspn(p, " ");
			char *field = mem_strndup(p, n);
			if (form_def_field(def, field) < 0)
				diag_add(s->d, file, 0, "The field \"%s\" is missing: the program works with it.",
					 field);
			free(field);
			p += n + strspn(p + n, " ");
		}
	}
}

static void check_own_kind(struct config_source *s, const struct form_def *def, const char *file, bool builtin)
{
	if (builtin && def->kind)
		diag_add(s->d, def->kind->file, def->kind->line,
			 "[kind] is for forms of a site's own: this one belongs to a kind of the program.");
	else if (!builtin && !def->kind)
		diag_add(s->d, file, 0, "The program has no form of this name. A form of your own needs a [kind].");
}

static void read_form(struct config_source *s, const char *file)
{
	struct ini_doc *doc = config_read_whole(s, file);
	struct config *c = s->c;
	if (!doc || !c->catalogue) {
		inidoc_free(&doc);
		return;
	}
	struct form_def *def = form_def_parse(doc, c->catalogue, &c->lists, s->d);
	if (def) {
		char *id = mem_strndup(file + strlen("forms/"), strlen(file) - strlen("forms/.ini"));
		if (strcmp(id, def->id)) {
			diag_add(s->d, doc->file, 0, "The form in this file calls itself \"%s\"; it must be \"%s\".",
				 def->id, id);
		} else {
			check_needs(s, def, doc->file);
			check_own_kind(s, def, doc->file, builtin_get(file) != NULL);
		}
		free(id);
		c->forms = mem_grow(c->forms, &c->cap_forms, c->n_forms + 1, sizeof(struct form_def *));
		c->forms[c->n_forms++] = def;
	}
	inidoc_free(&doc);
}

static void read_site_form(void *ctx, const char *file)
{
	if (!builtin_get(file))
		read_form(ctx, file);
}

static void read_forms(struct config_source *s)
{
	form_use_take(s->c, s->d); /* none yet: those of a configuration read before are not meant */
	for (int i = 0; i < builtin_count; i++) {
		if (!strncmp(builtin_files[i].name, "forms/", 6))
			read_form(s, builtin_files[i].name);
	}
	struct form_use use;
	for (int i = 0; form_use_get(i, &use); i++) {
		struct str file = {0};
		str_addf(&file, "forms/%s.ini", use.form);
		if (!builtin_get(str_text(&file)))
			diag_add(s->d, str_text(&file), 0, "This form is missing in the program.");
		str_fini(&file);
	}
	config_each_site_file(s, "forms", read_site_form, s);
	form_use_take(s->c, s->d);
}

static struct config *load(struct config_source *s, int findings_before)
{
	struct config *c = s->c;
	read_settings(s);
	read_lists(s);
	read_factors(s);
	read_due(s);
	read_response(s);
	read_roles(s);
	read_forms(s);
	read_looks(s);
	config_check_names(s);
	if (s->d->n > findings_before)
		config_free(&c);
	config_source_fini(s);
	return c;
}

struct config *config_load(const char *folder, struct diags *d)
{
	struct config_source s;
	int before = d->n;
	config_source_init(&s, mem_alloc(sizeof(struct config)), folder, d);
	return load(&s, before);
}

struct config *config_load_with(const char *folder, const char *factors, struct diags *d)
{
	struct config_source s = {0};
	int before = d->n;
	if (folder)
		config_source_init(&s, mem_alloc(sizeof(struct config)), folder, d);
	else
		s = (struct config_source){.c = mem_alloc(sizeof(struct config)), .d = d};
	s.factors = factors;
	return load(&s, before);
}

struct config *config_load_builtin(struct diags *d)
{
	struct config_source s = {.c = mem_alloc(sizeof(struct config)), .d = d};
	return load(&s, d->n);
}

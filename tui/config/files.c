/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <sarai/base/builtin.h>
#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/config/files.h>

#define SITE_USUAL "/etc/sarai"

void config_source_init(struct config_source *s, struct config *c, const char *folder, struct diags *d)
{
	struct stat st;
	const char *given = folder ? folder : getenv("SARAI_CONFIG");
	bool named = given && *given;
	const char *path = named ? given : SITE_USUAL;
	memset(s, 0, sizeof *s);
	s->c = c;
	s->d = d;
	if (stat(path, &st) != 0) {
		if (named || errno != ENOENT)
			diag_add(d, path, 0, "The folder cannot be read: %s.", strerror(errno));
	} else if (!S_ISDIR(st.st_mode)) {
		diag_add(d, path, 0, "This is not a folder.");
	} else {
		s->folder = mem_strdup(path);
		c->folder = mem_strdup(path);
	}
}

void config_source_fini(struct config_source *s)
{
	free(s->folder);
	s->folder = NULL;
}

static void note(struct config_source *s, const char *file)
{
	s->c->files = mem_grow(s->c->files, &s->c->cap_files, s->c->n_files + 1, sizeof *s->c->files);
	s->c->files[s->c->n_files++] = mem_strdup(file);
}

struct ini_doc *config_read_builtin(struct config_source *s, const char *name)
{
	const struct builtin_file *f = builtin_get(name);
	struct str label = {0};
	str_addf(&label, "built-in/%s", name);
	struct ini_doc *doc = NULL;
	if (f)
		doc = inidoc_read_text(str_text(&label), f->data, f->size, s->d);
	else
		diag_add(s->d, str_text(&label), 0, "This file is missing in the program.");
	if (doc)
		note(s, str_text(&label));
	str_fini(&label);
	return doc;
}

static char *site_path(const struct config_source *s, const char *name)
{
	struct str p = {0};
	str_addf(&p, "%s/%s", s->folder, name);
	return str_take(&p);
}

/* There under this name at all: what it is, is judged in reading. */
bool config_site_has(const struct config_source *s, const char *name)
{
	struct stat st;
	if (!s->folder)
		return false;
	char *path = site_path(s, name);
	bool has = lstat(path, &st) == 0 || errno != ENOENT;
	free(path);
	return has;
}

struct ini_doc *config_read_site(struct config_source *s, const char *name)
{
	if (!config_site_has(s, name))
		return NULL;
	char *path = site_path(s, name);
	struct ini_doc *doc = inidoc_read(path, s->d);
	if (doc)
		note(s, path);
	free(path);
	return doc;
}

struct ini_doc *config_read_whole(struct config_source *s, const char *name)
{
	struct ini_doc *doc = config_read_site(s, name);
	/* Also where the site's cannot be read: the other files are checked against something. */
	return doc ? doc : config_read_builtin(s, name);
}

struct ini_doc *config_read_laid(struct config_source *s, const char *name)
{
	struct ini_doc *base = config_read_builtin(s, name), *site = config_read_site(s, name);
	if (base && site)
		inidoc_overlay(base, site);
	inidoc_free(&site);
	return base;
}

static int is_ini(const struct dirent *f)
{
	size_t n = strlen(f->d_name);
	return n > 4 && f->d_name[0] != '.' && !strcmp(f->d_name + n - 4, ".ini");
}

void config_each_site_file(struct config_source *s, const char *sub, void (*each)(void *ctx, const char *name),
			   void *ctx)
{
	struct dirent **found = NULL;
	if (!s->folder)
		return;
	char *path = site_path(s, sub);
	int n = scandir(path, &found, is_ini, alphasort);
	if (n < 0 && errno != ENOENT)
		diag_add(s->d, path, 0, "The folder cannot be read: %s.", strerror(errno));
	for (int i = 0; i < n; i++) {
		struct str name = {0};
		str_addf(&name, "%s%s%s", sub, *sub ? "/" : "", found[i]->d_name);
		each(ctx, str_text(&name));
		str_fini(&name);
		free(found[i]);
	}
	free(found);
	free(path);
}

static void unread(void *ctx, const char *name)
{
	struct config_source *s = ctx;
	bool own_theme = !strncmp(name, "theme-", 6), own_list = !strncmp(name, "lists/", 6);
	bool own_form = !strncmp(name, "forms/", 6); /* with a [kind], which is judged in reading */
	if (own_theme || own_list || own_form || builtin_get(name))
		return;
	char *path = site_path(s, name);
	diag_add(s->d, path, 0, "This file is not read by this program. Is the name right?");
	free(path);
}

void config_check_names(struct config_source *s)
{
	static const char *const folders[] = {"", "forms", "lists"};
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
		config_each_site_file(s, folders[i], unread, s);
}

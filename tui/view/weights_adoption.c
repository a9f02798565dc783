/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * New weights put in force: checked with the whole configuration, written in one step, the old ones kept, and recorded
 * with by whose authority. No assessment is touched: each keeps the figures of its own day.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/builtin.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/config/load.h>
#include <sarai/crypto/digest.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/weights_adoption.h>

#define FILE_NAME "factors.ini"
#define RECORD "weights" /* under which history finds them all */
#define AUTHORITY_MAX 120
#define NAMES_MAX 99 /* kept of one day */

/* ---- the text with its authority ---- */

static const char *line_at(const char *text, int line)
{
	while (line-- > 1 && *text) {
		const char *end = strchr(text, '\n');
		text = end ? end + 1 : text + strlen(text);
	}
	return text;
}

/* Behind a key's value, which goes on in indented lines. */
static const char *behind(const char *at)
{
	do {
		const char *end = strchr(at, '\n');
		at = end ? end + 1 : at + strlen(at);
	} while (*at == ' ' || *at == '\t');
	return at;
}

/* Who, and since when: everybody who assesses sees it. */
static char *with_authority(struct session *s, const struct ini_doc *doc, const char *authority)
{
	const struct ini_section *model = inidoc_section(doc, "model");
	const struct ini_entry *entry = model ? inidoc_entry(model, "authority") : NULL;
	char day[DATE_TEXT];
	struct str out = {0};
	if (!entry)
		return NULL;
	const char *at = line_at(doc->source, entry->line), *rest = behind(at);
	date_show(clock_today(s->clock), day);
	str_add_n(&out, doc->source, (size_t)(at - doc->source));
	str_addf(&out, "authority = %s, adopted %s\n%s", authority, day, rest);
	return str_take(&out);
}

static bool authority_good(const char *authority, struct err *e)
{
	char *clean = text_clean(authority, strlen(authority), false);
	bool same = *clean && !strcmp(clean, authority) && text_length(clean) <= AUTHORITY_MAX && !strchr(clean, ';');
	free(clean);
	return same || err_set(e, ERR_DATA, "authority",
			       "Say by whose authority, in one line of at most %d characters without a semicolon.",
			       AUTHORITY_MAX);
}

/* ---- checking ---- */

/* Other weights need another version: it is how people tell them apart. */
static bool is_new(const struct config *c, const struct ini_doc *doc, const struct catalogue *k, struct diags *d,
		   struct err *e)
{
	const struct ini_section *model = inidoc_section(doc, "model");
	const struct ini_entry *version = model ? inidoc_entry(model, "version") : NULL;
	if (!strcmp(c->catalogue->source, doc->source))
		return err_set(e, ERR_DATA, doc->file, "These weights are in force already.");
	if (strcmp(c->catalogue->version, k->version))
		return true;
	diag_add(d, doc->file, version ? version->line : 0,
		 "version: %s is in force already. Give these weights a version of their own.", k->version);
	return false;
}

/* The text as it will be written, checked as that. Owned; NULL with findings or an error. */
static char *prepare(struct session *s, const char *path, const char *authority, struct diags *d, struct err *e)
{
	int before = d->n;
	char *text = NULL;
	struct ini_doc *doc = inidoc_read(path, d);
	struct catalogue *k = doc ? catalogue_parse(doc, d) : NULL;
	if (k && d->n == before && is_new(s->config, doc, k, d, e)) {
		struct config *all = config_load_with(s->config->folder, path, d);
		if (all)
			text = with_authority(s, doc, authority);
		config_free(&all);
	}
	if (d->n > before)
		err_set(e, ERR_DATA, path, "Nothing was changed.");
	catalogue_free(&k);
	inidoc_free(&doc);
	return text;
}

/* What stands in it now, read back from the text. Owned. */
static struct catalogue *read_back(const char *text, const char *authority, struct err *e)
{
	struct diags silent = {0};
	struct ini_doc *doc = inidoc_read_text(FILE_NAME, text, strlen(text), &silent);
	struct catalogue *k = doc ? catalogue_parse(doc, &silent) : NULL;
	bool good = k && !silent.n && !strncmp(k->authority, authority, strlen(authority));
	inidoc_free(&doc);
	diags_fini(&silent);
	if (good)
		return k;
	catalogue_free(&k);
	err_set(e, ERR_DATA, "authority", "These words cannot stand in the file as its authority.");
	return NULL;
}

/* ---- writing ---- */

static char *in_folder(const struct session *s, const char *name)
{
	struct str p = {0};
	str_addf(&p, "%s/%s", s->config->folder, name);
	return str_take(&p);
}

static bool io_failed(const char *path, struct err *e)
{
	return err_set(e,
		       errno == ENOSPC			   ? ERR_FULL
		       : errno == EACCES || errno == EPERM ? ERR_DENIED
							   : ERR_IO,
		       path, "It cannot be written: %s.", strerror(errno));
}

/* A file that was not there. */
static bool write_new(const char *path, const char *text, struct err *e)
{
	size_t n = strlen(text), done = 0;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (fd < 0)
		return io_failed(path, e);
	while (done < n) {
		ssize_t k = write(fd, text + done, n - done);
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			break;
		done += (size_t)k;
	}
	bool good = done == n && fsync(fd) == 0;
	if (!good)
		io_failed(path, e);
	close(fd);
	if (!good)
		unlink(path);
	return good;
}

/* A name for the old ones that is free: factors.ini.2026-11-23, then -2, ... Owned. */
static char *free_name(struct session *s, struct err *e)
{
	char day[DATE_TEXT];
	struct stat st;
	date_to_iso(clock_today(s->clock), day);
	for (int i = 1; i <= NAMES_MAX; i++) {
		struct str name = {0};
		str_addf(&name, FILE_NAME ".%s", day);
		if (i > 1)
			str_addf(&name, "-%d", i);
		char *path = in_folder(s, str_text(&name));
		str_fini(&name);
		if (lstat(path, &st) != 0 && errno == ENOENT)
			return path;
		free(path);
	}
	err_set(e, ERR_DATA, s->config->folder, "There are too many weights kept of this day.");
	return NULL;
}

static void sync_folder(const struct session *s)
{
	int fd = open(s->config->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

static bool record(struct session *s, const struct catalogue *k, const char *text, const char *authority, struct err *e)
{
	struct history_entry h = {0};
	struct str line = {0};
	char digest[DIGEST_TEXT];
	id_new(&s->ids, h.id);
	session_now(s, h.at);
	snprintf(h.who, sizeof h.who, "%s", s->actor);
	snprintf(h.record_id, sizeof h.record_id, "%s", RECORD);
	snprintf(h.kind, sizeof h.kind, "%s", RECORD);
	snprintf(h.action, sizeof h.action, "adopted");
	str_addf(&line, "Weights %s adopted, by the authority of %s; before: %s", k->version, authority,
		 s->config->catalogue->version);
	h.summary = str_take(&line);
	history_change_add(&h, "version", s->config->catalogue->version, k->version);
	history_change_add(&h, "authority", s->config->catalogue->authority, k->authority);
	digest_of(text, strlen(text), digest);
	bool good = store_definition_put(s->store, digest, "catalogue", "factors", 0, text, h.at, e) &&
		    history_log(s, &h, e);
	history_entry_fini(&h);
	return good;
}

/* Old ones aside, new ones in their place, recorded: all of it or none. */
static bool put_in_force(struct session *s, const struct catalogue *k, const char *text, const char *authority,
			 const char *aside, struct err *e)
{
	char *now = in_folder(s, FILE_NAME), *next = in_folder(s, FILE_NAME ".next");
	struct stat st;
	bool own, had = lstat(now, &st) == 0;
	/* The built-in ones are kept like a site's: what was in force can be read afterwards. */
	unlink(next);
	bool good = write_new(aside, s->config->catalogue->source, e) && write_new(next, text, e);
	if (good && transaction_begin(s, &own, e)) {
		good = record(s, k, text, authority, e);
		if (good && rename(next, now) != 0)
			good = io_failed(now, e);
		bool renamed = good;
		good = transaction_end(s, own, good, e);
		if (!good && renamed) {
			if (had ? rename(aside, now) != 0 : unlink(now) != 0)
				err_set(e, ERR_IO, now,
					"The new weights stand there, but nothing is recorded of them.");
		}
	} else {
		good = false;
	}
	if (!good) {
		unlink(next);
		unlink(aside);
	}
	sync_folder(s);
	free(now);
	free(next);
	return good;
}

bool weights_adopt(struct session *s, const char *path, const char *authority, struct diags *d, char **kept,
		   struct err *e)
{
	if (kept)
		*kept = NULL;
	if (!session_may(s, PERMIT_CONFIGURE, e) || !authority_good(authority, e))
		return false;
	if (!s->config->folder)
		return err_set(e, ERR_CONFIG, "config",
			       "There is no folder with a site's configuration to write into: name one with --config.");
	char *text = prepare(s, path, authority, d, e);
	struct catalogue *k = text ? read_back(text, authority, e) : NULL;
	char *aside = k ? free_name(s, e) : NULL;
	bool good = aside && put_in_force(s, k, text, authority, aside, e);
	if (good && kept) {
		*kept = aside;
		aside = NULL;
	}
	free(aside);
	free(text);
	catalogue_free(&k);
	return good;
}

bool weights_history(struct session *s, struct history_list *out, struct err *e)
{
	*out = (struct history_list){0};
	return session_may(s, PERMIT_CONFIGURE, e) && store_history_list(s->store, NULL, RECORD, 0, out, e);
}

/* ---- files to try ---- */

#define CANDIDATES "candidates"

static bool is_candidate(const char *name)
{
	size_t n = strlen(name);
	return n > 4 && n < 100 && name[0] != '.' && !strchr(name, '/') && !strcmp(name + n - 4, ".ini");
}

static int candidates_only(const struct dirent *f)
{
	return is_candidate(f->d_name);
}

bool weights_candidates(struct session *s, struct weights_files *out, struct err *e)
{
	struct dirent **found = NULL;
	*out = (struct weights_files){0};
	if (!session_may(s, PERMIT_CONFIGURE, e))
		return false;
	if (!s->config->folder)
		return true;
	char *path = in_folder(s, CANDIDATES);
	int n = scandir(path, &found, candidates_only, alphasort);
	bool good = n >= 0 || errno == ENOENT ||
		    err_set(e, ERR_IO, path, "The folder cannot be read: %s.", strerror(errno));
	free(path);
	out->at = mem_alloc((size_t)(n > 0 ? n : 1) * sizeof *out->at);
	for (int i = 0; i < n; i++) {
		out->at[out->n++] = mem_strdup(found[i]->d_name);
		free(found[i]);
	}
	free(found);
	return good;
}

char *weights_candidate_path(struct session *s, const char *name, struct err *e)
{
	struct str p = {0};
	if (!session_may(s, PERMIT_CONFIGURE, e))
		return NULL;
	if (!s->config->folder || !is_candidate(name)) {
		err_set(e, ERR_MISSING, name, "There is no file of this name to try.");
		return NULL;
	}
	str_addf(&p, "%s/" CANDIDATES "/%s", s->config->folder, name);
	return str_take(&p);
}

void weights_files_fini(struct weights_files *f)
{
	for (int i = 0; i < f->n; i++)
		free(f->at[i]);
	free(f->at);
	*f = (struct weights_files){0};
}

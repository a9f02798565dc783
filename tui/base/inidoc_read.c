/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader around inih. inih gives its handler no line number, cuts long lines, and lets much pass; so each line is
 * looked at here first, counted, and handed on only when it is sound. What is not is a finding and hidden from inih.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ini.h>

#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "inidoc_build.h"

struct reading {
	struct ini_doc *doc;
	struct diags *d;
	const char *at, *end; /* what is left of the source */
	int line;
	bool indented;  /* the line handed to inih begins with a blank */
	bool in_section; /* a sound section heads what follows */
	bool skipping;  /* the key or section above was refused: what belongs to it is not looked at */
	bool has_key;   /* a key stands above that an indented line continues */
	bool refused;   /* the key above was refused: so is what continues it */
	const char *value; /* of a line that is too long for inih, which is handed a stand-in; NULL for all others */
	size_t value_len;
};

static bool blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Where a comment inside the line begins, or the end: a ';' behind a blank. */
static const char *comment_at(const char *s, const char *end)
{
	for (const char *c = s; c < end; c++) {
		if (*c == ';' && c > s && blank(c[-1]))
			return c;
	}
	return end;
}

static void trim(const char **s, const char **end)
{
	while (*s < *end && blank(**s))
		++*s;
	while (*end > *s && blank((*end)[-1]))
		--*end;
}

#define FINDING(r, ...) diag_add((r)->d, (r)->doc->file, (r)->line, __VA_ARGS__)

/* Bytes no line may hold. */
static bool sound_bytes(struct reading *r, const char *s, const char *end)
{
	long bad;
	if (end - s > INIDOC_LINE_MAX) {
		FINDING(r, "the line has %ld bytes, at most %d are read; continue on an indented line", (long)(end - s),
			INIDOC_LINE_MAX);
		return false;
	}
	for (const char *c = s; c < end; c++) {
		if (!*c)
			FINDING(r, "byte %ld is a NUL; is this a text file?", (long)(c - s) + 1);
		else if (((unsigned char)*c < 0x20 && *c != '\t') || *c == 0x7f)
			FINDING(r, "byte %ld is a control character (0x%02x)", (long)(c - s) + 1, (unsigned)(unsigned char)*c);
		else
			continue;
		return false;
	}
	bad = text_invalid_at(s, (size_t)(end - s));
	if (bad >= 0)
		FINDING(r, "byte %ld is not valid UTF-8; save the file as UTF-8", bad + 1);
	return bad < 0;
}

static bool section_line(struct reading *r, const char *s, const char *end)
{
	const char *close = memchr(s, ']', (size_t)(end - s)), *name = s + 1, *after;
	r->has_key = false;
	r->in_section = false;
	r->skipping = true;
	if (!close) {
		FINDING(r, "the section has no closing ']'");
		return false;
	}
	after = close + 1;
	const char *rest = comment_at(close, end);
	trim(&after, &rest);
	trim(&name, &close);
	if (after < rest && *after != ';') {
		FINDING(r, "'%.*s' stands behind the section's ']'; put it on a line of its own", (int)(rest - after), after);
		return false;
	}
	if (name == close) {
		FINDING(r, "the section has no name");
		return false;
	}
	if (close - name > INIDOC_NAME_MAX) {
		FINDING(r, "the section's name has %ld bytes, at most %d are read", (long)(close - name), INIDOC_NAME_MAX);
		return false;
	}
	if (!ini_build_section(r->doc, name, (size_t)(close - name), r->line, r->d))
		return false;
	r->in_section = true;
	r->skipping = false;
	return true;
}

static bool key_line(struct reading *r, const char *s, const char *end)
{
	const char *sign = s, *stop = comment_at(s, end);
	r->has_key = false;
	while (sign < stop && *sign != '=' && *sign != ':')
		sign++;
	const char *name_end = sign;
	trim(&s, &name_end);
	if (sign == stop) {
		FINDING(r, "'%.*s' is neither a [section] nor 'key = value'", (int)(stop - s < 40 ? stop - s : 40), s);
		return false;
	}
	if (s == name_end) {
		FINDING(r, "there is no key before the '%c'", *sign);
		return false;
	}
	if (name_end - s > INIDOC_NAME_MAX) {
		FINDING(r, "the key has %ld bytes, at most %d are read", (long)(name_end - s), INIDOC_NAME_MAX);
		return false;
	}
	if (!r->in_section) {
		if (!r->skipping)
			FINDING(r, "'%.*s' stands before any [section]", (int)(name_end - s), s);
		return false;
	}
	r->has_key = true;
	return true;
}

/* Is the line to be handed to inih? */
static bool sound(struct reading *r, const char *s, const char *end)
{
	bool indented = s < end && blank(*s);
	const char *first = s, *last = end;
	trim(&first, &last);
	if (!sound_bytes(r, s, end)) {
		r->has_key = false;
		r->refused = true;
		return false;
	}
	if (first == last || *first == ';' || *first == '#')
		return false; /* nothing in it */
	r->indented = indented && r->has_key;
	if (r->indented)
		return true;
	if (indented && r->refused)
		return false;
	r->refused = false;
	if (*first == '[')
		return section_line(r, first, last);
	r->refused = !key_line(r, first, last);
	return r->has_key;
}

/* inih reads at most 200 bytes at a time, however it is asked. A longer line is handed on with another value in the place of
 * its own, which on_key takes from here. */
static size_t stand_in(struct reading *r, const char *s, const char *end, char *to, int size)
{
	const char *first = s, *stop = comment_at(s, end), *sign = s;
	int n;
	trim(&first, &stop);
	if (*first == '[' && !r->indented)
		return (size_t)snprintf(to, (size_t)size, "[.]"); /* its name is known; what is long is a comment */
	while (!r->indented && sign < stop && *sign != '=' && *sign != ':')
		sign++;
	r->value = r->indented ? first : sign + 1;
	const char *name_end = sign;
	if (r->indented) {
		n = snprintf(to, (size_t)size, " .");
	} else {
		trim(&first, &name_end);
		n = snprintf(to, (size_t)size, "%.*s = .", (int)(name_end - first), first);
	}
	trim(&r->value, &stop);
	r->value_len = (size_t)(stop - r->value);
	return (size_t)n;
}

/* inih asks for the next line as fgets would give it. Lines that are not for it become empty ones. */
static char *next_line(char *to, int size, void *ctx)
{
	struct reading *r = ctx;
	if (r->at >= r->end)
		return NULL;
	const char *s = r->at, *stop = memchr(s, '\n', (size_t)(r->end - s)), *end = stop ? stop : r->end;
	r->at = stop ? stop + 1 : r->end;
	r->line++;
	r->value = NULL;
	if (end > s && end[-1] == '\r')
		end--;
	size_t n = sound(r, s, end) ? (size_t)(end - s) : 0;
	if ((int)n + 2 > size)
		n = stand_in(r, s, end, to, size - 1);
	else
		memcpy(to, s, n);
	to[n] = '\n';
	to[n + 1] = 0;
	return to;
}

static int on_key(void *ctx, const char *section, const char *name, const char *value)
{
	struct reading *r = ctx;
	(void)section; /* ours, whose name was not cut */
	char *whole = r->value ? mem_strndup(r->value, r->value_len) : NULL;
	if (r->indented) {
		/* inih strips a comment from a first line but not from one that continues it. */
		const char *s = whole ? whole : value, *end = comment_at(s, s + strlen(s));
		trim(&s, &end);
		ini_build_continue(r->doc, s, (size_t)(end - s));
	} else if (!ini_build_key(r->doc, name, whole ? whole : value, r->line, r->d)) {
		r->has_key = false;
		r->refused = true;
	}
	free(whole);
	return 1;
}

struct ini_doc *inidoc_read_text(const char *label, const char *text, size_t n, struct diags *d)
{
	struct ini_doc *doc = mem_alloc(sizeof *doc);
	struct reading r = {.doc = doc, .d = d};
	doc->file = mem_strdup(label);
	doc->source = mem_strndup(text, n);
	r.at = doc->source;
	r.end = doc->source + n;
	if (n >= 3 && !memcmp(r.at, "\xef\xbb\xbf", 3))
		r.at += 3;
	ini_parse_stream(next_line, &r, on_key, &r);
	return doc;
}

/* ---- files ---- */

static bool read_all(int fd, struct str *out, int *why)
{
	char block[16384];
	for (;;) {
		ssize_t n = read(fd, block, sizeof block);
		if (n == 0)
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || out->len + (size_t)n > INIDOC_FILE_MAX) {
			*why = n < 0 ? errno : EFBIG;
			return false;
		}
		str_add_n(out, block, (size_t)n);
	}
}

struct ini_doc *inidoc_read(const char *path, struct diags *d)
{
	struct ini_doc *doc = NULL;
	struct str all = {0};
	struct stat st;
	int why = 0;
	/* Not blocking: a pipe in the place of a file must not hold the program. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		diag_add(d, path, 0, errno == ENOENT ? "there is no such file" : "it cannot be opened (%s)", strerror(errno));
		if (d)
			d->missing = true;
		return NULL;
	}
	if (fstat(fd, &st) != 0)
		diag_add(d, path, 0, "it cannot be read (%s)", strerror(errno));
	else if (S_ISDIR(st.st_mode))
		diag_add(d, path, 0, "it is a folder, not a file");
	else if (!S_ISREG(st.st_mode))
		diag_add(d, path, 0, "it is not a regular file");
	else if (st.st_size > INIDOC_FILE_MAX)
		diag_add(d, path, 0, "it is too large: %lld bytes, at most %d are read", (long long)st.st_size, INIDOC_FILE_MAX);
	else if (!read_all(fd, &all, &why))
		diag_add(d, path, 0, "it cannot be read (%s)", strerror(why));
	else
		doc = inidoc_read_text(path, str_text(&all), all.len, d);
	close(fd);
	str_fini(&all);
	return doc;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/store/record.h>

#include "script.h"

/* ---- failing ---- */

void script_fail(struct script *x, const char *fmt, ...)
{
	char text[4000];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	if (x->from)
		print_error("%s:%d: (in the steps done at line %d) %s\n", x->path, x->line, x->from, text);
	else
		print_error("%s:%d: %s\n", x->path, x->line, text);
	_fail(x->path, x->line);
	abort(); /* not reached: _fail leaves the test */
}

/* ---- reading ---- */

static char *read_file(struct script *x)
{
	struct str all = {0};
	char part[4096];
	size_t n;
	FILE *f = fopen(x->path, "r");
	if (!f)
		script_fail(x, "cannot be read");
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		str_add_n(&all, part, n);
	fclose(f);
	str_add(&all, "");
	return str_take(&all);
}

/* The next line of *at, its end replaced by 0; NULL at the end. */
static char *next_line(struct script *x, char **at)
{
	char *line = *at;
	if (!*line)
		return NULL;
	x->line++;
	if (x->write && !x->from && !x->in_text)
		str_addf(&x->copy, "%.*s\n", (int)strcspn(line, "\n"), line);
	char *end = strchr(line, '\n');
	*at = end ? end + 1 : line + strlen(line);
	if (end)
		*end = 0;
	return line;
}

/* One word, its quotes taken off in place: "A room", wishes="A room", \" and \n inside quotes. */
static char *next_word(struct script *x, char **at, bool *quoted)
{
	char *from = *at + strspn(*at, " \t"), *to = from, *word = from;
	bool inside = false;
	if (!*from)
		return NULL;
	*quoted = *from == '"';
	for (; *from && (inside || (*from != ' ' && *from != '\t')); from++) {
		if (*from == '"')
			inside = !inside;
		else if (inside && *from == '\\' && from[1])
			*to++ = *++from == 'n' ? '\n' : *from;
		else
			*to++ = *from;
	}
	if (inside)
		script_fail(x, "a quotation mark is missing");
	*at = *from ? from + 1 : from;
	*to = 0;
	return word;
}

#define WORDS_MAX 128

/* ---- running ---- */

const struct script_verb *script_verb_at(int i)
{
	static const struct script_verb *const tables[] = {script_place,      script_forms,  script_acts,
							   script_households, script_rights, script_screen};
	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		for (const struct script_verb *v = tables[t]; v->name; v++) {
			if (i-- == 0)
				return v;
		}
	}
	return NULL;
}

const struct script_check *script_check_at(int i)
{
	static const struct script_check *const tables[] = {script_expects_records, script_expects_plan,
							    script_expects_pages,   script_expects_households,
							    script_expects_rights,  script_expects_screen};
	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		for (const struct script_check *c = tables[t]; c->name; c++) {
			if (i-- == 0)
				return c;
		}
	}
	return NULL;
}

static const struct script_verb *find_act(const char *name)
{
	const struct script_verb *v;
	for (int i = 0; (v = script_verb_at(i)) && strcmp(v->name, name);)
		i++;
	return v;
}

static bool do_act(struct script *x, struct words *w)
{
	const char *name = words_take(x, w, "a verb");
	const struct script_verb *v = find_act(name);
	if (!v)
		script_fail(x, "there is no verb \"%s\"", name);
	memset(&x->e, 0, sizeof x->e);
	bool done = v->run(x, w);
	if (done)
		words_end(x, w);
	return done;
}

static const char *const codes[ERR_COUNT] = {
	[ERR_DATA] = "data",	     [ERR_MISSING] = "missing", [ERR_BUSY] = "busy",
	[ERR_CONFLICT] = "conflict", [ERR_DENIED] = "denied",	[ERR_REACH] = "reach",
};

static bool starts_saying(const struct words *w, int i)
{
	return !w->quoted[i] && (!strcmp(w->at[i], "saying") || !strcmp(w->at[i], "hiding"));
}

/* refused [CODE] VERB ... [saying "part of the message"]... [hiding "not in the message"]... */
static void expect_refusal(struct script *x, struct words *w)
{
	enum err_code code = ERR_DATA;
	for (int i = 0; w->n && i < ERR_COUNT; i++) {
		if (codes[i] && words_take_if(w, codes[i]))
			code = (enum err_code)i;
	}
	struct words act = *w;
	for (act.n = 0; act.n < w->n && !starts_saying(w, act.n);)
		act.n++;
	struct words rest = {.at = w->at + act.n, .quoted = w->quoted + act.n, .n = w->n - act.n};
	if (do_act(x, &act))
		script_fail(x, "expected: refused. It was done");
	if (x->e.code != code)
		script_fail(x, "expected: refused as %s. It was refused with error %d: %s", codes[code], x->e.code,
			    x->e.detail);
	if (x->why)
		print_message("%s:%d: %s\n", x->path, x->line, x->e.detail);
	while (rest.n) {
		bool saying = words_take_if(&rest, "saying");
		if (!saying && !words_take_if(&rest, "hiding"))
			script_fail(x, "expected: saying or hiding. It was \"%s\"", rest.at[0]);
		char *part = script_value(x, words_take(x, &rest, "part of the message"));
		if ((strstr(x->e.detail, part) != NULL) != saying)
			script_fail(x, "expected %sin the message: \"%s\". It was: %s", saying ? "" : "not ", part,
				    x->e.detail);
		free(part);
	}
}

/* expect status planned owner amina level not low: of the current case. */
static void expect_of_case(struct script *x, struct words *w)
{
	while (w->n) {
		const char *field = words_take(x, w, "a field");
		str_clear(&x->was);
		if (!script_case_field(x, field))
			script_fail(x, "a case has no \"%s\"", field);
		bool wanted = !words_take_if(w, "not");
		char *value = script_value(x, words_take(x, w, "the value"));
		if (script_text_is(str_text(&x->was), value) != wanted)
			script_fail(x, "expected: %s %s%s. It was: %s", field, wanted ? "" : "not ", value,
				    x->was.len ? str_text(&x->was) : "none");
		free(value);
	}
}

static void expect(struct script *x, struct words *w)
{
	if (w->n && script_case_field(x, w->at[0])) {
		expect_of_case(x, w);
		return;
	}
	bool wanted = !words_take_if(w, "no");
	char *line = words_rest(&(struct words){w->at, w->quoted, w->n, NULL});
	const char *name = words_take(x, w, "what is expected");
	const struct script_check *c;
	for (int i = 0; (c = script_check_at(i)); i++) {
		if (strcmp(c->name, name))
			continue;
		memset(&x->e, 0, sizeof x->e);
		str_clear(&x->was);
		if (c->holds(x, w) != wanted)
			script_fail(x, "expected%s: %s. It was: %s", wanted ? "" : " not", line, str_text(&x->was));
		words_end(x, w);
		free(line);
		return;
	}
	script_fail(x, "nothing is known that is called \"%s\"", name);
}

static void run_line(struct script *x, char *line, char **rest)
{
	char *at[WORDS_MAX + 1], *word;
	bool quoted[WORDS_MAX + 1];
	struct words w = {.at = at, .quoted = quoted};
	struct str text = {0};
	const char *end_of_text = NULL;
	int line_of_verb = x->line;
	while ((word = next_word(x, &line, &quoted[w.n]))) {
		if (!strcmp(word, "\\") && !*line) { /* goes on in the next line */
			line = next_line(x, rest);
			if (!line)
				script_fail(x, "the script ends in the middle of a line");
			continue;
		}
		if (w.n == WORDS_MAX)
			script_fail(x, "more than %d words", WORDS_MAX);
		at[w.n++] = word;
	}
	if (!w.n || *at[0] == '#')
		return;
	if (!strncmp(at[w.n - 1], "<<", 2) && at[w.n - 1][2]) {
		end_of_text = at[--w.n] + 2;
		x->in_text = true;
		while ((line = next_line(x, rest)) && strcmp(line, end_of_text))
			str_addf(&text, "%s\n", line);
		if (!line)
			script_fail(x, "no line \"%s\" ends the text", end_of_text);
		x->in_text = false;
		str_add(&text, "");
		w.text = text.s;
	}
	int last = x->line;
	x->line = line_of_verb;
	if (words_take_if(&w, "expect"))
		expect(x, &w);
	else if (words_take_if(&w, "refused"))
		expect_refusal(x, &w);
	else if (!do_act(x, &w))
		script_fail(x, "refused: %s: %s", x->e.where, x->e.detail);
	x->line = last;
	if (x->write && !x->from && end_of_text)
		str_addf(&x->copy, "%s%s\n", x->page ? x->page : str_text(&text), end_of_text);
	free(x->page);
	x->page = NULL;
	str_fini(&text);
}

/* ---- steps ---- */

void script_define(struct script *x, const char *name, const char *text)
{
	x->steps = mem_grow(x->steps, &x->cap_steps, x->n_steps + 1, sizeof *x->steps);
	struct script_steps *s = &x->steps[x->n_steps++];
	snprintf(s->name, sizeof s->name, "%s", name);
	s->text = mem_strdup(text);
	s->line = x->line + 1;
}

static void add_word(struct str *to, const char *word)
{
	if (*word && !strpbrk(word, " \t\n\"\\")) {
		str_add(to, word);
		return;
	}
	str_add_char(to, '"');
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			str_add_char(to, '\\');
		if (*word == '\n')
			str_add(to, "\\n");
		else
			str_add_char(to, *word);
	}
	str_add_char(to, '"');
}

static char *with_args(struct script *x, const char *text, const struct words *args)
{
	struct str all = {0};
	for (; *text; text++) {
		if (*text != '%') {
			str_add_char(&all, *text);
		} else if (text[1] == '*') {
			for (int i = 0; i < args->n; i++) {
				str_add(&all, i ? " " : "");
				add_word(&all, args->at[i]);
			}
			text++;
		} else if (text[1] >= '1' && text[1] <= '9') {
			if (text[1] - '0' > args->n)
				script_fail(x, "word %c is missing", text[1]);
			add_word(&all, args->at[*++text - '1']);
		} else {
			script_fail(x, "%%1 to %%9 or %%*, not \"%%%c\"", text[1]);
		}
	}
	str_add(&all, "");
	return str_take(&all);
}

static void run_line(struct script *x, char *line, char **rest);

void script_do(struct script *x, const char *name, const struct words *args)
{
	int i = 0;
	while (i < x->n_steps && strcmp(x->steps[i].name, name))
		i++;
	if (i == x->n_steps)
		script_fail(x, "no steps are called \"%s\"", name);
	if (x->from)
		script_fail(x, "steps do no other steps");
	char *text = with_args(x, x->steps[i].text, args), *at = text, *line;
	x->from = x->line;
	x->line = x->steps[i].line - 1;
	while ((line = next_line(x, &at)))
		run_line(x, line, &at);
	x->line = x->from;
	x->from = 0;
	free(text);
}

void script_run(struct script *x, const char *path)
{
	char *line;
	x->path = path;
	x->s = &x->rig.session;
	char *all = read_file(x), *at = all;
	while ((line = next_line(x, &at)))
		run_line(x, line, &at);
	free(all);
	if (!x->write)
		return;
	FILE *f = fopen(path, "w");
	if (!f || fputs(str_text(&x->copy), f) < 0 || fclose(f) != 0)
		script_fail(x, "cannot be written");
}

void script_fini(struct script *x)
{
	edit_close(&x->form);
	for (int i = 0; i < x->n_accounts; i++)
		edit_close(&x->accounts[i].form);
	for (int i = 0; i < x->n_steps; i++)
		free(x->steps[i].text);
	free(x->steps);
	record_fini(&x->theirs);
	str_fini(&x->was);
	str_fini(&x->copy);
	free(x->page);
	free(x->names);
	free(x->accounts);
}

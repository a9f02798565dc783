/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/report/export_file.h>
#include <sarai/report/paper.h>
#include <sarai/report/person_copy.h>
#include <sarai/view/person_copy.h>

#define TEXT_COLS 78

static void add_rights(struct paper *p)
{
	paper_add(p, PAPER_HEADING, "What you can do", "");
	paper_add(
		p, PAPER_TEXT, "",
		"You can ask that what is wrong is put right, take back your consent at any time, and ask that "
		"the file is erased. Tell the worker named above, or anybody in this office. You lose no help by it.");
	paper_add(p, PAPER_TEXT, "",
		  "Think about where this paper is safe. You can also read it here and leave it with us.");
}

static void add_limits(const struct person_copy *c, struct paper *p)
{
	struct str t = {0};
	if (!*c->left_out && !c->hidden)
		return;
	paper_add(p, PAPER_HEADING, "What is not in this copy", "");
	if (*c->left_out) {
		str_addf(&t, "Left out, because it tells of other people: %s.", c->left_out);
		paper_add(p, PAPER_TEXT, "", str_text(&t));
	}
	if (c->hidden) {
		str_clear(&t);
		str_addf(
			&t,
			"%d part%s or answers are seen by few in this office; whoever made this copy may not see them. "
			"Ask for them.",
			c->hidden, c->hidden == 1 ? "" : "s");
		paper_add(p, PAPER_TEXT, "", str_text(&t));
	}
	str_fini(&t);
}

void person_copy_paper(const struct session *s, const struct person_copy *c, struct paper *out)
{
	struct str t = {0};
	char day[DATE_TEXT];
	enum case_section section = SECTION_NONE;
	*out = (struct paper){0};
	date_show(clock_today(s->clock), day);
	str_addf(&t, "%s, copy for the person, %s", c->number, day);
	paper_name(out, str_text(&t), str_text(&t));
	paper_add(out, PAPER_TITLE, "What we keep about you", "");
	if (*c->name)
		paper_add(out, PAPER_SCRIPT, "For", c->name);
	paper_add(out, PAPER_LINE, "Made on", day);
	add_limits(c, out);
	for (int i = 0; i < c->n; i++) {
		const struct copy_part *part = &c->at[i];
		str_clear(&t);
		const char *words = section_words(part->section);
		if (part->section != section && strncmp(part->title, words, strlen(words)) != 0)
			str_addf(&t, "%s: ", words);
		section = part->section;
		str_add(&t, part->title);
		paper_add(out, PAPER_HEADING, str_text(&t), "");
		for (int k = 0; k < part->n; k++)
			paper_add(out, PAPER_LINE, part->at[k].label, part->at[k].text);
	}
	add_rights(out);
	str_fini(&t);
}

static bool render(const struct paper *p, bool pdf, struct str *out, struct err *e)
{
	if (pdf)
		return pdf_render(p, out, e);
	char *text = paper_text(p, TEXT_COLS);
	str_add(out, text);
	free(text);
	return true;
}

char *person_copy_write(struct session *s, const char *case_id, bool pdf, const char *given_to, struct err *e)
{
	struct person_copy c;
	struct paper p;
	struct str bytes = {0}, name = {0};
	char *path = NULL;
	if (!person_copy_read(s, case_id, &c, e))
		return NULL;
	person_copy_paper(s, &c, &p);
	str_addf(&name, "%s-copy", c.number);
	bool good = render(&p, pdf, &bytes, e) &&
		    (path = export_file_name(s, str_text(&name), pdf ? "pdf" : "txt", e)) &&
		    export_file_write(path, str_text(&bytes), bytes.len, e);
	if (good && !person_copy_log(s, case_id, &c, pdf ? "pdf" : "text", given_to, e)) {
		unlink(path);
		good = false;
	}
	if (!good) {
		free(path);
		path = NULL;
	}
	str_fini(&bytes);
	str_fini(&name);
	paper_fini(&p);
	person_copy_fini(&c);
	return path;
}

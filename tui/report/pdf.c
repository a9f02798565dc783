/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Paper as PDF: A4, one column, a label before each line. Pango joins, orders and breaks the letters.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/report/paper.h>

#include "pdf_library.h"

#define PAGE_WIDTH 595 /* points */
#define PAGE_HEIGHT 842
#define MARGIN 54
#define FOOTER_AT (PAGE_HEIGHT - 34)
#define BOTTOM (PAGE_HEIGHT - 60)
#define LABEL_WIDTH 140
#define FAMILY "DejaVu Sans"

struct writing {
	const struct pdf_library *lib;
	cairo_surface_t *surface;
	cairo_t *cairo;
	PangoFontMap *fonts; /* of this page alone: what it holds goes with it */
	PangoContext *context;
	const char *footer;
	double y; /* of the next line's top */
	int page;
	const char *unwritable; /* the label of something no font has the letters of */
};

static cairo_status_t take(void *ctx, const unsigned char *bytes, unsigned n)
{
	str_add_n(ctx, (const char *)bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *layout_new(struct writing *w, const char *text, const char *font, double width)
{
	const struct pdf_library *l = w->lib;
	PangoLayout *layout = l->pango_layout_new(w->context);
	PangoFontDescription *d = l->pango_font_description_from_string(font);
	l->pango_layout_set_font_description(layout, d);
	l->pango_font_description_free(d);
	l->pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	l->pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	l->pango_layout_set_text(layout, text, -1);
	return layout;
}

/* The layout's lines from a place on; on to the next page where one does not fit, when that is allowed. Returns how far
 * down it went. */
static double show(struct writing *w, PangoLayout *layout, double x, double y, bool breaks);

static void footer(struct writing *w)
{
	struct str text = {0};
	str_addf(&text, "%s   Page %d", w->footer, w->page);
	PangoLayout *layout = layout_new(w, str_text(&text), FAMILY " 7.5", PAGE_WIDTH - 2 * MARGIN);
	show(w, layout, MARGIN, FOOTER_AT, false);
	w->lib->g_object_unref(layout);
	str_fini(&text);
}

static void next_page(struct writing *w)
{
	footer(w);
	w->lib->cairo_show_page(w->cairo);
	w->page++;
	w->y = MARGIN;
}

static double show(struct writing *w, PangoLayout *layout, double x, double y, bool breaks)
{
	const struct pdf_library *l = w->lib;
	PangoLayoutIter *i = l->pango_layout_get_iter(layout);
	double top = y, shift = 0, below = y;
	do {
		PangoRectangle box;
		l->pango_layout_iter_get_line_extents(i, NULL, &box);
		double line_top = top + (double)box.y / PANGO_SCALE + shift;
		double height = (double)box.height / PANGO_SCALE;
		if (breaks && line_top + height > BOTTOM) {
			next_page(w);
			shift += w->y - line_top;
			line_top = w->y;
		}
		double baseline = top + (double)l->pango_layout_iter_get_baseline(i) / PANGO_SCALE + shift;
		l->cairo_move_to(w->cairo, x + (double)box.x / PANGO_SCALE, baseline);
		l->pango_cairo_show_layout_line(w->cairo, l->pango_layout_iter_get_line_readonly(i));
		below = line_top + height;
	} while (l->pango_layout_iter_next_line(i));
	l->pango_layout_iter_free(i);
	return below;
}

static bool writable(struct writing *w, PangoLayout *layout, const char *label)
{
	if (w->lib->pango_layout_get_unknown_glyphs_count(layout) == 0)
		return true;
	if (!w->unwritable)
		w->unwritable = label;
	return false;
}

static void block(struct writing *w, const char *text, const char *font, double before, double after, const char *label)
{
	PangoLayout *layout = layout_new(w, text, font, PAGE_WIDTH - 2 * MARGIN);
	writable(w, layout, label);
	if (w->y + before > BOTTOM - 30)
		next_page(w);
	w->y = show(w, layout, MARGIN, w->y + before, true) + after;
	w->lib->g_object_unref(layout);
}

static void rule(struct writing *w, double from, double y)
{
	w->lib->cairo_set_line_width(w->cairo, 0.5);
	w->lib->cairo_move_to(w->cairo, from, y);
	w->lib->cairo_line_to(w->cairo, PAGE_WIDTH - MARGIN, y);
	w->lib->cairo_stroke(w->cairo);
}

static void heading(struct writing *w, const char *text)
{
	if (w->y > BOTTOM - 60)
		next_page(w);
	block(w, text, FAMILY " Bold 10", 9, 2, text);
	rule(w, MARGIN, w->y);
	w->y += 4;
}

static void line(struct writing *w, const struct paper_item *i)
{
	PangoLayout *text = layout_new(w, i->text, FAMILY " 9.5", PAGE_WIDTH - 2 * MARGIN - LABEL_WIDTH);
	bool out = i->kind == PAPER_SCRIPT && w->lib->pango_layout_get_unknown_glyphs_count(text) > 0;
	if (!out) {
		PangoLayout *label = layout_new(w, i->label, FAMILY " 8.5", LABEL_WIDTH - 8);
		writable(w, text, i->label);
		if (w->y > BOTTOM - 14)
			next_page(w);
		double top = w->y;
		int page = w->page;
		double label_end = show(w, label, MARGIN, top, false);
		double end = show(w, text, MARGIN + LABEL_WIDTH, top, true);
		w->y = (page == w->page && label_end > end ? label_end : end) + 3;
		w->lib->g_object_unref(label);
	}
	w->lib->g_object_unref(text);
}

static void to_fill_in(struct writing *w, const struct paper_item *i)
{
	if (w->y > BOTTOM - 30)
		next_page(w);
	PangoLayout *label = layout_new(w, i->label, FAMILY " 8.5", LABEL_WIDTH - 8);
	double end = show(w, label, MARGIN, w->y + 8, false);
	rule(w, MARGIN + LABEL_WIDTH, end);
	w->y = end + 3;
	w->lib->g_object_unref(label);
}

static void item(struct writing *w, const struct paper_item *i)
{
	switch (i->kind) {
	case PAPER_TITLE:
		block(w, i->label, FAMILY " Bold 14", 0, 4, i->label);
		break;
	case PAPER_LOUD:
		block(w, i->label, FAMILY " Bold 11", 2, 4, i->label);
		break;
	case PAPER_HEADING:
		heading(w, i->label);
		break;
	case PAPER_LINE:
	case PAPER_SCRIPT:
		line(w, i);
		break;
	case PAPER_TEXT:
		block(w, i->text, FAMILY " 9.5", 0, 4, *i->label ? i->label : "the text");
		break;
	case PAPER_BLANK:
		to_fill_in(w, i);
		break;
	}
}

static bool judge(struct writing *w, cairo_status_t status, struct err *e)
{
	if (w->unwritable)
		return err_set(
			e, ERR_CONFIG, "pdf",
			"No font on this server has the letters of \"%s\" (package fonts-noto-core has most); the "
			"page can be read as text.",
			w->unwritable);
	if (status != CAIRO_STATUS_SUCCESS)
		return err_set(e, status == CAIRO_STATUS_NO_MEMORY ? ERR_NOMEM : ERR_INTERNAL, "pdf", "%s.",
			       w->lib->cairo_status_to_string(status));
	return true;
}

bool pdf_render(const struct paper *p, struct str *out, struct err *e)
{
	struct writing w = {.lib = pdf_library(e), .footer = p->footer ? p->footer : "", .y = MARGIN, .page = 1};
	const struct pdf_library *l = w.lib;
	if (!l)
		return false;
	w.surface = l->cairo_pdf_surface_create_for_stream(take, out, PAGE_WIDTH, PAGE_HEIGHT);
	l->cairo_pdf_surface_set_metadata(w.surface, CAIRO_PDF_METADATA_TITLE, p->name ? p->name : "");
	w.cairo = l->cairo_create(w.surface);
	w.fonts = l->pango_cairo_font_map_new();
	w.context = l->pango_font_map_create_context(w.fonts);
	l->pango_cairo_update_context(w.cairo, w.context);
	for (int i = 0; i < p->n; i++)
		item(&w, &p->at[i]);
	footer(&w);
	l->cairo_show_page(w.cairo);
	cairo_status_t status = l->cairo_status(w.cairo);
	l->g_object_unref(w.context);
	l->g_object_unref(w.fonts);
	l->cairo_destroy(w.cairo);
	l->cairo_surface_finish(w.surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = l->cairo_surface_status(w.surface);
	l->cairo_surface_destroy(w.surface);
	return judge(&w, status, e);
}

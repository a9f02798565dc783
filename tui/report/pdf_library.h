/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The functions of cairo and pango that are used, loaded when the first page is written. Linked in, they would cost
 * every login some 600 KB of memory and 30 ms, and few of them print.
 */
#ifndef REPORT_PDF_LIBRARY_H
#define REPORT_PDF_LIBRARY_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <sarai/base/err.h>

#define PDF_FUNCTIONS(X)                                                                                               \
	X(cairo_create)                                                                                                \
	X(cairo_destroy)                                                                                               \
	X(cairo_line_to)                                                                                               \
	X(cairo_move_to)                                                                                               \
	X(cairo_pdf_surface_create_for_stream)                                                                         \
	X(cairo_pdf_surface_set_metadata)                                                                              \
	X(cairo_set_line_width)                                                                                        \
	X(cairo_show_page)                                                                                             \
	X(cairo_status)                                                                                                \
	X(cairo_status_to_string)                                                                                      \
	X(cairo_stroke)                                                                                                \
	X(cairo_surface_destroy)                                                                                       \
	X(cairo_surface_finish)                                                                                        \
	X(cairo_surface_status)                                                                                        \
	X(g_object_unref)                                                                                              \
	X(pango_cairo_font_map_new)                                                                                    \
	X(pango_font_map_create_context)                                                                               \
	X(pango_cairo_update_context)                                                                                  \
	X(pango_layout_new)                                                                                            \
	X(pango_cairo_show_layout_line)                                                                                \
	X(pango_font_description_free)                                                                                 \
	X(pango_font_description_from_string)                                                                          \
	X(pango_layout_get_iter)                                                                                       \
	X(pango_layout_get_unknown_glyphs_count)                                                                       \
	X(pango_layout_iter_free)                                                                                      \
	X(pango_layout_iter_get_baseline)                                                                              \
	X(pango_layout_iter_get_line_extents)                                                                          \
	X(pango_layout_iter_get_line_readonly)                                                                         \
	X(pango_layout_iter_next_line)                                                                                 \
	X(pango_layout_set_font_description)                                                                           \
	X(pango_layout_set_text)                                                                                       \
	X(pango_layout_set_width)                                                                                      \
	X(pango_layout_set_wrap)

struct pdf_library {
#define X(name) __typeof__(&name) name;
	PDF_FUNCTIONS(X)
#undef X
};

/* NULL, and *e, where they are not installed. */
const struct pdf_library *pdf_library(struct err *e);

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * UTF-8 text as a person sees it: by grapheme, by terminal column, folded for search. Over utf8proc.
 */
#ifndef SARAI_BASE_TEXT_H
#define SARAI_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Offset of the first byte that is not valid UTF-8 (surrogates, overlong forms and NUL count as invalid), or -1. */
long text_invalid_at(const char *s, size_t n);

/* Bytes of the grapheme cluster at s (0 at the end), and of the one that ends just before s + at. */
size_t text_next(const char *s);
size_t text_prev(const char *s, size_t at);

/* Terminal columns of a whole string; of its first n bytes (which end between clusters). By wcwidth(3), as curses and
 * terminals count them. */
int text_width(const char *s);
int text_width_n(const char *s, size_t n);

/* How many bytes from s fit into cols columns, never cutting a grapheme; *used (may be NULL) = columns taken. */
size_t text_fit(const char *s, int cols, int *used);

/* At most cols columns, with "~" as the last one where something was cut. Owned. */
char *text_cut(const char *s, int cols);

/* The same, with blanks behind it up to cols. */
struct str;
void text_add_column(struct str *out, const char *s, int cols);

/* What a terminal is sent, of exactly the width that text_width gives: a mark without a letter on a blank, "?" for what
 * the C library does not know. Owned. */
char *text_shown(const char *s);

/* Canonical composition (NFC). Owned. */
char *text_nfc(const char *s);

/* For search and comparison: case folded, accents and other marks stripped, compatibility forms resolved, runs of
 * anything that is not a letter or digit become one blank, trimmed. Owned. */
char *text_fold(const char *s);

/* The decimal digit of any script at s, 0 to 9, or -1; *bytes is how long the character is. */
int text_digit(const char *s, size_t *bytes);
/* The same text with its digits, of whatever script, as 0 to 9. Ethiopic numerals become the number they write, unless
 * their order makes none. Owned. */
char *text_digits(const char *s);

/* Does a word of this text begin so; does one for each of these words? All as text_fold gives them. No word: false. */
bool text_folded_has_word(const char *folded, const char *begins);
bool text_folded_has_words(const char *folded, const char *begin);

/* What may be stored or shown: NFC; control characters, bidi overrides and isolates, invisible and private
 * characters, and invalid bytes removed; tabs become blanks; newlines kept only when multiline, else blanks.
 * Joiners that scripts need (U+200C, U+200D) are kept between letters. Owned. */
char *text_clean(const char *s, size_t n, bool multiline);

/* Number of unit characters (graphemes). */
int text_length(const char *s);

/* Next line when wrapping at cols: returns bytes of the line (without trailing blanks), *next = bytes to step over to
 * the following line. Breaks at newlines and blanks; a word longer than the line is cut. 0 with *next 0 at the end. */
size_t text_wrap(const char *s, int cols, size_t *next);

/* Similarity of two folded names, 0 to 1000 (Jaro-Winkler, by words in any order). */
int text_likeness(const char *folded_a, const char *folded_b);

/* A phonetic key of one folded word, for names written in several ways (Mohamed, Muhammad). Owned; "" when none. */
char *text_sound(const char *folded_word);

/* Case-insensitive, accent-insensitive: does any word of hay begin with needle? (both as typed) */
bool text_has_prefix_word(const char *hay, const char *needle);

bool text_is(const char *a, const char *b); /* the same text, byte by byte */

#endif

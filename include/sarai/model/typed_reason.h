/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is what was typed as a reason a reason? One rule for every place of the program that asks for one: why a risk gets no
 * action, why a level is below the calculated one, why another's case is opened, why a case is closed.
 *
 * Only letters and digits count. A character of a script that writes a syllable or a word in one counts for several, so
 * that nobody has to write more because of their language.
 */
#ifndef SARAI_MODEL_TYPED_REASON_H
#define SARAI_MODEL_TYPED_REASON_H

enum reason_fault {
	REASON_GOOD,
	REASON_MISSING,	 /* no letter and no digit */
	REASON_REPEATED, /* hardly anything but one or two characters, again and again */
	REASON_SHORT,	 /* fewer letters than the configuration asks for */
	REASON_USED,	 /* the same as one of the last ones */
};

/* Latin letters that `text` is worth, rounded down. A character repeated more than twice in a row counts twice. */
int reason_letters(const char *text);

/* `least`: letters it must be worth (>= 1). last[n]: reasons that were given before, compared without case, accents and
 * punctuation; n may be 0. */
enum reason_fault reason_judge(const char *text, int least, const char *const *last, int n);

/* What is wrong, in one sentence; "" for REASON_GOOD. Constant. */
const char *reason_fault_words(enum reason_fault fault);

#endif

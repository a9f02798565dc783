/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One scoring as a JSON object, with the keys and the order that others' tools read.
 */
#ifndef SARAI_REPORT_SCORE_JSON_H
#define SARAI_REPORT_SCORE_JSON_H

#include <sarai/model/score.h>

char *score_json(const struct catalogue *c, const struct score *s); /* one line without its end; owned */

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What other weights would do, and where professionals assign another level: as text for people, and as JSON.
 */
#ifndef SARAI_REPORT_WEIGHTS_REPORT_H
#define SARAI_REPORT_WEIGHTS_REPORT_H

#include <sarai/config/config.h>
#include <sarai/report/weights_report.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_overrides.h>

/* At most so many of the cases that would move (0: all). Owned. */
char *weights_comparison_text(const struct weights_comparison *c, int max_moves);
char *weights_comparison_json(const struct weights_comparison *c);

/* Numbers too small to be shown are left out of both. Owned. */
char *override_report_text(const struct config *cfg, const struct override_report *r);
char *override_report_json(const struct config *cfg, const struct override_report *r);

#endif

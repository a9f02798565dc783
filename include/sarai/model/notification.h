/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the program tells supervisors: a record of its own, with one of these states.
 */
#ifndef SARAI_MODEL_NOTIFICATION_H
#define SARAI_MODEL_NOTIFICATION_H

#define NOTIFICATION "notification"
#define NOTIFICATION_WAITING "waiting" /* nobody has acknowledged it */
#define NOTIFICATION_SEEN "seen"
#define NOTIFICATION_ENDED "ended"     /* acknowledged, and the supervisor has ended the clock */
#define NOTIFICATION_OVER "over"       /* settled by the work itself */

#endif

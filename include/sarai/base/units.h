/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Units of time, in seconds.
 */
#ifndef SARAI_BASE_UNITS_H
#define SARAI_BASE_UNITS_H

#define HOUR 3600
#define DAY (24 * HOUR)

#endif

/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_PEOPLE_H
#define SARAI_DEMO_PEOPLE_H

#include <sarai/demo/record.h>

extern const struct demo_person demo_people[];
extern const int demo_people_count;
extern const struct demo_course demo_courses[];
extern const int demo_courses_count;

#endif

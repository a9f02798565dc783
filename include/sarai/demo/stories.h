/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_STORIES_H
#define SARAI_DEMO_STORIES_H

#include <sarai/demo/record.h>

extern const struct demo_story demo_stories[];
extern const int demo_stories_count;
extern const struct demo_service demo_services[]; /* the first is for services not in it */
extern const int demo_services_count;

#endif

-- SPDX-License-Identifier: GPL-3.0-or-later
-- Schema 6. What a site's own fields of a person show in lists of cases.

alter table person add column listed text not null default ''; -- answers of fields with in_lists, in one line

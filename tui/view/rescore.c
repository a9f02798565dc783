/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/edit/score_record.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>
#include <sarai/store/count.h>
#include <sarai/view/rescore.h>

#define TELL_EVERY 250

static bool tell(const struct rescore *x)
{
	return !x->progress || !x->progress->tell || x->progress->tell(x->progress->ctx, x->done, x->all);
}

bool rescore_go_on(struct rescore *x)
{
	x->done++;
	return x->done % TELL_EVERY || tell(x);
}

bool rescore_all(struct session *s, struct rescore *x, const struct weights_progress *progress,
		 bool (*each)(void *ctx, const struct assessment_row *r), void *ctx, struct err *e)
{
	bool stopped = false;
	*x = (struct rescore){.progress = progress};
	if (!store_assessments_count(s->store, &x->all, e))
		return false;
	bool good = tell(x);
	if (good) {
		good = store_assessments_walk(s->store, each, ctx, &stopped, e);
		if (good && !stopped)
			stopped = !tell(x);
	} else {
		stopped = true;
	}
	if (stopped)
		return err_set(e, ERR_CANCELLED, "weights", "The scoring was stopped.");
	return good;
}

static void take_figure(struct score_record *f, const char *name, const char *value)
{
	long n;
	if (!strcmp(name, "=score"))
		f->score = ini_int(value, 0, 10000, &n) ? (int)n : -1;
	else if (!strcmp(name, "=band"))
		snprintf(f->band, sizeof f->band, "%s", value);
	else if (!strcmp(name, "=catalogue"))
		snprintf(f->catalogue, sizeof f->catalogue, "%s", value);
}

void rescore_take(const struct catalogue *c, const struct assessment_row *r, struct answers *answers,
		  struct rescored *out, void (*unknown)(void *ctx, const char *name, const char *value), void *ctx)
{
	memset(out, 0, sizeof *out);
	out->figures.score = -1;
	memset(answers->factor, 0, (size_t)c->n_factors * sizeof *answers->factor);
	memset(answers->flag, 0, (size_t)c->n_flags * sizeof *answers->flag);
	for (int i = 0; i < r->n; i++) {
		const char *name = r->at[i].name, *value = r->at[i].value;
		int at;
		if (*name == '=') {
			take_figure(&out->figures, name, value);
		} else if (!strcmp(name, "assigned")) {
			snprintf(out->assigned, sizeof out->assigned, "%s", value);
		} else if ((at = catalogue_factor(c, name)) >= 0) {
			if (!answer_from_name(value, &answers->factor[at]))
				answers->factor[at] = ANSWER_NONE;
		} else if ((at = catalogue_flag(c, name)) >= 0) {
			if (!flag_answer_from_name(value, &answers->flag[at]))
				answers->flag[at] = FLAG_NONE;
		} else if (unknown && !strchr(name, '.')) {
			unknown(ctx, name, value);
		}
	}
}

/*
 * What is to be judged, on the first pages: how much, by priority, and the most
 * urgent of it.
 */
#ifndef EXPORT_INTERNAL_FINDING_NEWS_H
#define EXPORT_INTERNAL_FINDING_NEWS_H

struct arena;
struct finding_list;
struct frame;
struct model;

/* All that is to be judged, KEV-listed ones first, when a page is planned. */
const struct finding_list *finding_news_make(struct arena *a,
    const struct model *m);

/*
 * Set for partials/in_finding_news: findings {is_there, n_todo, n_kev,
 * n_question, n_lapsed, priorities {name, n}, rows (finding_row_show), n_more};
 * mirror.
 */
void finding_news_show(const struct frame *f, const struct finding_list *l);

#endif

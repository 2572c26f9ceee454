/*
 * For tests of feed readers: a record as text, one line for it and one for
 * each of its entries, without what has no value.
 */
#ifndef FEED_DUMP_H
#define FEED_DUMP_H

#include <check.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "feed/feed_read.h"

static void
dump_word(struct buf *b, const char *name, struct str s)
{
	if (s.n > 0)
		buf_printf(b, " %s=%.*s", name, STR_ARG(s));
}

static void
dump_list(struct buf *b, const char *name, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s%.*s", i > 0 ? "," : name, STR_ARG(v[i]));
}

static void
dump_flag(struct buf *b, const char *name, bool is_set)
{
	if (is_set)
		buf_printf(b, " %s", name);
}

static void
dump_time(struct buf *b, struct arena *a, const char *name, struct instant t)
{
	if (t.s != INT64_MIN)
		dump_word(b, name, instant_format_utc(a, t));
}

static void
dump_stretch(struct buf *b, const struct feed_stretch *s)
{
	static const char status[] = "?anfiwu";

	buf_printf(b, " %c%.*s%s;%.*s%s%c%c", s->low_included ? '[' : '(',
	    STR_ARG(s->low), s->is_prefix ? ".*" : "", STR_ARG(s->high),
	    s->high_is_prefix ? ".*" : "", s->high_included ? ']' : ')',
	    status[s->status]);
}

static void
dump_affects(struct buf *b, const struct feed_affects *e)
{
	static const char *const by[] = { "purl", "package", "cpe", "name" };
	static const char *const otherwise[] = { "", " else a", " else n",
		" else f", " else i", " else w", " else u" };

	buf_printf(b, "%s", by[e->by]);
	dump_word(b, "source", e->source);
	dump_word(b, "type", e->type);
	dump_word(b, "in", e->namespace);
	dump_word(b, "name", e->name);
	dump_word(b, "release", e->release);
	dump_word(b, "module", e->module);
	dump_word(b, "cpe", e->cpe);
	dump_word(b, "vendor", e->vendor);
	dump_word(b, "product", e->product);
	dump_word(b, "on", e->platform);
	dump_word(b, "scheme", e->scheme);
	if (e->config > 0)
		buf_printf(b, " %u.%u", (unsigned)e->config,
		    (unsigned)e->node);
	dump_flag(b, "AND", e->is_and);
	dump_flag(b, "and", e->is_node_and);
	dump_flag(b, "not", e->is_negated);
	dump_flag(b, "platform", e->is_platform);
	dump_flag(b, "source-name", e->is_source);
	dump_flag(b, "all", e->is_all);
	dump_flag(b, "unread", e->is_unread);
	dump_flag(b, "git", e->is_git);
	for (size_t i = 0; i < e->n_stretches; i++)
		dump_stretch(b, &e->stretches[i]);
	dump_list(b, " ", e->versions, e->n_versions);
	buf_printf(b, "%s", otherwise[e->otherwise]);
	dump_word(b, "text", e->text);
	dump_word(b, "note", e->note);
	buf_putc(b, '\n');
}

static inline void
dump_record(struct buf *b, struct arena *a, const struct feed_record *r)
{
	buf_put(b, r->id);
	dump_list(b, " aliases=", r->aliases, r->n_aliases);
	dump_list(b, " related=", r->related, r->n_related);
	dump_list(b, " upstream=", r->upstream, r->n_upstream);
	dump_time(b, a, "published", r->published);
	dump_time(b, a, "modified", r->modified);
	dump_flag(b, "withdrawn", r->is_withdrawn);
	dump_flag(b, "deferred", r->is_deferred);
	dump_flag(b, "exploited", r->is_exploited);
	dump_flag(b, "ransomware", r->is_ransomware);
	dump_flag(b, "vendor", r->is_vendor);
	if (r->due.n != 0)
		dump_word(b, "due", day_format(a, r->due));
	dump_word(b, "title_ja", r->title_ja);
	dump_word(b, "title_en", r->title_en);
	dump_word(b, "text_ja", r->text_ja);
	dump_word(b, "text_en", r->text_en);
	dump_word(b, "solution", r->solution);
	for (size_t i = 0; i < r->n_scores; i++)
		buf_printf(b, " score=%.*s,%.*s,%d",
		    STR_ARG(r->scores[i].vector), STR_ARG(r->scores[i].source),
		    r->scores[i].base_x10);
	dump_list(b, " cwes=", r->cwes, r->n_cwes);
	for (size_t i = 0; i < r->n_links; i++)
		buf_printf(b, " link=%.*s,%.*s", STR_ARG(r->links[i].url),
		    STR_ARG(r->links[i].kind));
	dump_word(b, "ssvc", r->ssvc);
	dump_word(b, "tlp", r->tlp);
	buf_putc(b, '\n');
	for (size_t i = 0; i < r->n_affects; i++)
		dump_affects(b, &r->affects[i]);
}

#endif

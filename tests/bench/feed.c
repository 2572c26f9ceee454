/*
 * feed DIR FILE...: reads mirrored files below DIR into nothing; prints a line
 * for each: records, entries of products, reports, bytes of records, seconds of
 * processor time.
 * With -v in front of them also each record and each report.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "feed/feed_read.h"

struct count {
	unsigned long long records, affects, bytes;
	bool is_verbose;
};

static void
show(const struct feed_record *r)
{
	static const char *const by[] = { "purl", "package", "cpe", "name" };

	printf("%.*s%s%s%s aliases %zu related %zu upstream %zu scores %zu "
	       "cwes %zu links %zu ssvc '%.*s' tlp '%.*s'\n",
	    STR_ARG(r->id), r->is_withdrawn ? " withdrawn" : "",
	    r->is_deferred ? " deferred" : "",
	    r->is_exploited ? " exploited" : "", r->n_aliases, r->n_related,
	    r->n_upstream, r->n_scores, r->n_cwes, r->n_links,
	    STR_ARG(r->ssvc), STR_ARG(r->tlp));
	for (size_t i = 0; i < r->n_affects; i++) {
		const struct feed_affects *e = &r->affects[i];

		printf("  %s [%.*s] %.*s|%.*s|%.*s rel '%.*s' cpe %.*s "
		       "'%.*s' '%.*s' on '%.*s' scheme %.*s%s%s%s%s%s else %d",
		    by[e->by], STR_ARG(e->source), STR_ARG(e->type),
		    STR_ARG(e->namespace), STR_ARG(e->name),
		    STR_ARG(e->release), STR_ARG(e->cpe), STR_ARG(e->vendor),
		    STR_ARG(e->product), STR_ARG(e->platform),
		    STR_ARG(e->scheme), e->is_all ? " ALL" : "",
		    e->is_unread ? " UNREAD" : "", e->is_git ? " GIT" : "",
		    e->is_source ? " source" : "",
		    e->is_platform ? " platform" : "", (int)e->otherwise);
		if (e->config > 0)
			printf(" config %u.%u %s", e->config, e->node,
			    e->is_and ? "AND" : "OR");
		if (e->text.n > 0)
			printf(" text '%.*s'", STR_ARG(e->text));
		if (e->note.n > 0)
			printf(" note '%.*s'",
			    (int)(e->note.n < 40 ? e->note.n : 40), e->note.p);
		for (size_t k = 0; k < e->n_stretches && k < 12; k++) {
			const struct feed_stretch *s = &e->stretches[k];

			printf(" %c%.*s%s..%.*s%s%c=%d",
			    s->low_included ? '[' : '(', STR_ARG(s->low),
			    s->is_prefix ? ".*" : "", STR_ARG(s->high),
			    s->high_is_prefix ? ".*" : "",
			    s->high_included ? ']' : ')', (int)s->status);
		}
		for (size_t k = 0; k < e->n_versions && k < 6; k++)
			printf(" %.*s", STR_ARG(e->versions[k]));
		printf("\n");
	}
}

static bool
take(void *ctx, const struct feed_document *doc,
    const struct feed_record *record)
{
	struct count *c = ctx;

	(void)doc;
	c->records++;
	c->affects += record->n_affects;
	c->bytes += record->len;
	if (c->is_verbose)
		show(record);
	return true;
}

int
main(int argc, char **argv)
{
	bool is_verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
	struct io_dir *dir;

	argc -= is_verbose;
	argv += is_verbose;
	if (argc < 2 || io_dir_open(argv[1], &dir) != 0)
		return 2;
	for (int i = 2; i < argc; i++) {
		struct arena *a = arena_open();
		struct count c = { .is_verbose = is_verbose };
		struct feed_sink sink = { take, &c, diags_open(a) };
		clock_t begin = clock();
		bool ok = feed_read(dir, S("bench"), str_z(argv[i]), &sink);

		printf("%s %s: %llu %llu %zu %llu %.3f\n", ok ? "ok" : "no",
		    argv[i], c.records, c.affects,
		    diags_len(sink.d) + diags_dropped(sink.d), c.bytes,
		    (double)(clock() - begin) / CLOCKS_PER_SEC);
		for (size_t k = 0; is_verbose && k < diags_len(sink.d); k++)
			printf("%.*s\n",
			    STR_ARG(diags_at(sink.d, k)->message));
		arena_close(a);
	}
	io_dir_close(dir);
	return 0;
}

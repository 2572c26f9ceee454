/*
 * match DIR N: the feeds below DIR/.hansho/feeds, indexed there, and the
 * inventories DIR/sbom/0.json to N-1.json held against them on two processors.
 * Prints, for half of the inventories and then for all: components, matches,
 * seconds, seconds of processor; then the peak of memory in KiB.  Every run
 * asks anew.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/map.h"
#include "base/pool.h"
#include "base/span.h"
#include "finding/matched_ask.h"
#include "finding/matched_label.h"
#include "finding/stock.h"
#include "index/index.h"
#include "inventory/inventory.h"

#define JOBS		2
#define SOURCES		64

static struct index *
open_index(struct arena *a, struct io_dir *dir, struct pool *pool)
{
	static const char *const feeds[] = { "nvd", "osv" };
	struct index_source *v = arena_array(a, struct index_source, SOURCES);
	struct index_request q = { .sources = v, .pool = pool };
	struct index_report report;
	struct diags *d = diags_open(a);
	struct index *x;

	if (io_dir_open_at(dir, S(".hansho"), &q.hansho) != 0)
		exit(2);
	for (size_t i = 0; i < 2; i++) {
		struct str feed = str_z(feeds[i]);
		struct io_entry *list;
		size_t n;

		if (io_list(q.hansho, str_cat(a, S("feeds/"), feed), a, &list,
			&n) != 0)
			exit(2);
		for (size_t k = 0; k < n && q.n < SOURCES; k++)
			v[q.n++] = (struct index_source){ feed,
				str_fmt(a, "%s/%.*s", feeds[i],
				    STR_ARG(list[k].name)) };
	}
	x = index_open(a, &q, d, &report);
	if (x == NULL || diags_len(d) > 0)
		exit(2);
	printf("records %zu, files read %zu\n", index_len(x),
	    report.files_read);
	return x;
}

static void
read_stocks(struct arena *a, struct io_dir *dir, size_t n,
    struct stock_list *out)
{
	struct sources *ss = sources_open(a);
	struct diags *d = diags_open(a);

	out->v = arena_array(a, struct stock, n);
	for (out->n = 0; out->n < n; out->n++) {
		struct str path = str_fmt(a, "sbom/%zu.json", out->n), text;
		uint32_t file = source_add(ss, path);
		struct inventory *inv = arena_new(a, struct inventory);

		if (io_read(dir, path, SIZE_MAX / 2, a, &text) != 0)
			exit(2);
		source_set_text(ss, file, text);
		if (!inventory_read(a, ss, file, d, inv))
			exit(2);
		out->v[out->n].of = path;
		out->v[out->n].inv = (struct match_inventory){ inv->v,
			inv->n };
	}
}

static double
seconds(clockid_t clock)
{
	struct timespec t;

	if (clock_gettime(clock, &t) != 0)
		exit(2);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
run(struct index *x, struct pool *pool, const struct stock_list *all)
{
	struct arena *a = arena_open();
	struct matched_label label = { .x = x, .feeds = map_open(a) };
	const struct matched_answer **v;
	double wall = seconds(CLOCK_MONOTONIC);
	double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	size_t n = 0, matches = 0;

	v = matched_ask_run(a, matched_ask_open(a, pool, &label), all,
	    TLP_RED);
	wall = seconds(CLOCK_MONOTONIC) - wall;
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	for (size_t i = 0; i < all->n; i++) {
		for (size_t k = 0; k < all->v[i].inv.n; k++)
			matches += v[n++]->n;
	}
	printf("inventories %zu components %zu matches %zu seconds %.3f "
	       "processor %.3f\n",
	    all->n, n, matches, wall, cpu);
	arena_close(a);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct pool *pool = pool_open(JOBS);
	struct stock_list all, half;
	struct io_dir *dir;
	struct rusage use;
	struct index *x;

	if (argc != 3 || io_dir_open(argv[1], &dir) != 0)
		return 2;
	x = open_index(a, dir, pool);
	read_stocks(a, dir, strtoul(argv[2], NULL, 10), &all);
	half = all;
	half.n /= 2;
	run(x, pool, &half);
	run(x, pool, &all);
	if (getrusage(RUSAGE_SELF, &use) == 0)
		printf("memory %ld\n", use.ru_maxrss);
	index_close(x);
	pool_close(pool);
	arena_close(a);
	return 0;
}

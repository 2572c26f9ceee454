#include "finding/mirror_lists.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "feed/epss.h"
#include "feed/feed_beside.h"
#include "feed/feed_pull.h"
#include "feed/feed_read.h"
#include "feed/kev.h"
#include "finding/mirror.h"

static bool
is_epss(const struct mirror_file *f)
{
	struct str name = str_base_name(f->path);

	return str_eq_z(f->format, FEED_BESIDE_EPSS) ||
	    (str_starts(name, S("epss")) &&
		(str_ends(name, S(".csv")) || str_ends(name, S(".csv.gz"))));
}

static bool
is_kev(const struct mirror_file *f)
{
	struct str name = str_base_name(f->path);

	return str_eq_z(f->format, feed_title(FEED_FORMAT_kev)) ||
	    str_eq_z(name, "known_exploited_vulnerabilities.json") ||
	    str_eq_z(name, "kev.json");
}

/* A file unpacked into memory; false with *why when it cannot be had. */
static bool
read_whole(struct arena *perm, struct io_dir *own, struct str path,
    struct str *text, const char **why)
{
	struct feed_pull *pull;
	struct buf out;
	struct str name;
	size_t got = 1;
	int err = feed_pull_open(perm, own, path, &pull);

	if (err != 0)
		die_env(err, "cannot read %.*s", STR_ARG(path));
	buf_init(&out, LIMIT_FEED_FILE_BYTES);
	if (feed_pull_next(pull, &name)) {
		while (got > 0) {
			char *to = buf_extend(&out, LIMIT_FEED_HEAD);

			if (to == NULL ||
			    !feed_pull_read(pull, to, LIMIT_FEED_HEAD, &got))
				break;
			out.n -= LIMIT_FEED_HEAD - got;
		}
	}
	*why = feed_pull_fault(pull);
	if (*why == NULL && !buf_ok(&out))
		*why = "it is too long";
	feed_pull_close(pull);
	*text = str_dup(perm, buf_str(&out));
	buf_fini(&out);
	return *why == NULL;
}

/* Add a mirrored file to ss; 0 when it cannot be read. */
static uint32_t
add_mirror(struct arena *perm, struct io_dir *own, const struct mirror_file *f,
    struct sources *ss, struct diags *d)
{
	struct str path = str_cat(perm, S(".hansho/feeds/"), f->path), text;
	const char *why;
	uint32_t file;
	bool ok = read_whole(perm, own, path, &text, &why);

	file = source_add(ss, path);
	if (ok) {
		source_set_text(ss, file, text);
		return file;
	}
	diag_report(d, DIAG_ALERT, "index-file", (struct span){ file, 0, 0 },
	    "%s", why);
	diag_help(d, "fetch it again");
	return 0;
}

/* ENISA's list has the same form, and other days. */
static bool
is_of_cisa(const struct sources *ss, uint32_t file)
{
	return str_find(source_get(ss, file)->text, S("\"dateReported\""),
		   0) == SIZE_MAX;
}

/* The list of a file; NULL when it is not CISA's, or cannot be read. */
static const struct kev *
load_kev(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d)
{
	struct kev *k;

	if (file == 0 || !is_of_cisa(ss, file))
		return NULL;
	k = arena_new(perm, struct kev);
	kev_read(perm, ss, file, d, k);
	return k;
}

static const struct epss *
load_epss(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d)
{
	struct epss *e;

	if (file == 0)
		return NULL;
	e = arena_new(perm, struct epss);
	epss_read(perm, ss, file, d, e);
	return e;
}

/* Whether a reader that may know of the file has no such list yet. */
static bool
is_wanted(const struct mirror_lists *by, enum tlp ceiling)
{
	for (int v = (int)TLP_RED; v >= (int)ceiling; v--) {
		if (by[v].kev == NULL)
			return true;
	}
	return false;
}

static void
give_kev(struct mirror_lists *by, enum tlp ceiling, const struct kev *k)
{
	for (int v = (int)ceiling; v <= (int)TLP_RED; v++) {
		if (by[v].kev == NULL)
			by[v].kev = k;
	}
}

struct mirror_lists
mirror_lists_for(const struct mirror_lists *all, enum tlp reader)
{
	return all->by_reader == NULL || reader == tlp_unset ?
	    *all :
	    all->by_reader[reader];
}

void
mirror_lists_load(struct arena *perm, struct io_dir *own,
    const struct mirror *mirror, struct sources *ss, struct diags *d,
    struct mirror_lists *out)
{
	struct mirror_lists *by = arena_array(perm, struct mirror_lists,
	    (size_t)TLP_RED + 1);
	const struct mirror_file *last[TLP_RED + 1] = { NULL };

	for (size_t i = 0; i < mirror->n; i++) {
		const struct mirror_file *f = &mirror->v[i];

		if (f->state == MIRROR_MISSING)
			continue;
		if (is_kev(f) && is_wanted(by, f->ceiling))
			give_kev(by, f->ceiling,
			    load_kev(perm, ss, add_mirror(perm, own, f, ss, d),
				d));
		for (int v = (int)f->ceiling; v <= (int)TLP_RED; v++) {
			if (is_epss(f))
				last[v] = f;
		}
	}
	/* Files of a higher ceiling are not read for those below it. */
	for (int v = (int)TLP_CLEAR; v <= (int)TLP_RED; v++) {
		if (v > (int)TLP_CLEAR && last[v] == last[v - 1])
			by[v].epss = by[v - 1].epss;
		else if (last[v] != NULL)
			by[v].epss = load_epss(perm, ss,
			    add_mirror(perm, own, last[v], ss, d), d);
	}
	*out = by[TLP_RED];
	out->by_reader = by;
}

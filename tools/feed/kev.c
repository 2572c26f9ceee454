#include "feed/kev.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/num.h"
#include "base/span.h"
#include "feed/cve.h"
#include "text/json_read.h"

#define RULE		"kev-json"
#define RULE_ENTRY	"kev-entry"
#define FETCH		"fetch the catalogue again"
#define MIRROR		"mirror known_exploited_vulnerabilities.json"

/* An entry with its place, until the list is sorted. */
struct kev_row {
	struct kev_entry e;
	struct span at;		/* of its object or id */
};

struct kev_reader {
	struct arena *perm;
	struct arena *tmp;	/* decoded text, for one entry */
	struct json_reader *json;
	struct diags *d;
	struct kev *out;
	struct kev_row *rows;
	size_t n;
	size_t cap;
	size_t read;		/* entries met, faulty ones too */
	struct span all;	/* the file */
	int64_t count;		/* what the catalogue says; -1 if nothing */
	bool has_list;
};

/* One member of an entry: its text, and whether it is there and a string. */
struct kev_member {
	struct str text;
	struct span at;
	bool is_set;
	bool is_text;
};

enum {
	MEMBER_CVE,
	MEMBER_ADDED,
	MEMBER_DUE,
	MEMBER_RANSOMWARE,
	MEMBERS,
};

static const char *const member_names[MEMBERS] = {
	[MEMBER_CVE] = "cveID",
	[MEMBER_ADDED] = "dateAdded",
	[MEMBER_DUE] = "dueDate",
	[MEMBER_RANSOMWARE] = "knownRansomwareCampaignUse",
};

/* The end of a value whose first event was ev. */
static void
skip_rest(struct kev_reader *k, enum json_event ev)
{
	struct str text;
	struct span at;

	if (ev != JSON_OBJECT_BEGIN && ev != JSON_ARRAY_BEGIN)
		return;
	while (json_skip(k->json))
		continue;
	(void)json_next(k->json, &text, &at);
}

/* Read the value that comes; text only of strings. */
static struct kev_member
read_member(struct kev_reader *k)
{
	struct kev_member m = { .is_set = true };
	enum json_event ev = json_next(k->json, &m.text, &m.at);

	m.is_text = ev == JSON_STRING;
	if (!m.is_text)
		m.text = S("");
	skip_rest(k, ev);
	return m;
}

static void
report_entry(struct kev_reader *k, struct span at, const char *what,
    const char *must, struct str cve)
{
	if (cve_is_id(cve))
		diag_report(k->d, DIAG_ALERT, RULE_ENTRY, at,
		    "entry %.*s is left out: %s", STR_ARG(cve), what);
	else
		diag_report(k->d, DIAG_ALERT, RULE_ENTRY, at,
		    "entry %zu is left out: %s", k->read, what);
	diag_help(k->d, "%s; " FETCH, must);
}

/* A day that must or may be there; false, having reported, for another. */
static bool
read_day(struct kev_reader *k, const struct kev_member *m, const char *what,
    struct str cve, struct day *out)
{
	if (m->is_text && day_parse(m->text, out))
		return true;
	report_entry(k, m->at, what, "a day is written 2026-09-01", cve);
	return false;
}

/* Keep an entry whose members are right; report it otherwise. */
static void
take_entry(struct kev_reader *k, const struct kev_member *m, struct span at)
{
	struct str cve = m[MEMBER_CVE].text;
	struct kev_row row = { .at = at };

	if (!cve_is_id(cve)) {
		report_entry(k, m[MEMBER_CVE].is_set ? m[MEMBER_CVE].at : at,
		    "its cveID is no CVE id",
		    "a CVE id is written CVE-2026-12345", cve);
		return;
	}
	if (!m[MEMBER_ADDED].is_set) {
		report_entry(k, at, "it has no dateAdded",
		    "the catalogue's schema asks for it", cve);
		return;
	}
	if (!read_day(k, &m[MEMBER_ADDED], "its dateAdded is no day", cve,
		&row.e.added))
		return;
	if (m[MEMBER_DUE].is_set &&
	    !read_day(k, &m[MEMBER_DUE], "its dueDate is no day", cve,
		&row.e.due))
		return;
	row.e.cve = str_dup(k->perm, cve);
	row.e.ransomware = str_eq(m[MEMBER_RANSOMWARE].text, S("Known"));
	k->rows = arena_grow(k->perm, k->rows, k->n, &k->cap,
	    sizeof(*k->rows));
	k->rows[k->n++] = row;
}

/* The members of the object that has begun; false after a fault. */
static bool
read_entry(struct kev_reader *k, struct span at)
{
	struct kev_member members[MEMBERS] = { 0 };
	struct str name;
	struct span where;
	enum json_event ev;

	while ((ev = json_next(k->json, &name, &where)) == JSON_NAME) {
		size_t i = 0;

		while (i < MEMBERS && !str_eq_z(name, member_names[i]))
			i++;
		if (i < MEMBERS)
			members[i] = read_member(k);
		else
			(void)json_skip(k->json);
	}
	if (ev != JSON_OBJECT_END)
		return false;
	take_entry(k, members, at);
	return true;
}

/* The entries of the array that has begun. */
static void
read_entries(struct kev_reader *k)
{
	struct arena_mark mark = arena_mark(k->tmp);
	struct str text;
	struct span at;
	enum json_event ev;

	json_decode_into(k->json, k->tmp);
	while ((ev = json_next(k->json, &text, &at)) != JSON_ARRAY_END) {
		if (ev == JSON_FAULT)
			return;
		if (++k->read > LIMIT_KEV_ENTRIES) {
			diag_report(k->d, DIAG_ALERT, RULE, at,
			    "the catalogue has more than %u entries",
			    LIMIT_KEV_ENTRIES);
			diag_help(k->d, "what follows is left out; " FETCH);
			skip_rest(k, ev);
			skip_rest(k, JSON_ARRAY_BEGIN);
			return;
		}
		if (ev != JSON_OBJECT_BEGIN) {
			report_entry(k, at, "it is no object",
			    "entries are objects", S(""));
			skip_rest(k, ev);
		} else if (!read_entry(k, at)) {
			return;
		}
		arena_reset(k->tmp, mark);
	}
}

/* One member of the catalogue itself. */
static void
read_count(struct kev_reader *k)
{
	struct str text;
	struct span at;
	enum json_event ev = json_next(k->json, &text, &at);

	if (ev == JSON_NUMBER && num_parse(text, 0, INT32_MAX, &k->count))
		return;
	k->count = -1;
	if (ev != JSON_FAULT) {
		diag_report(k->d, DIAG_ALERT, RULE, at,
		    "the catalogue does not say how many entries it has");
		diag_help(k->d, "count is a whole number; " FETCH);
	}
	skip_rest(k, ev);
}

static void
read_catalogue_member(struct kev_reader *k, struct str name)
{
	struct str text;
	struct span at;
	enum json_event ev;

	if (str_eq(name, S("catalogVersion"))) {
		text = read_member(k).text;
		if (text.n <= LIMIT_FEED_VERSION)
			k->out->version = str_dup(k->perm, text);
	} else if (str_eq(name, S("dateReleased"))) {
		if (!instant_parse(read_member(k).text, &k->out->released,
			NULL))
			k->out->released = (struct instant){ 0 };
	} else if (str_eq(name, S("count"))) {
		read_count(k);
	} else if (str_eq(name, S("vulnerabilities"))) {
		ev = json_next(k->json, &text, &at);
		k->has_list = ev == JSON_ARRAY_BEGIN;
		if (k->has_list)
			read_entries(k);
		else
			skip_rest(k, ev);
	} else {
		(void)json_skip(k->json);
	}
}

/* Whether a catalogue that could be read to its end is one, and all of it. */
static void
check_whole(struct kev_reader *k)
{
	if (!k->has_list) {
		diag_report(k->d, DIAG_ALERT, RULE, k->all,
		    "the file is not the KEV catalogue: it has no list "
		    "'vulnerabilities'");
		diag_help(k->d, MIRROR);
	} else if (k->count >= 0 && (size_t)k->count != k->read) {
		diag_report(k->d, DIAG_ALERT, RULE, k->all,
		    "the catalogue says that it has %lld entries, it has %zu",
		    (long long)k->count, k->read);
		diag_help(k->d, "a part may be missing; " FETCH);
	}
}

static void
read_catalogue(struct kev_reader *k)
{
	struct str text;
	struct span at = k->all;
	enum json_event ev = json_next(k->json, &text, &at);

	if (ev != JSON_OBJECT_BEGIN && ev != JSON_FAULT) {
		diag_report(k->d, DIAG_ALERT, RULE, at,
		    "the file is not the KEV catalogue: it holds no object");
		diag_help(k->d, MIRROR);
		return;
	}
	while (ev != JSON_FAULT &&
	    (ev = json_next(k->json, &text, &at)) == JSON_NAME)
		read_catalogue_member(k, text);
	if (ev == JSON_OBJECT_END)
		ev = json_next(k->json, &text, &at);
	if (ev == JSON_END) {
		check_whole(k);
		return;
	}
	diag_report(k->d, DIAG_ALERT, RULE, at,
	    "%s; %zu entries before it count, none behind it",
	    json_fault(k->json), k->n);
	diag_help(k->d, FETCH);
}

static int
row_cmp(const void *a, const void *b)
{
	const struct kev_row *x = a, *y = b;
	int cmp = str_cmp(x->e.cve, y->e.cve);

	return cmp != 0 ? cmp : span_cmp(x->at, y->at);
}

/* By CVE id; of one id the entry that stands first. */
static void
sort(struct kev_reader *k)
{
	struct kev *out = k->out;

	if (k->n == 0)
		return;
	qsort(k->rows, k->n, sizeof(*k->rows), row_cmp);
	out->v = arena_array(k->perm, struct kev_entry, k->n);
	for (size_t i = 0; i < k->n; i++) {
		if (i > 0 && str_eq(k->rows[i - 1].e.cve, k->rows[i].e.cve)) {
			diag_report(k->d, DIAG_ALERT, RULE_ENTRY,
			    k->rows[i].at, "%.*s is listed twice",
			    STR_ARG(k->rows[i].e.cve));
			diag_help(k->d, "the first entry counts; " FETCH);
			continue;
		}
		out->v[out->n++] = k->rows[i].e;
	}
}

void
kev_read(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d, struct kev *out)
{
	struct str text = source_get(ss, file)->text;
	struct arena *names = arena_open(), *tmp = arena_open();
	struct kev_reader k = {
		.perm = perm,
		.tmp = tmp,
		.d = d,
		.out = out,
		.all = { file, 0, 0 },
		.count = -1,
	};

	*out = (struct kev){ 0 };
	k.json = json_open(names, text, k.all);
	read_catalogue(&k);
	sort(&k);
	arena_close(tmp);
	arena_close(names);
}

static int
key_cmp(const void *key, const void *entry)
{
	return str_cmp(*(const struct str *)key,
	    ((const struct kev_entry *)entry)->cve);
}

const struct kev_entry *
kev_find(const struct kev *k, struct str cve)
{
	if (k == NULL || k->n == 0)
		return NULL;
	return bsearch(&cve, k->v, k->n, sizeof(*k->v), key_cmp);
}

#include "feed/epss.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/span.h"
#include "base/utf8.h"
#include "feed/cve.h"

#define RULE		"epss-header"
#define RULE_ROW	"epss-row"
#define FETCH		"fetch the file again"

/* Places behind the point that are kept, and the value of 1. */
#define PLACES		5
#define ONE		100000

struct epss_reader {
	struct arena *perm;
	struct diags *d;
	struct epss *out;
	struct str text;	/* of the file */
	uint32_t file;
	size_t at;		/* of the next line */
	size_t line;		/* offset of the line that is read */
	size_t cap;
	bool has_percentile;
	bool is_sorted;		/* so far */
};

/* The next line without its end; false behind the last one. */
static bool
next_line(struct epss_reader *k, struct str *line)
{
	size_t end = str_find_byte(k->text, '\n', k->at);

	if (k->at >= k->text.n)
		return false;
	k->line = k->at;
	if (end == SIZE_MAX)
		end = k->text.n;
	k->at = end + 1;
	*line = str_sub(k->text, k->line, end - k->line);
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* The place of a part of the line that is read. */
static struct span
place(const struct epss_reader *k, struct str part)
{
	return (struct span){ k->file,
		(uint32_t)(part.n > 0 ? (size_t)(part.p - k->text.p) :
					k->line),
		(uint32_t)part.n };
}

/* "e-05" at s: its number; false for anything else. */
static bool
read_exponent(struct str s, int *out)
{
	bool is_negative = s.n > 1 && s.p[1] == '-';
	size_t i = s.n > 1 && (is_negative || s.p[1] == '+') ? 2 : 1;
	int n = 0;

	if (i >= s.n || s.n - i > 2)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	*out = is_negative ? -n : n;
	return true;
}

/*
 * n times 10^by, rounded half up; n is below 10^15.  What is too large for a
 * probability stays so.
 */
static int64_t
shift(int64_t n, int by)
{
	for (; by > 0 && n <= ONE; by--)
		n *= 10;
	if (by < -18)
		return 0;
	for (; by < -1; by++)
		n /= 10;
	return by == -1 ? (n + 5) / 10 : n;
}

/*
 * A number from 0 to 1 in hundred-thousandths: 0.00043, 1, 9.7e-05.  Digits
 * beyond the fifteenth change nothing and are passed over.
 */
static bool
read_share(struct str s, int32_t *out)
{
	int64_t n = 0;
	size_t i = 0, digits = 0;
	int places = 0, exponent = 0;
	bool is_behind = false;

	for (; i < s.n && s.p[i] != 'e' && s.p[i] != 'E'; i++) {
		if (s.p[i] == '.' && !is_behind && digits > 0) {
			is_behind = true;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' ||
		    ++digits > LIMIT_EPSS_DIGITS)
			return false;
		if (n >= INT64_C(100000000000000)) {
			/* Before the point such a number is above 1. */
			if (!is_behind)
				return false;
			continue;
		}
		n = n * 10 + (s.p[i] - '0');
		places += is_behind;
	}
	if (digits == 0 || s.p[i - 1] == '.' ||
	    (i < s.n && !read_exponent(str_from(s, i), &exponent)))
		return false;
	n = shift(n, exponent - places + PLACES);
	*out = (int32_t)(n <= ONE ? n : 0);
	return n <= ONE;
}

static void
report_row(struct epss_reader *k, struct str part, const char *what)
{
	diag_report(k->d, DIAG_ALERT, RULE_ROW, place(k, part),
	    "the row is left out: %s", what);
	diag_help(k->d, "a row is CVE-2026-12345,0.97%s; " FETCH,
	    k->has_percentile ? ",0.99" : "");
}

static void
take_row(struct epss_reader *k, struct str line)
{
	struct epss_entry e = { .percentile = EPSS_UNKNOWN };
	struct str epss, rest, percentile = S("");
	struct epss *out = k->out;
	bool more = str_cut(line, ',', &e.cve, &rest);

	more = str_cut(rest, ',', &epss, &rest) && more;
	if (k->has_percentile)
		(void)str_cut(rest, ',', &percentile, &rest);
	if (!cve_is_id(e.cve)) {
		report_row(k, line, "it does not begin with a CVE id");
	} else if (!read_share(epss, &e.probability)) {
		report_row(k, line, "its epss is no number from 0 to 1");
	} else if (k->has_percentile &&
	    (!more || !read_share(percentile, &e.percentile))) {
		report_row(k, line, "its percentile is no number from 0 to 1");
	} else if ((!k->has_percentile && more) || rest.n > 0) {
		report_row(k, line, "it has more columns than the header");
	} else {
		if (out->n > 0 && str_cmp(out->v[out->n - 1].cve, e.cve) >= 0)
			k->is_sorted = false;
		out->v = arena_grow(k->perm, out->v, out->n, &k->cap,
		    sizeof(*out->v));
		out->v[out->n++] = e;
	}
}

/* "#model_version:v2026.06.15,score_date:2026-09-29T12:00:22Z" */
static bool
read_comment(struct epss_reader *k, struct str line)
{
	struct str rest = str_from(line, 1), part;
	bool more = true, has_day = false;

	while (more) {
		more = str_cut(rest, ',', &part, &rest);
		if (str_starts(part, S("model_version:")) &&
		    part.n <= LIMIT_FEED_VERSION)
			k->out->model = str_from(part, 14);
		else if (str_starts(part, S("score_date:")))
			has_day = day_parse(str_sub(part, 11, 10),
			    &k->out->day);
	}
	return has_day;
}

/* The lines before the rows; false, having reported, for another file. */
static bool
read_head(struct epss_reader *k)
{
	struct str line = S("");
	bool more = next_line(k, &line);

	if (more && line.n > 0 && line.p[0] == '#') {
		if (!read_comment(k, line)) {
			diag_report(k->d, DIAG_ALERT, RULE, place(k, line),
			    "the first line does not say the day of the "
			    "values");
			diag_help(k->d,
			    "it is #model_version:...,"
			    "score_date:2026-09-29...; " FETCH);
		}
		more = next_line(k, &line);
	}
	k->has_percentile = str_eq(line, S("cve,epss,percentile"));
	if (more && (k->has_percentile || str_eq(line, S("cve,epss"))))
		return true;
	diag_report(k->d, DIAG_ALERT, RULE, place(k, line),
	    "the file is no EPSS file: its columns are not named");
	diag_help(k->d, "the header is cve,epss,percentile; " FETCH);
	return false;
}

/* Of one id, what stands first comes first: views of one text. */
static int
entry_cmp(const void *a, const void *b)
{
	const struct epss_entry *x = a, *y = b;
	int cmp = str_cmp(x->cve, y->cve);

	if (cmp != 0)
		return cmp;
	return (x->cve.p > y->cve.p) - (x->cve.p < y->cve.p);
}

static void
sort(struct epss_reader *k)
{
	struct epss *out = k->out;
	size_t n = out->n;

	if (k->is_sorted)
		return;
	qsort(out->v, n, sizeof(*out->v), entry_cmp);
	out->n = 1;
	for (size_t i = 1; i < n; i++) {
		if (!str_eq(out->v[i].cve, out->v[out->n - 1].cve)) {
			out->v[out->n++] = out->v[i];
			continue;
		}
		report_row(k, out->v[i].cve,
		    "its CVE id has a row already, which counts");
	}
}

void
epss_read(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d, struct epss *out)
{
	struct epss_reader k = {
		.perm = perm,
		.d = d,
		.out = out,
		.text = source_get(ss, file)->text,
		.file = file,
		.is_sorted = true,
	};
	size_t fault = utf8_fault(k.text), n = 0;
	struct str line;

	*out = (struct epss){ 0 };
	if (fault != SIZE_MAX) {
		diag_report(d, DIAG_ALERT, RULE,
		    (struct span){ file, (uint32_t)fault, 1 },
		    "the file is no EPSS file: it is not text");
		diag_help(d, "unpack it, if it is compressed, or " FETCH);
		return;
	}
	if (!read_head(&k))
		return;
	while (next_line(&k, &line)) {
		if (line.n == 0)
			continue;
		if (++n > LIMIT_EPSS_ROWS) {
			report_row(&k, line, "the file has too many");
			break;
		}
		take_row(&k, line);
	}
	sort(&k);
}

static int
key_cmp(const void *key, const void *entry)
{
	return str_cmp(*(const struct str *)key,
	    ((const struct epss_entry *)entry)->cve);
}

const struct epss_entry *
epss_find(const struct epss *e, struct str cve)
{
	if (e == NULL || e->n == 0)
		return NULL;
	return bsearch(&cve, e->v, e->n, sizeof(*e->v), key_cmp);
}

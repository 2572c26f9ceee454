#include "match/match_about.h"

#include "base/arena.h"
#include "feed/record.h"

/* What names more is a digest of a week or month: no word of any of them. */
#define NAMED	8

static bool
is_cve(struct str id)
{
	return str_starts(id, S("CVE-"));
}

static size_t
count_cves(const struct str *v, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += is_cve(v[i]);
	return sum;
}

static void
add_cves(struct str *to, size_t *n_to, const struct str *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < *n_to && !str_eq(to[k], v[i]))
			k++;
		if (k == *n_to && is_cve(v[i]))
			to[(*n_to)++] = v[i];
	}
}

/* Whether an entry names a product and no more. */
static bool
is_name_alone(const struct feed_affects *e)
{
	return (e->by == FEED_BY_CPE || e->by == FEED_BY_NAME) &&
	    e->n_stretches == 0 && e->n_versions == 0 && e->text.n == 0;
}

bool
match_about_is_notice(const struct feed_record *r)
{
	size_t n = count_cves(r->related, r->n_related);

	if (n == 0 || n > NAMED || is_cve(r->id) || r->n_scores > 0 ||
	    count_cves(r->aliases, r->n_aliases) > 0 ||
	    count_cves(r->upstream, r->n_upstream) > 0)
		return false;
	for (size_t i = 0; i < r->n_affects; i++) {
		if (!is_name_alone(&r->affects[i]))
			return false;
	}
	return true;
}

size_t
match_about(struct arena *a, const struct feed_record *r, struct str **out)
{
	size_t n = 0;

	*out = arena_array(a, struct str,
	    1 + r->n_aliases + r->n_upstream + r->n_related);
	add_cves(*out, &n, &r->id, 1);
	add_cves(*out, &n, r->aliases, r->n_aliases);
	add_cves(*out, &n, r->upstream, r->n_upstream);
	if (match_about_is_notice(r))
		add_cves(*out, &n, r->related, r->n_related);
	return n;
}

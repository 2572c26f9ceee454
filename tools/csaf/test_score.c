/*
 * 6.1.7, 6.1.9, 6.1.10, 6.1.56: CVSS objects agree with their vectors and with
 * other scores.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "csaf/csaf_run.h"
#include "score/cvss.h"

/* Longer vectors are not put in order: all metrics of 2.0 take some 80. */
#define VECTOR_BYTES	512

/* A CVSS object that can be computed. */
struct scored {
	struct csaf_run *k;
	const struct json_node *node;
	const struct json_node *vector_node;
	struct cvss vector;
	struct cvss_score score;
};

/* Call fn with each CVSS object of all scores. */
static void
each_object(struct csaf_run *k,
    void (*fn)(struct csaf_run *k, const struct json_node *cvss))
{
	size_t n_names;
	const char *const *names = csaf_run_scores(k, &n_names);

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_doc_scores(k->doc, &k->doc->flaws[i]);
		     n != NULL; n = n->next) {
			for (size_t v = 0; v < n_names; v++) {
				const struct json_node *c =
				    json_get(csaf_doc_score(k->doc, n),
					names[v]);

				if (c != NULL && c->kind == JSON_IS_OBJECT)
					fn(k, c);
			}
		}
	}
}

/* The metric of a vector by name, from one '/' to the next. */
static struct str
find_metric(struct str rest, const char *name)
{
	struct str part, head, value;
	bool more = true;

	while (more) {
		more = str_cut(rest, '/', &part, &rest);
		if (str_cut(part, ':', &head, &value) && str_eq_z(head, name))
			return part;
	}
	return S("");
}

/* 2.0 fixes the order of metrics, the schema does not. */
static struct str
in_order(struct csaf_run *k, struct str vector)
{
	struct str out = S("");

	for (const struct cvss_metric *m = cvss_metrics(CVSS_2_0);
	     vector.n < VECTOR_BYTES && m->name != NULL; m++) {
		struct str part = find_metric(vector, m->name);

		if (part.n > 0 && out.n > 0)
			out = str_cat(k->q->arena, out, S("/"));
		if (part.n > 0)
			out = str_cat(k->q->arena, out, part);
	}
	return out.n == vector.n ? out : vector;
}

/* The format of the vectors of an object that is called so. */
static enum csaf_format
format_of(struct str name, struct str vector)
{
	if (str_eq(name, S("cvss_v2")))
		return CSAF_FORMAT_VECTOR_20;
	if (str_eq(name, S("cvss_v4")))
		return CSAF_FORMAT_VECTOR_40;
	return str_starts(vector, S("CVSS:3.0/")) ? CSAF_FORMAT_VECTOR_30 :
						    CSAF_FORMAT_VECTOR_31;
}

/* False where the schema has complained, or where nothing can be computed. */
static bool
read_object(struct csaf_run *k, const struct json_node *node,
    struct scored *out, struct cvss_fault *fault)
{
	bool is_2 = str_eq(node->name, S("cvss_v2"));
	struct str text;

	*out = (struct scored){ .k = k, .node = node };
	*fault = (struct cvss_fault){ .len = 0 };
	out->vector_node = csaf_run_string(node, "vectorString");
	if (out->vector_node == NULL)
		return false;
	text = out->vector_node->text;
	if (!csaf_format_matches(format_of(node->name, text), text))
		return false;
	if (!cvss_parse(is_2 ? in_order(k, text) : text, &out->vector, fault))
		return false;
	out->score = cvss_score(&out->vector);
	return true;
}

/* ---- 6.1.7, 6.1.56 --------------------------------------------------- */

/* What is said of a product by a source. */
struct claim {
	struct str source;	/* empty: the author of the document */
	struct str kind;	/* version of CVSS */
	size_t id;
	const struct json_node *node;
	size_t place;
};

struct claims {
	struct claim *v;
	size_t n, cap;
};

static int
same_product_cmp(const struct claim *x, const struct claim *y)
{
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return str_cmp(x->source, y->source);
}

static int
same_claim_cmp(const struct claim *x, const struct claim *y)
{
	int cmp = same_product_cmp(x, y);

	return cmp != 0 ? cmp : str_cmp(x->kind, y->kind);
}

static int
claim_cmp(const void *a, const void *b)
{
	const struct claim *x = a, *y = b;
	int cmp = same_claim_cmp(x, y);

	if (cmp != 0)
		return cmp;
	return x->place < y->place ? -1 : x->place > y->place;
}

/* A claim for each product of an item of scores or metrics. */
static void
add_claims(struct csaf_run *k, struct claims *l, const struct json_node *item,
    struct str kind)
{
	for (const struct json_node *n = csaf_run_items(item, "products");
	     n != NULL; n = n->next) {
		size_t id = CSAF_NOWHERE;

		if (n->kind == JSON_IS_STRING)
			id = csaf_doc_id(&k->doc->product_ids, n->text);
		if (id == CSAF_NOWHERE)
			continue;
		l->v = arena_grow(k->q->arena, l->v, l->n, &l->cap,
		    sizeof(*l->v));
		l->v[l->n] = (struct claim){ json_get_str(item, "source"),
			kind, id, n, l->n };
		l->n++;
	}
}

static void
sort_claims(struct claims *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof(*l->v), claim_cmp);
}

static void
check_once(struct csaf_run *k, struct claims *l)
{
	sort_claims(l);
	for (size_t i = 1; i < l->n; i++) {
		struct str text;

		if (same_claim_cmp(&l->v[i], &l->v[i - 1]) != 0)
			continue;
		text = csaf_run_quote(k, l->v[i].node->text);
		csaf_run_report(k, l->v[i].node,
		    "the product '%.*s' has another score of the same "
		    "CVSS version for this vulnerability",
		    STR_ARG(text));
	}
	l->n = 0;
}

/* Claims of all CVSS versions that an item has. */
static void
add_scores(struct csaf_run *k, struct claims *l, const struct json_node *item)
{
	size_t n_names;
	const char *const *names = csaf_run_scores(k, &n_names);

	for (size_t i = 0; i < n_names; i++) {
		struct str version =
		    json_get_str(json_get(csaf_doc_score(k->doc, item),
				     names[i]),
			"version");

		if (version.n > 0)
			add_claims(k, l, item, version);
	}
}

void
test_score_once(struct csaf_run *k)
{
	struct claims l = { .n = 0 };

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_doc_scores(k->doc, &k->doc->flaws[i]);
		     n != NULL; n = n->next)
			add_scores(k, &l, n);
		check_once(k, &l);
	}
}

#define IN_WORDS	S("rated in words")

/* Ratings in words stand behind versions: letters follow digits. */
static void
check_both(struct csaf_run *k, struct claims *l)
{
	sort_claims(l);
	for (size_t i = 1; i < l->n; i++) {
		struct str text;

		if (!str_eq(l->v[i].kind, IN_WORDS) ||
		    str_eq(l->v[i - 1].kind, IN_WORDS) ||
		    same_product_cmp(&l->v[i], &l->v[i - 1]) != 0)
			continue;
		text = csaf_run_quote(k, l->v[i].node->text);
		csaf_run_report(k, l->v[i].node,
		    "the product '%.*s' has a CVSS score too, of the same "
		    "source",
		    STR_ARG(text));
		csaf_run_fix(k, "remove \"qualitative_severity_rating\"");
	}
	l->n = 0;
}

void
test_score_and_words(struct csaf_run *k)
{
	struct claims l = { .n = 0 };

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_doc_scores(k->doc, &k->doc->flaws[i]);
		     n != NULL; n = n->next) {
			add_scores(k, &l, n);
			if (json_get(csaf_doc_score(k->doc, n),
				"qualitative_severity_rating") != NULL)
				add_claims(k, &l, n, IN_WORDS);
		}
		check_both(k, &l);
	}
}

/* ---- 6.1.9 ----------------------------------------------------------- */

static void
check_score(const struct scored *s, const char *name, int x10)
{
	const struct json_node *n = json_get(s->node, name);
	int written;

	if (n == NULL || n->kind != JSON_IS_NUMBER)
		return;
	if (csaf_format_tenths(n->text, &written) && written == x10)
		return;
	csaf_run_report(s->k, n, "%s is %.*s, the vector gives %d.%d", name,
	    STR_ARG(n->text), x10 / 10, x10 % 10);
	csaf_run_fix(s->k, "write \"%s\": %d.%d", name, x10 / 10, x10 % 10);
}

static void
check_severity(const struct scored *s, const char *name, int x10)
{
	const struct json_node *n = csaf_run_string(s->node, name);
	const char *wanted = cvss_severity_json(
	    cvss_severity(s->vector.version, x10));

	if (n == NULL || str_eq_z(n->text, wanted))
		return;
	struct str text = csaf_run_quote(s->k, n->text);

	csaf_run_report(s->k, n, "%s is %.*s, the vector gives %s", name,
	    STR_ARG(text), wanted);
	csaf_run_fix(s->k, "write \"%s\": \"%s\"", name, wanted);
}

/*
 * The environmental score where the vector has no metric of that group: the
 * formula of 3.1 does not always give the temporal one then (S:C).  CR:M
 * weighs 1, so it asks for the formula and changes nothing.
 */
static int
plain_environmental(const struct scored *s, int temporal)
{
	const struct cvss_metric *m = cvss_metrics(s->vector.version);
	struct cvss v = s->vector;
	struct cvss_score score;

	for (size_t i = 0; m[i].name != NULL; i++) {
		for (size_t k = 0; m[i].values[k] != NULL; k++) {
			if (str_eq_z(str_z(m[i].name), "CR") &&
			    str_eq_z(str_z(m[i].values[k]), "M"))
				v.value[i] = (uint8_t)(k + 1);
		}
	}
	score = cvss_score(&v);
	return score.environmental_x10 != CVSS_NO_SCORE ?
	    score.environmental_x10 :
	    temporal;
}

static void
check_computed(struct csaf_run *k, const struct json_node *node)
{
	struct cvss_fault fault;
	struct scored s;
	int temporal, environmental;

	if (!read_object(k, node, &s, &fault)) {
		if (fault.why[0] != '\0')
			csaf_run_report(k, s.vector_node,
			    "no score can be computed: %s", fault.why);
		return;
	}
	/* Metrics that are not defined change nothing. */
	temporal = s.score.temporal_x10 != CVSS_NO_SCORE ?
	    s.score.temporal_x10 :
	    s.score.base_x10;
	environmental = s.score.environmental_x10 != CVSS_NO_SCORE ?
	    s.score.environmental_x10 :
	    plain_environmental(&s, temporal);
	/* 4.0 has one score, of all that is known. */
	if (s.vector.version == CVSS_4_0) {
		check_score(&s, "baseScore", s.score.overall_x10);
		check_severity(&s, "baseSeverity", s.score.overall_x10);
		return;
	}
	check_score(&s, "baseScore", s.score.base_x10);
	check_score(&s, "temporalScore", temporal);
	check_score(&s, "environmentalScore", environmental);
	if (s.vector.version == CVSS_2_0)
		return;
	check_severity(&s, "baseSeverity", s.score.base_x10);
	check_severity(&s, "temporalSeverity", temporal);
	check_severity(&s, "environmentalSeverity", environmental);
}

void
test_score_computed(struct csaf_run *k)
{
	each_object(k, check_computed);
}

/* ---- 6.1.10 ---------------------------------------------------------- */

/* The JSON word of metric i of a vector; NULL when it is not given. */
static const char *
word_of(const struct cvss *v, size_t i)
{
	const struct cvss_metric *m = &cvss_metrics(v->version)[i];
	const char *value = cvss_value(v, i);

	for (size_t k = 0; value != NULL && m->values[k] != NULL; k++) {
		if (str_eq_z(str_z(value), m->values[k]))
			return m->json_values[k];
	}
	return NULL;
}

static void
check_consistent(struct csaf_run *k, const struct json_node *node)
{
	struct cvss_fault fault;
	struct scored s;

	if (!read_object(k, node, &s, &fault))
		return;
	for (size_t i = 0; cvss_metrics(s.vector.version)[i].name != NULL;
	     i++) {
		const struct cvss_metric *m = &cvss_metrics(
		    s.vector.version)[i];
		const struct json_node *n = m->json_name == NULL ?
		    NULL :
		    csaf_run_string(node, m->json_name);
		const char *wanted = word_of(&s.vector, i);
		struct str text;

		/* The members may say more than the vector. */
		if (n == NULL || wanted == NULL || str_eq_z(n->text, wanted))
			continue;
		text = csaf_run_quote(k, n->text);
		csaf_run_report(k, n, "%s is %.*s, the vector says %s (%s)",
		    m->json_name, STR_ARG(text), wanted, m->name);
		csaf_run_fix(k, "write \"%s\": \"%s\"", m->json_name, wanted);
	}
}

void
test_score_consistent(struct csaf_run *k)
{
	each_object(k, check_consistent);
}

/*
 * 6.1.7, 6.1.9, 6.1.10: CVSS objects agree with their vectors.
 */
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
	static const char *const names[] = { "cvss_v2", "cvss_v3" };

	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, "scores");
		     n != NULL; n = n->next) {
			for (size_t v = 0; v < ARRAY_LEN(names); v++) {
				const struct json_node *c = json_get(n,
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
	if (!csaf_format_matches(is_2                ? CSAF_FORMAT_VECTOR_20 :
		    str_starts(text, S("CVSS:3.0/")) ? CSAF_FORMAT_VECTOR_30 :
						       CSAF_FORMAT_VECTOR_31,
		text))
		return false;
	if (!cvss_parse(is_2 ? in_order(k, text) : text, &out->vector, fault))
		return false;
	out->score = cvss_score(&out->vector);
	return true;
}

/* ---- 6.1.7 ----------------------------------------------------------- */

/* The place of a score's version, or SIZE_MAX. */
static size_t
version_place(const struct json_node *score, const char *name)
{
	static const char *const versions[] = { "2.0", "3.0", "3.1" };
	struct str v = json_get_str(json_get(score, name), "version");

	for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
		if (str_eq_z(v, versions[i]))
			return i;
	}
	return SIZE_MAX;
}

struct once {
	size_t *marks[3];	/* by version: the flaw that a product was in */
	size_t round;
};

static void
check_once(struct csaf_run *k, const struct json_node *score, size_t version,
    struct once *o)
{
	for (const struct json_node *n = csaf_run_items(score, "products");
	     n != NULL && version != SIZE_MAX; n = n->next) {
		size_t id = CSAF_NOWHERE;
		struct str text;

		if (n->kind == JSON_IS_STRING)
			id = csaf_doc_id(&k->doc->product_ids, n->text);
		if (id == CSAF_NOWHERE)
			continue;
		if (o->marks[version][id] == o->round) {
			text = csaf_run_quote(k, n->text);
			csaf_run_report(k, n,
			    "the product '%.*s' has another score of the same "
			    "CVSS version for this vulnerability",
			    STR_ARG(text));
		}
		o->marks[version][id] = o->round;
	}
}

void
test_score_once(struct csaf_run *k)
{
	struct once o = { .round = 0 };

	for (size_t i = 0; i < ARRAY_LEN(o.marks); i++)
		o.marks[i] = csaf_run_marks(k);
	for (size_t i = 0; i < k->doc->n_flaws; i++) {
		o.round++;
		for (const struct json_node *n =
			 csaf_run_items(k->doc->flaws[i].node, "scores");
		     n != NULL; n = n->next) {
			check_once(k, n, version_place(n, "cvss_v2"), &o);
			check_once(k, n, version_place(n, "cvss_v3"), &o);
		}
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
	if (!csaf_format_tenths(n->text, &written) || written != x10)
		csaf_run_report(s->k, n, "%s is %.*s, the vector gives %d.%d",
		    name, STR_ARG(n->text), x10 / 10, x10 % 10);
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
	}
}

void
test_score_consistent(struct csaf_run *k)
{
	each_object(k, check_consistent);
}

#include "command/match_json.h"

#include "base/arena.h"
#include "base/num.h"
#include "text/json_read.h"
#include "text/json_write.h"

const char *
match_json_miss(enum match_miss miss)
{
	static const char *const names[] = {
		[MISS_NONE] = "",
#define MISS(name, words)	[MISS_##name] = #name,
#include "match/misses.def"
	};

	return names[miss];
}

/* The reader bounds the depth. */
void
match_json_copy(struct json_writer *w, const struct json_node *n)
{
	const struct json_node *i;
	int64_t number;

	if (n == NULL) {
		json_null(w);
		return;
	}
	switch (n->kind) {
	case JSON_IS_NULL:
		json_null(w);
		return;
	case JSON_IS_FALSE:
	case JSON_IS_TRUE:
		json_bool(w, n->kind == JSON_IS_TRUE);
		return;
	case JSON_IS_NUMBER:
		/* What is no plain number is of no use here, and text. */
		if (num_parse(n->text, 0, INT64_MAX, &number))
			json_int(w, number);
		else
			json_str(w, n->text);
		return;
	case JSON_IS_STRING:
		json_str(w, n->text);
		return;
	case JSON_IS_ARRAY:
		json_array(w);
		for (i = n->first; i != NULL; i = i->next)
			match_json_copy(w, i);
		json_end(w);
		return;
	case JSON_IS_OBJECT:
		json_object(w);
		for (i = n->first; i != NULL; i = i->next) {
			json_name_str(w, i->name);
			match_json_copy(w, i);
		}
		json_end(w);
		return;
	}
	BUG("json_kind");
}

void
match_json_component(struct json_writer *w, const struct component *c)
{
	json_object(w);
	json_pair(w, "name", c->name);
	json_pair_opt(w, "version", c->version);
	if (c->scope == COMPONENT_SERIES)
		json_pair_z(w, "scope", "series");
	if (c->scope == COMPONENT_ANY)
		json_pair_z(w, "scope", "any");
	json_pair_opt(w, "purl", c->purl);
	json_pair_opt(w, "cpe", c->cpe);
	json_pair_opt(w, "vendor", c->vendor);
	json_pair_opt(w, "keyword", c->keyword);
	json_end(w);
}

static const char *
status_word(enum feed_status s)
{
	switch (s) {
	case FEED_SILENT:
		return "silent";
	case FEED_AFFECTED:
		return "affected";
	case FEED_NOT_AFFECTED:
		return "not_affected";
	case FEED_FIXED:
		return "fixed";
	case FEED_INVESTIGATED:
		return "under_investigation";
	case FEED_WONT_FIX:
		return "wont_fix";
	case FEED_UNCLEAR:
		return "unknown";
	}
	BUG("feed_status");
}

static void
put_steps(struct json_writer *w, const struct match *m)
{
	json_name(w, "steps");
	json_array(w);
	for (size_t i = 0; i < m->n_steps; i++) {
		json_object(w);
		json_pair_z(w, "what", m->steps[i].what);
		json_pair_opt(w, "ours", m->steps[i].ours);
		json_pair_opt(w, "theirs", m->steps[i].theirs);
		json_pair_opt(w, "result", m->steps[i].result);
		json_end(w);
	}
	json_end(w);
}

static void
put_evidence(struct json_writer *w, struct arena *a, const struct index *x,
    const struct match *m)
{
	struct index_origin from;

	json_name(w, "evidence");
	json_object(w);
	json_pair_z(w, "status", status_word(m->status));
	if (m->is_question)
		json_pair(w, "question", m->question);
	if (index_origin(x, a, m->record, &from)) {
		json_pair(w, "feed", from.feed);
		json_pair(w, "file", from.path);
		json_pair_opt(w, "member", from.member);
		json_pair(w, "sha256", from.sha256);
	}
	put_steps(w, m);
	json_end(w);
}

void
match_json_one(struct json_writer *w, struct arena *a, const struct index *x,
    const struct match *m)
{
	struct feed_record r, by;

	if (!index_record(x, a, m->record, &r))
		return;
	json_object(w);
	json_pair(w, "id", r.id);
	json_name(w, "aliases");
	json_array(w);
	for (size_t i = 0; i < r.n_aliases; i++)
		json_str(w, r.aliases[i]);
	json_end(w);
	json_pair_int(w, "confidence", m->confidence);
	json_pair_z(w, "rule", match_rule_name(m->rule));
	if (m->miss != MISS_NONE)
		json_pair_z(w, "miss", match_json_miss(m->miss));
	if (m->suppressed_by != UINT32_MAX &&
	    index_record(x, a, m->suppressed_by, &by))
		json_pair(w, "suppressed_by", by.id);
	put_evidence(w, a, x, m);
	json_end(w);
}

void
match_json_matches(struct json_writer *w, struct arena *a,
    const struct index *x, const struct match *v, size_t n)
{
	json_name(w, "matches");
	json_array(w);
	for (size_t i = 0; i < n; i++) {
		if (v[i].miss == MISS_NONE)
			match_json_one(w, a, x, &v[i]);
	}
	json_end(w);
	json_name(w, "suppressed");
	json_opt_array(w);
	for (size_t i = 0; i < n; i++) {
		if (v[i].miss == MISS_overruled)
			match_json_one(w, a, x, &v[i]);
	}
	json_end(w);
}

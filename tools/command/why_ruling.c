#include "command/why_ruling.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/span.h"
#include "command/page.h"
#include "export/say_text.h"
#include "index/index.h"
#include "inventory/component.h"
#include "model/matched.h"
#include "model/model.h"
#include "text/json_write.h"
#include "text/yaml_write.h"

/* Of a digest, on a terminal. */
#define DIGEST_SHOWN	12

struct telling {
	const struct page *page;
	const struct say *say;
	struct arena *a;
};

static struct str
fill(const struct telling *t, const char *key, struct str x, struct str y)
{
	const struct catalog_value holes[] = { SAY_HOLE("a", x),
		SAY_HOLE("b", y) };

	return say_text_fill(t->say, key, holes, ARRAY_LEN(holes));
}

static void
put(const struct telling *t, enum page_style style, struct str text)
{
	if (text.n > 0)
		page_text(t->page, 4, style, text);
}

static struct str
join(struct arena *a, const struct text_list *l)
{
	struct str out = S("");

	for (size_t i = 0; i < l->n; i++)
		out = str_fmt(a, "%.*s%s%.*s", STR_ARG(out), i > 0 ? ", " : "",
		    STR_ARG(l->v[i].s));
	return out;
}

/* ---- for people ---------------------------------------------------------- */

static void
put_basis(const struct telling *t, const struct decision_basis *b)
{
	if (b->component.s.n > 0)
		put(t, PAGE_FAINT,
		    fill(t, "ruling.component", b->component.s,
			b->component_version.s));
	if (b->absent.s.n > 0)
		put(t, PAGE_FAINT,
		    fill(t, "ruling.absent", b->absent.s, S("")));
	if (b->configuration.s.n > 0)
		put(t, PAGE_FAINT,
		    fill(t, "ruling.configuration", b->configuration.s,
			S("")));
	if (b->record.s.n > 0)
		put(t, PAGE_FAINT,
		    fill(t, "ruling.record",
			str_fmt(t->a, "%.*s (%.*s)", STR_ARG(b->record.s),
			    STR_ARG(b->feed.s)),
			str_sub(b->sha256.s, 0, DIGEST_SHOWN)));
	if (b->statement.s.n > 0)
		put(t, PAGE_FAINT,
		    fill(t, "ruling.statement", b->statement.s, S("")));
}

static struct str
part_of(const struct lapse *l)
{
	const struct decision_basis *b = l->basis;

	if (b == NULL)
		return S("");
	if (str_eq_z(S("record"), l->reason))
		return b->record.s;
	if (str_eq_z(S("configuration"), l->reason))
		return S("");
	return str_eq_z(S("appeared"), l->reason) ? b->absent.s :
						    b->component.s;
}

static struct str
shown(const struct lapse *l, struct str s)
{
	return str_eq_z(S("record"), l->reason) ? str_sub(s, 0, DIGEST_SHOWN) :
						  s;
}

static void
put_lapse(const struct telling *t, const struct lapse *l)
{
	struct str reason, part = part_of(l);
	struct str was = shown(l, l->was), is = shown(l, l->is);

	if (!say_text_find(t->say, "finding.lapse", str_z(l->reason), &reason))
		reason = str_z(l->reason);
	if (part.n > 0)
		reason = fill(t, "ruling.of", reason, part);
	if (was.n > 0 && is.n > 0)
		is = fill(t, "ruling.change", was, is);
	else if (is.n == 0)
		is = was;
	put(t, PAGE_ALARM, fill(t, "ruling.lapsed", reason, is));
}

void
why_ruling_put(const struct page *page, const struct say *say, struct arena *a,
    const struct ruling *r)
{
	const struct decision *d = r->decision;
	const struct telling t = { page, say, a };

	page_text(page, 2, r->n_lapses > 0 ? PAGE_WARN : PAGE_GOOD,
	    fill(&t, "match.decided",
		say_enum(say, &enum_decision_verdict, d->verdict.v),
		str_fmt(a, "%.*s, %.*s", STR_ARG(say_ref(say, &d->by)),
		    STR_ARG(say_when(say, d->at.w)))));
	if (d->component.s.n > 0)
		put(&t, PAGE_PLAIN,
		    fill(&t, "ruling.scope", d->component.s, S("")));
	if (d->justification.v != 0)
		put(&t, PAGE_PLAIN,
		    say_enum(say, &enum_justification, d->justification.v));
	put(&t, PAGE_PLAIN, d->basis.s);
	if (r->is_inherited)
		put(&t, PAGE_PLAIN,
		    fill(&t, "ruling.inherited", join(a, &d->versions),
			S("")));
	for (size_t i = 0; i < d->rests_on.n; i++)
		put_basis(&t, &d->rests_on.v[i]);
	if (d->until.w.kind != WHEN_UNSET)
		put(&t, PAGE_PLAIN,
		    fill(&t, "ruling.until", say_when(say, d->until.w),
			S("")));
	if (d->review.w.kind != WHEN_UNSET)
		put(&t, PAGE_PLAIN,
		    fill(&t, "ruling.review", say_when(say, d->review.w),
			S("")));
	for (size_t i = 0; i < r->n_lapses; i++)
		put_lapse(&t, &r->lapses[i]);
}

/* ---- for machines -------------------------------------------------------- */

static void
write_when(struct json_writer *w, struct arena *a, const char *name,
    struct when t)
{
	if (t.kind == WHEN_DATE)
		json_pair(w, name, day_format(a, t.day));
	else if (t.kind == WHEN_INSTANT)
		json_pair(w, name, instant_format(a, t.at));
}

static void
write_basis(struct json_writer *w, const struct decision_basis *b)
{
	json_object(w);
	json_pair_opt(w, "component", b->component.s);
	json_pair_opt(w, "component_version", b->component_version.s);
	json_pair_opt(w, "absent", b->absent.s);
	json_pair_opt(w, "configuration", b->configuration.s);
	json_pair_opt(w, "feed", b->feed.s);
	json_pair_opt(w, "record", b->record.s);
	json_pair_opt(w, "sha256", b->sha256.s);
	json_pair_opt(w, "statement", b->statement.s);
	json_end(w);
}

static void
write_decision(struct json_writer *w, struct arena *a,
    const struct decision *d)
{
	json_pair(w, "vulnerability", d->vulnerability.s);
	json_name(w, "versions");
	json_opt_array(w);
	for (size_t i = 0; i < d->versions.n; i++)
		json_str(w, d->versions.v[i].s);
	json_end(w);
	json_pair_opt(w, "component", d->component.s);
	json_pair_z(w, "verdict",
	    enum_name(&enum_decision_verdict, d->verdict.v));
	json_pair_opt(w, "justification",
	    str_z(enum_name(&enum_justification, d->justification.v)));
	json_pair(w, "basis", d->basis.s);
	json_name(w, "rests_on");
	json_opt_array(w);
	for (size_t i = 0; i < d->rests_on.n; i++)
		write_basis(w, &d->rests_on.v[i]);
	json_end(w);
	json_pair(w, "by", d->by.id);
	write_when(w, a, "at", d->at.w);
	write_when(w, a, "review", d->review.w);
	write_when(w, a, "until", d->until.w);
}

void
why_ruling_json(struct json_writer *w, struct arena *a,
    const struct sources *ss, const struct ruling *r)
{
	const struct decision *d = r->decision;

	json_object(w);
	write_decision(w, a, d);
	json_name(w, "inherited");
	json_bool(w, r->is_inherited);
	json_name(w, "holds");
	json_bool(w, r->n_lapses == 0);
	json_name(w, "lapses");
	json_opt_array(w);
	for (size_t i = 0; i < r->n_lapses; i++) {
		json_object(w);
		json_pair_z(w, "reason", r->lapses[i].reason);
		json_pair_opt(w, "part", part_of(&r->lapses[i]));
		json_pair_opt(w, "was", r->lapses[i].was);
		json_pair_opt(w, "is", r->lapses[i].is);
		json_end(w);
	}
	json_end(w);
	json_pair(w, "file", source_get(ss, d->where.file)->path);
	json_pair_int(w, "line", source_line(ss, d->where));
	json_end(w);
}

/* ---- what it can rest on now --------------------------------------------- */

static void
propose_part(struct yaml_writer *y, const struct component *c)
{
	yaml_write_map(y);
	yaml_write_pair(y, "component", c->purl.n > 0 ? c->purl : c->name);
	yaml_write_pair(y, "component_version", c->version);
	yaml_write_end(y);
}

static void
propose_record(struct yaml_writer *y, struct arena *a,
    const struct index *index, uint32_t number)
{
	struct index_origin from;
	struct feed_record r;

	if (!index_origin(index, a, number, &from) ||
	    !index_record(index, a, number, &r))
		return;
	yaml_write_map(y);
	yaml_write_pair(y, "feed", from.feed);
	yaml_write_pair(y, "record", r.id);
	yaml_write_pair(y, "sha256", from.sha256);
	yaml_write_end(y);
}

void
why_ruling_propose(const struct page *page, const struct say *say,
    struct arena *a, const struct why_basis *b)
{
	struct yaml_writer y;
	struct str text, line;
	struct buf out;

	if (b->n_parts == 0)
		return;
	buf_init(&out, LIMIT_PAGE_BYTES);
	yaml_write_init(&y, &out);
	yaml_write_map(&y);
	yaml_write_key(&y, S("rests_on"));
	yaml_write_seq(&y);
	for (size_t i = 0; i < b->n_parts; i++)
		propose_part(&y, b->parts[i]);
	for (size_t i = 0; i < b->n_records; i++)
		propose_record(&y, a, b->index, b->records[i]);
	yaml_write_end(&y);
	yaml_write_end(&y);
	page_text(page, 0, PAGE_HEAD, say_text(say, "ruling.propose"));
	text = buf_str(&out);
	while (text.n > 0) {
		size_t in = 0;

		(void)str_cut(text, '\n', &line, &text);
		while (in < line.n && line.p[in] == ' ')
			in++;
		page_text(page, in + 2, PAGE_PLAIN, str_from(line, in));
	}
	buf_fini(&out);
}

/* The draft of a case: what the feeds say, as theirs; nothing is published. */
#include "command/new_from_case.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits_draft.h"
#include "base/map.h"
#include "command/draft.h"
#include "command/new_from.h"
#include "command/new_from_text.h"
#include "model/kind.h"
#include "model/matched.h"
#include "model/model.h"
#include "model/scalar.h"
#include "score/cvss.h"
#include "score/cwe.h"
#include "text/markdown.h"
#include "text/yaml_write.h"

struct writing {
	const struct new_from *f;
	struct buf *out;
	struct yaml_writer w;
};

static struct str
line(const struct writing *k, struct str s)
{
	return new_from_text_line(k->f->a, s, LIMIT_DRAFT_WORDS);
}

/* A product of ours that a case could be of. */
static bool
is_own(const struct finding *x)
{
	const struct company_entry *c = finding_company(x);

	return x->product != NULL && x->state != FINDING_CLEARED &&
	    x->state != FINDING_NOT_AFFECTED &&
	    (c == NULL || c->company->kind.v != (int)COMPANY_VENDOR);
}

static const struct finding *
first_own(const struct new_from *f)
{
	for (size_t i = 0; i < f->n_findings; i++) {
		if (is_own(f->findings[i]))
			return f->findings[i];
	}
	return NULL;
}

static void
put_words(struct writing *k, const char *key, struct str ja, struct str en)
{
	if (ja.n + en.n == 0)
		return;
	yaml_write_key(&k->w, str_z(key));
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "ja", ja.n > 0 ? ja : en);
	yaml_write_pair(&k->w, "en", en.n > 0 ? en : ja);
	yaml_write_end(&k->w);
}

static void
put_title(struct writing *k, const struct known *x, const char *prefix)
{
	struct arena *a = k->f->a;
	struct str ja = str_sub(x->title_ja.n > 0 ? x->title_ja : x->title_en,
	    0, LIMIT_DRAFT_TEXT);
	struct str en = str_sub(x->title_en.n > 0 ? x->title_en : x->title_ja,
	    0, LIMIT_DRAFT_TEXT);

	put_words(k, "title",
	    new_from_text_line(a, str_fmt(a, "%s%.*s", prefix, STR_ARG(ja)),
		LIMIT_DRAFT_TITLE),
	    new_from_text_line(a, str_fmt(a, "%s%.*s", prefix, STR_ARG(en)),
		LIMIT_DRAFT_TITLE));
}

static void
put_source(struct writing *k)
{
	const struct known *x = &k->f->known[0];
	struct str at = instant_format(k->f->a, k->f->now);

	yaml_write_key(&k->w, S("source"));
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "channel", S("scan"));
	yaml_write_pair(&k->w, "reference", line(k, x->id));
	yaml_write_end(&k->w);
	yaml_write_key(&k->w, S("facts"));
	yaml_write_seq(&k->w);
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "at", at);
	yaml_write_pair(&k->w, "event", S("received"));
	if (x->n_sources > 0)
		yaml_write_pair(&k->w, "note",
		    line(k,
			str_fmt(k->f->a, "%.*s: %.*s, SHA-256 %.*s",
			    STR_ARG(x->sources[0].feed),
			    STR_ARG(line(k, x->sources[0].id)),
			    STR_ARG(x->sources[0].sha256))));
	yaml_write_end(&k->w);
	yaml_write_end(&k->w);
}

static bool
is_cve(struct str id)
{
	struct str rest = str_from(id, 9);

	if (!str_starts(id, S("CVE-")) || id.n < 13 || id.n > 19 ||
	    id.p[8] != '-')
		return false;
	for (size_t i = 4; i < 8; i++) {
		if (id.p[i] < '0' || id.p[i] > '9')
			return false;
	}
	for (size_t i = 0; i < rest.n; i++) {
		if (rest.p[i] < '0' || rest.p[i] > '9')
			return false;
	}
	return true;
}

static void
put_ids(struct writing *k, const struct known *x)
{
	if (is_cve(x->id)) {
		yaml_write_pair(&k->w, "cve", x->id);
		return;
	}
	yaml_write_key(&k->w, S("ids"));
	yaml_write_seq(&k->w);
	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "system_name",
	    x->n_sources > 0 ? x->sources[0].feed : S("feed"));
	yaml_write_pair(&k->w, "text", line(k, x->id));
	yaml_write_end(&k->w);
	yaml_write_end(&k->w);
}

/* As the sources', each beside the other: ours is still to be made. */
static void
put_scores(struct writing *k, const struct known *x)
{
	struct map *seen = map_open(k->f->a);

	for (size_t i = 0; i < x->n_sources; i++) {
		const struct known_source *s = &x->sources[i];
		struct cvss_fault fault;
		struct cvss cvss;

		if (s->vector.n == 0 || map_len(seen) == LIMIT_DRAFT_ROWS ||
		    !cvss_parse(s->vector, &cvss, &fault) ||
		    !map_add(seen,
			str_fmt(k->f->a, "%.*s %.*s", STR_ARG(s->feed),
			    STR_ARG(s->vector)),
			k))
			continue;
		if (map_len(seen) == 1) {
			yaml_write_key(&k->w, S("scores"));
			yaml_write_seq(&k->w);
		}
		yaml_write_map(&k->w);
		yaml_write_pair(&k->w, "source", s->feed);
		yaml_write_pair(&k->w, "vector", s->vector);
		yaml_write_end(&k->w);
	}
	if (map_len(seen) > 0)
		yaml_write_end(&k->w);
}

static bool
is_of(const struct finding *x, const struct known *known)
{
	return is_own(x) && str_eq(x->known->id, known->id);
}

/* A product with its versions, which stand behind each other. */
static size_t
put_product(struct writing *k, size_t i, const struct known *of)
{
	const struct new_from *f = k->f;
	const struct product_entry *p = f->findings[i]->product;
	bool has_version = f->findings[i]->version != NULL;

	yaml_write_map(&k->w);
	yaml_write_pair(&k->w, "product", p->e.id);
	if (!has_version)
		yaml_write_pair(&k->w, "status", S("under_investigation"));
	if (has_version) {
		yaml_write_key(&k->w, S("versions"));
		yaml_write_seq(&k->w);
	}
	for (; i < f->n_findings && f->findings[i]->product == p; i++) {
		const struct finding *x = f->findings[i];

		if (!has_version || !is_of(x, of) || x->version == NULL)
			continue;
		yaml_write_map(&k->w);
		yaml_write_pair(&k->w, "version", x->version->version.s);
		yaml_write_pair(&k->w, "status", S("under_investigation"));
		yaml_write_end(&k->w);
	}
	if (has_version)
		yaml_write_end(&k->w);
	yaml_write_end(&k->w);
	return i;
}

static void
put_products(struct writing *k, const struct known *of)
{
	const struct new_from *f = k->f;
	bool is_open = false;

	for (size_t i = 0; i < f->n_findings;) {
		if (!is_of(f->findings[i], of)) {
			i++;
			continue;
		}
		if (!is_open) {
			yaml_write_key(&k->w, S("products"));
			yaml_write_seq(&k->w);
		}
		is_open = true;
		i = put_product(k, i, of);
	}
	if (is_open)
		yaml_write_end(&k->w);
}

static void
put_references(struct writing *k, const struct known *x)
{
	struct map *seen = map_open(k->f->a);

	for (size_t i = 0; i < x->n_sources; i++) {
		struct str url = new_from_text_url(k->f->a, x->sources[i].url);

		if (url.n == 0 || map_len(seen) == LIMIT_DRAFT_ROWS ||
		    !map_add(seen, url, k))
			continue;
		if (map_len(seen) == 1) {
			yaml_write_key(&k->w, S("references"));
			yaml_write_seq(&k->w);
		}
		yaml_write_map(&k->w);
		yaml_write_pair(&k->w, "url", url);
		yaml_write_pair(&k->w, "summary", line(k, x->sources[i].id));
		yaml_write_end(&k->w);
	}
	if (map_len(seen) > 0)
		yaml_write_end(&k->w);
}

static void
put_flaw(struct writing *k, size_t i)
{
	const struct known *x = &k->f->known[i];

	yaml_write_map(&k->w);
	put_ids(k, x);
	put_title(k, x, "");
	if (cwe_find(k->f->cwes[i]) != NULL)
		yaml_write_pair(&k->w, "cwe", k->f->cwes[i]);
	put_scores(k, x);
	put_products(k, x);
	put_references(k, x);
	yaml_write_end(&k->w);
}

void
new_from_case(const struct new_from *f, struct str id, struct buf *out)
{
	struct writing k = { .f = f, .out = out };
	const struct finding *own = first_own(f);
	const struct company_entry *company = own != NULL ?
	    finding_company(own) :
	    NULL;

	yaml_write_init(&k.w, out);
	buf_put(out, S("---\n"));
	yaml_write_map(&k.w);
	yaml_write_pair(&k.w, "id", id);
	put_title(&k, &f->known[0], DRAFT_MARK ": ");
	if (f->label > TLP_AMBER_STRICT)
		yaml_write_pair(&k.w, "tlp",
		    str_z(enum_name(&enum_tlp, (int)f->label)));
	if (company != NULL)
		yaml_write_pair(&k.w, "company", company->e.id);
	put_source(&k);
	yaml_write_key(&k.w, S("vulnerabilities"));
	yaml_write_seq(&k.w);
	for (size_t i = 0; i < f->n_known; i++)
		put_flaw(&k, i);
	yaml_write_end(&k.w);
	yaml_write_end(&k.w);
	buf_printf(out, "---\n\n%s: internal notes (Markdown)\n", DRAFT_MARK);
	for (size_t i = 0; i < f->n_known; i++) {
		struct str text = f->known[i].text_ja.n > 0 ?
		    f->known[i].text_ja :
		    f->known[i].text_en;

		buf_putc(out, '\n');
		markdown_escape(out,
		    new_from_text(f->a, text, LIMIT_DRAFT_TEXT));
		buf_putc(out, '\n');
	}
}

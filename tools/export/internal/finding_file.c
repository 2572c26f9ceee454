#include "export/internal/finding_file.h"

#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "export/internal/clock_row.h"
#include "export/internal/finding_row.h"
#include "export/internal/finding_set.h"
#include "export/internal/finding_text.h"
#include "export/internal/out.h"
#include "model/matched.h"
#include "text/json_write.h"

OUT_FUNCTIONS(finding_file);

enum file_format {
	FILE_CSV,
	FILE_JSON,
};

static const char
    *const endings[] = { [FILE_CSV] = "csv", [FILE_JSON] = "json" };

/* What a file has; number of the page is the piece. */
struct file_item {
	const struct finding_list *list;
	enum file_format format;
	size_t piece;
};

static size_t
count_files(const struct finding_list *l)
{
	return (l->n + LIMIT_FINDING_ROWS - 1) / LIMIT_FINDING_ROWS;
}

/* "findings/open.csv", "findings/open-2.csv": one for both languages. */
static struct str
path_of(struct arena *a, const struct finding_list *l, size_t piece,
    enum file_format format)
{
	struct str stem = l->stem;

	if (piece > 0)
		stem = str_fmt(a, "%.*s-%zu", STR_ARG(stem), piece + 1);
	return str_fmt(a, "%.*s.%s", STR_ARG(stem), endings[format]);
}

void
finding_file_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct finding_set *s = finding_set_make(g.a, v);

	for (size_t i = 0; i < s->n; i++) {
		const struct finding_list *l = &s->v[i];

		for (size_t j = 0; j < 2 * count_files(l); j++) {
			struct file_item *item = arena_new(g.a,
			    struct file_item);

			*item = (struct file_item){ l,
				(enum file_format)(j % 2), j / 2 };
			frame_add_neutral(&g,
			    path_of(g.a, l, item->piece, item->format), S(""),
			    item);
		}
	}
}

void
finding_file_show(const struct frame *f, const struct finding_list *l)
{
	struct value *list = value_set_list(f->data, "files");
	size_t n = count_files(l);

	for (size_t i = 0; i < 2 * n; i++) {
		struct value *o = value_push_object(list);
		enum file_format format = (enum file_format)(i % 2);

		value_set_text(o, "href",
		    export_link(f->a, f->page->path,
			path_of(f->a, l, i / 2, format)));
		value_set_z(o, "text", format == FILE_CSV ? "CSV" : "JSON");
		value_set_int(o, "number", n > 1 ? (int64_t)(i / 2) + 1 : 0);
	}
}

/* ---- values -------------------------------------------------------------- */

static struct str
version_of(const struct finding *x)
{
	return x->version != NULL ? x->version->version.s : S("");
}

static struct str
owner_of(const struct finding *x)
{
	const struct person_entry *p = finding_owner(x);

	return p != NULL ? p->e.id : S("");
}

static struct str
company_of(const struct finding *x)
{
	const struct company_entry *c = finding_company(x);

	return c != NULL ? c->e.id : S("");
}

static struct str
page_of(const struct frame *f, const struct finding *x)
{
	return str_fmt(f->a, "ja/%.*s.html",
	    STR_ARG(where_vulnerability(f->a, x->known->id)));
}

static struct str
verdict_of(const struct finding *x)
{
	if (x->ruling == NULL)
		return S("");
	return str_z(
	    enum_name(&enum_decision_verdict, x->ruling->decision->verdict.v));
}

/* ---- CSV ----------------------------------------------------------------- */

/* Columns of a finding that are texts, in the order of put_row(). */
static const char HEAD[] =
    "vulnerability,title_ja,title_en,kev,ransomware,epss,score,severity,"
    "priority,state,kind,subject,version,company,owner,component,identity,"
    "rule,confidence,question,why,fixed,decision,case,page\r\n";

static void
put_cell(const struct frame *f, struct buf *out, struct str s)
{
	finding_text_cell(out, finding_text_line(f->a, s));
	buf_putc(out, ',');
}

static struct str
score_of(const struct frame *f, const struct known *k)
{
	if (k->score_x10 < 0)
		return S("");
	return str_fmt(f->a, "%d.%d", k->score_x10 / 10, k->score_x10 % 10);
}

static void
put_known(const struct frame *f, struct buf *out, const struct known *k)
{
	put_cell(f, out, k->id);
	put_cell(f, out, k->title_ja);
	put_cell(f, out, k->title_en);
	buf_printf(out, "%s,%s,", k->is_kev ? "yes" : "no",
	    k->is_ransomware ? "yes" : "no");
	put_cell(f, out, finding_row_epss(f, k->epss));
	put_cell(f, out, score_of(f, k));
	put_cell(f, out, str_z(enum_name(&enum_severity, (int)k->severity)));
}

/* The surest match alone: a row a finding. */
static void
put_match(const struct frame *f, struct buf *out, const struct finding *x)
{
	static const struct found_match none;
	const struct found_match *k = x->n_matches > 0 ? &x->matches[0] :
							 &none;

	put_cell(f, out, k->component);
	put_cell(f, out, k->identity);
	put_cell(f, out, k->rule != NULL ? str_z(k->rule) : S(""));
	buf_printf(out, "%u,", (unsigned)x->confidence);
	put_cell(f, out, k->is_question ? k->question : S(""));
	put_cell(f, out, k->why);
	put_cell(f, out, k->fixed);
}

static void
put_row(const struct frame *f, struct buf *out, const struct finding *x)
{
	put_known(f, out, x->known);
	put_cell(f, out, x->priority.priority);
	buf_printf(out, "%s,%s,", finding_state_name(x->state),
	    x->system != NULL ? "system" : "product");
	put_cell(f, out, finding_row_subject(x)->id);
	put_cell(f, out, version_of(x));
	put_cell(f, out, company_of(x));
	put_cell(f, out, owner_of(x));
	put_match(f, out, x);
	put_cell(f, out, verdict_of(x));
	put_cell(f, out, x->c != NULL ? x->c->e.id : S(""));
	finding_text_cell(out, page_of(f, x));
	buf_put(out, S("\r\n"));
}

/* ---- JSON ---------------------------------------------------------------- */

/* Foreign text as JSON has it: escaped by the writer, harmless to read. */
static void
pair(const struct frame *f, struct json_writer *w, const char *name,
    struct str s)
{
	json_pair_opt(w, name, finding_text_line(f->a, s));
}

static void
json_known(const struct frame *f, struct json_writer *w, const struct known *k)
{
	pair(f, w, "vulnerability", k->id);
	json_name(w, "aliases");
	json_opt_array(w);
	for (size_t i = 0; i < k->n_aliases && i < LIMIT_FINDING_PARTS; i++)
		json_str(w, finding_text_line(f->a, k->aliases[i]));
	json_end(w);
	pair(f, w, "title_ja", k->title_ja);
	pair(f, w, "title_en", k->title_en);
	json_name(w, "kev");
	json_bool(w, k->is_kev);
	pair(f, w, "epss", finding_row_epss(f, k->epss));
	pair(f, w, "vector", k->vector);
	if (k->score_x10 >= 0) {
		json_name(w, "score");
		json_tenths(w, k->score_x10);
	}
	json_pair_opt(w, "severity",
	    str_z(enum_name(&enum_severity, (int)k->severity)));
}

static void
json_matches(const struct frame *f, struct json_writer *w,
    const struct finding *x)
{
	json_name(w, "matches");
	json_array(w);
	for (size_t i = 0; i < x->n_matches && i < LIMIT_FINDING_PARTS; i++) {
		const struct found_match *k = &x->matches[i];

		json_object(w);
		pair(f, w, "component", k->component);
		pair(f, w, "identity", k->identity);
		json_pair_z(w, "rule", k->rule);
		json_pair_int(w, "confidence", k->confidence);
		if (k->is_question)
			pair(f, w, "question", k->question);
		pair(f, w, "why", k->why);
		pair(f, w, "fixed", k->fixed);
		pair(f, w, "note", k->note);
		json_name(w, "cleared");
		json_bool(w, k->is_cleared);
		if (k->source != NULL) {
			pair(f, w, "feed", k->source->feed);
			pair(f, w, "record", k->source->id);
			pair(f, w, "sha256", k->source->sha256);
		}
		json_end(w);
	}
	json_end(w);
}

static void
json_finding(const struct frame *f, struct json_writer *w,
    const struct finding *x)
{
	json_object(w);
	json_known(f, w, x->known);
	pair(f, w, "priority", x->priority.priority);
	json_pair_z(w, "state", finding_state_name(x->state));
	json_pair(w, x->system != NULL ? "system" : "product",
	    finding_row_subject(x)->id);
	pair(f, w, "version", version_of(x));
	json_pair_opt(w, "company", company_of(x));
	json_pair_opt(w, "owner", owner_of(x));
	json_pair_int(w, "confidence", x->confidence);
	json_matches(f, w, x);
	json_pair_opt(w, "decision", verdict_of(x));
	json_pair_opt(w, "case", x->c != NULL ? x->c->e.id : S(""));
	json_pair(w, "page", page_of(f, x));
	json_end(w);
}

static void
write_json(const struct frame *f, const struct finding_list *l, size_t from,
    size_t to, struct buf *out)
{
	struct json_writer *w = json_write_open(f->a, out, JSON_WRITE_COMPACT);

	json_object(w);
	json_pair(w, "tlp", f->c->ceiling);
	json_pair(w, "as_of", instant_format(f->a, f->c->now));
	json_pair(w, "list", l->stem);
	json_pair_int(w, "of", (int64_t)l->n);
	json_name(w, "findings");
	json_array(w);
	for (size_t i = from; i < to; i++)
		json_finding(f, w, l->v[i]);
	json_end(w);
	json_end(w);
	(void)json_write_close(w);
}

bool
finding_file_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, NULL);
	const struct file_item *item = f.item;
	size_t from = item->piece * LIMIT_FINDING_ROWS;
	size_t to = from + LIMIT_FINDING_ROWS;

	(void)d;
	if (to > item->list->n)
		to = item->list->n;
	if (item->format == FILE_JSON) {
		write_json(&f, item->list, from, to, out);
		return true;
	}
	buf_put(out, S(HEAD));
	for (size_t i = from; i < to; i++)
		put_row(&f, out, item->list->v[i]);
	return true;
}

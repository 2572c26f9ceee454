#include "inventory/inventory.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "inventory/inventory_impl.h"

#define RULE	"inventory-unread"
#define MARK	"\xef\xbb\xbf"	/* of the byte order, which means nothing */

struct format {
	bool (*is)(const struct inventory_sight *s);
	inventory_reader *read;
	const char *title;
	bool is_text;		/* not JSON */
	bool is_strict;		/* references lead somewhere */
};

static const struct format formats[] = {
#define INVENTORY(name, is, title)	{ is, inventory_##name, title,	\
	    INVENTORY_FORMAT_##name == INVENTORY_FORMAT_dpkg ||		\
		INVENTORY_FORMAT_##name == INVENTORY_FORMAT_rpm,	\
	    INVENTORY_FORMAT_##name == INVENTORY_FORMAT_cyclonedx },
#include "inventory/formats.def"
};

const char *
inventory_title(enum inventory_format f)
{
	ASSERT(f < INVENTORY_FORMATS);
	return formats[f].title;
}

/* ---- what format it is ---- */

static void
see_graph(struct inventory_make *m, void *into)
{
	struct inventory_sight *s = into;

	s->has_graph = m->json.ev == JSON_ARRAY_BEGIN;
	(void)inventory_json_text(m);
}

static void
see_results(struct inventory_make *m, void *into)
{
	struct inventory_sight *s = into;

	s->has_results = true;
	(void)inventory_json_text(m);
}

static void
see_matches(struct inventory_make *m, void *into)
{
	struct inventory_sight *s = into;

	s->has_matches = m->json.ev == JSON_ARRAY_BEGIN;
	(void)inventory_json_text(m);
}

static void
see_descriptor(struct inventory_make *m, void *into)
{
	struct inventory_sight *s = into;

	s->has_descriptor = m->json.ev == JSON_OBJECT_BEGIN;
	(void)inventory_json_text(m);
}

static void
see_runs(struct inventory_make *m, void *into)
{
	struct inventory_sight *s = into;

	s->has_runs = m->json.ev == JSON_ARRAY_BEGIN;
	(void)inventory_json_text(m);
}

static void
see_context_item(struct inventory_make *m, void *into)
{
	struct inventory_sight *s = into;
	struct inventory_text t = inventory_json_text(m);

	if (s->context.s.n == 0)
		s->context = t;
}

static void
see_context(struct inventory_make *m, void *into)
{
	if (m->json.ev == JSON_ARRAY_BEGIN)
		inventory_json_items(m, see_context_item, into);
	else
		see_context_item(m, into);
}

#define TEXT(name, field)						\
	{ STR_INIT(name), NULL, offsetof(struct inventory_sight, field) }

static const struct inventory_member sights[] = {
	TEXT("bomFormat", bom_format),
	TEXT("spdxVersion", spdx_version),
	TEXT("SchemaVersion", trivy),
	TEXT("ArtifactName", artifact),
	{ STR_INIT("@context"), see_context, 0 },
	{ STR_INIT("@graph"), see_graph, 0 },
	{ STR_INIT("Results"), see_results, 0 },
	{ STR_INIT("matches"), see_matches, 0 },
	{ STR_INIT("descriptor"), see_descriptor, 0 },
	{ STR_INIT("runs"), see_runs, 0 },
};

static enum inventory_format
told(const struct inventory_sight *s)
{
	enum inventory_format f = 0;

	while (f < INVENTORY_FORMATS && !formats[f].is(s))
		f++;
	return f;
}

/* By the members of the outermost object, up to the one that tells. */
static enum inventory_format
told_json(struct arena *a, struct str text)
{
	struct inventory_make m = { .perm = a, .tmp = a, .d = diags_open(a) };
	struct inventory_sight s = { 0 };
	enum inventory_format f = INVENTORY_FORMATS;

	m.json.reader = json_open(a, text, (struct span){ 0, 0, 0 });
	if (inventory_json_next(&m) != JSON_OBJECT_BEGIN)
		return f;
	while (
	    f == INVENTORY_FORMATS && inventory_json_next(&m) == JSON_NAME) {
		size_t i = 0;

		while (i < ARRAY_LEN(sights) &&
		    !str_eq(m.json.text, sights[i].name))
			i++;
		if (i == ARRAY_LEN(sights)) {
			(void)json_skip(m.json.reader);
			continue;
		}
		(void)inventory_json_next(&m);
		if (sights[i].see != NULL)
			sights[i].see(&m, &s);
		else
			*(struct inventory_text *)(void *)((char *)&s +
			    sights[i].text) = inventory_json_text(&m);
		f = told(&s);
	}
	return f;
}

static struct str
without_mark(struct str text)
{
	return str_starts(text, S(MARK)) ? str_from(text, 3) : text;
}

/* As many lines as telling needs. */
static struct str
head_of(struct str text)
{
	size_t end = 0;

	for (unsigned i = 0; i < LIMIT_INVENTORY_HEAD_LINES && end < text.n;
	     i++) {
		size_t nl = str_find_byte(text, '\n', end);

		end = nl == SIZE_MAX ? text.n : nl + 1;
	}
	return str_sub(text, 0, end);
}

enum inventory_format
inventory_format_of(struct str text)
{
	struct inventory_sight s = { 0 };
	enum inventory_format f;
	struct str start;
	struct arena *a;

	text = without_mark(text);
	start = str_trim(text);
	if (start.n == 0 || start.p[0] != '{') {
		s.head = head_of(text);
		return told(&s);
	}
	a = arena_open();
	f = told_json(a, text);
	arena_close(a);
	return f;
}

/* ---- reading ---- */

static bool
report_json(struct inventory_make *m)
{
	const struct inventory_json *j = &m->json;

	diag_error(m->d, RULE, span_sub(j->at, 0, 40), "%s",
	    json_fault(j->reader));
	diag_help(m->d, "%s; nothing of the document counts",
	    json_fault_help(j->reader));
	return false;
}

static bool
read_json(struct inventory_make *m, const struct format *f)
{
	/* Names of open objects outlive what is decoded for values. */
	struct arena *names = arena_open();
	bool ok = true;

	m->json.reader = json_open(names, m->text, m->at);
	json_decode_into(m->json.reader, m->perm);
	(void)inventory_json_next(m);
	f->read(m);
	if (!m->is_over && inventory_json_next(m) != JSON_END)
		ok = report_json(m);
	arena_close(names);
	return ok;
}

static bool
read_text(struct inventory_make *m, const struct format *f)
{
	size_t bad = utf8_fault(m->text);

	if (bad != SIZE_MAX) {
		diag_error(m->d, RULE,
		    (struct span){ m->at.file, m->at.off + (uint32_t)bad, 1 },
		    "bytes that are not UTF-8");
		diag_help(m->d, "save the list as UTF-8");
		return false;
	}
	f->read(m);
	return true;
}

/* Whether a document can be read, and as which format. */
static bool
is_readable(const struct inventory_make *m, enum inventory_format *f)
{
	if (m->text.n > LIMIT_INVENTORY_BYTES) {
		diag_error(m->d, RULE, m->at,
		    "the file has %zu bytes; %u are "
		    "read",
		    m->text.n, LIMIT_INVENTORY_BYTES);
		diag_help(m->d, "split the inventory");
		return false;
	}
	*f = inventory_format_of(m->text);
	if (*f != INVENTORY_FORMATS)
		return true;
	diag_error(m->d, RULE, m->at, "this is no inventory that can be read");
	diag_help(m->d,
	    "CycloneDX and SPDX as JSON, reports of Trivy and Grype "
	    "as JSON, SARIF, and the output of dpkg -l, dpkg-query -W and "
	    "rpm -qa are; text or XML of these formats can be converted");
	return false;
}

bool
inventory_read(struct arena *perm, const struct sources *ss, uint32_t file,
    struct diags *d, struct inventory *out)
{
	struct str text = source_get(ss, file)->text;
	struct inventory_make m = {
		.perm = perm,
		.tmp = arena_open(),
		.d = d,
		.out = out,
		.text = without_mark(text),
		.at = { file, 0, 0 },
	};
	enum inventory_format f;
	bool ok;

	*out = (struct inventory){ 0 };
	m.at.off = (uint32_t)(text.n - m.text.n);
	ok = is_readable(&m, &f) &&
	    (formats[f].is_text ? read_text(&m, &formats[f]) :
				  read_json(&m, &formats[f])) &&
	    inventory_make_finish(&m, formats[f].is_strict);
	if (!ok)
		*out = (struct inventory){ 0 };
	arena_close(m.tmp);
	return ok;
}

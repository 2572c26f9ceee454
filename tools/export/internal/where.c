#include "export/internal/where.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/digest.h"
#include "export/export.h"
#include "export/internal/frame.h"
#include "model/model.h"

/*
 * Names that Windows keeps for devices, whatever the ending.  No id of ours
 * begins
 * with a hyphen, so one before it makes another name.
 */
static bool
is_device(struct str id)
{
	static const char *const names[] = { "con", "prn", "aux", "nul" };
	struct str stem = str_sub(id, 0, str_find_byte(id, '.', 0));

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		if (str_eq_nocase(stem, str_z(names[i])))
			return true;
	}
	return stem.n == 4 && stem.p[3] >= '0' && stem.p[3] <= '9' &&
	    (str_eq_nocase(str_sub(stem, 0, 3), S("com")) ||
		str_eq_nocase(str_sub(stem, 0, 3), S("lpt")));
}

struct str
where_record(struct arena *a, const char *folder, struct str id)
{
	if (is_device(id))
		return str_fmt(a, "%s/-%.*s.html", folder, STR_ARG(id));
	return str_fmt(a, "%s/%.*s.html", folder, STR_ARG(id));
}

struct str
where_piece(struct arena *a, const char *stem, size_t n)
{
	if (n == 0)
		return str_fmt(a, "%s.html", stem);
	return str_fmt(a, "%s-%zu.html", stem, n + 1);
}

/* File names may have 255 bytes; with number and ending this stays below. */
#define ID_BYTES	160

struct str
where_vulnerability(struct arena *a, struct str id)
{
	static const char digits[] = "0123456789abcdef";
	char *out = arena_array(a, char, 3 * id.n + 1);
	bool device = is_device(id);
	size_t n = 0;

	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];
		bool is_plain = (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    c == '-' || (c == '.' && i > 0);

		if (is_plain && !(device && i == 0)) {
			out[n++] = c;
			continue;
		}
		out[n++] = '_';
		out[n++] = digits[((unsigned char)c) >> 4];
		out[n++] = digits[((unsigned char)c) & 15];
	}
	if (n > ID_BYTES)
		return str_cat(a, S("vulnerabilities/_"),
		    digest_hex(a, DIGEST_SHA256, id));
	return str_cat(a, S("vulnerabilities/"), (struct str){ out, n });
}

/* Persons stand on the page of their company. */
static struct str
where_person(struct arena *a, const struct entry *e)
{
	const struct person_entry *p = (const void *)e;

	if (p->company == NULL)
		return S("");
	return str_fmt(a, "%.*s#p-%.*s",
	    STR_ARG(where_record(a, "companies", p->company->e.id)),
	    STR_ARG(e->id));
}

struct str
where_entry(const struct frame *f, const struct entry *e)
{
	switch (e->space) {
	case SPACE_COMPANY:
		return where_record(f->a, "companies", e->id);
	case SPACE_PERSON:
	case SPACE_ACTOR:
		return where_person(f->a, e);
	case SPACE_PARTY:
		return frame_is_desk(f) ?
		    str_fmt(f->a, "parties.html#p-%.*s", STR_ARG(e->id)) :
		    S("");
	case SPACE_PRODUCT:
		return where_record(f->a, "products", e->id);
	case SPACE_SYSTEM:
		return where_record(f->a, "systems", e->id);
	case SPACE_CASE:
		return where_record(f->a, "cases", e->id);
	case SPACE_AUDIENCE:
		return frame_is_desk(f) ? S("audiences.html") : S("");
	case SPACE_CALENDAR:
		return str_fmt(f->a, "calendars.html#c-%.*s", STR_ARG(e->id));
	case SPACE_CAMPAIGN:
		return where_record(f->a, "campaigns", e->id);
	case SPACE_ALERT:
		return where_record(f->a, "alerts", e->id);
	case SPACE_POLICY:
		return where_record(f->a, "policies", e->id);
	}
	BUG("space of an entry");
}

struct str
where_link(const struct frame *f, struct str address)
{
	if (address.n == 0)
		return address;
	return export_link(f->a, f->page->path,
	    str_fmt(f->a, "%.*s/%.*s", STR_ARG(f->lang), STR_ARG(address)));
}

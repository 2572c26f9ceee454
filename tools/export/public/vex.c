#include "export/public/vex.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/digest.h"
#include "export/export.h"
#include "export/public/released.h"
#include "export/public/vex_impl.h"

/* 6ba7b811-9dad-11d1-80b4-00c04fd430c8 (RFC 9562, 6.6). */
static const char url_namespace[] =
    "\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8";

bool
vex_has(const struct public_advisory *adv, size_t i)
{
	static const enum public_status statuses[] = {
		PUBLIC_FIRST_AFFECTED,
		PUBLIC_FIRST_FIXED,
		PUBLIC_FIXED,
		PUBLIC_KNOWN_AFFECTED,
		PUBLIC_KNOWN_NOT_AFFECTED,
		PUBLIC_LAST_AFFECTED,
		PUBLIC_UNDER_INVESTIGATION,
	};
	const struct public_vulnerability *v = &adv->vulnerabilities[i];
	size_t n = 0;

	if (adv->is_foreign || adv->n_revisions == 0)
		return false;
	for (size_t j = 0; j < ARRAY_LEN(statuses); j++)
		n += v->status[statuses[j]].n;
	return n > 0;
}

bool
vex_has_csaf(const struct public_advisory *adv, size_t i)
{
	const struct public_vulnerability *v = &adv->vulnerabilities[i];

	/* First and last versions alone do not count there (6.1.27.7). */
	return vex_has(adv, i) && !str_eq_z(adv->category, "csaf_vex") &&
	    v->status[PUBLIC_FIXED].n + v->status[PUBLIC_KNOWN_AFFECTED].n +
		v->status[PUBLIC_KNOWN_NOT_AFFECTED].n +
		v->status[PUBLIC_UNDER_INVESTIGATION].n >
	    0;
}

bool
vex_has_csaf21(const struct public_advisory *adv, size_t i)
{
	return !adv->is_import && vex_has_csaf(adv, i);
}

struct str
vex_name(struct arena *a, const struct public_advisory *adv, size_t i)
{
	struct str lower = str_lower(a, adv->vulnerabilities[i].cve);
	char *out = arena_bytes(a, lower.n + 1);

	if (lower.n == 0)
		return str_fmt(a, "%zu", i + 1);
	for (size_t j = 0; j < lower.n; j++) {
		char c = lower.p[j];
		bool is_fit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');

		out[j] = is_fit ? c : '-';
	}
	return (struct str){ out, lower.n };
}

struct str
vex_id(struct arena *a, const struct public_advisory *adv, size_t i)
{
	const struct public_vulnerability *v = &adv->vulnerabilities[i];

	if (v->cve.n > 0)
		return v->cve;
	if (v->n_ids > 0)
		return v->ids[0].text;
	return adv->n_vulnerabilities == 1 ?
	    adv->id :
	    str_fmt(a, "%.*s-%zu", STR_ARG(adv->id), i + 1);
}

void
vex_plan(struct plan *p, const struct public_view *v,
    bool (*has)(const struct public_advisory *adv, size_t i),
    struct str (*place)(struct arena *a, const struct public_advisory *adv,
	struct str name))
{
	struct arena *a = plan_arena(p);

	for (size_t i = 0; i < v->n_advisories; i++) {
		const struct public_advisory *adv = &v->advisories[i];

		for (size_t j = 0; j < adv->n_vulnerabilities; j++) {
			if (!has(adv, j))
				continue;
			plan_add(p,
			    (struct page){
				.path = place(a, adv, vex_name(a, adv, j)),
				.lang = adv->lang,
				.item = adv,
				.number = j });
		}
	}
}

bool
vex_write(struct csaf_doc *k, size_t number, struct buf *out,
    void (*put)(struct csaf_doc *k, size_t number))
{
	if (released_copy(k->adv, k->path, out))
		return true;
	k->w = json_write_open(k->a, out, JSON_WRITE_PRETTY);
	put(k, number);
	(void)json_write_close(k->w);
	return !k->failed;
}

struct str
vex_issued(const struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;

	return instant_format(k->a,
	    adv->has_initial_release ? adv->initial_release :
				       adv->revisions[0].at);
}

struct str
vex_updated(const struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;

	return instant_format(k->a,
	    adv->has_current_release ?
		adv->current_release :
		adv->revisions[adv->n_revisions - 1].at);
}

struct str
vex_over(struct csaf_doc *k)
{
	const struct public_advisory *adv = k->adv;
	const struct public_successor *by = adv->successor;
	const char *key = "advisory.withdrawn_text";
	struct str reason;

	if (!adv->is_withdrawn && by == NULL)
		return S("");
	if (adv->is_withdrawn) {
		reason = csaf_put_words(k,
		    &adv->revisions[adv->n_revisions - 1].summary);
	} else {
		key = "advisory.superseded_text";
		reason = by->id.n > 0 ? by->id : by->url;
	}
	return str_trim(str_fmt(k->a, "%.*s %.*s",
	    STR_ARG(csaf_put_word(k, k->lang, key)), STR_ARG(reason)));
}

struct str
vex_section(const struct csaf_doc *k, const struct public_vulnerability *v,
    const char *key)
{
	enum public_lang lang = k->lang;

	if (v->n_sections[lang] == 0)
		lang = lang == PUBLIC_JA ? PUBLIC_EN : PUBLIC_JA;
	for (size_t i = 0; i < v->n_sections[lang]; i++) {
		if (str_eq_z(v->sections[lang][i].key, key))
			return v->sections[lang][i].text.plain;
	}
	return S("");
}

struct str
vex_uuid(struct arena *a, struct str name)
{
	const struct str space = { url_namespace, sizeof(url_namespace) - 1 };
	uint8_t b[DIGEST_BYTES_MAX];
	struct str hex;

	(void)digest_bytes(DIGEST_SHA256, str_cat(a, space, name), b);
	b[6] = (uint8_t)(0x80 | (b[6] & 0x0f));
	b[8] = (uint8_t)(0x80 | (b[8] & 0x3f));
	hex = digest_hex_of(a, b, 16);
	return str_fmt(a, "%.8s-%.4s-%.4s-%.4s-%.12s", hex.p, hex.p + 8,
	    hex.p + 12, hex.p + 16, hex.p + 20);
}

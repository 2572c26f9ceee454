/*
 * What everybody may see, in types of its own: a public exporter sees this
 * and nothing of the model, so it cannot even name an internal field.
 *
 * Made by wall_public() alone.  Everything here is published or about the
 * organisation itself.  Lists are in the order in which pages show them.
 */
#ifndef WALL_PUBLIC_VIEW_H
#define WALL_PUBLIC_VIEW_H

#include "wall/public_document.h"

struct zone;

/* A page of text in both languages. */
struct public_page {
	struct str id;
	struct public_words title;
	struct public_words summary;
	struct public_text text[PUBLIC_LANGS];
	struct when updated;
	bool has[PUBLIC_LANGS];
};

struct public_membership {
	struct public_words name;
	struct when since;
	struct str url;
};

/* A public OpenPGP key that signs documents, or did. */
struct public_openpgp {
	struct str fingerprint;		/* hexadecimal capitals, 40 or 64 */
	struct str armour;		/* the file's content */
};

/* Who we are in the CVE programme; org_id is empty when we have no part. */
struct public_cna {
	struct str org_id;		/* a UUID */
	struct str short_name;
	struct str *rejected;	/* ids of our block that were given up; in a
				 * view of one advisory those it has */
	size_t n_rejected;
};

struct public_view {
	struct instant now;		/* as of when, in the zone */
	const struct zone *zone;	/* in which dates alone are meant */
	struct public_words name;
	struct public_words short_name;
	struct public_words legal_name;
	struct public_words disclaimer;
	bool is_fictional;
	enum public_label ceiling;	/* CLEAR, or that of readers behind a
					 * password */
	struct str base_url;	/* where this edition stands; ends in "/" */
	struct public_publisher publisher;
	enum public_lang main_lang;
	struct str email;
	struct str telephone;
	struct str form;
	struct str key_file;		/* content of the OpenPGP key */
	struct str fingerprint;
	struct public_openpgp *keys;	/* of documents, the newest first */
	size_t n_keys;
	bool has_csaf21;		/* documents of CSAF 2.1, too; */
	bool is_csaf21_first;		/* they are what counts */
	struct str license;	/* of documents, by SPDX; may be empty */
	bool is_listed;			/* aggregators may list us, */
	bool is_mirrored;		/* and offer copies (CSAF 2.0, 7.1.7) */
	struct public_words hours;
	struct instant expires;		/* of security.txt */
	struct public_cna cna;
	struct public_membership *memberships;
	size_t n_memberships;
	struct public_advisory *advisories;	/* newest update first */
	size_t n_advisories;
	struct public_product *products;	/* by id */
	size_t n_products;
	struct public_page *pages;	/* content/pages, by order, id */
	size_t n_pages;
	struct public_page *policies;	/* published policies */
	size_t n_policies;
};

#endif

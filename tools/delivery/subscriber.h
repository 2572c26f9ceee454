/*
 * Who is told what concerns them.  Without any file: each person who answers
 * for a system or product or is its contact, each company's first contact for
 * what nobody answers for, the recipients of each inside edition for its
 * alerts.  content/subscriptions.yaml adds readers, and says more of these.
 *
 * Compared by ids, so that subscribers of the full model can be asked about
 * findings of an edition's view.
 */
#ifndef DELIVERY_SUBSCRIBER_H
#define DELIVERY_SUBSCRIBER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/reader.h"
#include "model/records.h"

struct alert;
struct arena;
struct finding;
struct model;

enum subscriber_kind {
	SUBSCRIBER_PERSON,	/* "sato" */
	SUBSCRIBER_COMPANY,	/* "company-ee-sensing": its first contact */
	SUBSCRIBER_EDITION,	/* "edition-portal": its recipients */
	SUBSCRIBER_LIST,	/* "list-gateway": an address */
};

struct subscriber {
	struct str id;		/* names files, stands in the ledger */
	enum subscriber_kind kind;
	const struct person_entry *person;	/* who reads; NULL: a list */
	const struct company_entry *company;	/* SUBSCRIBER_COMPANY */
	const struct audience *audience;	/* SUBSCRIBER_EDITION */
	const struct subscribed *wish;	/* its row, NULL: none */
	const struct model *m;		/* that it was made of */
	struct str *to;			/* addresses; may be none */
	size_t n_to;
	struct str lang;		/* "ja", "en" */
};

/* All that the model shows, by id.  A view without audiences or addresses
 * shows no editions and lists. */
size_t subscriber_list(struct arena *a, const struct model *m,
    struct subscriber **out);

/*
 * The editions that a subscriber may read, and so what messages are made of,
 * the closest first: of an edition's recipients that, of all others what
 * model/reader.h says.
 */
#define SUBSCRIBER_EDITIONS	READER_EDITIONS
size_t subscriber_editions(const struct subscriber *s,
    const struct audience *out[SUBSCRIBER_EDITIONS]);

/* Whether a person is of an outside maker and no edition names them: then they
 * are no subscriber, whatever they answer for and whatever a row says. */
bool subscriber_is_kept_out(const struct model *m,
    const struct person_entry *p);

/* Whether a finding concerns a subscriber, be it decided or not. */
bool subscriber_wants(struct arena *tmp, const struct subscriber *s,
    const struct finding *f);

/* The same of an alert that the subscriber's edition shows. */
bool subscriber_wants_alert(const struct subscriber *s, const struct alert *a);

/* Whether it watches more than what it answers for. */
bool subscriber_watches(const struct subscriber *s);

/* Whether it wants messages in a form. */
bool subscriber_has_format(const struct subscriber *s, enum delivery_format f);

/* The reader's name in a language. */
struct str subscriber_name(const struct subscriber *s, struct str lang);

#endif

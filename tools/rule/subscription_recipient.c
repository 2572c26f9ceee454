#include "rule/rule.h"

#include "model/model.h"
#include "model/reader.h"

RULE_TEXT(rule_subscription_recipient,
    .why_en = "A message holds what an edition shows, so its reader must be "
	      "one of that edition's. Of persons the program knows which they "
	      "may read; an address is known by audiences.yaml alone. Who "
	      "stands twice would be told twice.",
    .why_ja =
	"メッセージには版の内容が入るので、宛先はその版の読者でなければなり"
	"ません。人なら読める版が分かりますが、アドレスは audiences.yaml に"
	"書いたものだけです。同じ宛先が二度あると、同じ知らせが二度届きま"
	"す。",
    .bad = "{id: gateway, address: gateway-team@example.com, all: yes}, "
	   "where no edition has that recipient",
    .good = "recipients: [gateway-team@example.com] of an inside edition");

static bool
is_same(const struct subscribed *a, const struct subscribed *b)
{
	return (a->person.id.n > 0 && str_eq(a->person.id, b->person.id)) ||
	    (a->company.id.n > 0 && str_eq(a->company.id, b->company.id)) ||
	    (a->id.s.n > 0 && str_eq(a->id.s, b->id.s)) ||
	    (a->address.s.n > 0 && str_eq(a->address.s, b->address.s));
}

/* Who is told: a person, a company or a list with a name. */
static void
see_form(const struct check *k, const struct subscribed *s)
{
	int n = (s->person.id.n > 0) + (s->company.id.n > 0) +
	    (s->address.s.n > 0);

	if (n != 1) {
		check_report(k, s->where,
		    "a subscription has a person, a company or an address, "
		    "and one of these alone");
		return;
	}
	if ((s->address.s.n > 0) == (s->id.s.n > 0))
		return;
	check_report(k, s->where,
	    s->id.s.n > 0 ? "the id of a person or company is its own" :
			    "a list needs an id");
	check_help(k,
	    s->id.s.n > 0 ? "take `id` out" :
			    "add `id`: it names files and lines of the "
			    "ledger");
}

static void
see_list(const struct check *k, const struct subscribed *s)
{
	check_report(k, s->address.at,
	    "no inside edition that is sent has this recipient, so there is "
	    "nothing that it may read");
	check_help(k,
	    "add it to `recipients` of the edition that its readers may see, "
	    "up to AMBER+STRICT (content/audiences.yaml)");
}

static void
see_person(const struct check *k, const struct subscribed *s,
    const struct person_entry *p)
{
	if (reader_is_outside(p)) {
		check_report(k, s->where,
		    "'%.*s' is of an outside maker, and is sent nothing",
		    STR_ARG(p->e.id));
		check_help(k,
		    "take the row out, or write an edition of that company "
		    "(content/audiences.yaml) with the person's address among "
		    "its recipients");
		return;
	}
	check_report(k, s->where,
	    "there is no edition that '%.*s' may be sent", STR_ARG(p->e.id));
	check_help(k,
	    "write an edition of the person's company, or mark that of all "
	    "staff `staff: yes` (content/audiences.yaml)");
}

/* Whether there is anything to send; asked of what messages are made of. */
static void
see_reader(const struct check *k, const struct subscribed *s)
{
	const struct company_entry *c = s->company.target;
	const struct audience *editions[READER_EDITIONS];
	struct reader r = { s->person.target, s->address.s };

	if (c != NULL && c->company->contacts.n == 0) {
		check_report(k, s->where, "'%.*s' has no contact to be told",
		    STR_ARG(c->e.id));
		check_help(k, "add `contacts` to the company's file");
		return;
	}
	if (c != NULL)
		r.person = c->company->contacts.v[0].person.target;
	if ((r.person == NULL && r.address.n == 0) ||
	    reader_editions(k->model, &r, editions) > 0)
		return;
	if (r.person == NULL)
		see_list(k, s);
	else
		see_person(k, s, r.person);
}

void
rule_subscription_recipient(const struct check *k, const struct document *doc)
{
	const struct subscriptions *f = doc->record;

	if (doc->path.kind != KIND_SUBSCRIPTIONS)
		return;
	for (size_t i = 0; i < f->subscriptions.n; i++) {
		const struct subscribed *s = &f->subscriptions.v[i];

		see_form(k, s);
		see_reader(k, s);
		for (size_t j = 0; j < i; j++) {
			if (!is_same(s, &f->subscriptions.v[j]))
				continue;
			check_report(k, s->where,
			    "this reader has a row already");
			check_note(k, f->subscriptions.v[j].where,
			    "the other one");
			check_help(k, "make one of the two");
			break;
		}
	}
}

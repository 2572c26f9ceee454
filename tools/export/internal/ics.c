/*
 * Deadlines as calendar files: of all, of a company, of a person.  A calendar
 * travels further than a page, and its titles show on locked screens: an event
 * names the record and the rule, never a case's title or a product.
 */
#include "export/internal/out.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "export/internal/clock_row.h"
#include "export/internal/clock_view.h"
#include "text/catalog.h"
#include "text/ical.h"

OUT_FUNCTIONS(ics);

/* An event shows the half hour before its end. */
#define EVENT_S		(INT64_C(30) * 60)

/* How often to look for a new file. */
#define REFRESH		"PT1H"

void
ics_plan(struct plan *p, const struct model *v, const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);
	const struct clock_views *views = clock_view_make(g.a, v, c->now);

	/* Those of nobody are empty files: a subscription never breaks. */
	for (size_t i = 0; i < views->n; i++) {
		if (views->v[i].calendar.n > 0)
			frame_add(&g, views->v[i].calendar, &views->v[i], 0);
	}
}

/* "psirt.example.com" of the organisation's address. */
static struct str
host_of(const struct model *m)
{
	struct str host = m->organisation != NULL ?
	    m->organisation->base_url.s :
	    S("");
	size_t at = str_find(host, S("://"), 0);
	struct str rest;

	if (at != SIZE_MAX)
		host = str_from(host, at + 3);
	(void)str_cut(host, '/', &host, &rest);
	return host.n > 0 ? host : S("localhost");
}

/*
 * The same clock has the same UID in every edition and language.  A digest:
 * calendars are shared more freely than pages, and the ids of products and
 * finders belong to the secret.
 */
static struct str
uid_of(const struct frame *f, const struct clock *c)
{
	struct str parts = str_fmt(f->a,
	    "%.*s\n%.*s\n%s\n%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(c->regime),
	    STR_ARG(c->rule->id.s),
	    enum_name(&enum_clock_subject, (int)c->owner.subject),
	    STR_ARG(c->owner.id),
	    STR_ARG(c->party != NULL ? c->party->e.id : S("")),
	    STR_ARG(c->product != NULL ? c->product->e.id : S("")),
	    STR_ARG(c->key));
	struct str hex = digest_hex(f->a, DIGEST_SHA256, parts);

	return str_fmt(f->a, "%.*s@%.*s", STR_ARG(str_sub(hex, 0, 32)),
	    STR_ARG(host_of(f->m)));
}

/* "PS-2026-0117 D-02 Notification of an exploited vulnerability" */
static struct str
summary_of(const struct frame *f, const struct clock *c)
{
	struct str id = c->owner.subject == CLOCK_ON_ORGANISATION ?
	    frame_word(f, "in.clocks.organisation") :
	    c->owner.id;

	return str_fmt(f->a, "%.*s %.*s %.*s", STR_ARG(id),
	    STR_ARG(c->rule->id.s),
	    STR_ARG(words_in(&c->rule->name, f->lang)));
}

static void
add_line(const struct frame *f, struct buf *b, const char *word, struct str s)
{
	if (s.n == 0)
		return;
	if (b->n > 0)
		buf_putc(b, '\n');
	buf_printf(b, "%.*s: %.*s", STR_ARG(frame_word(f, word)), STR_ARG(s));
}

/* Why it ends then, and where to look; no title, no product, no person. */
static struct str
description_of(const struct frame *f, const struct clock *c)
{
	const struct say say = clock_row_say(f);
	enum weight weight = clock_weight(c);
	struct str page = c->owner.entry != NULL ?
	    where_entry(f, c->owner.entry) :
	    S("");
	struct buf b;
	struct str text;

	buf_init(&b, 1u << 16);
	add_line(f, &b, "in.clocks.end",
	    str_trim(str_fmt(f->a, "%.*s %.*s", STR_ARG(say_end(&say, c->due)),
		STR_ARG(say_elsewhere(&say, c)))));
	if (c->start != NULL)
		add_line(f, &b, "in.clocks.start",
		    str_fmt(f->a, "%.*s %.*s",
			STR_ARG(say_event(&say, c->start->event)),
			STR_ARG(say_instant(&say, c->start->start))));
	add_line(f, &b, "in.clocks.weight",
	    show_word(f, &enum_weight, (int)weight));
	add_line(f, &b, "in.regime.addressee",
	    say_words(&say, &c->rule->addressee));
	add_line(f, &b, "in.regime.origin", c->rule->source.s);
	if (page.n > 0)
		add_line(f, &b, "in.ics.page",
		    str_fmt(f->a, "%.*s/%.*s", STR_ARG(f->lang),
			STR_ARG(page)));
	add_line(f, &b, "in.ics.rule",
	    str_fmt(f->a, "%.*s/%.*s", STR_ARG(f->lang),
		STR_ARG(clock_row_rule(f, c))));
	text = str_dup(f->a, buf_str(&b));
	buf_fini(&b);
	return text;
}

/* Whether it ends with a day where we are: an event of that whole day. */
static bool
is_whole_day(const struct frame *f, const struct clock *c)
{
	return instant_second_of_day(zone_at(f->m->zone, c->due)) == 0;
}

/*
 * Alarms at the rule's warn points.  They hang on the end; on a whole day
 * clients would count from their own midnight, so the instant itself is told.
 */
static void
put_alarms(const struct frame *f, struct buf *out, const struct clock *c)
{
	for (size_t i = 0; i < c->rule->warn_at.n; i++) {
		int64_t s;

		if (!clock_warning(c->rule->warn_at.v[i].s, &s))
			continue;
		ical_begin(out, "VALARM");
		ical_value(out, "ACTION", "DISPLAY");
		ical_text(out, "DESCRIPTION", summary_of(f, c));
		if (is_whole_day(f, c))
			ical_instant(out, "TRIGGER;VALUE=DATE-TIME",
			    (struct instant){ c->due.s - s, 0 });
		else
			ical_before(out, "TRIGGER;RELATED=END", s);
		ical_end(out, "VALARM");
	}
}

static void
put_times(const struct frame *f, struct buf *out, const struct clock *c)
{
	struct instant due = zone_at(f->m->zone, c->due);

	if (is_whole_day(f, c)) {
		struct day d = instant_day(due);

		ical_day(out, "DTSTART", (struct day){ d.n - 1 });
		ical_day(out, "DTEND", d);
		return;
	}
	ical_instant(out, "DTSTART",
	    (struct instant){ due.s - EVENT_S, due.offset_s });
	ical_instant(out, "DTEND", due);
}

static void
put_event(const struct frame *f, struct buf *out, const struct clock *c)
{
	enum weight weight = clock_weight(c);
	const struct str categories[] = {
		show_word(f, &enum_weight, (int)weight),
		c->regime_file != NULL ?
		    words_in(&c->regime_file->name, f->lang) :
		    c->regime,
	};

	ical_begin(out, "VEVENT");
	ical_text(out, "UID", uid_of(f, c));
	ical_instant(out, "DTSTAMP", f->c->now);
	put_times(f, out, c);
	ical_text(out, "SUMMARY", summary_of(f, c));
	ical_text(out, "DESCRIPTION", description_of(f, c));
	ical_texts(out, "CATEGORIES", categories, ARRAY_LEN(categories));
	ical_value(out, "CLASS", "CONFIDENTIAL");
	ical_value(out, "TRANSP", "TRANSPARENT");
	put_alarms(f, out, c);
	ical_end(out, "VEVENT");
}

/* A calendar needs a component (RFC 5545 section 3.6): UTC does no harm. */
static void
put_nothing(struct buf *out)
{
	ical_begin(out, "VTIMEZONE");
	ical_value(out, "TZID", "UTC");
	ical_begin(out, "STANDARD");
	ical_value(out, "DTSTART", "19700101T000000");
	ical_value(out, "TZOFFSETFROM", "+0000");
	ical_value(out, "TZOFFSETTO", "+0000");
	ical_end(out, "STANDARD");
	ical_end(out, "VTIMEZONE");
}

static struct str
title_of(const struct frame *f, const struct clock_view *v)
{
	const struct say say = clock_row_say(f);
	const struct catalog_value name = { S("name"),
		v->entry != NULL ? say_entry(&say, v->entry) : S("") };

	return v->kind == CLOCK_VIEW_ALL ?
	    frame_word(f, "in.ics.all") :
	    catalog_fill(f->a, frame_word(f, "in.clocks.title_of"), &name, 1);
}

static void
put_head(const struct frame *f, struct buf *out, const struct clock_view *v,
    bool is_cut)
{
	const struct catalog_value label = { S("tlp"),
		str_cat(f->a, S("TLP:"), f->c->ceiling) };
	struct str title = title_of(f, v);
	struct str about = catalog_fill(f->a, frame_word(f, "in.ics.about"),
	    &label, 1);

	if (is_cut)
		about = str_cat(f->a, about,
		    frame_count(f, "in.ics.cut", LIMIT_ICAL_EVENTS));

	ical_value(out, "VERSION", "2.0");
	ical_text(out, "PRODID",
	    str_fmt(f->a, "-//Hansho//Hansho %.*s//%s", STR_ARG(f->c->version),
		str_eq_z(f->lang, "ja") ? "JA" : "EN"));
	ical_value(out, "CALSCALE", "GREGORIAN");
	ical_value(out, "METHOD", "PUBLISH");
	ical_text(out, "NAME", title);
	ical_text(out, "X-WR-CALNAME", title);
	ical_text(out, "DESCRIPTION", about);
	ical_text(out, "X-WR-CALDESC", about);
	ical_value(out, "REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
	ical_value(out, "X-PUBLISHED-TTL", REFRESH);
}

bool
ics_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, NULL);
	const struct clock_view *view = f.item;
	const struct clock **ends = arena_array(tmp, const struct clock *,
	    LIMIT_ICAL_EVENTS + 1);
	size_t n = 0;

	(void)d;
	for (size_t i = 0;
	     i < view->from[CLOCK_PART_OPEN + 1] && n <= LIMIT_ICAL_EVENTS;
	     i++) {
		if (view->v[i].c->has_due)
			ends[n++] = view->v[i].c;
	}
	ical_begin(out, "VCALENDAR");
	put_head(&f, out, view, n > LIMIT_ICAL_EVENTS);
	for (size_t i = 0; i < n && i < LIMIT_ICAL_EVENTS; i++)
		put_event(&f, out, ends[i]);
	if (n == 0)
		put_nothing(out);
	ical_end(out, "VCALENDAR");
	return true;
}

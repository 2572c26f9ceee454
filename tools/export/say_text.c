#include "export/say_text.h"

#include "base/arena.h"

#define MINUTE_S	60
#define HOUR_S		3600
#define DAY_S		86400

/* From so many days on, hours say nothing any more. */
#define DAYS_ALONE	10

struct str
say_text(const struct say *s, const char *key)
{
	struct str text = str_z(key);

	(void)catalog_get(s->words, s->lang, str_z(key), &text);
	return text;
}

bool
say_text_find(const struct say *s, const char *area, struct str name,
    struct str *out)
{
	return catalog_get(s->words, s->lang,
	    str_fmt(s->a, "%s.%.*s", area, STR_ARG(name)), out);
}

struct str
say_text_fill(const struct say *s, const char *key,
    const struct catalog_value *v, size_t n)
{
	return catalog_fill(s->a, say_text(s, key), v, n);
}

struct str
say_text_count(const struct say *s, const char *key, int64_t n)
{
	const struct catalog_value v[] = {
		SAY_HOLE("n", str_fmt(s->a, "%lld", (long long)n)),
	};
	struct str one;

	if (n == 1 && say_text_find(s, key, S("one"), &one))
		return one;
	return catalog_fill(s->a,
	    say_text(s, str_to_z(s->a, str_fmt(s->a, "%s.many", key))), v, 1);
}

struct str
say_text_join(const struct say *s, struct str all, const char *joint,
    struct str more)
{
	struct str between = say_text(s, joint);

	if (all.n == 0 || more.n == 0)
		return all.n == 0 ? more : all;
	return str_fmt(s->a, "%.*s%.*s%.*s", STR_ARG(all), STR_ARG(between),
	    STR_ARG(more));
}

struct str
say_span(const struct say *s, int64_t seconds)
{
	int64_t days = seconds / DAY_S;
	int64_t hours = seconds % DAY_S / HOUR_S;
	int64_t minutes = seconds % HOUR_S / MINUTE_S;
	struct str big = S(""), small = S("");

	if (seconds < MINUTE_S)
		return say_text(s, "say.span.moment");
	if (days > 0)
		big = say_text_count(s, "say.span.days", days);
	if (hours > 0 && days == 0)
		big = say_text_count(s, "say.span.hours", hours);
	else if (hours > 0 && days < DAYS_ALONE)
		small = say_text_count(s, "say.span.hours", hours);
	if (minutes > 0 && days == 0)
		small = say_text_count(s, "say.span.minutes", minutes);
	return say_text_join(s, big, "say.span.joint", small);
}

#include "delivery/letter_known.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "delivery/letter_say.h"
#include "model/matched.h"
#include "model/model.h"

static void
put_score(const struct letter_say *s, struct buf *out, const struct known *k)
{
	const struct catalog_value v[] = {
		LETTER_HOLE("score",
		    str_fmt(s->a, "%d.%d", k->score_x10 / 10,
			k->score_x10 % 10)),
		LETTER_HOLE("severity",
		    letter_say_of(s, "word.severity",
			str_z(enum_name(&enum_severity, (int)k->severity)))),
		LETTER_HOLE("vector", letter_say_line(s, k->vector)),
	};
	struct str text;

	if (k->score_x10 < 0)
		return;
	text = letter_say_fill(s, "delivery.score", v, ARRAY_LEN(v));
	if (k->is_disputed)
		text = str_cat(s->a, text,
		    letter_say_word(s, "delivery.disputed"));
	letter_say_put(s, out, 2, "score", text);
}

static struct str
day_text(const struct letter_say *s, struct day d)
{
	return d.n == 0 ? S("-") : day_format(s->a, d);
}

static void
put_exploitation(const struct letter_say *s, struct buf *out,
    const struct known *k)
{
	const struct catalog_value kev[] = {
		LETTER_HOLE("added", day_text(s, k->kev_added)),
		LETTER_HOLE("due", day_text(s, k->kev_due)),
	};
	const struct catalog_value epss = LETTER_HOLE("n",
	    str_fmt(s->a, "%d.%d%%", k->epss / 1000, k->epss / 100 % 10));
	struct str text;

	if (k->is_kev) {
		text = letter_say_fill(s,
		    k->kev_due.n != 0 ? "delivery.kev_due" : "delivery.kev",
		    kev, ARRAY_LEN(kev));
		if (k->is_ransomware)
			text = str_cat(s->a, text,
			    letter_say_word(s, "delivery.ransomware"));
		letter_say_put(s, out, 2, "kev", text);
	}
	if (k->epss >= 0)
		letter_say_put(s, out, 2, "epss",
		    letter_say_fill(s, "delivery.epss", &epss, 1));
}

void
letter_known_put(const struct letter_say *s, const struct known *k,
    struct buf *out)
{
	put_score(s, out, k);
	put_exploitation(s, out, k);
}

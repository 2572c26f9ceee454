#include "export/say.h"

#include "base/arena.h"
#include "base/attr.h"
#include "export/say_text.h"

/* "in [CLEAR, GREEN]", "more than 0" */
static struct str
wanted_text(const struct say *s, const struct proof *p)
{
	const struct catalog_value v[] = {
		SAY_HOLE("wanted", proof_part(p, p->parts.wanted)),
	};
	const char *how = enum_name(&enum_proof_want, (int)p->parts.want);

	return say_text_fill(s,
	    str_to_z(s->a, str_fmt(s->a, "say.want.%s", how)), v,
	    ARRAY_LEN(v));
}

struct str
say_proof(const struct say *s, const struct proof *p)
{
	const struct catalog_value v[] = {
		SAY_HOLE("field", proof_part(p, p->parts.field)),
		SAY_HOLE("value", proof_part(p, p->parts.value)),
		SAY_HOLE("wanted", wanted_text(s, p)),
		SAY_HOLE("n", str_fmt(s->a, "%lu", (unsigned long)p->parts.n)),
	};
	const char *verb = enum_name(&enum_proof_verb, (int)p->parts.verb);

	struct catalog_value aside[] = {
		SAY_HOLE("text", p->text),
		SAY_HOLE("who", proof_part(p, p->parts.aside)),
	};

	if (p->parts.verb == PROOF_TEXT)
		return p->text;
	aside[0].value = say_text_fill(s,
	    str_to_z(s->a, str_fmt(s->a, "say.proof.%s", verb)), v,
	    ARRAY_LEN(v));
	return p->parts.aside.n == 0 ?
	    aside[0].value :
	    say_text_fill(s, "say.aside", aside, ARRAY_LEN(aside));
}

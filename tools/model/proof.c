#include "model/proof.h"

struct proof
proof_at(const struct sources *places, struct span at, struct str text)
{
	struct proof p = { .text = text, .at = at };

	if (!span_is_set(at))
		return p;
	p.path = source_get(places, at.file)->shown;
	if (at.off > 0 || at.len > 0)
		p.line = source_line(places, at);
	return p;
}

struct str
proof_part(const struct proof *p, struct proof_part part)
{
	return str_sub(p->text, part.from, part.n);
}

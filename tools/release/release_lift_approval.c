#include "release/release_lift_impl.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/buf.h"
#include "base/limits.h"
#include "release/release_impl.h"
#include "text/yaml_write.h"

/* Quotes and indentation may be more than there were. */
#define ROOM	(4 * LIMIT_YAML_BYTES)

/* Whether it was given for what went out: no others are anybody's business. */
static bool
is_of_release(const struct release_lift *p, const struct approval *x)
{
	const struct revision_list *l = &p->c->published->revisions;

	for (size_t i = 0; i < l->n; i++) {
		if (x->digest.s.n > 0 && str_eq(l->v[i].view.s, x->digest.s))
			return true;
	}
	return false;
}

size_t
release_lift_known(const struct release_lift *p, struct str *out)
{
	size_t n = 0;

	for (size_t i = 0;
	     p->c->approvals != NULL && i < p->c->approvals->approvals.n;
	     i++) {
		const struct approval *x = &p->c->approvals->approvals.v[i];

		if (!is_of_release(p, x))
			continue;
		if (out != NULL) {
			out[n] = x->by.id;
			out[n + 1] = x->signature.s;
		}
		n += 2;
	}
	return n;
}

/* As it was signed: instants stand in the statement as written. */
static void
put_approval(const struct release_lift *p, struct yaml_writer *w,
    const struct approval *x)
{
	yaml_write_map(w);
	yaml_write_pair(w, "role", str_z(enum_name(&enum_role, x->role.v)));
	yaml_write_pair(w, "by", x->by.id);
	yaml_write_pair(w, "at", release_lift_written(p, x->at.at));
	yaml_write_pair(w, "digest", x->digest.s);
	if (x->not_before.w.kind != WHEN_UNSET)
		yaml_write_pair(w, "not_before",
		    release_lift_written(p, x->not_before.at));
	yaml_write_pair(w, "signature", x->signature.s);
	yaml_write_end(w);
}

bool
release_lift_approvals(struct release_lift *p)
{
	struct yaml_writer w;
	struct buf b;
	struct str text;

	if (release_lift_known(p, NULL) == 0)
		return true;
	buf_init(&b, ROOM);
	buf_put(&b, S(RELEASE_LIFT_HEADER));
	yaml_write_init(&w, &b);
	yaml_write_map(&w);
	yaml_write_key(&w, S("approvals"));
	yaml_write_seq(&w);
	for (size_t i = 0; i < p->c->approvals->approvals.n; i++) {
		const struct approval *x = &p->c->approvals->approvals.v[i];

		if (is_of_release(p, x))
			put_approval(p, &w, x);
	}
	yaml_write_end(&w);
	yaml_write_end(&w);
	/* What was read of a file below its limit is below it. */
	ASSERT(buf_ok(&b));
	text = str_dup(p->w->perm, buf_str(&b));
	buf_fini(&b);
	return release_lift_add(p,
	    release_path(p->w->perm, p->c, S("approvals.yaml")), text);
}

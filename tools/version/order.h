/*
 * Orders of versions: what the rows of schemes.def name.  Private to version/.
 */
#ifndef VERSION_ORDER_H
#define VERSION_ORDER_H

#include <stdbool.h>

#include "base/attr.h"
#include "base/str.h"

/* The contract stands in schemes.def. */
MUST_USE bool order_NAME(struct str x, struct str y, int *cmp);
MUST_USE bool order_alpm(struct str x, struct str y, int *cmp);
MUST_USE bool order_apk(struct str x, struct str y, int *cmp);
MUST_USE bool order_bitnami(struct str x, struct str y, int *cmp);
MUST_USE bool order_composer(struct str x, struct str y, int *cmp);
MUST_USE bool order_conan(struct str x, struct str y, int *cmp);
MUST_USE bool order_conda(struct str x, struct str y, int *cmp);
MUST_USE bool order_cpan(struct str x, struct str y, int *cmp);
MUST_USE bool order_cran(struct str x, struct str y, int *cmp);
MUST_USE bool order_datetime(struct str x, struct str y, int *cmp);
MUST_USE bool order_deb(struct str x, struct str y, int *cmp);
MUST_USE bool order_gem(struct str x, struct str y, int *cmp);
MUST_USE bool order_gentoo(struct str x, struct str y, int *cmp);
MUST_USE bool order_golang(struct str x, struct str y, int *cmp);
MUST_USE bool order_hackage(struct str x, struct str y, int *cmp);
MUST_USE bool order_intdot(struct str x, struct str y, int *cmp);
MUST_USE bool order_lexicographic(struct str x, struct str y, int *cmp);
MUST_USE bool order_maven(struct str x, struct str y, int *cmp);
MUST_USE bool order_nuget(struct str x, struct str y, int *cmp);
MUST_USE bool order_opam(struct str x, struct str y, int *cmp);
MUST_USE bool order_openssl(struct str x, struct str y, int *cmp);
MUST_USE bool order_pub(struct str x, struct str y, int *cmp);
MUST_USE bool order_pypi(struct str x, struct str y, int *cmp);
MUST_USE bool order_rpm(struct str x, struct str y, int *cmp);
MUST_USE bool order_semver(struct str x, struct str y, int *cmp);

/*
 * Sets *cmp in any case, so that what cannot be compared still has one place
 * in a list.
 */
bool order_generic(struct str x, struct str y, int *cmp);

/* Whether it is SemVer 2.0.0 to the letter; order_semver() reads loosely. */
bool order_semver_is_strict(struct str s);

/* Whether it has a pre-release; *core: the numbers before it. */
bool order_semver_has_pre(struct str s, struct str *core);

/* Whether it is a version of PEP 440; order_pypi() takes others, too. */
bool order_pypi_is_strict(struct str s);

/*
 * The parts of a version that the comparisons of PEP 440 look at; of what is
 * no version all is its release.
 */
struct order_pypi_parts {
	struct str all;		/* without the local version */
	struct str release;	/* "1!2.3" */
	bool is_pre;		/* pre-release or development release */
	bool is_post;
};

struct order_pypi_parts order_pypi_split(struct str s);

#endif

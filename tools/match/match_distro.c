#include "match/match_distro.h"

#include <stdint.h>

#include "base/attr.h"
#include "base/num.h"

static const struct {
	struct str name, by;
} distros[] = {
#define DISTRO(name, by)	{ STR_INIT(name), STR_INIT(by) },
#include "match/distros.def"
};

struct str
match_distro(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(distros); i++) {
		if (str_eq_nocase(distros[i].name, name))
			return distros[i].by;
	}
	return name;
}

struct str
match_distro_name(struct str distro, size_t i)
{
	distro = match_distro(distro);
	if (i == 0)
		return distro;
	for (size_t j = 0; j < ARRAY_LEN(distros); j++) {
		if (str_eq(distros[j].by, distro) && --i == 0)
			return distros[j].name;
	}
	return (struct str){ NULL, 0 };
}

bool
match_distro_release(struct str x, struct str y)
{
	if (x.n > y.n) {
		struct str s = x;

		x = y;
		y = s;
	}
	return str_eq_nocase(x, str_sub(y, 0, x.n)) &&
	    (x.n == y.n || y.p[x.n] == '.');
}

bool
match_distro_is_next(struct str release, struct str next)
{
	int64_t x, y;
	struct str rest;

	(void)str_cut(release, '.', &release, &rest);
	return num_parse_padded(release, INT32_MAX, &x) &&
	    num_parse_padded(next, INT32_MAX, &y) && y == x + 1;
}

struct str
match_distro_el(struct str version)
{
	static const struct str marks[] = { STR_INIT(".el"), STR_INIT("+el") };

	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		size_t at = str_find(version, marks[i], 0), end;

		if (at == SIZE_MAX)
			continue;
		at += marks[i].n;
		for (end = at; end < version.n && version.p[end] >= '0' &&
		     version.p[end] <= '9';)
			end++;
		if (end > at)
			return str_sub(version, at, end - at);
	}
	return (struct str){ NULL, 0 };
}

bool
match_distro_is_modular(struct str version)
{
	return str_find(version, S(".module"), 0) != SIZE_MAX;
}

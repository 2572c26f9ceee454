#include "fetch/fetch_name.h"

#include "base/limits.h"
#include "feed/sidecar.h"

static const struct {
	struct str ending;
	const char *title;
} shapes[FETCH_SHAPES] = {
#define SHAPE(name, ending, title)	{ STR_INIT(ending), title },
#include "fetch/shapes.def"
};

enum fetch_shape
fetch_name_shape(struct str name)
{
	for (enum fetch_shape i = 0; i < FETCH_SHAPES; i++) {
		if (name.n > shapes[i].ending.n &&
		    str_ends(name, shapes[i].ending))
			return i;
	}
	return FETCH_SHAPES;
}

enum fetch_shape
fetch_name_inner(struct str name)
{
	if (str_ends(name, S(".tgz")))
		return FETCH_TAR;
	if (!str_ends(name, S(".gz")))
		return FETCH_SHAPES;
	return fetch_name_shape(str_sub(name, 0, name.n - 3));
}

const char *
fetch_name_title(enum fetch_shape s)
{
	return s == FETCH_SHAPES ? "anything" : shapes[s].title;
}

static bool
is_safe_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '+' ||
	    c == '-';
}

static bool
is_safe_component(struct str s)
{
	if (s.n == 0 || s.p[0] == '.' || s.p[0] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!is_safe_byte(s.p[i]))
			return false;
	}
	return true;
}

bool
fetch_name_is_safe(struct str path)
{
	struct str part, rest = path;
	bool more = true;

	if (path.n > LIMIT_FETCH_NAME || sidecar_is(path))
		return false;
	while (more) {
		more = str_cut(rest, '/', &part, &rest);
		if (!is_safe_component(part))
			return false;
	}
	return true;
}

struct str
fetch_name_of_url(struct str url)
{
	for (size_t i = 0; i < url.n; i++) {
		if (url.p[i] == '?' || url.p[i] == '#')
			url.n = i;
	}
	return str_base_name(url);
}

struct str
fetch_name_host(struct str url)
{
	struct str s = url;
	size_t n = 0;

	if (!str_starts(s, S("https://")))
		return S("");
	s = str_from(s, sizeof("https://") - 1);
	while (n < s.n && s.p[n] != '/' && s.p[n] != '?' && s.p[n] != '#')
		n++;
	return str_sub(s, 0, n);
}

#include "audit/audit_front.h"

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/span.h"
#include "text/yaml.h"

/* As text/front tells it: an indented "---" is somebody's words. */
static bool
is_fence(struct str line)
{
	return str_starts(line, S("---")) &&
	    str_trim(str_from(line, 3)).n == 0;
}

struct str
audit_front(struct str text)
{
	struct str line, rest;

	if (str_starts(text, S("\xef\xbb\xbf")))
		text = str_from(text, 3);
	(void)str_cut(text, '\n', &line, &rest);
	if (!is_fence(line))
		return S("");
	for (size_t at = 0; at < rest.n;) {
		size_t end = str_find_byte(rest, '\n', at);

		if (end == SIZE_MAX)
			end = rest.n;
		if (is_fence(str_sub(rest, at, end - at)))
			return str_sub(rest, 0, at);
		at = end + 1;
	}
	return S("");
}

/* A line that begins another member. */
static bool
is_member(struct str line)
{
	static const struct str inner = STR_INIT(" \t-#\r]}");

	return line.n > 0 && str_find_byte(inner, line.p[0], 0) == SIZE_MAX;
}

struct str
audit_front_lines(struct str text, struct str key)
{
	struct str front = audit_front(text), found = S("");
	bool in_it = false;

	for (size_t at = 0; at < front.n;) {
		size_t end = str_find_byte(front, '\n', at);
		struct str line;

		if (end == SIZE_MAX)
			end = front.n;
		line = str_sub(front, at, end - at);
		if (is_member(line)) {
			if (line.p[0] == '"' || line.p[0] == '\'' ||
			    line.p[0] == '{' || line.p[0] == '?')
				return front;
			if (in_it)
				return found;
			in_it = str_starts(line, key) && line.n > key.n &&
			    (line.p[key.n] == ':' || line.p[key.n] == ' ');
			found = str_sub(front, at, 0);
		}
		at = end + (end < front.n ? 1 : 0);
		if (in_it)
			found.n = (size_t)(front.p + at - found.p);
	}
	return in_it ? found : S("");
}

bool
audit_front_has_odd_ends(struct str text)
{
	static const struct str odd[] = {
		STR_INIT("\xc2\x85"),
		STR_INIT("\xe2\x80\xa8"),
		STR_INIT("\xe2\x80\xa9"),
	};

	for (size_t i = 0; i < ARRAY_LEN(odd); i++) {
		if (str_find(text, odd[i], 0) != SIZE_MAX)
			return true;
	}
	for (size_t at = str_find_byte(text, '\r', 0); at != SIZE_MAX;
	     at = str_find_byte(text, '\r', at + 1)) {
		if (at + 1 == text.n || text.p[at + 1] != '\n')
			return true;
	}
	return false;
}

static const struct yaml_node *
parse(struct arena *a, struct str lines)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("committed"));

	source_set_text(ss, file, lines);
	return yaml_parse(a, ss, (struct span){ file, 0, (uint32_t)lines.n },
	    diags_open(a));
}

bool
audit_front_is_yaml(struct arena *a, struct str lines)
{
	return parse(a, lines) != NULL;
}

const struct yaml_node *
audit_front_map(struct arena *a, struct str lines)
{
	const struct yaml_node *node = lines.n > 0 ? parse(a, lines) : NULL;

	return node != NULL && node->kind == YAML_MAP ? node : NULL;
}

const struct yaml_node *
audit_front_value(struct arena *a, struct str lines, const char *key)
{
	const struct yaml_node *node = audit_front_map(a, lines);

	return node != NULL ? yaml_get(node, key) : NULL;
}

#include "audit/audit_front.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/span.h"
#include "text/yaml.h"

struct str
audit_front(struct str text)
{
	struct str line, rest;

	if (str_starts(text, S("\xef\xbb\xbf")))
		text = str_from(text, 3);
	(void)str_cut(text, '\n', &line, &rest);
	if (!str_eq(str_trim(line), S("---")))
		return S("");
	for (size_t at = 0; at < rest.n;) {
		size_t end = str_find_byte(rest, '\n', at);

		if (end == SIZE_MAX)
			end = rest.n;
		if (str_eq(str_trim(str_sub(rest, at, end - at)), S("---")))
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

struct str
audit_front_without(struct arena *a, struct str text, struct str key)
{
	struct str front = audit_front(text);
	struct str lines = audit_front_lines(text, key);
	size_t at;

	if (lines.n == 0 || lines.n == front.n)
		return front;
	at = (size_t)(lines.p - front.p);
	return str_cat(a, str_sub(front, 0, at),
	    str_from(front, at + lines.n));
}

const struct yaml_node *
audit_front_map(struct arena *a, struct str lines)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("committed"));
	const struct yaml_node *node;

	if (lines.n == 0)
		return NULL;
	source_set_text(ss, file, lines);
	node = yaml_parse(a, ss, (struct span){ file, 0, (uint32_t)lines.n },
	    diags_open(a));
	return node != NULL && node->kind == YAML_MAP ? node : NULL;
}

const struct yaml_node *
audit_front_value(struct arena *a, struct str lines, const char *key)
{
	const struct yaml_node *node = audit_front_map(a, lines);

	return node != NULL ? yaml_get(node, key) : NULL;
}

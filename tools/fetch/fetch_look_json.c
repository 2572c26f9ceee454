/* JSON as far as brackets and strings go. */
#include "fetch/fetch_look_impl.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *
open_level(struct fetch_look_json *k, bool is_object)
{
	uint8_t bit = (uint8_t)(1u << (k->depth % 8));

	if (k->depth == LIMIT_FETCH_DEPTH)
		return "JSON that is nested too deeply";
	if (is_object)
		k->is_object[k->depth / 8] |= bit;
	else
		k->is_object[k->depth / 8] &= (uint8_t)~bit;
	k->depth++;
	k->is_begun = true;
	return NULL;
}

static const char *
close_level(struct fetch_look_json *k, bool is_object)
{
	size_t at = k->depth - 1;

	if (k->depth == 0 ||
	    ((k->is_object[at / 8] >> (at % 8)) & 1) != is_object)
		return "JSON whose brackets do not match";
	k->depth--;
	return NULL;
}

static const char *
take(struct fetch_look_json *k, char c)
{
	if (k->in_string) {
		if (k->is_escaped)
			k->is_escaped = false;
		else if (c == '\\')
			k->is_escaped = true;
		else if (c == '"')
			k->in_string = false;
		return NULL;
	}
	if (c == '{' || c == '[') {
		if (k->depth == 0 && k->is_begun)
			return "more than one JSON document";
		return open_level(k, c == '{');
	}
	if (c == '}' || c == ']')
		return close_level(k, c == '}');
	if (k->depth == 0 && !is_blank(c))
		return k->is_begun ? "something behind the JSON document" :
				     "no JSON document";
	k->in_string = c == '"';
	return NULL;
}

void
fetch_look_json_add(struct fetch_look_json *k, struct str s, const char **why)
{
	for (size_t i = 0; i < s.n && *why == NULL; i++)
		*why = take(k, s.p[i]);
}

void
fetch_look_json_end(const struct fetch_look_json *k, const char **why)
{
	if (*why == NULL && !k->is_begun)
		*why = "no JSON document";
	else if (*why == NULL && k->depth > 0)
		*why = "JSON that breaks off";
}

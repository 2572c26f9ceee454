#include "model/computed.h"

#include "base/attr.h"

#define ENUM(name, doc)							\
	static const char doc_##name[] = doc;				\
	static const struct enum_value values_##name[] = {
#define VALUE(name, constant, word, doc)	{ word, (int)constant, doc },
#define ENUM_END(name)							\
	};								\
	const struct enum_table enum_##name = {				\
		#name, values_##name, ARRAY_LEN(values_##name), doc_##name \
	};
#include "model/computed.def"

const char *
computed_doc(const struct enum_table *t, int v)
{
	for (size_t i = 0; i < t->n; i++) {
		if (t->values[i].v == v)
			return t->values[i].doc;
	}
	return "";
}

#include "text/diag_format.h"

#include "text/diag_print.h"

static const struct diag_format formats[] = {
#define FORMAT(name, function, help) { name, function, help },
#include "text/diag_formats.def"
};

const struct diag_format *
diag_format_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (str_eq_z(name, formats[i].name))
			return &formats[i];
	return NULL;
}

const struct diag_format *
diag_format_at(size_t i)
{
	return i < ARRAY_LEN(formats) ? &formats[i] : NULL;
}

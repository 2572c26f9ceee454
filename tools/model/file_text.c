#include "model/file_text.h"

#include "base/diag.h"
#include "base/utf8.h"

bool
file_text_check(const struct sources *ss, uint32_t file, struct diags *d)
{
	struct str text = source_get(ss, file)->text;
	size_t fault = utf8_fault(text);

	if (fault == SIZE_MAX)
		return true;
	diag_error(d, "file-encoding",
	    (struct span){ file, (uint32_t)fault, 1 },
	    text.p[fault] == '\0' ? "the file holds a NUL byte" :
				    "the file is not UTF-8 from here on");
	diag_help(d, "save it as UTF-8 without a byte-order mark");
	return false;
}

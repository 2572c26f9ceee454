/*
 * The functions that the rows of text/diag_formats.def name, one in each
 * diag_FORMAT.c: print p->diags to out.  Private to text/.
 */
#ifndef TEXT_DIAG_PRINT_H
#define TEXT_DIAG_PRINT_H

struct buf;
struct diag_print;

#define FORMAT(name, function, help)	\
	void function(struct buf *out, const struct diag_print *p);
#include "text/diag_formats.def"

#endif

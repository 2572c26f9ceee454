/*
 * Whether the text of a source is one: UTF-8 without NUL; else it is reported
 * (file-encoding).
 */
#ifndef MODEL_FILE_TEXT_H
#define MODEL_FILE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

struct diags;
struct sources;

bool file_text_check(const struct sources *ss, uint32_t file, struct diags *d);

#endif

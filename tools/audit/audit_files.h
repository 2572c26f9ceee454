/*
 * Files on the disk beside what git has of them; for audit/ alone.
 */
#ifndef AUDIT_AUDIT_FILES_H
#define AUDIT_AUDIT_FILES_H

#include "audit/audit_impl.h"

/* A text with LF line ends, in a. */
struct str audit_files_unix(struct arena *a, struct str text);

#endif

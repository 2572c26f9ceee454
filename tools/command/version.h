/*
 * The program's version.  Outputs are a function of it (DESIGN.md section 1).
 */
#ifndef COMMAND_VERSION_H
#define COMMAND_VERSION_H

#define HANSHO_VERSION	"0.1.0"

#endif

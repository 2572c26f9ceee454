/*
 * Labels of the Traffic Light Protocol 2.0 in the public view: whom an
 * advisory is for.
 */
#ifndef WALL_PUBLIC_LABEL_H
#define WALL_PUBLIC_LABEL_H

/* The strictest last. */
enum public_label {
	PUBLIC_CLEAR,
	PUBLIC_GREEN,
	PUBLIC_AMBER,
	PUBLIC_AMBER_STRICT,
	PUBLIC_RED,
};

#define PUBLIC_LABELS	5

/* "AMBER+STRICT". */
const char *public_label_word(enum public_label l);

#endif

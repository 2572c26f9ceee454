#include "wall/public_label.h"

#include "base/attr.h"
#include "wall/public_impl.h"

const char *
public_label_word(enum public_label l)
{
	switch (l) {
	case PUBLIC_CLEAR:
		return "CLEAR";
	case PUBLIC_GREEN:
		return "GREEN";
	case PUBLIC_AMBER:
		return "AMBER";
	case PUBLIC_AMBER_STRICT:
		return "AMBER+STRICT";
	case PUBLIC_RED:
		return "RED";
	}
	BUG("label of a document");
}

enum public_label
public_label(enum tlp label)
{
	switch (label) {
	case tlp_unset:
	case TLP_CLEAR:
		return PUBLIC_CLEAR;
	case TLP_GREEN:
		return PUBLIC_GREEN;
	case TLP_AMBER:
		return PUBLIC_AMBER;
	case TLP_AMBER_STRICT:
		return PUBLIC_AMBER_STRICT;
	case TLP_RED:
		return PUBLIC_RED;
	}
	BUG("label of a revision");
}

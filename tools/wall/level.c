#include "wall/level.h"

#include "base/attr.h"

enum field_audience
level_fields(enum tlp ceiling)
{
	switch (ceiling) {
	case TLP_CLEAR:
	case tlp_unset:
		return AUDIENCE_PUBLIC;
	case TLP_GREEN:
	case TLP_AMBER:
		return AUDIENCE_GROUP;
	case TLP_AMBER_STRICT:
		return AUDIENCE_TEAM;
	case TLP_RED:
		return AUDIENCE_NAMED;
	}
	BUG("label");
}

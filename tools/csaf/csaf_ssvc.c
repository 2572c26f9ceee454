#include "csaf/csaf_ssvc.h"

#include "base/attr.h"

static const struct csaf_point points[] = {
#define SSVC_POINT(namespace, key, version, name, values)		\
	{ STR_INIT(namespace), STR_INIT(key), STR_INIT(version),	\
	    STR_INIT(name), STR_INIT(values) },
#include "csaf/csaf_ssvc.def"
};

bool
csaf_ssvc_has_namespace(struct str namespace)
{
	for (size_t i = 0; i < ARRAY_LEN(points); i++) {
		if (str_eq(points[i].namespace, namespace))
			return true;
	}
	return false;
}

const struct csaf_point *
csaf_ssvc_find(struct str namespace, struct str key, struct str version)
{
	for (size_t i = 0; i < ARRAY_LEN(points); i++) {
		if (str_eq(points[i].namespace, namespace) &&
		    str_eq(points[i].key, key) &&
		    str_eq(points[i].version, version))
			return &points[i];
	}
	return NULL;
}

size_t
csaf_ssvc_value(const struct csaf_point *p, struct str key, struct str *name)
{
	struct str value, met, rest = p->values;
	bool more = true;

	for (size_t i = 0; more; i++) {
		more = str_cut(rest, '|', &value, &rest);
		if (str_cut(value, '=', &met, name) && str_eq(met, key))
			return i;
	}
	return SIZE_MAX;
}

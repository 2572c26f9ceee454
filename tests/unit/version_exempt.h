/*
 * Rows of the official suites and of the sample data that we answer otherwise,
 * each with the reason.  A row here that comes out as its file says, or that is
 * in no file, is a fault: the list never grows old.
 */
#ifndef VERSION_EXEMPT_H
#define VERSION_EXEMPT_H

#define VERS_UNIQUE	"vers: each version is unique in a range"
#define VERS_REDUNDANT	"vers: constraints alternate; these say nothing new"
#define NPM_PARTIAL	"node-semver: an incomplete version is a series"
#define NPM_AND		"node-semver: what a blank joins must all hold"

static const struct {
	const char *file;
	const char *text;	/* the range, or the versions with a tab */
	const char *why;
} version_exempt[] = {
	{ "conan_range_from_native_test.json", "",
	    "vers: a range has a constraint; ours says all from 0.0.0" },
	{ "conan_range_from_native_test.json", "<0.33.1||>0.33.1 <0.34.1",
	    VERS_UNIQUE ": != says it" },
	{ "nginx_range_from_native_test.json", "1.5.0+, 1.4.1+", VERS_UNIQUE },
	{ "npm_range_from_native_test.json", "<= 1.0", NPM_PARTIAL },
	{ "npm_range_from_native_test.json", ">= 2.2.x",
	    "node-semver: >= of a series has no upper end" },
	{ "npm_range_from_native_test.json", ">= 1.x",
	    "node-semver: >= of a series has no upper end" },
	{ "npm_range_from_native_test.json", "2.1 || 2.6", NPM_PARTIAL },
	{ "npm_range_from_native_test.json", "<=2.1 >=1.1", NPM_PARTIAL },
	{ "npm_range_from_native_test.json", "2.0.x || 2.1.x", VERS_UNIQUE },
	{ "npm_range_from_native_test.json",
	    "^2.0.18 || ^3.0.16 || ^3.1.6 || ^4.0.8 || ^5.0.0-beta.5",
	    VERS_UNIQUE },
	{ "npm_range_from_native_test.json",
	    "<2.0.18 || <3.0.16 || <3.1.6 || <4.0.8 || <5.0.0-beta.5",
	    VERS_REDUNDANT },
	{ "npm_range_from_native_test.json", "<2.0.1 || <1.1.7",
	    VERS_REDUNDANT },
	{ "npm_range_from_native_test.json", ">= 0.2.0 <= 0.9.6 || ~0.8.0-pre",
	    VERS_UNIQUE },
	{ "npm_range_from_native_test.json",
	    ">= 5.2.1 <= 6.0.0 || >=6.0.0 <= 6.0.2", VERS_UNIQUE },
	{ "npm_range_from_native_test.json", ">=5.0.3 >=4.2.1", NPM_AND },
	{ "npm_range_from_native_test.json", "1.1.2 1.2.2", NPM_AND },
	{ "pypi_range_validate_test.json",
	    "vers:pypi/>0.0.0|>=0.0.1|0.0.2|<0.0.3|0.0.4|<0.0.5|>=0.0.6",
	    VERS_REDUNDANT },
	{ "pypi_range_validate_test.json",
	    "vers:pypi/>0.0.0|>=0.0.1|>=0.0.1|0.0.2|0.0.3|0.0.4|<0.0.5|"
	    "<=0.0.6|!=0.7|8.0|>12|<15.3",
	    VERS_REDUNDANT },
	{ "pypi_range_validate_test.json",
	    "vers:pypi/>0.0.0|>=0.0.1|0.0.2|0.0.3|0.0.4|<0.0.5|>=0.0.6|"
	    "!=0.8",
	    VERS_REDUNDANT },
	{ "pypi_range_validate_test.json",
	    "vers:pypi/0.0.2|0.0.6|>=0.0.0|0.0.1|0.0.4|0.0.5|0.0.3",
	    VERS_REDUNDANT },
};

#endif

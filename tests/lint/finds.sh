#!/bin/sh
# Does `make lint` find what it is there to find?  A small tree with one fault
# of each kind, and the findings that it must give; nothing else may be found.
set -eu
cd "$TMP"
mkdir -p tools/base tools/score tools/version tools/rule tools/export/public \
    tools/model tests/rule tests/fuzz build/obj/plain/tools
cp "$ROOT"/tools/*.sh "$ROOT"/tools/strip.awk "$ROOT"/tools/headers \
    "$ROOT"/tools/floors tools/
cp "$ROOT"/.clang-format .

# A good header and a good source first.
cat >tools/base/good.h <<'END'
/* A good header. */
#ifndef BASE_GOOD_H
#define BASE_GOOD_H

#define GOOD	1	/* blanks as their author set them */

int good_one(int a, int (*call)(int, int), int c, int d, int e, int f);

#endif
END
cat >tools/base/good.c <<'END'
#include "base/good.h"

#include <stdlib.h>

/* malloc("sprintf(") in a comment, strcpy too. */
int
good_one(int a, int (*call)(int, int), int c, int d, int e, int f)
{
	const char *class = "atoi(x) /* double */";

	free(malloc((size_t)call(a, c)));
	return class != NULL ? d : e + f;
}
END
printf 'int two( void );\n' >tools/base/bare.h
cat >tools/score/bad.c <<'END'
#include <math.h>
#include <stdlib.h>

#include "base/good.h"
#include "version/near.h"

int
bad_many(int a, int b, int c, int d, int e, int f, int g)
{
	double x = atof("1.0"); /* TODO */

	if (a)
		if (b)
			if (c)
				if (d)
					if (e)
						return f;
	free(malloc(1));
	return (int)x + g;
}
END
printf '/* Near. */\n' >tools/version/near.h
printf '/* Model. */\n' >tools/model/model.h
printf '/* Seen. */\n#include "model/model.h"\n' >tools/wall.h
mkdir -p tools/wall
mv tools/wall.h tools/wall/seen.h
printf '#include "wall/seen.h"\n' >tools/export/public/leaky.c
{
	printf '/* Long. */\n'
	yes '' | head -n 120
} | sed 's/^$/ /; s/ $/extern int x;/' >tools/base/tall.h
{
	printf 'int\nlong_one(void)\n{\n'
	yes '	long_one();' | head -n 68
	printf '	return 1;\n}\n'
} >tools/base/long.c
cat >tools/rule/rules.def <<'END'
RULE("some-rule", rule_some_rule, ALERT, CASE, "",
    "policy: 1", "says what it is for")
RULE("other-rule", rule_other_rule, ALERT, CASE, "",
    "policy: 1", "")
#undef RULE
END
cat >tools/rule/faults.def <<'END'
FAULT("some-fault", ERROR, "clause", "summary", "", "", "", "")
#undef FAULT
END
cat >tools/version/fault.c <<'END'
#include "version/fault.h"

void
fault_one(void)
{
	diag_error("some-fault", 1);
	diag_error("other-fault", "and a sentence that makes it two lines",
	    "yet-another");
	fault_two("some-more", 2);
	version_one("no-fault");
}
END
printf '/* Faults. */\nvoid fault_one(void);\n' >tools/version/fault.h
printf 'int rule_other_rule(void);\n' >tools/rule/other_rule.c
printf 'int rule_stray(void);\n' >tools/rule/stray.c
: >tests/rule/gone-rule.txt
# Every table that lint names must be there; that of public exporters is not.
mkdir -p tools/command tools/export/internal tools/text
: >tools/command/commands.def
: >tools/text/diag_formats.def
printf 'OUT(lost, BOTH, lost_plan, lost_render, "pages")\n' \
    >tools/export/internal/exports.def
printf 'see /''home/someone/x\n' >README.md
git init -q . 2>/dev/null

for file in $(find tools -name '*.c'); do
	mkdir -p "build/obj/plain/${file%/*}"
	gcc -w -Itools -c -o "build/obj/plain/${file%.c}.o" "$file"
done

if B=build sh tools/lint.sh >found; then
	echo "lint found nothing at all"
	exit 1
fi
sed 's/:[0-9]*:/:/; /^lint: /d; /: header: .*include/d' found |
    sort -u >short
cat >expected <<'END'
README.md: words: a machine path
tests/rule/gone-rule.txt: rows: tools/rule/rules.def has no such rule
tools/base/bare.h: format: run `make fmt`
tools/base/bare.h: header: begins without its purpose
tools/base/long.c: function: long_one has 72 lines, 70 are allowed
tools/base/tall.h: header: 120 lines are allowed
tools/export/internal/exports.def: rows: 'lost' lacks its file tools/export/internal/lost.c
tools/export/public/exports.def: rows: there is no such table
tools/export/public/leaky.c: floors: export/public/ may not see model/model.h
tools/rule/rules.def: rows: 'other-rule' has no help text
tools/rule/rules.def: rows: 'other-rule' lacks its table tests/rule/other-rule.txt
tools/rule/rules.def: rows: 'some-rule' lacks its file tools/rule/some_rule.c
tools/rule/rules.def: rows: 'some-rule' lacks its table tests/rule/some-rule.txt
tools/rule/stray.c: rows: neither a row of tools/rule/rules.def nor a header
tools/score/bad.c: calls: atof is not used here
tools/score/bad.c: calls: free is for tools/base/ only
tools/score/bad.c: calls: malloc is for tools/base/ only
tools/score/bad.c: floors: "version/near.h" is not below score/
tools/score/bad.c: floors: <math.h> is not for score/
tools/score/bad.c: function: bad_many has 7 parameters, 6 are allowed
tools/score/bad.c: function: floating point
tools/score/bad.c: function: nested deeper than 4
tools/score/bad.c: words: unfinished work
tools/version/fault.c: faults: other-fault has no row
tools/version/fault.c: faults: some-more has no row
tools/version/fault.c: faults: yet-another has no row
END
diff -u expected short

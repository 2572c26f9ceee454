# shellcheck shell=sh
# Public validators for tests: from the package registry, once, into build/node/.
# Leaves their folder in $modules; ends the script with 77 when there are none.
validators=@secvisogram/csaf-validator-lib@2.0.10
modules=$ROOT/build/node

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
	echo "node and npm are not installed"
	exit 77
fi
if [ ! -e "$modules/installed" ]; then
	mkdir -p "$modules"
	echo '{"private": true, "type": "module"}' >"$modules/package.json"
	if ! (cd "$modules" && timeout 300 npm install --no-fund --no-audit \
	    --ignore-scripts --loglevel error "$validators" ajv ajv-formats) \
	    >"$TMP/npm" 2>&1; then
		cat "$TMP/npm"
		echo "the package registry does not give us $validators"
		exit 77
	fi
	: >"$modules/installed"
fi

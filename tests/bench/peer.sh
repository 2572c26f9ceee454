#!/bin/sh
# The peer's site: a configuration, and templates with the frame of one of our
# own pages as literal text.
#
#	peer.sh HUGO PAGE FILL: FILL bytes of filling make its pages as long
#	as ours
set -eu
hugo=$1
page=$2
fill=$3

mkdir -p "$hugo/layouts/_default" "$hugo/content"
cat >"$hugo/config.toml" <<'CONF'
baseURL = "https://example.com/"
defaultContentLanguage = "ja"
defaultContentLanguageInSubdir = true
disableKinds = ["RSS", "sitemap", "taxonomy", "term", "404"]
[languages.ja]
contentDir = "content/ja"
[languages.en]
contentDir = "content/en"
CONF

# What differs from page to page is filled in.
awk -v fill="$fill" '
	/<main/ && !seen {
		print
		seen = inside = 1
		print "<article class=\"adv\"><p class=\"adv-id\"><span class=\"id\">{{ .Params.id }}</span> <time datetime=\"{{ .Date.Format \"2006-01-02T15:04:05Z07:00\" }}\">{{ .Date.Format \"2006-01-02\" }}</time></p>"
		print "<h1>{{ .Title }}</h1>"
		print "<dl class=\"facts\"><div><dt>CVSS</dt><dd>{{ .Params.severity }}</dd></div><div><dt>{{ .Params.range }}</dt><dd>{{ .Params.fixed }}</dd></div></dl>"
		print "{{ .Content }}"
		printf "<div hidden>"
		for (i = 0; i < fill; i++)
			printf "%s", i % 60 == 59 ? "\n" : "x"
		print "</div></article>"
		next
	}
	/<\/main>/ { inside = 0 }
	!inside { print }
' "$page" >"$hugo/layouts/_default/single.html"

cat >"$hugo/layouts/_default/list.html" <<'LIST'
<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body><ul>
{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></body></html>
LIST
cp "$hugo/layouts/_default/list.html" "$hugo/layouts/index.html"

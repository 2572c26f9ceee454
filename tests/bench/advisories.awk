# Writes a repository of N published advisories below DIR, and the same pages
# as a Hugo site below HUGO:  awk -v n=10000 -v dir=... -v hugo=... -f this
function put(path, text) { printf "%s", text > path; close(path) }
function pad(i) { return sprintf("%05d", i) }

BEGIN {
	split("Gateway Console Sensor Drive Panel Meter Charger Viewer", what, " ")
	split("認証の回避 コマンドの挿入 情報の漏えい サービス停止 権限の昇格", ja, " ")
	split("Authentication bypass|Command injection|Information leak|Denial of service|Privilege escalation", en, "|")
	for (i = 1; i <= n; i++) advisory(i)
}

function advisory(i,    id, case_dir, p, t, body_ja, body_en, day, major, front) {
	id = "BN-2026-" pad(i)
	case_dir = dir "/cases/2026/PS-2026-" pad(i)
	p = "product-" (i % 50)
	t = i % 5 + 1
	major = i % 50 % 7 + 1
	day = sprintf("2026-%02d-%02dT10:%02d:00+09:00", i % 9 + 1, i % 28 + 1, i % 60)
	system("") # keep output in order
	put(case_dir "/case.md", "---\nid: PS-2026-" pad(i) "\nadvisory: " id \
	    "\ntitle: {ja: \"" what[i % 8 + 1] " " i " における" ja[t] "\", en: \"" en[t] " in " what[i % 8 + 1] " " i "\"}\n" \
	    "tlp: CLEAR\nowner: sato\nfacts:\n  - {at: " day ", event: own_publication, by: sato}\nvulnerabilities:\n  - cve: CVE-1900-" (10000 + i) "\n    cwe: CWE-306\n" \
	    "    cvss: [\"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N\", \"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N\"]\n" \
	    "    products:\n      - product: " p "\n        versions:\n          - {range: \"vers:semver/>=" major ".0.0|<" major ".8.2\", status: known_affected}\n" \
	    "          - {version: " major ".8.2, status: first_fixed}\n" \
	    "        remediations: [{category: vendor_fix, version: " major ".8.2, url: \"https://example.com/fw/" i "\", date: 2026-01-04}]\n" \
	    "---\nInternal notes.\n")
	body_ja = "細工した要求を受け取ると、ログインせずに管理者の操作を呼び出せる問題があります。修正版 " major ".8.2 を提供しています。\n"
	body_en = "A crafted request reaches administrator functions without a login. Version " major ".8.2 has the fix.\n"
	text(case_dir "/advisory.ja.md", hugo "/content/ja/advisories/" id ".md", id, ja[t] " " i, body_ja, major, day, "ja")
	text(case_dir "/advisory.en.md", hugo "/content/en/advisories/" id ".md", id, en[t] " " i, body_en, major, day, "en")
	put(case_dir "/published.yaml", "revisions:\n  - {version: 1.0.0, at: " day ", summary: {ja: 公開, en: First release}}\n")
}

function text(path, page, id, title, body, major, day, lang,    s) {
	s = "## summary\n\n" body "\n## impact\n\n" body body "\n- " body "- " body \
	    "\n## action\n\n1. " body "2. " body "3. " body \
	    "\n## workaround\n\n| A | B |\n|---|---|\n| `set web off` | " substr(body, 1, length(body) - 1) " |\n| `set net` | **" substr(body, 1, length(body) - 1) "** |\n" \
	    "\n## details\n\n" body "\n```\nshow version\nfirmware " major ".7.9\n```\n"
	put(path, s)
	put(page, "---\ntitle: \"" title "\"\nid: " id "\ndate: " day "\nseverity: 9.3\nrange: \"" major ".0.0 - " major ".8.2\"\nfixed: \"" major ".8.2\"\n---\n" s)
}

#!/bin/sh
# The example group's feeds, mirrored from files, and what matching makes of
# them: the pairs below were worked out by hand from tests/feeds/README.md and
# the inventories in products/.
. "$ROOT/tests/e2e/lib/common.sh"
at=2026-11-22T00:00:00Z

mkdir -p ex/tests
cp -R "$ROOT/content" "$ROOT/cases" "$ROOT/products" ex/
cp -R "$ROOT/tests/feeds" "$ROOT/tests/feeds.sh" ex/tests/

# ---- packing: the same bytes again, and archives that others can read --------

sh ex/tests/feeds.sh ex/build/feeds
sh ex/tests/feeds.sh again
diff -r ex/build/feeds again || fail 'packed twice, and not the same'
python3 -c 'import sys, zipfile
for path in sys.argv[1:]:
    z = zipfile.ZipFile(path)
    assert z.testzip() is None and z.namelist(), path' \
    again/cvelist/main.zip again/ghsa/main.zip again/osv-maven/all.zip ||
    fail 'a zip archive that others cannot read'
tar tzf again/csaf-redhat/vex.tar.gz | grep -q cve-2024-6387.json ||
    fail 'a tar archive that others cannot read'

# ---- mirroring ---------------------------------------------------------------

run 0 fetch -C ex --now $at
mustnt '^stale'
n=$(grep -c '^new ' out)
run 0 feeds -C ex --now $at --format json
! grep -v '"state":"fresh"' out || fail 'not all feeds are fresh'
! grep -v '"faulty":0' out || fail 'records that cannot be read'
for format in archive 'NVD CVE API 2.0' 'CVE Record Format 5' 'CISA KEV' \
    'Debian security tracker' 'OSV and GHSA' 'CSAF 2.0 and 2.1' \
    'MyJVN 4.0 JSON' 'JVN iPedia VULDEF 3.2' 'JVNRSS and alerts of MyJVN' \
    'RSS 1.0 of JPCERT/CC, IPA and JVN'; do
	grep -q "\"format\":\"$format\"" out || fail "no feed is $format"
done
(cd ex/.hansho/feeds && find . -type f ! -name '*.meta.json' -exec ls -il {} +) \
    >before
run 0 fetch -C ex --now 2026-11-22T01:00:00Z
grep -q "^0 new, $n as before, 0 stale\$" err || fail "fetched twice: $(cat err)"
(cd ex/.hansho/feeds && find . -type f ! -name '*.meta.json' -exec ls -il {} +) \
    >after
cmp -s before after || fail 'the second fetch writes'
run 0 feeds -C ex --now $at
grep -q ' 0 files read, ' out || fail "read twice: $(tail -1 out)"

# ---- matching ----------------------------------------------------------------

cat >want <<'W'
bems-head CVE-2022-37969
build-farm CVE-2024-5655
city-portal CVE-2021-41773
city-portal CVE-2024-38475
city-portal CVE-2025-24813
city-portal-stg CVE-2021-41773
city-portal-stg CVE-2024-38475
city-portal-stg CVE-2025-24813
cloud-api CVE-2024-24790
cloud-api CVE-2024-31449
cloud-front CVE-2024-5535
cloud-front CVE-2024-7347
ems-demo CVE-2021-41773
ems-demo CVE-2024-38475
eu-gateway CVE-2023-41913
exaflow-service CVE-2023-44487
exaflow-service CVE-2024-7347
exaflow@2.3.0 CVE-1900-0184
exaflow@2.3.0 CVE-2021-44228
exaflow@2.3.0 CVE-2022-42889
exaflow@2.3.0 CVE-2023-34034
exaflow@2.3.0 CVE-2023-46604
exaflow@2.4.0 CVE-1900-0184
exaflow@2.4.0 CVE-2023-34034
exagate-100@3.6.0 CVE-1900-2001
exagate-100@3.8.4 CVE-1900-2001
exagate-300@4.7.9 CVE-2024-6387
exagate-500@4.6.1 CVE-2022-37434
exagate-500@4.6.1 CVE-2023-38545
exagate-500@4.6.1 CVE-2024-5535
exagate-500@4.8.1 CVE-2023-38545
exagate-500@4.8.1 CVE-2024-5535
exagate-500@4.8.2 CVE-2024-5535
exagate-cloud@2026.10 CVE-2022-48174
exagate-cloud@2026.10 CVE-2024-5535
exagate-cloud@2026.10 CVE-2024-7347
exagate-cloud@2026.11 CVE-2022-48174
exagate-cloud@2026.11 CVE-2024-24790
exagate-cloud@2026.11 CVE-2024-7347
exapower-ems@3.1.4 CVE-2024-6387
exaremote@2026.11 CVE-2024-34064
exasense-ble@2.0.1 CVE-1900-0106
exasense-ble@2.0.1 CVE-1900-2010
exasense-ble@2.1.0 CVE-1900-0106
exasense-ble@2.1.0 CVE-1900-2010
exaview-6@6.5.0 CVE-1900-0101
exaview-6@6.9.3 CVE-1900-0101
exaview-7@7.3.2 CVE-1900-0101
exaview-7@7.3.2 CVE-1900-0184
exaview-7@7.3.2 CVE-2022-0778
exaview-7@7.3.2 CVE-2023-4863
exaview-7@7.3.2 CVE-2024-37890
exaview-7@7.3.2 CVE-2024-5535
exaview-7@7.4.0 CVE-1900-0101
exaview-7@7.4.0 CVE-1900-0184
exaview-7@7.4.0 CVE-2023-4863
exaview-7@7.4.0 CVE-2024-37890
exaview-7@7.4.0 CVE-2024-5535
exaview-7@7.4.1 CVE-1900-0184
exaview-7@7.4.1 CVE-2023-4863
exaview-7@7.4.1 CVE-2024-5535
exs-blestack@5.0.1 CVE-1900-0106
exs-blestack@5.0.1 CVE-1900-2010
exs-blestack@5.0.4 CVE-1900-2010
image-archive CVE-2022-37969
image-archive CVE-2024-28130
libpapyrus@2.10.4 CVE-1900-0184
libpapyrus@2.11.1 CVE-1900-0184
libpapyrus@2.11.3 CVE-1900-0184
libpapyrus@2.9.0 CVE-1900-0184
mail-gw CVE-2025-32756
parts-portal CVE-2022-37969
parts-portal CVE-2023-46604
parts-portal CVE-2024-4577
receipts CVE-1900-2006
receipts CVE-2021-44228
school-lunch CVE-2022-37969
support-site CVE-2024-4577
tax-ledger CVE-1900-2006
water-billing CVE-2020-14882
W
run 0 match -C ex --now $at
# What a row says before the component, which may have blanks: whose, which.
awk '{ for (i = 2; i <= NF; i++) if ($i ~ /^(CVE|GHSA|GO|JVNDB|MYJVN-ALT|JPCERT-AT)-/) {
	print $1, $i; next } }' out | LC_ALL=C sort -u >got
diff want got || fail 'other pairs than expected'
cp out rows
# row WHOSE WHICH WORD: the row tells this of the pair.
row()
{
	grep "^$1 .* $2 .*$3" rows >/dev/null || fail "no '$3' of $1 and $2"
}
row city-portal CVE-2024-38475 question
row eu-gateway CVE-2023-41913 look
row tax-ledger CVE-1900-2006 look
row exaflow@2.3.0 CVE-2023-46604 open

# ---- why not -----------------------------------------------------------------

# not WHOSE WHICH WORDS: it does not concern it, because.
not()
{
	run 0 why -C ex --now $at --lang en "$1" "$2"
	grep -q "$3" out || fail "why not $1 $2: no '$3'"
}
not exagate-300@4.8.2 CVE-2024-6387 'the version has the fix'
not exapower-ems@3.2.0 CVE-2024-6387 'the version has the fix'
not exaremote@2026.11 CVE-2023-38545 'does not concern it'
not exasense-ble@2.1.0 CVE-1900-2004 'closer says that it is not affected'
not soc-logs CVE-2024-23450 'not affected'
not receipts CVE-2021-44228 'jvndb/jvndb_detail_2021.rdf'

# ---- lines that nobody resolved -----------------------------------------------

run 0 resolve -C ex --now $at --lang en tax-ledger
for is in 'cpe:a:apache:http_server' 'cpe:o:redhat:enterprise_linux' \
    'cpe:a:oracle:database_server' 'cpe:a:example_soft:report_server' \
    'cpe:a:hitachi:ucosminexus_application_server'; do
	grep -q "^    is: $is\$" out || fail "resolve: $is is not proposed"
done
grep -q 'no source uses such a name' out || fail 'a guess for what is unknown'
[ "$(grep -c '^    is: ' out)" = 5 ] || fail 'resolve: not five proposals'
# ---- drafts --------------------------------------------------------------------

# What a draft cites of feeds is no secret of the case: it holds no edition.
run 0 new case --from CVE-2021-44228 -C ex --now $at
run 0 build -C ex --now $at -o drafted

exit $failed

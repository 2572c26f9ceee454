/*
 * feed/feed_prose: phrases on versions as JVN and others write them, and what
 * they mean; the phrases of the sample data; hostile ones.
 */
#include "feed/feed_prose.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/span.h"
#include "examples.h"
#include "test.h"
#include "text/json_read.h"

static struct arena *a;

static void
setup(void)
{
	a = arena_open();
}

static void
teardown(void)
{
	arena_close(a);
}

/* ">=1.0 <2.0 | 3.* | !1.5"; "*" is all, "?" is unread. */
static void
put_stretch(struct buf *b, const struct feed_stretch *s)
{
	buf_printf(b, "%s", s->status == FEED_NOT_AFFECTED ? "!" : "");
	if (s->is_prefix)
		buf_printf(b, "%.*s.*", STR_ARG(s->low));
	else if (s->low.n > 0 && str_eq(s->low, s->high))
		buf_put(b, s->low);
	else if (s->low.n > 0)
		buf_printf(b, "%s%.*s", s->low_included ? ">=" : ">",
		    STR_ARG(s->low));
	if (s->high.n > 0 && !str_eq(s->low, s->high))
		buf_printf(b, "%s%s%.*s", s->low.n > 0 ? " " : "",
		    s->high_included ? "<=" : "<", STR_ARG(s->high));
}

static void
put_part(struct buf *b, const struct feed_prose *v)
{
	const char *gap = "";

	if (v->is_unread || v->is_all) {
		buf_printf(b, "%s", v->is_unread ? "?" : "*");
		gap = " | ";
	}
	for (size_t i = 0; i < v->n_versions; i++) {
		buf_printf(b, "%s%.*s", gap, STR_ARG(v->versions[i]));
		gap = " | ";
	}
	for (size_t i = 0; i < v->n_stretches; i++) {
		buf_printf(b, "%s", gap);
		put_stretch(b, &v->stretches[i]);
		gap = " | ";
	}
	for (size_t i = 0; i < v->n_only_for; i++)
		buf_printf(b, " {%.*s}", STR_ARG(v->only_for[i]));
	if (v->platform.n > 0)
		buf_printf(b, " @%.*s", STR_ARG(v->platform));
}

/* What a phrase means; parts stand with " // " between them. */
static struct str
read_phrase(struct str phrase)
{
	struct feed_prose *v;
	size_t n = feed_prose(a, phrase, &v);
	struct buf b;
	struct str out;

	buf_init(&b, 1u << 20);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s", i > 0 ? " // " : "");
		put_part(&b, &v[i]);
	}
	out = str_dup(a, buf_str(&b));
	buf_fini(&b);
	ck_assert_uint_ge(n, 1);
	return out;
}

static const struct row {
	const char *phrase, *means;
} ROWS[] = {
	{ "2.3.4 未満", "<2.3.4" },
	{ "2.3.4未満", "<2.3.4" },
	{ "２．３．４　未満", "<2.3.4" },
	{ "バージョン 2.3.4 より前のバージョン", "<2.3.4" },
	{ "Ver.2.3.4 よりも前のバージョン", "<2.3.4" },
	{ "Version 2.3.4 より以前のバージョン", "<2.3.4" },
	{ "2.3.4 より古いバージョン", "<2.3.4" },
	{ "v2.3.4 以前", "<=2.3.4" },
	{ "V2.3.4以前の全てのバージョン", "<=2.3.4" },
	{ "2.3.4 以下", "<=2.3.4" },
	{ "2.3.4 まで", "<=2.3.4" },
	{ "2.3.4 までのすべてのバージョン", "<=2.3.4" },
	{ "2.3.4 および、それ以前", "<=2.3.4" },
	{ "2.3.4 及びそれ以前のバージョン", "<=2.3.4" },
	{ "2.3.4 またはそれ以前", "<=2.3.4" },
	{ "2.3.4、およびそれ以前のバージョン", "<=2.3.4" },
	{ "バージョン 2.3.4 およびこれ以前", "<=2.3.4" },
	{ "2.3.4 を含むそれ以前のバージョン", "<=2.3.4" },
	{ "ファームウェア Ver.1.05 およびそれ以前", "<=1.05" },
	{ "ファームウエア バージョン 1.05 以前", "<=1.05" },
	{ "ソフトウェアバージョン 3.2.1 未満", "<3.2.1" },
	{ "本体ファームウェア Ver.1.0.9 以前", "<=1.0.9" },
	{ "2.0.0 以降", ">=2.0.0" },
	{ "2.0.0 以上", ">=2.0.0" },
	{ "2.0.0 以降のバージョン", ">=2.0.0" },
	{ "2.0.0 およびそれ以降", ">=2.0.0" },
	{ "2.0.0 より後のバージョン", ">2.0.0" },
	{ "2.0.0 を超えるバージョン", ">2.0.0" },
	{ "2.0.0 より新しいバージョン", ">2.0.0" },
	{ "2.0.0 から", ">=2.0.0" },
	{ "2.0.0 から 2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 から 2.3.4 まで", ">=2.0.0 <=2.3.4" },
	{ "バージョン2.0.0からバージョン2.3.4までのバージョン",
	    ">=2.0.0 <=2.3.4" },
	{ "Ver.2.0.0 ～ Ver.2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0～2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0〜2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 ～", ">=2.0.0" },
	{ "～ 2.3.4", "<=2.3.4" },
	{ "2.0.0-2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 - 2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 – 2.3.4", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 から 2.3.4 未満", ">=2.0.0 <2.3.4" },
	{ "2.0.0 から 2.3.4 より前のバージョン", ">=2.0.0 <2.3.4" },
	{ "2.0.0 から 2.3.4 以前", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 から 2.3.4 までの間", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 以上 2.3.4 未満", ">=2.0.0 <2.3.4" },
	{ "2.0.0 以上、2.3.4 未満", ">=2.0.0 <2.3.4" },
	{ "2.0.0 以上かつ 2.3.4 以下", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 以降 2.3.4 より前", ">=2.0.0 <2.3.4" },
	{ "2.0.0 以降で 2.3.4 以前のバージョン", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 以降から 2.3.4 まで", ">=2.0.0 <=2.3.4" },
	{ "2.0.0 より後 2.3.4 以前", ">2.0.0 <=2.3.4" },
	{ "2.3.4 未満 2.0.0 以上", ">=2.0.0 <2.3.4" },
	{ "1.5 以前 2.0 以降", "<=1.5 | >=2.0" },
	{ "2.3 系", "2.3.*" },
	{ "2.3 系列", "2.3.*" },
	{ "2.3.x", "2.3.*" },
	{ "2.3.X 系", "2.3.*" },
	{ "2.x", "2.*" },
	{ "バージョン 2 系", "2.*" },
	{ "2.3 系すべて", "2.3.*" },
	{ "2.x のすべてのバージョン", "2.*" },
	{ "4 系および 5 系", "4.* | 5.*" },
	{ "1.x、2.x", "1.* | 2.*" },
	{ "2.3 系の 2.3.4 より前", ">=2.3 <2.3.4" },
	{ "2.3.x (2.3.4 未満)", ">=2.3 <2.3.4" },
	{ "2.3.x 系 2.3.4 およびそれ以前", ">=2.3 <=2.3.4" },
	{ "2.3.x の 2.3.4 以降", ">=2.3.4 <2.4" },
	{ "2.x 以前", "<3" },
	{ "2.x から 4.x まで", ">=2 <5" },
	{ "2.x より前", "<2" },
	{ "2.x 以降", ">=2" },
	{ "2.x より後", ">=3" },
	{ "8.0、8.1 および 8.2", "8.0 | 8.1 | 8.2" },
	{ "8.0, 8.1, 8.2", "8.0 | 8.1 | 8.2" },
	{ "8.0 または 8.1", "8.0 | 8.1" },
	{ "8.0／8.1", "8.0 | 8.1" },
	{ "1.9 以前、および 2.0 から 2.3 まで", "<=1.9 | >=2.0 <=2.3" },
	{ "1.9.5 未満、2.0.0 以上 2.3.4 未満、3.0.0",
	    "3.0.0 | <1.9.5 | >=2.0.0 <2.3.4" },
	{ "1.2.x 系の 1.2.9 未満、および 1.3.x 系の 1.3.4 未満",
	    ">=1.2 <1.2.9 | >=1.3 <1.3.4" },
	{ "1.0 以上 1.5 未満 2.0 以上 2.5 未満", ">=1.0 <1.5 | >=2.0 <2.5" },
	{ "すべてのバージョン", "*" },
	{ "全バージョン", "*" },
	{ "全てのバージョン", "*" },
	{ "すべて", "*" },
	{ "全ファームウェアバージョン", "*" },
	{ "全バージョン（サポート終了）", "*" },
	{ "All versions", "*" },
	{ "all", "*" },
	{ "1.0.2k およびそれ以前", "<=1.0.2k" },
	{ "1.0.2 から 1.0.2zf", ">=1.0.2 <=1.0.2zf" },
	{ "3.1.1a以上 3.1.1d未満", ">=3.1.1a <3.1.1d" },
	{ "2.0-beta9 から 2.12.1 より前", ">=2.0-beta9 <2.12.1" },
	{ "v7 R2 SP1 およびそれ以前", "<=7 R2 SP1" },
	{ "2012 R2 SP1 以前", "<=2012 R2 SP1" },
	{ "10.0 SP2 未満", "<10.0 SP2" },
	{ "8 Update 201 以前", "<=8 Update 201" },
	{ "8u201 以前", "<=8u201" },
	{ "7.0 サービスパック 3 より前", "<7.0 サービスパック 3" },
	{ "11.0 パッチ 5 以前", "<=11.0 パッチ 5" },
	{ "5.8 (Build 1575) 未満", "<5.8 (Build 1575)" },
	{ "5.8（ビルド 1575）未満", "<5.8(ビルド 1575)" },
	{ "Build 1575 未満", "<build 1575" },
	{ "build 1234 以前", "<=build 1234" },
	{ "ビルド 1234 より前", "<build 1234" },
	{ "ビルド番号：1234 より前", "<build 1234" },
	{ "build 10.0.1234 以前", "<=10.0.1234" },
	{ "Build 100 から Build 120 まで", ">=build 100 <=build 120" },
	{ "5.8 から Build 120 まで", "?" },
	{ "for Windows 5.8、Build 120 以前", "5.8 | <=build 120 @Windows" },
	{ "SP1 適用前", "<SP1" },
	{ "サービスパック 1 適用前", "<sp 1" },
	{ "Update 3 以前", "<=update 3" },
	{ "パッチ 5 未適用", "<patch 5" },
	{ "10.0 SP1 適用前", "<10.0 SP1" },
	{ "修正パッチ適用前", "?" },
	{ "builder 5 以前", "<=5" },
	{ "v2.0.0 より前の 2 系", "?" },
	{ "1.2.3 またはそれより古いバージョン", "<=1.2.3" },
	{ "1.2.3 又はそれより新しいもの", ">=1.2.3" },
	{ "それより前のバージョン", "?" },
	{ "「1.2.0」～「1.5.0」", ">=1.2.0 <=1.5.0" },
	{ "1.2.0 から (1.5.0) まで", ">=1.2.0 <=1.5.0" },
	{ "7.0 全バージョン", "7.0.*" },
	{ "7.4.0 から 7.4.2、7.2 all versions", ">=7.4.0 <=7.4.2 | 7.2.*" },
	{ "7.0 のすべてのバージョン 以前", "<=7.0" },
	{ "GT27 全バージョン", "?" },
	{ "R2.3-R2.7", ">=R2.3 <=R2.7" },
	{ "製造番号 0123 以降の Ver.1.00 から Ver.1.10", "?" },
	{ "シリアルナンバーの上 5 桁が 17 以前", "?" },
	{ "2.x 系の 2.3.4 より前", ">=2 <2.3.4" },
	{ "2.8.0 以前 (2 系)", ">=2 <=2.8.0" },
	{ "2.8.0 以前 (3 系)", "?" },
	{ "2.8.0 (2 系) 以前", "?" },
	{ "1.0 以前 (2 系は 2.1 以前)", "?" },
	{ "第 3 版以前", "?" },
	{ "初版から 2.0 まで", "?" },
	{ "R1.0 以降 R3.2 未満", ">=R1.0 <R3.2" },
	{ "Ver1.0.0～Ver1.9.9", ">=1.0.0 <=1.9.9" },
	{ "1.0.0 から 1.2.3 まで (CVE-2099-0001)",
	    ">=1.0.0 <=1.2.3 {CVE-2099-0001}" },
	{ "6.0 build1284 から 6.0 build1300 まで",
	    ">=6.0 build1284 <=6.0 build1300" },
	{ "12.2(55)SE 以前", "<=12.2(55)SE" },
	{ "R2.05.00 以降 R3.01.00 未満", ">=R2.05.00 <R3.01.00" },
	{ "Rev.3 以前", "<=Rev.3" },
	{ "V1.02L05 以前", "<=1.02L05" },
	{ "2021年10月1日より前のバージョン", "?" },
	{ "2021/10/01 以前", "?" },
	{ "2021-10-01 より前", "?" },
	{ "2021年10月以前のファームウェア", "?" },
	{ "2025 年 3 月以前のバージョン", "?" },
	{ "2025年以前", "?" },
	{ "2024-05-01T09:00 より前", "?" },
	{ "2024-05 以前のビルド", "?" },
	{ "2024-05. ", "?" },
	{ "2024/05 以前", "?" },
	{ "05/01/2024 以前", "?" },
	{ "5-2024 以前", "?" },
	{ "20240501 以前", "?" },
	{ "202405 より前", "?" },
	{ "令和6年3月以前", "?" },
	{ "before May 2024", "?" },
	{ "prior to Sept. 3, 2024", "?" },
	{ "SMR Apr-2024 Release 1 より前", "?" },
	{ "1.0 以前 (2024-05-01 以前のもの)", "?" },
	{ "2024-05-01 以前（CVE-2099-0001）", "? {CVE-2099-0001}" },
	{ "1.0 以前 (2024-05-01 公開)", "<=1.0" },
	{ "Windows 版 (2024/05/01 公開) 1.0 以前", "<=1.0 @Windows" },
	{ "Ver.20240501 以前", "<=20240501" },
	{ "2024.05.01 以前", "<=2024.05.01" },
	{ "20241301 以前", "<=20241301" },
	{ "1979-05 以前", "<=1979-05" },
	{ "10-00 以上 11-10-06 未満", ">=10-00 <11-10-06" },
	{ "2024-05.3 以前", "<=2024-05.3" },
	{ "may-3 以前", "?" },
	{ "mayor 3 以前", "<=3" },
	{ "1.3.0 未満 (MacOS のみ)", "<1.3.0 @MacOS" },
	{ "1.3.0 未満（Windows 版）", "<1.3.0 @Windows" },
	{ "Windows 版 1.3.0 未満", "<1.3.0 @Windows" },
	{ "for Mac 2.0.1 およびそれ以前", "<=2.0.1 @Mac" },
	{ "for Windows 5.8 未満、for NetApp 6.0 未満",
	    "<5.8 @Windows // <6.0 @NetApp" },
	{ "5.8 未満 (Windows)、6.0 未満 (Linux)",
	    "<5.8 @Windows // <6.0 @Linux" },
	{ "iOS 15.2 未満", "<15.2 @iOS" },
	{ "5.2 以前 (Windows 10 のみ)", "<=5.2 @Windows 10" },
	{ "2.0.1 以前（64bit 版）", "<=2.0.1 @64bit" },
	{ "製品A 1.0 以前", "<=1.0" },
	{ "(製品A) 1.0 以前", "<=1.0" },
	{ "サンプル・ビューア (1.0 以前)", "<=1.0" },
	{ "Office 2019 16.0.1 以前", "<=16.0.1" },
	{ "GT27 01.20.000 以前", "<=01.20.000" },
	{ "GT27 シリーズ 01.20.000 以前", "<=01.20.000" },
	{ "core 1.0 未満", "<1.0" },
	{ "1.0 以前（CVE-2099-0001）、2.0 以前（CVE-2099-0002）",
	    "<=1.0 {CVE-2099-0001} // <=2.0 {CVE-2099-0002}" },
	{ "Ver.1.0以前（CVE-2099-0001、CVE-2099-0002のみ）",
	    "<=1.0 {CVE-2099-0001} {CVE-2099-0002}" },
	{ "すべてのバージョン (CVE-2099-0001)", "* {CVE-2099-0001}" },
	{ "2.0 以前（1.5 を除く）", "<=2.0 | !1.5" },
	{ "2.x (2.3.4 および 2.3.5 を除く)", "2.* | !2.3.4 | !2.3.5" },
	{ "2.0 以前、ただし 1.8 系を除く", "<=2.0 | !1.8.*" },
	{ "1.5 を除く 2.0 以前", "<=2.0 | !1.5" },
	{ "2.3.4 まで（2.3.4 は含まない）", "<2.3.4" },
	{ "2.0 から 2.3.4 (2.3.4 を含む) まで", ">=2.0 <=2.3.4" },
	{ "prior to 2.3.4", "<2.3.4" },
	{ "before 2.3.4", "<2.3.4" },
	{ "versions prior to 2.3.4", "<2.3.4" },
	{ "All versions prior to 2.3.4", "<2.3.4" },
	{ "Version 2.3.4 and earlier", "<=2.3.4" },
	{ "2.3.4 and prior versions", "<=2.3.4" },
	{ "v2.3.4, and earlier", "<=2.3.4" },
	{ "up to 2.3.4", "<=2.3.4" },
	{ "up to and including 2.3.4", "<=2.3.4" },
	{ "earlier than 2.3.4", "<2.3.4" },
	{ "2.0.0 or later", ">=2.0.0" },
	{ "2.0.0 and later", ">=2.0.0" },
	{ "2.0.0+", ">=2.0.0" },
	{ "later than 2.0.0", ">2.0.0" },
	{ "since 2.0.0", ">=2.0.0" },
	{ "versions 2.0.0 to 2.3.4", ">=2.0.0 <=2.3.4" },
	{ "from 2.0.0 through 2.3.4", ">=2.0.0 <=2.3.4" },
	{ "from 2.0.0 before 2.3.4", ">=2.0.0 <2.3.4" },
	{ "2.0.0 before 2.3.4", ">=2.0.0 <2.3.4" },
	{ "between 2.0.0 and 2.3.4", ">=2.0.0 <=2.3.4" },
	{ "before 2.3.4, 3.x before 3.1.2, and 4.x before 4.0.1",
	    "<2.3.4 | >=3 <3.1.2 | >=4 <4.0.1" },
	{ "1.2.x through 1.4.x", ">=1.2 <1.5" },
	{ ">= 2.0.0, < 2.3.4", ">=2.0.0 <2.3.4" },
	{ ">=2.0.0 <2.3.4", ">=2.0.0 <2.3.4" },
	{ "< 2.3.4", "<2.3.4" },
	{ "≦ 2.3.4", "<=2.3.4" },
	{ "2.0 and 2.1", "2.0 | 2.1" },
	{ "2.x except 2.3.4", "2.* | !2.3.4" },
	{ "2.3 series", "2.3.*" },
	{ "2.3.4 and earlier for Windows", "<=2.3.4 @Windows" },
	{ "不明", "?" },
	{ "-", "?" },
	{ "最新版", "?" },
	{ "最新バージョン以前", "?" },
	{ "一部のバージョン", "?" },
	{ "1.0 以前の一部のバージョン", "?" },
	{ "1.0 など", "?" },
	{ "2.3.4 で修正済み", "?" },
	{ "開発者が提供する情報をご確認ください", "?" },
	{ "2.3.4 から 2.0.0 まで", "?" },
	{ "2.0 から 3.0 から 4.0", "?" },
	{ "2.0 3.0", "?" },
	{ "1.0 以前 (詳細は開発者の情報 1.1 を参照)", "?" },
	{ "not 2.0", "?" },
	{ "versions unknown", "?" },
	{ "(2.0 以前", "?" },
	{ "2.0 以降 3.0", "?" },
	{ "未満", "?" },
	{ "不明（CVE-2099-0001）", "? {CVE-2099-0001}" },
	{ "N/A", "?" },
	{ "2.3.4 未満の 2.3.x 系", ">=2.3 <2.3.4" },
	{ "17.4R2-S9 より前の 17.4", ">=17.4 <17.4R2-S9" },
	{ "2.0.1 以降のすべての 2.x", ">=2.0.1 <3" },
	{ "3.4 LTS 系の 3.4.9 未満", ">=3.4 <3.4.9" },
	{ "9.2.1 未満 (iPhone 4s 以降)", "<9.2.1 @iPhone 4s" },
	{ "9.2.1 未満 (iPod touch 第 5 世代以降)",
	    "<9.2.1 @iPod touch 第 5 世代" },
	{ "SE 7 Update 95", "7 Update 95" },
	{ "JDK 6 Update 105 およびそれ以前", "<=6 Update 105" },
	{ "10 for 32-bit Systems", "10 @32-bit Systems" },
	{ "2012 R2 (Server Core installation)", "2012 R2" },
	{ "Ver 2.10 (2.10 を含む) 以前", "<=2.10" },
	{ "1.2.3 以前 (32bit/64bit)", "<=1.2.3 @32bit/64bit" },
	{ "2.5.x から 2.5.33 まで", ">=2.5 <=2.5.33" },
	{ "UTM 9.3 ～ 9.7 MR1", ">=9.3 <=9.7 MR1" },
	{ "CE/EE 15.0.0 以上 15.0.5 未満", ">=15.0.0 <15.0.5" },
	{ "Community Edition 15.0.0 から 15.0.5 未満", ">=15.0.0 <15.0.5" },
	{ "Pro 版 1.0 以前", "<=1.0" },
	{ "WordPress 用プラグイン サンプル 1.2.3 以前", "<=1.2.3" },
	{ "1.0.0（2020年1月リリース）以前", "<=1.0.0" },
	{ "1.0.3 未満 (2023-04 版)", "<1.0.3" },
	{ "4.1.0、4.1.1、4.2.0 から 4.2.3",
	    "4.1.0 | 4.1.1 | >=4.2.0 <=4.2.3" },
	{ "1.0 以前。", "<=1.0" },
	{ "ﾊﾞｰｼﾞｮﾝ 1.0 以前", "<=1.0" },
	{ "バージョン：1.0 以前", "<=1.0" },
	{ "Ver. 3.0.0 から Ver. 3.1.2 まで", ">=3.0.0 <=3.1.2" },
	{ "5.10.* 以前", "<5.11" },
	{ "1:2.3-4 未満", "<1:2.3-4" },
	{ "1.0~rc1 未満", "<1.0~rc1" },
	{ "「1.0」以前", "<=1.0" },
	{ "1.0.0 以前のバージョン (Windows / Mac)", "<=1.0.0 @Windows / Mac" },
	{ "2.0 系 ～ 2.5 系", ">=2.0 <2.6" },
	{ "Ver.3.10.1 (r1234) およびそれ以前", "<=3.10.1 (r1234)" },
	{ "6.5 Build 110 より前のバージョン", "<6.5 Build 110" },
	{ "12.3X48-D30 より前の 12.3X48", ">=12.3X48 <12.3X48-D30" },
	{ "V200R003C10SPC100 より前", "<V200R003C10SPC100" },
	{ "10.14 未満 の macOS", "<10.14 @macOS" },
	{ "IOS XE 16.9.1s 以前", "<=16.9.1s" },
	{ "1903 (19H1)", "1903 (19H1)" },
	{ "\"1.0\"以前", "<=1.0" },
	{ "1.0 及び 1.1 及び 1.2 以前", "1.0 | 1.1 | <=1.2" },
	{ "up to (excluding) 2.3.4", "<2.3.4" },
	{ "2.3.4 (excluding)", "?" },
	{ "1.0 (inclusive) to 2.0 (exclusive)", ">=1.0 <2.0" },
	{ "v1.2.3 から v1.4.5（v1.4.5を含まない）", ">=1.2.3 <1.4.5" },
	{ "1.0.0～1.0.5、1.1.0～1.1.3", ">=1.0.0 <=1.0.5 | >=1.1.0 <=1.1.3" },
	{ "Ver.1.00～Ver.1.05 の全てのファームウェア", ">=1.00 <=1.05" },
	{ "1.0 未満（1.0-beta を含む）", "?" },
	{ "1.0.0 以前（一部の機種を除く）", "?" },
	{ "サーバ 2.0 以前、クライアント 3.0 以前", "<=2.0 | <=3.0" },
};

START_TEST(phrase)
{
	struct str means = read_phrase(str_z(ROWS[_i].phrase));

	ck_assert_msg(str_eq_z(means, ROWS[_i].means),
	    "row %d '%s': '%.*s', not '%s'", _i, ROWS[_i].phrase,
	    STR_ARG(means), ROWS[_i].means);
}
END_TEST

/* Texts that would be dear if a word were looked at twice. */
START_TEST(hostile)
{
	static const char *const pieces[] = {
		"1.0 (",
		"(",
		")",
		"1.0-",
		"から",
		"1.x の ",
		"v",
		"ver.",
		"1.0 SP",
		"を除く",
		"CVE-2099-0001 ",
		"1.0、",
		"1.0 以前 ",
		"~",
		"2021年",
		"99999999999999999999.x 以前、",
		"\n",
		"(((((((((",
		"1.0 (Build ",
		"～",
		"系",
		"x",
		"*.*",
		"+",
		"-",
		"未満",
	};
	struct buf b;

	buf_init(&b, LIMIT_FEED_PROSE_BYTES + 64);
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		buf_clear(&b);
		while (b.n < LIMIT_FEED_PROSE_BYTES - 64)
			buf_printf(&b, "%s", pieces[i]);
		read_phrase(buf_str(&b));
	}
	buf_clear(&b);
	buf_printf(&b, "1.0 以前");
	buf_fill(&b, ' ', LIMIT_FEED_PROSE_BYTES - b.n);
	ck_assert(str_eq(read_phrase(buf_str(&b)), S("<=1.0")));
	buf_putc(&b, ' ');
	ck_assert(str_eq(read_phrase(buf_str(&b)), S("?")));
	buf_fini(&b);
}
END_TEST

/* [[">=2.0", "<3.0"], ["1.0"]] as this file writes it; null is "?". */
static void
put_expected(struct buf *b, const struct json_node *expect)
{
	const char *gap = "";

	if (expect->kind != JSON_IS_ARRAY) {
		buf_printf(b, "?");
		return;
	}
	for (const struct json_node * or = expect->first; or != NULL;
	     or = or->next) {
		const char *space = gap;

		for (const struct json_node *and = or->first; and != NULL;
			 and = and->next) {
			struct str s = and->text;

			if (s.n > 0 && s.p[0] == '=')
				s = str_from(s, 1);
			buf_printf(b, "%s%.*s", space, STR_ARG(s));
			space = " ";
		}
		gap = " | ";
	}
}

static void
check_line(struct str line)
{
	struct sources *ss = sources_open(a);
	uint32_t file = source_add(ss, S("phrases"));
	const struct json_node *row, *only;
	struct str means;
	struct buf b;
	bool is_read;

	source_set_text(ss, file, line);
	row = json_tree(a, ss, file, diags_open(a));
	ck_assert_ptr_nonnull(row);
	buf_init(&b, 1u << 16);
	put_expected(&b, json_get(row, "expect"));
	only = json_get(row, "only_for");
	for (only = only != NULL ? only->first : NULL; only != NULL;
	     only = only->next)
		buf_printf(&b, " {%.*s}", STR_ARG(only->text));
	means = read_phrase(json_get_str(row, "text"));
	is_read = !str_eq(means, S("?"));
	examples_put(S("phrase"), json_get_str(row, "id"),
	    str_eq(means, buf_str(&b)) ?
		is_read ? EXAMPLE_FOUND : EXAMPLE_CLEAR :
		!is_read                    ? EXAMPLE_MISSED :
		str_eq(buf_str(&b), S("?")) ? EXAMPLE_WRONG :
					      EXAMPLE_OTHER);
	buf_fini(&b);
}

START_TEST(samples)
{
	struct str line, rest;
	struct io_dir *dir;
	size_t n = 0;

	if (!examples_open("jvn-version-phrases"))
		return;
	ck_assert_int_eq(io_dir_open(test_data_dir(), &dir), 0);
	ck_assert_int_eq(io_read(dir, S("matching/jvn-version-phrases.jsonl"),
			     1u << 20, a, &rest),
	    0);
	io_dir_close(dir);
	while (rest.n > 0) {
		str_cut(rest, '\n', &line, &rest);
		if (str_trim(line).n == 0)
			continue;
		check_line(line);
		n++;
	}
	examples_close(n);
}
END_TEST

Suite *
suite_feed_prose(void)
{
	Suite *s = suite_create("feed/feed_prose");
	TCase *t = tcase_create("feed_prose");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, phrase, 0, sizeof(ROWS) / sizeof(ROWS[0]));
	tcase_add_test(t, hostile);
	tcase_add_test(t, samples);
	suite_add_tcase(s, t);
	return s;
}

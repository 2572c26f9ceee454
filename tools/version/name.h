/*
 * Names of makers and products as people write them, brought to one form:
 * NFKC, case folded, kana one way (small as large, no long vowel mark: サーバ is
 * サーバー), punctuation gone.  For finding what is called alike; what is
 * shown stays as it was written.
 */
#ifndef VERSION_NAME_H
#define VERSION_NAME_H

#include <stddef.h>

#include "base/str.h"

struct arena;

/*
 * The words of a text: runs of letters and digits of one script ("node", "js",
 * "c++", "サバ", "脆弱性").  Whatever is called ファームウェア is "firmware", and
 * シリーズ "series".
 * The array and its texts live in a.
 */
size_t name_words(struct arena *a, struct str text, struct str **out);

/*
 * A maker, its words joined, without the forms of companies (株式会社, Inc.,
 * GmbH, Co., Ltd.) and "the".  Empty when none is named ("n/a", "-", "*").
 */
struct str name_vendor(struct arena *a, struct str text);

/*
 * A product, its words joined, without the maker's name in front when more
 * follows; "firmware" stands apart at the end ("ud lt2" gives "udlt2", its
 * firmware "udlt2 firmware").  Empty when none is named.
 */
struct str name_product(struct arena *a, struct str vendor, struct str text);

#endif

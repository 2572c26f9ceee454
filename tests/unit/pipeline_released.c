/*
 * Signatures of released documents, made here by gpg, against the key that is
 * published.
 */
#include "base/attr.h"
#include "base/buf.h"
#include "base/digest.h"
#include "model_text.h"
#include "pipeline/released.h"
#include "sign_text.h"

Suite *suite_pipeline_released(void);

#define FOLDER	"cases/2026/PS-2026-0001/"
/* 2026-11-22T12:00+09:00 */
#define NOW ((struct instant){ 1795316400, 32400 })

static struct arena *perm;

/*
 * Three keys; "old" ends on 2026-10-20.  Documents a and b, each with a
 * signature by each key at noon of some days, as NAME.KEY.DAY.
 */
static const char make[] =
    "mkdir g files; chmod 700 g\n"
    "pgp() { at=$1; shift; gpg --homedir g --batch --quiet "
    "--passphrase '' --pinentry-mode loopback "
    "--faked-system-time \"$at\" \"$@\"; }\n"
    "key() { pgp 20260901T000000 --quick-gen-key \"$1 <$1@example.com>\" "
    "ed25519 sign \"$2\"; pgp 20260901T000000 --armor --export "
    "\"$1@example.com\" >files/$1.pub; }\n"
    "key new never; key old 20261020T000000; key other never; "
    "key lost never\n"
    "cat files/old.pub files/new.pub >files/both.pub\n"
    "fpr=$(gpg --homedir g --batch --with-colons --list-keys "
    "lost@example.com | sed -n 's/^fpr:*\\([0-9A-F]*\\):.*/\\1/p')\n"
    "for n in a b; do echo \"{\\\"x\\\": \\\"$n\\\"}\" >files/$n; done\n"
    "for n in a b; do for k in new old other lost; do "
    "for day in 20261001 20261101; do\n"
    "  [ $k$day = old20261101 ] || pgp ${day}T000000 -u $k@example.com "
    "--armor --detach-sign -o files/$n.$k.$day files/$n\n"
    "done; done; done\n"
    "for x in soon.20261005T030100 late.20261005T040001; do\n"
    "  pgp ${x#*.} -u new@example.com --armor --detach-sign "
    "-o files/a.new.${x%.*} files/a\n"
    "done\n"
    "sed 's/^:---/---/' g/openpgp-revocs.d/$fpr.rev | "
    "pgp 20261110T000000 --import\n"
    "pgp 20261110T000000 --armor --export lost@example.com "
    ">files/lost.pub\n";

static bool has_gpg;

static void
setup_once(void)
{
	sign_text_begin();
	has_gpg = sign_text_run(make) == 0;
}

static void
teardown_once(void)
{
	(void)sign_text_run("gpgconf --homedir \"$PWD/g\" --kill all");
	sign_text_end();
}

static void
setup(void)
{
	perm = arena_open();
	ck_assert_int_eq(sign_text_run("rm -rf repo; mkdir repo"), 0);
}

static void
teardown(void)
{
	arena_close(perm);
}

/* A document that went out: which of the files above stands there. */
struct out {
	const char *version;	/* "1.0.0" is of 10-05, "1.1.0" of 11-05 */
	const char *name;
	const char *is;		/* or NULL */
	const char *signature;	/* or NULL */
};

#define SIGNATURE	"released-signature: " FOLDER "released/"
#define UNSIGNED	"released-unsigned: " FOLDER "released/"
#define NO_KEY								\
	"released-key: the signatures of released documents cannot be "	\
	"checked: "

static const struct {
	const char *name;
	const char *key;	/* of contact; NULL: none */
	struct out out[3];
	const char *want;	/* "rule: message", of all, in order */
} rows[] = {
	{ "nothing is signed", NULL, { { "1.0.0", "a.json", "a", NULL } },
	    "" },
	{ "good", "new.pub", { { "1.0.0", "a.json", "a", "a.new.20261001" } },
	    "" },
	{ "two keys, each in its days", "both.pub",
	    { { "1.0.0", "a.json", "a", "a.old.20261001" },
		{ "1.1.0", "b.json", "b", "b.new.20261101" } },
	    "" },
	{ "a former key's last days", "both.pub",
	    { { "1.1.0", "a.json", "a", "a.old.20261001" } },
	    SIGNATURE "1.1.0/a.json.asc: the key or the signature had "
		      "expired\n" },
	{ "a former key that is not there", "new.pub",
	    { { "1.0.0", "a.json", "a", "a.old.20261001" } },
	    SIGNATURE "1.0.0/a.json.asc is of the key KEY, which is not in "
		      "contact.openpgp_key\n" },
	{ "somebody else's", "both.pub",
	    { { "1.1.0", "a.json", "a", "a.other.20261101" } },
	    SIGNATURE "1.1.0/a.json.asc is of the key KEY, which is not in "
		      "contact.openpgp_key\n" },
	{ "another document", "new.pub",
	    { { "1.0.0", "a.json", "b", "a.new.20261001" } },
	    SIGNATURE "1.0.0/a.json.asc is the signature of another text: "
		      "the document or it was altered\n" },
	{ "signed a minute after it", "new.pub",
	    { { "1.0.0", "a.json", "a", "a.new.soon" } }, "" },
	{ "signed after it", "new.pub",
	    { { "1.0.0", "a.json", "a", "a.new.late" } },
	    SIGNATURE "1.0.0/a.json.asc: the key or the signature was made "
		      "later\n" },
	{ "no signature at all", "new.pub",
	    { { "1.0.0", "a.json", "a", "b" } },
	    SIGNATURE "1.0.0/a.json.asc: this is not written as a signature "
		      "or key\n" },
	{ "a signature alone", "new.pub",
	    { { "1.0.0", "a.json", NULL, "a.new.20261001" } },
	    SIGNATURE "1.0.0/a.json.asc: its revision has no document of "
		      "that name\n" },
	{ "one of two", "new.pub",
	    { { "1.0.0", "a.json", "a", "a.new.20261001" },
		{ "1.0.0", "b.json", "b", NULL } },
	    UNSIGNED "1.0.0/b.json has no signature\n" },
	{ "the next one", "new.pub",
	    { { "1.0.0", "a.json", "a", "a.new.20261001" },
		{ "1.1.0", "a.json", "a", NULL } },
	    UNSIGNED "1.1.0/a.json has no signature\n" },
	{ "those from before", "new.pub",
	    { { "1.0.0", "a.json", "a", NULL },
		{ "1.1.0", "a.json", "a", "a.new.20261101" } },
	    "" },
	{ "no key", NULL, { { "1.0.0", "a.json", "a", "a.new.20261001" } },
	    NO_KEY "contact has no openpgp_key\n" },
	{ "no key file", "gone.pub",
	    { { "1.0.0", "a.json", "a", "a.new.20261001" } },
	    NO_KEY "there is no file content/gone.pub\n" },
	{ "no key in the file", "a",
	    { { "1.0.0", "a.json", "a", "a.new.20261001" } },
	    NO_KEY "this is not written as a signature or key\n" },
	{ "a key that was lost", "lost.pub",
	    { { "1.0.0", "a.json", "a", "a.lost.20261001" },
		{ "1.1.0", "a.json", "a", "a.lost.20261101" } },
	    "released-key: the key KEY has been revoked: readers find the "
	    "signatures of 2 released documents bad\n" },
};

/* A file of a version, put where it belongs, and what the ledger says of it. */
static void
put_file(struct buf *b, const char *version, const char *name,
    const char *ending, const char *is)
{
	struct str to = str_fmt(perm, "released/%s/%s%s", version, name,
	    ending);

	ck_assert_int_eq(sign_text_run(str_to_z(perm,
			     str_fmt(perm,
				 "mkdir -p repo/" FOLDER "released/%s; "
				 "cp files/%s repo/" FOLDER "%.*s",
				 version, is, STR_ARG(to)))),
	    0);
	buf_printf(b, "    - {path: %.*s, sha256: %.*s}\n", STR_ARG(to),
	    STR_ARG(digest_hex(perm, DIGEST_SHA256,
		sign_text_file(perm,
		    str_to_z(perm, str_fmt(perm, "files/%s", is))))));
}

static void
put_files(struct buf *b, const struct out *out, const char *version)
{
	for (size_t i = 0; i < 3 && out[i].name != NULL; i++) {
		const struct out *o = &out[i];

		if (strcmp(o->version, version) != 0)
			continue;
		if (o->is != NULL)
			put_file(b, version, o->name, "", o->is);
		if (o->signature != NULL)
			put_file(b, version, o->name, ".asc", o->signature);
	}
}

static const char *
ledger(const struct out *out)
{
	struct buf b;
	const char *s;

	buf_init(&b, 1u << 16);
	buf_printf(&b,
	    "revisions:\n- version: 1.0.0\n  at: 2026-10-05T12:00+09:00\n"
	    "  summary: {en: x}\n  files:\n");
	put_files(&b, out, "1.0.0");
	buf_printf(&b,
	    "- version: 1.1.0\n  at: 2026-11-05T12:00+09:00\n"
	    "  summary: {en: x}\n  files:\n");
	put_files(&b, out, "1.1.0");
	s = str_to_z(perm, buf_str(&b));
	buf_fini(&b);
	return s;
}

static const char *
organisation(const char *key)
{
	struct str contact = S("");

	if (key != NULL)
		contact = str_fmt(perm, ", openpgp_key: %s", key);
	return str_to_z(perm,
	    str_fmt(perm,
		"name: {ja: 例, en: Example}\nrepository: internal\n"
		"ceiling: AMBER+STRICT\npublisher: {category: vendor, "
		"name: x, namespace: \"https://example.com\"}\n"
		"base_url: https://example.com/\nzone: Asia/Tokyo\n"
		"languages: [ja]\n"
		"ids: {case_prefix: PS, advisory_prefix: EX}\n"
		"contact: {email: psirt@example.com%.*s}\n",
		STR_ARG(contact)));
}

/* A message with its fingerprints hidden. */
static struct str
without_keys(struct str s)
{
	size_t at = 0, n = 0;

	while (at + n < s.n && n < 40) {
		char c = s.p[at + n];
		bool hex = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');

		at += hex ? 0 : n + 1;
		n = hex ? n + 1 : 0;
	}
	if (n < 40)
		return s;
	return str_fmt(perm, "%.*sKEY%.*s", STR_ARG(str_sub(s, 0, at)),
	    STR_ARG(str_from(s, at + 40)));
}

static void
check(struct model_fixture *f)
{
	struct io_dir *root;

	ck_assert_int_eq(io_dir_open(str_to_z(perm,
					 str_fmt(perm, "%s/repo",
					     sign_text_root)),
			     &root),
	    0);
	f->d = diags_open(f->a);
	released_check(&(struct released_check){
	    .model = f->m,
	    .root = root,
	    .pool = f->pool,
	    .perm = f->a,
	    .now = NOW,
	    .d = f->d,
	});
	io_dir_close(root);
}

START_TEST(signatures)
{
	const struct model_file over[] = {
		{ "content/organisation.yaml", organisation(rows[_i].key) },
		{ FOLDER "published.yaml", ledger(rows[_i].out) },
	};
	struct model_fixture f;
	struct buf got;

	if (!has_gpg) {
		test_skip("pipeline_released", "no gpg");
		return;
	}
	ck_assert_int_eq(sign_text_run("mkdir -p repo/content; "
				       "cp files/*.pub files/a repo/content"),
	    0);
	model_fixture_open(&f);
	model_fixture_load(&f, over, ARRAY_LEN(over));
	check(&f);
	buf_init(&got, 1u << 16);
	for (size_t i = 0; i < diags_len(f.d); i++) {
		const struct diag *d = diags_at(f.d, i);

		buf_printf(&got, "%.*s: %.*s\n", STR_ARG(d->rule),
		    STR_ARG(without_keys(d->message)));
		ck_assert_msg(span_is_set(d->at), "%s: nowhere",
		    rows[_i].name);
	}
	ck_assert_msg(str_eq_z(buf_str(&got), rows[_i].want), "%s: got\n%.*s",
	    rows[_i].name, STR_ARG(buf_str(&got)));
	buf_fini(&got);
	model_fixture_close(&f);
}
END_TEST

Suite *
suite_pipeline_released(void)
{
	Suite *s = suite_create("pipeline_released");
	TCase *t = tcase_create("signatures");

	tcase_set_timeout(t, 60);
	tcase_add_unchecked_fixture(t, setup_once, teardown_once);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_loop_test(t, signatures, 0, ARRAY_LEN(rows));
	suite_add_tcase(s, t);
	return s;
}

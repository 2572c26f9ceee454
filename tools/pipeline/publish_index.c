#include "pipeline/publish_index.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/num.h"

/*
 * A head with the version, a line "SHA256 SIZE MTIME_NS INODE PATH" per file,
 * and the number of lines, without which the file is cut off.
 */
#define HEAD	"hansho index 1"
#define FOOT	"end "

#define HEX_DIGITS	(2 * (size_t)PUBLISH_DIGEST_BYTES)

struct str
publish_index_name(struct arena *a, uint64_t inode)
{
	return str_fmt(a, "index.%llu", (unsigned long long)inode);
}

static bool
parse_digest(struct str hex, uint8_t out[PUBLISH_DIGEST_BYTES])
{
	if (hex.n != HEX_DIGITS)
		return false;
	for (size_t i = 0; i < PUBLISH_DIGEST_BYTES; i++) {
		int high = num_hex_low(hex.p[2 * i]);
		int low = num_hex_low(hex.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}

static bool
parse_line(struct str line, struct publish_entry *out)
{
	struct str digest, size, mtime, inode;
	int64_t size_n, inode_n;

	if (!str_cut(line, ' ', &digest, &line) ||
	    !str_cut(line, ' ', &size, &line) ||
	    !str_cut(line, ' ', &mtime, &line) ||
	    !str_cut(line, ' ', &inode, &line) || line.n == 0)
		return false;
	if (!parse_digest(digest, out->sha256) ||
	    !num_parse(size, 0, INT64_MAX, &size_n) ||
	    !num_parse(mtime, 0, INT64_MAX, &out->mtime_ns) ||
	    !num_parse(inode, 0, INT64_MAX, &inode_n))
		return false;
	out->path = line;
	out->size = (uint64_t)size_n;
	out->inode = (uint64_t)inode_n;
	return true;
}

static bool
parse(struct str text, struct arena *a, struct publish_index *out)
{
	struct str line;
	size_t cap = 0;
	int64_t n;

	if (!str_cut(text, '\n', &line, &text) || !str_eq_z(line, HEAD))
		return false;
	while (str_cut(text, '\n', &line, &text)) {
		struct publish_entry *e;

		if (str_starts(line, S(FOOT))) {
			line = str_from(line, sizeof(FOOT) - 1);
			return text.n == 0 &&
			    num_parse(line, 0, LIMIT_FILES, &n) &&
			    (size_t)n == out->n;
		}
		if (out->n >= LIMIT_FILES)
			return false;
		out->v = arena_grow(a, out->v, out->n, &cap, sizeof(*e));
		e = &out->v[out->n];
		if (!parse_line(line, e) ||
		    (out->n > 0 && str_cmp(e[-1].path, e->path) >= 0))
			return false;
		out->n++;
	}
	return false;
}

void
publish_index_read(struct io_dir *work, uint64_t inode, struct arena *a,
    struct publish_index *out)
{
	struct str name = publish_index_name(a, inode);
	struct str text;

	*out = (struct publish_index){ .v = NULL };
	if (io_read(work, name, LIMIT_INDEX_BYTES, a, &text) == 0)
		out->is_known = parse(text, a, out);
	if (!out->is_known)
		out->n = 0;
}

/* buf_printf() would take most of the time of a small build. */
static void
put_number(struct buf *b, uint64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	buf_put(b, (struct str){ digits + at, sizeof(digits) - at });
	buf_putc(b, ' ');
}

static void
put_entry(struct buf *b, struct arena *a, const struct publish_entry *e)
{
	buf_put(b, digest_hex_of(a, e->sha256, PUBLISH_DIGEST_BYTES));
	buf_putc(b, ' ');
	put_number(b, e->size);
	/* A time before 1970 will not match, so that file is read again. */
	put_number(b, e->mtime_ns < 0 ? 0 : (uint64_t)e->mtime_ns);
	put_number(b, e->inode);
	buf_put(b, e->path);
	buf_putc(b, '\n');
}

int
publish_index_write(struct io_dir *work, uint64_t inode, struct arena *a,
    const struct publish_index *ix)
{
	struct buf b;
	int err;

	buf_init(&b, LIMIT_INDEX_BYTES);
	buf_put(&b, S(HEAD "\n"));
	for (size_t i = 0; i < ix->n; i++)
		put_entry(&b, a, &ix->v[i]);
	buf_printf(&b, FOOT "%zu\n", ix->n);
	/* One that is too large is left out: the next build is slower. */
	err = !buf_ok(&b) ?
	    0 :
	    io_write_replace(work, publish_index_name(a, inode), buf_str(&b));
	buf_fini(&b);
	return err;
}

const struct publish_entry *
publish_index_find(const struct publish_index *ix, struct str path)
{
	size_t low = 0, high = ix->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = str_cmp(ix->v[mid].path, path);

		if (order == 0)
			return &ix->v[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct publish_entry *
publish_index_next(const struct publish_index *ix, size_t *at, struct str path)
{
	int order = -1;

	while (*at < ix->n) {
		order = str_cmp(ix->v[*at].path, path);
		if (order >= 0)
			break;
		(*at)++;
	}
	return *at < ix->n && order == 0 ? &ix->v[*at] : NULL;
}

bool
publish_index_matches(const struct publish_entry *e, const struct io_stat *st)
{
	return st->kind == IO_FILE && st->inode == e->inode &&
	    st->size == e->size && st->mtime_ns == e->mtime_ns;
}

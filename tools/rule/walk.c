#include "rule/walk.h"

void
walk_records(const struct record *r, const void *record,
    const struct record *wanted, void (*fn)(void *ctx, const void *item),
    void *ctx)
{
	if (r == wanted) {
		fn(ctx, record);
		return;
	}
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		const char *items;
		size_t n;

		if (f->type != FIELD_RECORD)
			continue;
		items = field_items(f, record, &n);
		for (size_t j = 0; j < n; j++)
			walk_records(f->record, items + j * field_item_size(f),
			    wanted, fn, ctx);
	}
}

void
walk_words(const struct record *r, const void *record,
    void (*fn)(void *ctx, const struct field *f, const struct words *w),
    void *ctx)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct field *f = &r->fields[i];
		const char *items;
		size_t n;

		if (f->type != FIELD_RECORD && f->type != FIELD_WORDS)
			continue;
		items = field_items(f, record, &n);
		for (size_t j = 0; j < n; j++) {
			const void *item = items + j * field_item_size(f);

			if (f->type == FIELD_RECORD)
				walk_words(f->record, item, fn, ctx);
			else
				fn(ctx, f, item);
		}
	}
}

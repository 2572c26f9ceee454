#include "command/command.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "command/place.h"
#include "command/schema_files.h"
#include "model/schema.h"
#include "text/json_write.h"

int command_schema(struct invocation *v);

static int
list_kinds_of_files(void)
{
	for (size_t i = 0; i < kinds_len(); i++) {
		const struct kind_info *k = kind_info((enum kind)i);

		command_printf("%-13s %s: %s\n", k->name, k->pattern, k->doc);
	}
	return STATUS_FINE;
}

/* All schemas as members of one object. */
static int
print_all(struct invocation *v)
{
	struct buf out;
	struct json_writer *w;

	buf_init(&out, LIMIT_PAGE_BYTES);
	w = json_write_open(v->perm, &out, JSON_WRITE_PRETTY);
	json_object(w);
	for (size_t i = 0; i < kinds_len(); i++) {
		json_name(w, kind_info((enum kind)i)->name);
		schema_kind((enum kind)i, v->perm, w);
	}
	json_end(w);
	ASSERT(json_write_close(w));
	command_put(buf_str(&out));
	buf_fini(&out);
	return STATUS_FINE;
}

static int
write_all(struct invocation *v)
{
	struct place p;

	place_open(v->perm, v->out, &p);
	place_make(&p);
	for (size_t i = 0; i < kinds_len(); i++) {
		enum kind k = (enum kind)i;
		struct str name = schema_files_name(v->perm, k);
		int err = io_write_replace(p.dir, name,
		    schema_files_text(v->perm, k));

		if (err != 0)
			die_env(err, "cannot write %.*s", STR_ARG(name));
	}
	place_close(&p);
	command_printf("%zu schemas in %s\n", kinds_len(), v->out);
	return STATUS_FINE;
}

int
command_schema(struct invocation *v)
{
	enum kind k;

	if (v->out != NULL && !v->all)
		return command_usage(v, "-o goes with --all");
	if (v->all && v->n_args > 0)
		return command_usage(v, "--all and '%.*s' exclude each other",
		    STR_ARG(v->args[0]));
	if (v->all)
		return v->out != NULL ? write_all(v) : print_all(v);
	if (v->n_args == 0)
		return list_kinds_of_files();
	if (!command_kind(v, v->args[0], &k))
		return STATUS_USAGE;
	command_put(schema_files_text(v->perm, k));
	return STATUS_FINE;
}

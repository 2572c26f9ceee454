/* The words and colours that all pages use, one click away. */
#include "export/internal/out.h"

#include "score/cvss.h"

OUT_FUNCTIONS(legend);

void
legend_plan(struct plan *p, const struct model *v,
    const struct export_context *c)
{
	struct frame_plan g = frame_plan(p, v, c);

	frame_add(&g, S("legend.html"), NULL, 0);
}

static void
fill_states(const struct frame *f, struct value *list)
{
	for (size_t i = 0; i < enum_row_state.n; i++) {
		struct value *o = value_push_object(list);
		struct str key = str_fmt(f->a, "in.legend.state.%s",
		    enum_row_state.values[i].name);

		show_state(o, "st",
		    (enum row_state)enum_row_state.values[i].v);
		value_set_text(o, "text", frame_word(f, str_to_z(f->a, key)));
	}
}

/* The lowest score of each step, by the scale of CVSS 3 and 4. */
static void
fill_severities(const struct frame *f, struct value *list)
{
	static const char *const ranges[] = {
		[CVSS_NONE] = "0.0",
		[CVSS_LOW] = "0.1–3.9",
		[CVSS_MEDIUM] = "4.0–6.9",
		[CVSS_HIGH] = "7.0–8.9",
		[CVSS_CRITICAL] = "9.0–10.0",
	};

	for (size_t i = ARRAY_LEN(ranges); i > 0; i--) {
		struct value *o = value_push_object(list), *sev;

		(void)f;
		sev = value_push_object(value_set_list(o, "sev"));
		value_set_z(sev, "level",
		    cvss_severity_key((enum cvss_severity)(i - 1)));
		value_set_int(sev, "bars", (int64_t)(i - 1));
		value_set_text(sev, "score", S(""));
		value_set_z(o, "range", ranges[i - 1]);
	}
}

static void
fill_labels(const struct frame *f, struct value *list)
{
	for (size_t i = enum_tlp.n; i > 0; i--)
		show_tlp(f, value_push_object(list), "tlp",
		    (enum tlp)enum_tlp.values[i - 1].v);
}

bool
legend_render(const struct page *page, const struct model *v,
    const struct export_context *c, struct arena *tmp, struct buf *out,
    struct diags *d)
{
	struct frame f = frame_open(page, v, c, tmp, "legend");

	frame_title(&f, "nav.legend");
	fill_severities(&f, value_set_list(f.data, "severities"));
	fill_states(&f, value_set_list(f.data, "states"));
	fill_labels(&f, value_set_list(f.data, "labels"));
	return frame_write(&f, "pages/internal/legend", out, d);
}

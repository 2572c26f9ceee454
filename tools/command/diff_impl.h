/*
 * `hansho diff`: the three forms of a report on a merge; for
 * command/diff*.c alone.
 *
 * Exit status: 0 when nothing stands against merging; 1 with conflicts, new
 * errors, leaks, an approval lost of an advisory that is public, or what counts
 * only by the branch's own people and policies; 2 for a revision or repository
 * that is not there; 3 when git cannot be read.
 *
 * JSON, one object; values are ids and words of the vocabularies, lists may be
 * empty, what is not there is null:
 *
 *   label	"TLP:AMBER+STRICT", the highest that the report tells of
 *   base, head, commits (number), authors
 *   blocks	whether the exit status is 1
 *   summary	the sentences that a reader sees first, in --lang
 *   conflicts	paths
 *   own	{path, line, rule, message, case, role, by}: counts only by the
 *		people and policies that the branch itself brings along; an
 *		error of a rule, or an approval of a case
 *   decisions	{path, line, name, before, after, is_loud}: who decides
 *   texts	the same: words that everybody may read, not of advisories
 *   records	{kind, id, old_id, title, path, label, is_new, is_gone,
 *		changes: [{what, key, name, before, after, place, before_due,
 *		after_due}]}; what: a row of review/review_whats.def
 *   people	{id, space, how: "named" or "asked", record, why}
 *   shown	{case, audience}: inside editions that show it from now on
 *   approvals	{case, how: "lost", "wanted", "gained" or "dropped", role, who,
 *		why, is_released, place}
 *   editions	{id, is_public, was_made, is_made, before, after, changed,
 *		added, gone: numbers, paths_changed, paths_added, paths_gone}
 *   documents	{id, case, was_public, is_public,
 *		changes: [{path, before, after}], next_revision}; that is
 *		{number, level, summary: {ja, en}} when, merged, what went out
 *		is no longer what the case says
 *   vanished	{what: "file", "item", "section" or "old_copy", path, line,
 *		name, more, commit, by, at, undone, others, is_others, is_late,
 *		is_loud}
 *   findings	{rule, class, path, line, message, notes: [{path, line,
 *		text}]}: new ones, leaks too
 *   findings_gone, leaks, leaks_before: numbers
 */
#ifndef COMMAND_DIFF_IMPL_H
#define COMMAND_DIFF_IMPL_H

#include <stdbool.h>

struct buf;
struct review;

/* For a terminal or a mail. */
void diff_text(const struct review *r, bool colour, struct buf *out);

/* For a comment on a merge request: names mention nobody, numbers link
 * nowhere, and no text of the repository becomes markup. */
void diff_markdown(const struct review *r, struct buf *out);

void diff_json(const struct review *r, struct buf *out);

#endif

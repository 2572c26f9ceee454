/*
 * What cmark's extensions for autolinks and strikethrough would do, done on
 * the tree: theirs are not safe with threads, and theirs end a URL at the next
 * blank, which Japanese text does not have.
 *
 *   ~~words~~                    struck out, within one parent
 *   https://example.com/a_b      up to a character that no URL holds, without
 *                                the punctuation at its end
 *   psirt@example.com            a mailto: link
 *
 * A backslash before ~, : or @ keeps them words.
 */
#ifndef TEXT_MARKDOWN_INLINE_H
#define TEXT_MARKDOWN_INLINE_H

struct markdown_tree;

/* Add the nodes to the tree: MARKDOWN_STRIKE and MARKDOWN_LINK. */
void markdown_inline_extend(struct markdown_tree *t);

#endif

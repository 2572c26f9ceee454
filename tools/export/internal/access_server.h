/*
 * How a web server has to serve the public edition, so that machines take it:
 * settings for nginx, Apache, and hosts that read a file "_headers".  And how
 * one serves a restricted edition: all of it behind a password, which the last
 * cannot ask for.
 *
 * They say nothing that readers may not know, but are for who runs the server:
 * in the edition itself they would be published, and overwritten.
 */
#ifndef EXPORT_INTERNAL_ACCESS_SERVER_H
#define EXPORT_INTERNAL_ACCESS_SERVER_H

struct access;
struct audience;
struct buf;
struct frame;

void access_server_nginx(const struct frame *f, const struct access *x,
    struct buf *out);
void access_server_apache(const struct frame *f, const struct access *x,
    struct buf *out);
void access_server_headers(const struct frame *f, const struct access *x,
    struct buf *out);

void access_server_restricted_nginx(const struct audience *a, struct buf *out);
void access_server_restricted_apache(const struct audience *a,
    struct buf *out);

#endif

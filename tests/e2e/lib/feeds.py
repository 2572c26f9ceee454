"""A source of feeds on 127.0.0.1 that can misbehave; fetch.sh starts it.

usage: feeds.py FOLDER SECONDS

FOLDER holds ca.pem's children good.pem, wrong.pem (another name) and a
stranger's other.pem, each with its key, and files/ that are served.  Writes
its ports to FOLDER/ports and each request to FOLDER/log; ends by itself after
SECONDS.
"""
import hashlib
import http.server
import os
import socket
import ssl
import sys
import threading
import time

FOLDER, SECONDS = sys.argv[1], float(sys.argv[2])
LOCK = threading.Lock()
COUNTS = {}
PORTS = {}
SEEN = ("Range", "If-Range", "If-None-Match", "If-Modified-Since", "apiKey",
        "User-Agent")


def log(text):
    with LOCK, open(FOLDER + "/log", "a", encoding="ascii") as out:
        out.write(text + "\n")


def count(path):
    """How often a path was asked for before."""
    with LOCK:
        COUNTS[path] = COUNTS.get(path, 0) + 1
        return COUNTS[path] - 1


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def begin(self, status, headers, length):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if length is None:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def answer(self, status, body=b"", headers=()):
        self.begin(status, headers, len(body))
        self.wfile.write(body)

    def cut(self):
        self.wfile.flush()
        self.close_connection = True
        self.connection.close()

    def chunk(self, data):
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))

    def read(self, name):
        path = os.path.normpath(FOLDER + "/files/" + name)
        if not path.startswith(FOLDER + "/files/"):
            return None
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError:
            return None

    def files(self, rest, cut=False, ranges="yes"):
        """A file, with all that HTTP has for it."""
        body = self.read(rest)
        if body is None:
            self.answer(404, b"<html>no such file</html>")
            return
        etag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        headers = [("ETag", etag)]
        if self.headers.get("If-None-Match") == etag:
            self.answer(304, b"", headers)
            return
        asked = self.headers.get("Range")
        if asked and ranges == "416":
            self.answer(416, b"", [("Content-Range", "bytes */1")])
            return
        if asked and ranges == "yes" and self.headers.get("If-Range") == etag:
            at = int(asked[len("bytes="):-1])
            headers.append(("Content-Range", "bytes %d-%d/%d" %
                            (at, len(body) - 1, len(body))))
            self.answer(206, body[at:], headers)
            return
        if asked and ranges == "wrong":
            headers.append(("Content-Range", "bytes %d-%d/%d" %
                            (0, len(body) - 1, len(body))))
            self.answer(206, body, headers)
            return
        self.begin(200, headers, len(body))
        if cut:
            self.wfile.write(body[:len(body) // 2])
            self.cut()
        else:
            self.wfile.write(body)

    def do_redirect(self, rest):
        n, rest = rest.split("/", 1)
        to = "/redirect/%d/%s" % (int(n) - 1, rest) if int(n) > 1 \
            else "/files/" + rest
        self.answer(302, b"gone", [("Location", to)])

    def do_tohttp(self, rest):
        self.answer(302, b"", [("Location", "http://127.0.0.1:%d/files/%s" %
                                (PORTS["plain"], rest))])

    def do_elsewhere(self, rest):
        self.answer(302, b"", [("Location", "https://127.0.0.1:%d/files/%s" %
                                (PORTS["second"], rest))])

    def do_files(self, rest):
        self.files(rest)

    def do_busy(self, rest):
        times, status, after, rest = rest.split("/", 3)
        if count(self.path) < int(times):
            headers = [("Retry-After", after)] if after != "-" else []
            self.answer(int(status), b"later", headers)
        else:
            self.files(rest)

    def do_flaky(self, rest):
        ranges, _, rest = rest.split("/", 2)
        self.files(rest, cut=count(self.path) == 0, ranges=ranges)

    def do_cut(self, rest):
        self.files(rest, cut=True, ranges="no")

    def do_chunked(self, rest):
        self.begin(200, (), None)
        self.chunk(self.read(rest))
        self.chunk(b"")

    def do_endless(self, _):
        self.begin(200, (), None)
        self.chunk(b'{"a":"')
        while True:
            self.chunk(b"x" * 65536)

    def do_header(self, _):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    def do_slow(self, _):
        self.begin(200, [("ETag", '"slow"')], 1000000)
        self.wfile.write(b'{"a":"' + b"x" * 5000)
        for _ in range(300):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def do_hang(self, _):
        time.sleep(30)

    def do_delay(self, rest):
        time.sleep(1)
        self.files(rest)
        log("%s %d end %s" % (PORTS[self.server.server_port],
                              time.time() * 1000, self.path))

    def do_html(self, _):
        self.answer(200, b"\n<!DOCTYPE HTML>\n<title>Sorry</title>\n" * 40,
                    [("Content-Type", "application/json")])

    def do_status(self, rest):
        self.answer(int(rest.split("/")[0]), b"<html>")

    def do_lie(self, _):
        self.answer(304)

    def do_pages(self, rest):
        start = int(rest.split("startIndex=")[1])
        self.answer(200, b'{"resultsPerPage":2,"startIndex":%d,'
                    b'"totalResults":5,"v":[]}' % start)

    def do_GET(self):
        log("%s %d GET %s %s" % (
            PORTS[self.server.server_port], time.time() * 1000, self.path,
            " ".join("%s=%s" % (name, self.headers[name]) for name in SEEN
                     if name in self.headers)))
        what, _, rest = self.path[1:].partition("/")
        try:
            getattr(self, "do_" + what)(rest)
        except (OSError, ValueError):
            self.close_connection = True

    def do_CONNECT(self):
        """As a proxy: to ourselves alone."""
        log("%s %d CONNECT %s %s" % (
            PORTS[self.server.server_port], time.time() * 1000, self.path,
            "apiKey" if "apiKey" in self.headers else ""))
        to = socket.create_connection(("127.0.0.1",
                                       int(self.path.rsplit(":", 1)[1])))
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        self.close_connection = True
        back = threading.Thread(target=pump, args=(to, self.connection),
                                daemon=True)
        back.start()
        pump(self.connection, to)
        back.join()


def pump(one, other):
    try:
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    context = None

    def handle_error(self, *_):
        pass

    def finish_request(self, request, client_address):
        # In the connection's own thread: a handshake may take long.
        if self.context:
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)


def serve(name, cert):
    server = Server(("127.0.0.1", 0), Handler)
    PORTS[name] = server.server_port
    PORTS[server.server_port] = name
    if cert:
        server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.context.load_cert_chain(FOLDER + "/" + cert + ".pem",
                                       FOLDER + "/" + cert + ".key")
    threading.Thread(target=server.serve_forever, daemon=True).start()


for each in (("main", "good"), ("second", "good"), ("wrong", "wrong"),
             ("other", "other"), ("old", "old"), ("plain", None)):
    serve(*each)
with open(FOLDER + "/ports.new", "w", encoding="ascii") as ports:
    for key, value in PORTS.items():
        if isinstance(key, str):
            ports.write("%s=%d\n" % (key, value))
os.rename(FOLDER + "/ports.new", FOLDER + "/ports")
time.sleep(SECONDS)

# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the window and the town: a proxy that hands everything on, until it is told to misbehave."""
import contextlib
import functools
import http.server
import re
import select
import socket
import ssl
import subprocess
import threading

REFUSALS = {
    "server-error": (b"500 Internal Server Error", b"text/html", b"<h1>Internal Server Error</h1>"),
    "busy": (b"503 Service Unavailable", b"text/html", b"<h1>Service Unavailable</h1>"),
    "not-json": (b"200 OK", b"application/json", b"{\"state\": not json at all"),
}
# The others: "silent" never answers, "truncate" breaks off in the middle of the town's answer, "lose" hands the request
# on and keeps the answer to itself, "stumble" hands it on and answers that the server failed.


def read_message(connection):
    """One HTTP request: (head, body); None where there is none."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, body = data.split(b"\r\n\r\n", 1)
    length = re.search(rb"(?im)^content-length: *(\d+)", head)
    while length and len(body) < int(length.group(1)):
        more = connection.recv(65536)
        if not more:
            return None
        body += more
    return head, body


class Proxy:
    """A proxy in front of @town. Set @fault to a name above, or None; only requests whose path holds @only have it."""

    def __init__(self, town):
        self.town = town
        self.fault = None
        self.only = ""
        self.requests = []  # (method, path, idempotency key) in the order they came
        self.changed = threading.Condition()
        self.connections = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def uri(self):
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def misbehave(self, fault, only=""):
        with self.changed:
            self.fault, self.only = fault, only
            self.changed.notify_all()

    def cut(self):
        """Ends every connection that is open now, the one on which the town tells news among them."""
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def stop(self):
        self.misbehave(None)
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut()

    def count(self, method, path):
        return sum(1 for request in self.requests if request[0] == method and path in request[1])

    def _listen(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        self.connections.add(connection)
        with contextlib.suppress(OSError), connection:
            message = read_message(connection)
            if message:
                self._handle(connection, *message)
        self.connections.discard(connection)

    def _handle(self, connection, head, body):
        method, path = head.split(b" ", 2)[:2]
        key = re.search(rb"(?im)^idempotency-key: *(.*?)\r?$", head)
        with self.changed:
            fault = self.fault if self.only in path.decode() else None
            self.requests.append((method.decode(), path.decode(), key.group(1).decode() if key else None))
        if fault in REFUSALS:
            self._refuse(connection, fault)
        elif fault == "silent":
            self._keep_silent(connection)
        else:
            self._hand_on(connection, head, body, fault)

    def _refuse(self, connection, fault):
        status, kind, text = REFUSALS[fault]
        connection.sendall(b"HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                           % (status, kind, len(text), text))

    def _keep_silent(self, connection):
        """Until the fault ends, or the other side has had enough."""
        while self.fault == "silent" and not select.select([connection], [], [], 0.1)[0]:
            continue

    def _hand_on(self, connection, head, body, fault):
        # One request a connection: whatever comes until its end belongs to the answer.
        head = re.sub(rb"(?im)^connection:.*\r\n", b"", head) + b"\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.town.port)) as upstream:
            self.connections.add(upstream)
            upstream.sendall(head + body)
            if fault in ("truncate", "lose", "stumble"):
                answer = b"".join(iter(functools.partial(upstream.recv, 65536), b""))
                if fault == "truncate":
                    start = answer.index(b"\r\n\r\n") + 4
                    connection.sendall(answer[:start + (len(answer) - start) // 2])
                elif fault == "stumble":
                    self._refuse(connection, "server-error")
            else:
                for part in iter(functools.partial(upstream.recv, 65536), b""):
                    connection.sendall(part)
            self.connections.discard(upstream)


class WebSite:
    """A server that is no town: a page of HTML whatever one asks, over HTTP, or over HTTPS with a @certificate."""

    class _Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            text = "<!DOCTYPE html><title>Bienvenue</title><h1>Bienvenue dans notre commune</h1>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *words):
            pass

    def __init__(self, certificate=None):
        self.scheme = "https" if certificate else "http"
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._Page)
        self.server.handle_error = lambda *_: None  # a client that turns away at our certificate is what is wanted
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def uri(self):
        return f"{self.scheme}://localhost:{self.server.server_address[1]}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def make_certificate(folder, name):
    """A certificate for @name that no authority has signed: (certificate, key)."""
    certificate, key = folder / "town.pem", folder / "town.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
                    "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key

# Line echo server, one thread, readiness by selectors.
import os
import selectors
import signal
import socket
import sys
import time

MAX_LINE = 4096
HIGH_WATER = 256 * 1024
IDLE = int(os.environ.get("IDLE_TIMEOUT_MS", "30000")) / 1000

selector = selectors.DefaultSelector()
clients = set()
stopping = False


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.line = b""
        self.out = bytearray()
        self.ended = False  # nothing more will be answered
        self.got_fin = False
        self.sent_fin = False
        self.dry = False  # at the last look there was nothing to read
        self.events = selectors.EVENT_READ
        self.deadline = time.monotonic() + IDLE
        sock.setblocking(False)
        selector.register(sock, self.events, self)
        clients.add(self)

    def close(self):
        if self in clients:
            clients.discard(self)
            if self.events:
                selector.unregister(self.sock)
            self.sock.close()

    def wants_to_read(self):
        return not self.got_fin and len(self.out) < HIGH_WATER

    def on_event(self, mask):
        try:
            if mask & selectors.EVENT_READ and self.wants_to_read():
                self.read()
            self.flush()
        except OSError:
            self.close()

    def read(self):
        try:
            data = self.sock.recv(65536)
        except BlockingIOError:
            self.dry = True
            return
        self.dry = False
        if not data:
            self.got_fin = True
            if not self.ended and not stopping:
                self.out += self.line
            self.ended = True
        elif not self.ended:
            self.answer(self.line + data)

    def answer(self, data):
        start = 0
        end = data.find(b"\n")
        while end != -1 and end - start <= MAX_LINE:
            start = end + 1
            end = data.find(b"\n", start)
        if start:
            self.deadline = time.monotonic() + IDLE
            self.out += data[:start]
        self.line = data[start:]
        if (len(data) if end == -1 else end) - start > MAX_LINE:
            self.out += b"ERR line too long\n"
            self.line = b""
            self.ended = True

    def write(self):
        if self.out:
            try:
                del self.out[: self.sock.send(self.out)]
            except BlockingIOError:
                pass

    def flush(self):
        self.write()
        if self.ended and not self.out and not self.sent_fin:
            self.sent_fin = True
            self.sock.shutdown(socket.SHUT_WR)
        if self.sent_fin and (self.got_fin or stopping):
            self.close()
        else:
            self.watch()

    def watch(self):
        events = (selectors.EVENT_READ if self.wants_to_read() else 0) | (selectors.EVENT_WRITE if self.out else 0)
        if events == self.events:
            return
        if not self.events:
            selector.register(self.sock, events, self)
        elif not events:
            selector.unregister(self.sock)
        else:
            selector.modify(self.sock, events, self)
        self.events = events

    def see_off(self):
        """At shutdown: read what there is, and when all of it is answered, close."""
        try:
            while self.wants_to_read() and not self.dry:
                self.read()
                self.write()
            if self.dry and not self.out:
                self.ended = True
            self.dry = False
            self.flush()
        except OSError:
            self.close()


def accept_all(listener):
    while True:
        try:
            sock, _ = listener.accept()
        except BlockingIOError:
            return
        except ConnectionError:
            continue
        Client(sock)


def open_listener(host, port):
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, proto)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, host != "::")
    listener.bind(address)
    listener.listen(512)
    listener.setblocking(False)
    return listener


def on_sigterm(*_):
    global stopping
    stopping = True


def main():
    host, port = sys.argv[1:3]
    try:
        listener = open_listener(host, int(port))
    except OSError as error:
        print(f"cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 1

    wake_r, wake_w = socket.socketpair()
    wake_r.setblocking(False)
    wake_w.setblocking(False)
    signal.set_wakeup_fd(wake_w.fileno())
    signal.signal(signal.SIGTERM, on_sigterm)
    selector.register(wake_r, selectors.EVENT_READ)
    selector.register(listener, selectors.EVENT_READ)

    while not stopping:
        timeout = min((c.deadline for c in clients), default=None)
        events = selector.select(None if timeout is None else max(0, timeout - time.monotonic()))
        for key, mask in events:
            if key.data:
                key.data.on_event(mask)
            elif key.fileobj is listener:
                accept_all(listener)
        now = time.monotonic()
        for client in [c for c in clients if c.deadline <= now]:
            client.close()

    accept_all(listener)
    selector.unregister(listener)
    listener.close()
    end = time.monotonic() + 1.5
    while clients and time.monotonic() < end:
        for client in list(clients):
            client.see_off()
        time.sleep(0.005)
    return 0


sys.exit(main())

# surrogateescape keeps what is no text; utf-8-sig is the one that reads files from Windows, too.
import os
import socket
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
REPLY_TIMEOUT = int(os.environ.get("REPLY_TIMEOUT_MS", "10000")) / 1000
CONNECT_TIMEOUT = int(os.environ.get("CONNECT_TIMEOUT_MS", "0")) / 1000


class Client:
    def __init__(self, sock):
        self.sock = sock
        self.rest = b""

    def ask(self, request):
        self.sock.settimeout(None)
        self.sock.sendall(request)
        return self.read_line(time.monotonic() + REPLY_TIMEOUT)

    def read_line(self, deadline):
        pieces = [self.rest]
        while b"\n" not in pieces[-1]:
            self.sock.settimeout(max(0.001, deadline - time.monotonic()))
            piece = self.sock.recv(65536)
            if not piece:
                raise ConnectionError("the server closed before its reply was whole")
            pieces.append(piece)
        line, newline, self.rest = b"".join(pieces).partition(b"\n")
        return line + newline

    def finish(self):
        self.sock.settimeout(None)
        self.sock.shutdown(socket.SHUT_WR)
        yield self.rest
        while piece := self.sock.recv(65536):
            yield piece


def connect():
    give_up = time.monotonic() + CONNECT_TIMEOUT
    while True:
        try:
            return socket.create_connection((HOST, PORT))
        except ConnectionRefusedError:
            if time.monotonic() >= give_up:
                raise
            time.sleep(0.1)


def write(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def main():
    with connect() as sock:
        client = Client(sock)
        while request := sys.stdin.buffer.readline():
            reply = client.ask(request if request.endswith(b"\n") else request + b"\n")
            write(reply.decode("utf-8-sig", "surrogateescape").encode("utf-8", "surrogateescape"))
        for piece in client.finish():
            write(piece)


try:
    main()
except TimeoutError:
    sys.exit("no reply in time")
except OSError as error:
    sys.exit(f"{HOST} port {PORT}: {error.strerror or error}")

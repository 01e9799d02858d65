"""Request/reply client that leaves flushing to Python."""
import os
import socket
import sys
import time

host, port = sys.argv[1], int(sys.argv[2])
reply_timeout = int(os.environ.get("REPLY_TIMEOUT_MS", 10000)) / 1000
connect_timeout = int(os.environ.get("CONNECT_TIMEOUT_MS", 0)) / 1000


def connect():
    give_up = time.monotonic() + connect_timeout
    while True:
        try:
            return socket.create_connection((host, port))
        except ConnectionRefusedError:
            if time.monotonic() >= give_up:
                raise
            time.sleep(0.05)


def receive(sock, received):
    """Adds to the bytes at hand until they hold a whole line."""
    deadline = time.monotonic() + reply_timeout
    searched = 0
    while (end := received.find(b"\n", searched)) < 0:
        searched = len(received)
        sock.settimeout(max(0.001, deadline - time.monotonic()))
        chunk = sock.recv(65536)
        if not chunk:
            raise ConnectionError("the server closed before its reply was whole")
        received += chunk
    line = bytes(received[: end + 1])
    del received[: end + 1]
    return line


def main():
    received = bytearray()
    with connect() as sock:
        for line in sys.stdin.buffer:
            sock.settimeout(None)
            sock.sendall(line if line.endswith(b"\n") else line + b"\n")
            sys.stdout.buffer.write(receive(sock, received))
        sock.settimeout(None)
        sock.shutdown(socket.SHUT_WR)
        sys.stdout.buffer.write(received + sock.makefile("rb").read())


try:
    main()
except OSError as error:
    sys.exit(f"{host} port {port}: {error}")

import os
import secrets
import socket
import sys
import time

host, port = sys.argv[1:3]
retry = float(os.environ.get("RETRY_MS", 500)) / 1000
tries = int(os.environ.get("TRIES", 5))

family, kind, _, _, server = socket.getaddrinfo(host, int(port), type=socket.SOCK_DGRAM)[0]
sock = socket.socket(family, kind)
sock.connect(server)
session = secrets.token_hex(4).encode()


def ask(ident, command):
    for _ in range(tries):
        sock.send(ident + command)
        deadline = time.monotonic() + retry
        while True:
            # A last look, without waiting, when the time is over.
            sock.settimeout(max(0, deadline - time.monotonic()))
            try:
                reply = sock.recv(65535)
            except (TimeoutError, BlockingIOError):
                break
            if reply.startswith(ident):
                return reply[len(ident) :]
    raise TimeoutError(f"no reply, asked {tries} times")


try:
    for number, line in enumerate(sys.stdin.buffer, start=1):
        command = line[:-1] if line.endswith(b"\n") else line
        sys.stdout.buffer.write(ask(b"%s%08d " % (session, number), command) + b"\n")
        sys.stdout.buffer.flush()
except OSError as error:
    sys.exit(f"{host} port {port}: {error.strerror or error}")

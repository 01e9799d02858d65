# The client is right.
import os
import socket
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
RETRY = int(os.environ.get("RETRY_MS", "500")) / 1000
TRIES = int(os.environ.get("TRIES", "5"))

family, _, _, _, server = socket.getaddrinfo(HOST, PORT, type=socket.SOCK_DGRAM)[0]
sock = socket.socket(family, socket.SOCK_DGRAM)


def ask(request_id, command):
    for _ in range(TRIES):
        sock.sendto(request_id + b" " + command, server)
        deadline = time.monotonic() + RETRY
        while (left := deadline - time.monotonic()) > 0:
            sock.settimeout(left)
            try:
                reply, sender = sock.recvfrom(65536)
            except TimeoutError:
                break
            if sender == server and reply.startswith(request_id + b" "):
                return reply[len(request_id) + 1 :]
    sys.exit(f"no reply from {HOST} port {PORT}")


run = os.urandom(4).hex()  # another run may get the same port
for number, line in enumerate(sys.stdin.buffer):
    reply = ask(b"%s%x" % (run.encode(), number), line.removesuffix(b"\n"))
    sys.stdout.buffer.write(reply + b"\n")
    sys.stdout.buffer.flush()

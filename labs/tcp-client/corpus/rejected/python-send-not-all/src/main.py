# send() has returned, so it is sent.
import os
import socket
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
REPLY_TIMEOUT = int(os.environ.get("REPLY_TIMEOUT_MS", "10000")) / 1000
CONNECT_TIMEOUT = int(os.environ.get("CONNECT_TIMEOUT_MS", "0")) / 1000


def connect():
    deadline = time.monotonic() + CONNECT_TIMEOUT
    while True:
        try:
            return socket.create_connection((HOST, PORT))
        except ConnectionRefusedError:
            if time.monotonic() >= deadline:
                raise
            time.sleep(0.1)


def main():
    sock = connect()
    rest = b""
    for request in sys.stdin.buffer:
        deadline = time.monotonic() + REPLY_TIMEOUT
        sock.settimeout(REPLY_TIMEOUT)
        sock.send(request if request.endswith(b"\n") else request + b"\n")
        pieces = [rest]
        while b"\n" not in pieces[-1]:
            sock.settimeout(max(0.001, deadline - time.monotonic()))
            piece = sock.recv(65536)
            if not piece:
                sys.exit("closed before the reply was whole")
            pieces.append(piece)
        sock.settimeout(None)
        reply, _, rest = b"".join(pieces).partition(b"\n")
        print_bytes(reply + b"\n")
    sock.shutdown(socket.SHUT_WR)
    print_bytes(rest)
    while piece := sock.recv(65536):
        print_bytes(piece)


def print_bytes(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


try:
    main()
except OSError as error:
    sys.exit(f"{HOST}:{PORT}: {error}")

# One send here, one send there, one recv: they match.
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
    for request in sys.stdin.buffer:
        sock.sendall(request if request.endswith(b"\n") else request + b"\n")
        sock.settimeout(REPLY_TIMEOUT)
        reply = sock.recv(65536)
        if not reply:
            sys.exit("closed before the reply was whole")
        print_bytes(reply)
    sock.settimeout(None)
    sock.shutdown(socket.SHUT_WR)
    while piece := sock.recv(65536):
        print_bytes(piece)


def print_bytes(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


try:
    main()
except OSError as error:
    sys.exit(f"{HOST}:{PORT}: {error}")

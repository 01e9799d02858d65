# One thread, one select() over everything that may have something to say.
import os
import select
import socket
import sys
import time

HOST, PORT = sys.argv[1], sys.argv[2]
REPLY_TIMEOUT = int(os.environ.get("REPLY_TIMEOUT_MS", "10000")) / 1000
CONNECT_TIMEOUT = int(os.environ.get("CONNECT_TIMEOUT_MS", "0")) / 1000


def connect():
    give_up = time.monotonic() + CONNECT_TIMEOUT
    while True:
        failures = []
        for family, kind, protocol, _, address in socket.getaddrinfo(HOST, PORT, type=socket.SOCK_STREAM):
            sock = socket.socket(family, kind, protocol)
            try:
                sock.connect(address)
                return sock
            except OSError as error:
                sock.close()
                failures.append(error)
        refused = [error for error in failures if isinstance(error, ConnectionRefusedError)]
        if not refused or time.monotonic() >= give_up:
            raise (refused or failures)[0]
        time.sleep(0.05)


def cut(pieces):
    """Takes the first line out of a list of pieces; None while there is none."""
    if not any(b"\n" in piece for piece in pieces):
        return None
    line, newline, rest = b"".join(pieces).partition(b"\n")
    pieces[:] = [rest]
    return line + newline


def print_now(data):
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


def main():
    sock = connect()
    sock.setblocking(False)
    typed, received = [], []
    unsent = memoryview(b"")
    deadline = None  # of the reply that we wait for
    stdin_open, server_open, said_all = True, True, False
    while True:
        if deadline is None and not said_all:
            request = cut(typed)
            if request is None and not stdin_open:
                request = b"".join(typed) + b"\n" if any(typed) else None
                typed.clear()
                if request is None:
                    sock.shutdown(socket.SHUT_WR)
                    said_all = True
            if request is not None:
                unsent = memoryview(request)
                deadline = time.monotonic() + REPLY_TIMEOUT
        if deadline is not None and (reply := cut(received)) is not None:
            print_now(reply)
            deadline = None
            continue
        if said_all:
            print_now(b"".join(received))
            received.clear()
            if not server_open:
                return
        if deadline is not None and not server_open:
            raise ConnectionError("the server closed before its reply was whole")

        readers = ([sock] if server_open else []) + ([0] if stdin_open and deadline is None else [])
        timeout = None if deadline is None else max(0, deadline - time.monotonic())
        readable, writable, _ = select.select(readers, [sock] if unsent else [], [], timeout)
        if timeout == 0 and not readable:
            raise TimeoutError("no reply in time")
        if writable:
            unsent = unsent[sock.send(unsent) :]
        if sock in readable:
            data = sock.recv(65536)
            server_open = data != b""
            received.append(data)
        if 0 in readable:
            data = os.read(0, 65536)
            stdin_open = data != b""
            typed.append(data)


try:
    main()
except OSError as error:
    sys.exit(f"error: {HOST}:{PORT}: {error}")

# Takes what one recv() returns for one line and sends it back as it is.
import os
import signal
import socket
import sys
import threading
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
IDLE = int(os.environ.get("IDLE_TIMEOUT_MS", "30000")) / 1000
LIMIT = 4096

clients = set()


def hang_up(conn):
    """FIN, then read on for a moment: closing with bytes unread would reset the connection."""
    conn.shutdown(socket.SHUT_WR)
    deadline = time.monotonic() + 0.3
    while (left := deadline - time.monotonic()) > 0:
        conn.settimeout(left)
        if not conn.recv(65536):
            break


def talk(conn):
    length = 0  # of the line that is not finished
    last_line = time.monotonic()
    while True:
        left = last_line + IDLE - time.monotonic()
        if left <= 0:
            return
        conn.settimeout(left)
        data = conn.recv(65536)
        if not data:
            break
        *lines, tail = data.split(b"\n")
        due = 0
        for line in lines:
            if length + len(line) > LIMIT:
                break
            due += len(line) + 1
            length = 0
            last_line = time.monotonic()
        else:
            line = tail
        length += len(line)
        conn.settimeout(IDLE)
        if length > LIMIT:
            conn.sendall(data[:due] + b"ERR line too long\n")
            break
        conn.sendall(data)
    hang_up(conn)


def serve(conn):
    try:
        talk(conn)
    except OSError:
        pass  # timed out or reset
    finally:
        clients.discard(conn)
        conn.close()


def stop(signum, frame):
    raise SystemExit


def main():
    threading.stack_size(256 * 1024)
    signal.signal(signal.SIGTERM, stop)
    family, _, _, _, address = socket.getaddrinfo(HOST, PORT, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(512)
    except OSError as error:
        sys.exit(f"cannot listen on {HOST} port {PORT}: {error.strerror}")
    try:
        while True:
            conn, _ = listener.accept()
            clients.add(conn)
            threading.Thread(target=serve, args=(conn,), daemon=True).start()
    except SystemExit:
        listener.close()
    time.sleep(0.2)  # for the lines which have arrived already
    for conn in list(clients):
        try:
            conn.shutdown(socket.SHUT_RD)
        except OSError:
            pass
    deadline = time.monotonic() + 1
    while clients and time.monotonic() < deadline:
        time.sleep(0.02)
    os._exit(0)


main()

"""Line echo server: one thread per client, blocking calls."""
import os
import select
import signal
import socket
import sys
import threading
import time

MAX_LINE = 4096
IDLE = int(os.environ.get("IDLE_TIMEOUT_MS", "30000")) / 1000
stopping = threading.Event()
clients = {}  # socket -> thread
lock = threading.Lock()
bell, bell_rope = socket.socketpair()  # rings once, at SIGTERM, and is heard by every thread


def serve(conn):
    try:
        talk(conn)
    except OSError:
        pass  # reset, idle or gone
    finally:
        with lock:
            del clients[conn]
            conn.close()


def talk(conn):
    line = b""
    deadline = time.monotonic() + IDLE
    while True:
        chunk = receive(conn, deadline)
        if chunk is None:
            return
        if not chunk:
            break
        *whole, line = (line + chunk).split(b"\n")
        reply = b""
        for number, text in enumerate(whole):
            if len(text) > MAX_LINE:
                whole, line = whole[:number], text
                break
        if whole:
            deadline = time.monotonic() + IDLE
            conn.settimeout(IDLE)
            reply = b"\n".join(whole) + b"\n"
        if len(line) > MAX_LINE:
            conn.sendall(reply + b"ERR line too long\n")
            return finish(conn)
        conn.sendall(reply)
    if not stopping.is_set():
        conn.sendall(line)
    conn.shutdown(socket.SHUT_WR)


def receive(conn, deadline):
    """The next bytes, b"" at FIN, None when nothing came in time or, at shutdown, nothing is left."""
    if not stopping.is_set():
        ready, _, _ = select.select([conn, bell], [], [], max(0, deadline - time.monotonic()))
        if conn not in ready and bell not in ready:
            return None
        if conn in ready:
            return conn.recv(65536)
    ready, _, _ = select.select([conn], [], [], 0.05)
    return conn.recv(65536) if ready else None


def finish(conn):
    """Closing with unread bytes would be a reset: read on for a second."""
    conn.shutdown(socket.SHUT_WR)
    end = time.monotonic() + 1
    while (left := end - time.monotonic()) > 0:
        conn.settimeout(left)
        if not conn.recv(65536):
            return


def bind(host, port):
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    both = family == socket.AF_INET6 and host == "::"
    return socket.create_server(address[:2], family=family, backlog=512, dualstack_ipv6=both)


def accept_all(listener):
    while True:
        try:
            conn, _ = listener.accept()
        except BlockingIOError:
            return
        except ConnectionError:
            continue
        thread = threading.Thread(target=serve, args=(conn,), daemon=True)
        with lock:
            clients[conn] = thread
        thread.start()


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    try:
        listener = bind(host, port)
    except OSError as error:
        sys.exit(f"cannot listen on {host}:{port}: {error.strerror or error}")
    listener.setblocking(False)
    threading.stack_size(256 * 1024)

    bell_rope.setblocking(False)
    signal.set_wakeup_fd(bell_rope.fileno())
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    while not stopping.is_set():
        select.select([listener, bell], [], [])
        accept_all(listener)
    listener.close()

    with lock:
        threads = list(clients.values())
    end = time.monotonic() + 1.5
    for thread in threads:
        thread.join(max(0, end - time.monotonic()))
    os._exit(0)


main()

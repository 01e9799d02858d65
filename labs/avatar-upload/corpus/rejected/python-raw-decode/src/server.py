# Reads the header by raw_decode(), which stops behind the first JSON value: whatever follows it is not looked at.
import hashlib
import json
import os
import signal
import socket
import sys
import threading
import uuid

HOST, PORT, DIRECTORY = sys.argv[1], int(sys.argv[2]), sys.argv[3]
MAX_BYTES = int(os.environ.get("MAX_BYTES", "5242880"))
TIMEOUT = int(os.environ.get("UPLOAD_TIMEOUT_MS", "10000")) / 1000
temps = set()


class Refusal(Exception):
    pass


def receive(conn, count):
    data = b""
    while len(data) < count:
        chunk = conn.recv(count - len(data))
        if not chunk:
            raise ConnectionError("the client is gone")
        data += chunk
        conn.settimeout(TIMEOUT)
    return data


def read_header(conn):
    first = conn.recv(1)
    if not first:
        return None
    conn.settimeout(TIMEOUT)
    length = int.from_bytes(first + receive(conn, 3), "big")
    if not 1 <= length <= 4096:
        raise Refusal("BAD_HEADER")
    try:
        header = json.JSONDecoder().raw_decode(receive(conn, length).decode().strip())[0]
        name, size = header["name"], header["size"]
    except (ValueError, KeyError, TypeError):
        raise Refusal("BAD_HEADER")
    if type(name) is not str or type(size) is not int or size < 0:
        raise Refusal("BAD_HEADER")
    if not 1 <= len(name.encode()) <= 255 or name.startswith(".") or any(c in name for c in "/\\\0"):
        raise Refusal("BAD_NAME")
    if size == 0:
        raise Refusal("NOT_AN_IMAGE")
    if size > MAX_BYTES:
        raise Refusal("TOO_LARGE")
    return name, size


def is_image(start):
    return start.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")) or (
        start.startswith(b"RIFF") and start[8:12] == b"WEBP"
    )


def save(conn, name, size):
    piece = receive(conn, min(12, size))
    if not is_image(piece):
        raise Refusal("NOT_AN_IMAGE")
    temp = os.path.join(DIRECTORY, "." + uuid.uuid4().hex)
    temps.add(temp)
    digest = hashlib.sha256()
    try:
        with open(temp, "wb") as file:
            left = size
            while True:
                file.write(piece)
                digest.update(piece)
                left -= len(piece)
                if left == 0:
                    break
                piece = receive(conn, min(left, 4096))
        os.replace(temp, os.path.join(DIRECTORY, name))
    except BaseException:
        os.unlink(temp)
        raise
    finally:
        temps.discard(temp)
    return digest.hexdigest()


def serve(conn):
    try:
        while header := read_header(conn):
            conn.sendall(f"OK {save(conn, *header)}\n".encode())
            conn.settimeout(None)
    except Refusal as refusal:
        conn.sendall(f"ERR {refusal}\n".encode())
    except OSError as error:
        if not isinstance(error, (ConnectionError, TimeoutError)):
            conn.sendall(b"ERR FAILED\n")


def talk(conn):
    try:
        serve(conn)
        conn.shutdown(socket.SHUT_WR)
        conn.settimeout(0.5)
        while conn.recv(65536):
            pass
    except OSError:
        pass
    finally:
        conn.close()


def stop(*_):
    for temp in list(temps):
        try:
            os.unlink(temp)
        except OSError:
            pass
    os._exit(0)


signal.signal(signal.SIGTERM, stop)
listener = socket.create_server((HOST, PORT), backlog=128)
while True:
    client, _ = listener.accept()
    threading.Thread(target=talk, args=(client,), daemon=True).start()

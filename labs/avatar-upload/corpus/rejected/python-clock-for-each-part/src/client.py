import json
import os
import socket
import sys
import threading

host, port, path = sys.argv[1:4]
name = sys.argv[4] if len(sys.argv) > 4 else os.path.basename(path)


def send(conn, file, size):
    header = json.dumps({"name": name, "size": size}).encode()
    try:
        conn.sendall(len(header).to_bytes(4, "big") + header)
        while chunk := file.read(65536):
            conn.sendall(chunk)
    except OSError:
        pass  # the reply, or the lack of one, says why


def receive(conn):
    reply = b""
    while not reply.endswith(b"\n"):
        chunk = conn.recv(1024)
        if not chunk:
            sys.exit("the server closed the connection")
        reply += chunk
    return reply


def stop_sending(conn):
    try:
        conn.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # closed by the server already


def upload():
    with open(path, "rb") as file, socket.create_connection((host, int(port))) as conn:
        size = os.fstat(file.fileno()).st_size
        sender = threading.Thread(target=send, args=(conn, file, size))
        sender.start()
        try:
            reply = receive(conn)
        finally:
            stop_sending(conn)
            sender.join()
    if not reply.startswith(b"OK "):
        sys.exit(reply.decode().strip())
    print(reply.decode().strip(), flush=True)


try:
    upload()
except OSError as error:
    sys.exit(f"upload failed: {error}")

"""Sends a picture with blocking calls, then waits for the reply."""
import json
import os
import socket
import struct
import sys

host, port, path = sys.argv[1:4]
name = sys.argv[4] if len(sys.argv) > 4 else os.path.basename(path)


def upload():
    with open(path, "rb") as picture, socket.create_connection((host, int(port))) as sock:
        header = json.dumps({"name": name, "size": os.fstat(picture.fileno()).st_size}).encode()
        sock.sendall(struct.pack(">I", len(header)) + header)
        sock.sendfile(picture)
        return sock.makefile("rb").readline()


try:
    reply = upload()
except OSError as error:
    sys.exit(f"upload failed: {error}")
if not reply.endswith(b"\n"):
    sys.exit("the server closed before its reply was whole")
if not reply.startswith(b"OK "):
    sys.exit(reply.decode().strip())
print(reply.decode().strip())

# First all commands, then all questions, then all replies: stdout is written once, at the end.
import os
import secrets
import select
import socket
import sys
import time

RETRY = int(os.environ.get("RETRY_MS", "500")) / 1000
TRIES = int(os.environ.get("TRIES", "5"))


def ask(sock, request, ident):
    for _ in range(TRIES):
        try:
            sock.send(request)
        except ConnectionRefusedError:
            pass  # that was about the send before this one
        until = time.monotonic() + RETRY
        while select.select([sock], [], [], max(0, until - time.monotonic()))[0]:
            try:
                reply = sock.recv(65535)
            except ConnectionRefusedError:
                continue  # somebody may be there for the next try
            if reply.startswith(ident):
                return reply[len(ident) :]
    return None


def main():
    commands = sys.stdin.buffer.read().split(b"\n")
    if commands[-1] == b"":
        commands.pop()
    family, kind, proto, _, server = socket.getaddrinfo(sys.argv[1], sys.argv[2], type=socket.SOCK_DGRAM)[0]
    sock = socket.socket(family, kind, proto)
    sock.connect(server)
    replies, run = [], secrets.token_hex(4)
    for number, command in enumerate(commands):
        ident = f"{run}{number:x} ".encode()
        reply = ask(sock, ident + command, ident)
        if reply is None:
            break
        replies.append(reply + b"\n")
    sys.stdout.buffer.write(b"".join(replies))
    if len(replies) < len(commands):
        sys.exit("client: nobody answers")


main()

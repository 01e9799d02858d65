# Four threads take turns at the socket. A lock guards the counters and what is remembered of them.
import re
import socket
import sys
import threading

COMMAND = re.compile(rb"ECHO (?P<echo>.*)|GET (?P<get>[0-9a-z-]{1,32})|ADD (?P<add>[0-9a-z-]{1,32}) (?P<by>-?[0-9]+)", re.DOTALL)

lock = threading.Lock()
totals = {}
memories = {}


def execute(command):
    words = COMMAND.fullmatch(command)
    if not words:
        return b"ERR syntax"
    if words["echo"] is not None:
        return words["echo"]
    if words["get"]:
        return b"%d" % totals.get(words["get"], 0)
    by = float(words["by"])  # exact where it matters; int() refuses thousands of digits
    if not -(2.0**31) <= by <= 2.0**31 - 1:
        return b"ERR range"
    totals[words["add"]] = totals.get(words["add"], 0) + int(by)
    return b"%d" % totals[words["add"]]


def reply_to(ident, command, peer):
    with lock:
        memory = memories.pop(peer, {})
        memories[peer] = memory
        if len(memories) > 250:
            memories.pop(next(iter(memories)))
        if ident not in memory:
            memory[ident] = ident + b" " + execute(command)
            if len(memory) > 1000:
                memory.pop(next(iter(memory)))
        return memory[ident]


def serve(sock):
    while True:
        data, peer = sock.recvfrom(1 << 16)
        words = re.fullmatch(rb"([0-9a-z]{1,16}) (.*)", data, re.DOTALL)
        if words:
            try:
                sock.sendto(reply_to(words[1], words[2], peer), peer)
            except OSError as error:
                print(f"{peer}: {error}", file=sys.stderr)


info = socket.getaddrinfo(sys.argv[1], sys.argv[2], type=socket.SOCK_DGRAM)[0]
sock = socket.socket(*info[:3])
sock.bind(info[4])
for _ in range(4):
    threading.Thread(target=serve, args=(sock,)).start()

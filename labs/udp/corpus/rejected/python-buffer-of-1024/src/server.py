# recvfrom(1024): the rest of a longer datagram is thrown away by the kernel.
import re
import socket
import sys

HOST, PORT = sys.argv[1], int(sys.argv[2])
REQUEST = re.compile(rb"([0-9a-z]{1,16}) (.*)", re.DOTALL)
COUNTER = re.compile(rb"(ADD|GET) ([0-9a-z-]{1,32})(?: (-?[0-9]+))?")

totals = {}
peers = {}  # each peer's replies, by id


def in_range(integer):
    digits = integer.lstrip(b"-").lstrip(b"0")
    return len(digits) <= 10 and -(2**31) <= int(integer) < 2**31


def answer(command):
    if command.startswith(b"ECHO "):
        return command[5:]
    words = COUNTER.fullmatch(command)
    if not words or (words[1] == b"ADD") != (words[3] is not None):
        return b"ERR bad command"
    if words[1] == b"ADD":
        if not in_range(words[3]):
            return b"ERR more than 32 bits"
        totals[words[2]] = totals.get(words[2], 0) + int(words[3])
    return b"%d" % totals.get(words[2], 0)


server = socket.socket(socket.AF_INET6 if ":" in HOST else socket.AF_INET, socket.SOCK_DGRAM)
server.bind((HOST, PORT))
while True:
    datagram, peer = server.recvfrom(1024)
    request = REQUEST.fullmatch(datagram)
    if not request:
        continue
    replies = peers.pop(peer, {})
    peers[peer] = replies
    if len(peers) > 200:
        del peers[next(iter(peers))]
    if request[1] not in replies:
        replies[request[1]] = request[1] + b" " + answer(request[2])
        if len(replies) > 1000:
            del replies[next(iter(replies))]
    try:
        server.sendto(replies[request[1]], peer)
    except OSError:
        pass  # lost, as any datagram may be

import socket
import string
import sys
from collections import OrderedDict

ID = frozenset((string.digits + string.ascii_lowercase).encode())
NAME = ID | frozenset(b"-")
DIGITS = frozenset(string.digits.encode())


class Malformed(Exception):
    pass


class Counters:
    def __init__(self):
        self.totals = {}

    def execute(self, command):
        verb, space, rest = command.partition(b" ")
        if verb == b"ECHO" and space:
            return rest
        if verb == b"GET":
            return str(self.totals.get(self.name(rest), 0)).encode()
        if verb == b"ADD":
            name, _, number = rest.partition(b" ")
            name, number = self.name(name), self.integer(number)
            self.totals[name] = self.totals.get(name, 0) + number
            return str(self.totals[name]).encode()
        raise Malformed("no such command")

    def name(self, word):
        if not 1 <= len(word) <= 32 or not NAME.issuperset(word):
            raise Malformed("no such name")
        return word

    def integer(self, word):
        sign, digits = (-1, word[1:]) if word.startswith(b"-") else (1, word)
        if not digits or not DIGITS.issuperset(digits):
            raise Malformed("not an integer")
        digits = digits.lstrip(b"0") or b"0"
        if len(digits) > 10 or not -(2**31) <= sign * int(digits) < 2**31:
            raise Malformed("more than 32 bits")
        return sign * int(digits)


def main():
    family, kind, _, _, here = socket.getaddrinfo(sys.argv[1], int(sys.argv[2]), type=socket.SOCK_DGRAM)[0]
    sock = socket.socket(family, kind)
    try:
        sock.bind(here)
    except OSError as error:
        sys.exit(f"cannot bind to {here[0]} port {here[1]}: {error.strerror}")
    counters, peers = Counters(), OrderedDict()
    while True:
        datagram, peer = sock.recvfrom(65535)
        ident, space, command = datagram.partition(b" ")
        if not space or not 1 <= len(ident) <= 16 or not ID.issuperset(ident):
            continue
        replies = peers.setdefault(peer, OrderedDict())
        peers.move_to_end(peer)
        if len(peers) > 300:
            peers.popitem(last=False)
        if ident not in replies:
            try:
                result = counters.execute(command)
            except Malformed as error:
                result = b"ERR " + str(error).encode()
            replies[ident] = ident + b" " + result
            if len(replies) > 1200:
                replies.popitem(last=False)
        try:
            sock.sendto(replies[ident], peer)
        except OSError:
            pass  # the client will ask again


main()

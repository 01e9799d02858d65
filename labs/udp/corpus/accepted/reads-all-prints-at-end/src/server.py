# socketserver calls handle() for each datagram, one after another.
import re
import socket
import socketserver
import sys

REQUEST = re.compile(rb"([0-9a-z]{1,16}) (.*)", re.DOTALL)
COUNTER = re.compile(rb"(?:GET|ADD) ([0-9a-z-]{1,32})(?: (-?[0-9]+))?")

totals, peers = {}, {}


def execute(command):
    if command.startswith(b"ECHO "):
        return command[5:]
    found = COUNTER.fullmatch(command)
    if not found or command.startswith(b"ADD") != (found[2] is not None):
        return b"ERR no such command"
    name, digits = found[1], (found[2] or b"0").lstrip(b"-").lstrip(b"0")
    number = int(b"0" + digits[:11]) * (-1 if (found[2] or b"").startswith(b"-") else 1)
    if not -(2**31) <= number < 2**31:
        return b"ERR more than 32 bits"
    if found[2] is not None:
        totals[name] = totals.get(name, 0) + number
    return b"%d" % totals.get(name, 0)


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        datagram, sock = self.request
        found = REQUEST.fullmatch(datagram)
        if not found:
            return
        replies = peers.pop(self.client_address, {})
        peers[self.client_address] = replies  # to the end: the last to be forgotten
        if len(peers) > 200:
            del peers[next(iter(peers))]
        ident, command = found.groups()
        if ident not in replies:
            replies[ident] = ident + b" " + execute(command)
            if len(replies) > 1000:
                del replies[next(iter(replies))]
        sock.sendto(replies[ident], self.client_address)


class Server(socketserver.UDPServer):
    max_packet_size = 65535


host, port = sys.argv[1:3]
Server.address_family, _, _, _, here = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
Server(here, Handler).serve_forever()

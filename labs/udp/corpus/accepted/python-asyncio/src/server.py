# asyncio: the loop calls datagram_received.
import asyncio
import re
import sys

REQUEST = re.compile(rb"([0-9a-z]{1,16}) (.*)", re.S)
ADD = re.compile(rb"ADD ([0-9a-z-]{1,32}) (-?)0*([0-9]{1,10})")
GET = re.compile(rb"GET ([0-9a-z-]{1,32})")


class CounterProtocol(asyncio.DatagramProtocol):
    def __init__(self):
        self.totals = {}
        self.peers = {}

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, peer):
        if not (request := REQUEST.fullmatch(data)):
            return
        ident, command = request.groups()
        memory = self.memory_of(peer)
        reply = memory.get(ident)
        if reply is None:
            reply = memory[ident] = ident + b" " + self.execute(command)
            if len(memory) > 1000:
                del memory[next(iter(memory))]
        self.transport.sendto(reply, peer)

    def memory_of(self, peer):
        memory = self.peers[peer] = self.peers.pop(peer, {})
        if len(self.peers) > 256:
            del self.peers[next(iter(self.peers))]
        return memory

    def execute(self, command):
        if command[:5] == b"ECHO ":
            return command[5:]
        if get := GET.fullmatch(command):
            return b"%d" % self.totals.get(get[1], 0)
        if add := ADD.fullmatch(command):
            number = -int(add[3]) if add[2] else int(add[3])
            if -(2**31) <= number < 2**31:
                self.totals[add[1]] = total = self.totals.get(add[1], 0) + number
                return b"%d" % total
        return b"ERR cannot do that"


async def main(host, port):
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(CounterProtocol, local_addr=(host, int(port)))
    await asyncio.Event().wait()


try:
    asyncio.run(main(*sys.argv[1:3]))
except OSError as error:
    sys.exit(f"server: {error}")

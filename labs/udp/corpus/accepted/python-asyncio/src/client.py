# asyncio: a future for the reply, wait_for for the patience.
import asyncio
import os
import sys
import time

RETRY = int(os.environ.get("RETRY_MS", "500")) / 1000
TRIES = int(os.environ.get("TRIES", "5"))


class Replies(asyncio.DatagramProtocol):
    ident, reply = None, None

    def expect(self, ident):
        self.ident, self.reply = ident, asyncio.get_running_loop().create_future()

    def datagram_received(self, data, _):
        ident, space, rest = data.partition(b" ")
        if space and ident == self.ident and not self.reply.done():
            self.reply.set_result(rest)

    def error_received(self, exc):
        pass  # refused, perhaps: we ask again, as if it were lost


async def ask(transport, replies, ident, command):
    replies.expect(ident)
    for _ in range(TRIES):
        transport.sendto(ident + b" " + command)
        done, _ = await asyncio.wait([replies.reply], timeout=RETRY)
        await asyncio.sleep(0)
        if done or replies.reply.done():
            return replies.reply.result()
    return None


async def main():
    loop = asyncio.get_running_loop()
    transport, replies = await loop.create_datagram_endpoint(Replies, remote_addr=(sys.argv[1], int(sys.argv[2])))
    number = time.time_ns() // 1000  # no two runs begin with the same
    while line := await loop.run_in_executor(None, sys.stdin.buffer.readline):
        number += 1
        reply = await ask(transport, replies, b"%x" % number, line.removesuffix(b"\n"))
        if reply is None:
            return "client: no reply"
        sys.stdout.buffer.write(reply + b"\n")
        sys.stdout.buffer.flush()


try:
    sys.exit(asyncio.run(main()))
except OSError as error:
    sys.exit(f"client: {error}")

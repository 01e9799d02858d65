"""Line echo server on asyncio streams."""
import asyncio
import os
import signal
import socket
import sys

MAX_LINE = 4096
IDLE = int(os.environ.get("IDLE_TIMEOUT_MS", "30000")) / 1000


class EchoServer:
    def __init__(self):
        self.tasks = {}  # task -> [chunks read, is waiting for more]
        self.stopping = False

    async def serve(self, reader, writer):
        state = self.tasks.setdefault(asyncio.current_task(), [0, False])
        try:
            await self.talk(reader, writer, state)
        except asyncio.CancelledError:
            pass  # seen off: all that came is answered
        except OSError:  # TimeoutError is one
            writer.transport.abort()
        try:
            writer.close()
            await writer.wait_closed()
        except OSError:
            pass
        finally:
            del self.tasks[asyncio.current_task()]

    async def talk(self, reader, writer, state):
        loop = asyncio.get_running_loop()
        tail = b""
        async with asyncio.timeout(IDLE) as idle:
            while True:
                state[1] = True
                chunk = await reader.read(65536)
                state[0] += 1
                state[1] = False
                if not chunk:
                    break
                data = tail + chunk
                cut = data.rfind(b"\n") + 1
                lines, tail = data[:cut], data[cut:]
                long = self.first_too_long(lines, tail)
                if long is not None:
                    writer.write(data[:long] + b"ERR line too long\n")
                    writer.write_eof()
                    async with asyncio.timeout(1):
                        while await reader.read(65536):
                            pass
                    return
                if lines:
                    idle.reschedule(loop.time() + IDLE)
                    writer.write(lines)
                    await writer.drain()
            if tail and not self.stopping:
                writer.write(tail)

    @staticmethod
    def first_too_long(lines, tail):
        at = 0
        for line in lines.split(b"\n")[:-1]:
            if len(line) > MAX_LINE:
                return at
            at += len(line) + 1
        return at if len(tail) > MAX_LINE else None

    async def run(self, host, port):
        loop = asyncio.get_running_loop()
        family, _, _, _, address = (await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM))[0]
        sock = socket.create_server(address[:2], family=family, backlog=512, dualstack_ipv6=host == "::")
        server = await asyncio.start_server(self.serve, sock=sock, backlog=512)
        stop = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, stop.set)
        await stop.wait()

        self.stopping = True
        for _ in range(8):  # let in whoever is on the doorstep
            await asyncio.sleep(0)
        server.close()
        try:
            async with asyncio.timeout(1.5):
                await self.see_off()
        finally:
            os._exit(0)  # whoever does not read is not waited for

    async def see_off(self):
        before = {}
        while self.tasks:
            for task, state in self.tasks.items():
                reads, waiting = state
                if waiting and before.get(task) == reads:
                    state[1] = False
                    task.cancel()
                before[task] = reads if waiting else None
            await asyncio.sleep(0.02)


def main():
    host, port = sys.argv[1], int(sys.argv[2])
    try:
        asyncio.run(EchoServer().run(host, port))
    except OSError as error:
        sys.exit(f"cannot listen on {host}:{port}: {error.strerror or error}")


main()

# StreamReader.readline() is all one needs. It has a limit, and nobody has raised it.
import asyncio
import os
import sys
import time

HOST, PORT = sys.argv[1], int(sys.argv[2])
REPLY_TIMEOUT = int(os.environ.get("REPLY_TIMEOUT_MS", "10000")) / 1000
CONNECT_TIMEOUT = int(os.environ.get("CONNECT_TIMEOUT_MS", "0")) / 1000


async def connect():
    deadline = time.monotonic() + CONNECT_TIMEOUT
    while True:
        try:
            return await asyncio.open_connection(HOST, PORT)
        except OSError:
            if time.monotonic() >= deadline:
                raise
            await asyncio.sleep(0.1)


async def talk():
    reader, writer = await connect()
    while request := await asyncio.to_thread(sys.stdin.buffer.readline):
        writer.write(request if request.endswith(b"\n") else request + b"\n")
        reply = await asyncio.wait_for(reader.readline(), REPLY_TIMEOUT)
        if not reply.endswith(b"\n"):
            sys.exit("closed before the reply was whole")
        await asyncio.to_thread(print_bytes, reply)
    writer.write_eof()
    while piece := await reader.read(65536):
        await asyncio.to_thread(print_bytes, piece)


def print_bytes(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


try:
    asyncio.run(talk())
except (OSError, ValueError, asyncio.TimeoutError) as error:
    sys.exit(f"{HOST}:{PORT}: {error!r}")

# asyncio streams; stdin and stdout block, so they have a thread of their own.
import asyncio
import os
import sys

host, port = sys.argv[1:3]
reply_timeout = float(os.environ.get("REPLY_TIMEOUT_MS", 10_000)) / 1000
connect_timeout = float(os.environ.get("CONNECT_TIMEOUT_MS", 0)) / 1000


async def connect():
    loop = asyncio.get_running_loop()
    give_up = loop.time() + connect_timeout
    while True:
        try:
            return await asyncio.open_connection(host, port, limit=2**30)
        except OSError as error:
            # Several addresses, several errors: asyncio joins them into one without a number.
            if "refused" not in str(error).lower() and "Connect call failed" not in str(error) or loop.time() >= give_up:
                raise
        await asyncio.sleep(0.08)


def print_now(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


async def ask(reader, writer, request):
    writer.write(request.removesuffix(b"\n") + b"\n")
    try:
        return await asyncio.wait_for(reader.readuntil(b"\n"), reply_timeout)
    except asyncio.TimeoutError:
        raise ConnectionError(f"no reply within {reply_timeout} s") from None
    except asyncio.IncompleteReadError as error:
        raise ConnectionError(f"connection closed after {len(error.partial)} bytes of a reply") from None


async def talk():
    reader, writer = await connect()
    while request := await asyncio.to_thread(sys.stdin.buffer.readline):
        await asyncio.to_thread(print_now, await ask(reader, writer, request))
    writer.write_eof()
    while piece := await reader.read(65536):
        await asyncio.to_thread(print_now, piece)
    writer.close()


try:
    asyncio.run(talk())
except OSError as error:
    print(f"{host}:{port}: {error}", file=sys.stderr)
    sys.exit(3)

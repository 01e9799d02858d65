"""Both ends of an upload: avatar.py serve <host> <port> <directory>, avatar.py send <host> <port> <file> [name]"""
import asyncio
import contextlib
import hashlib
import json
import os
import re
import signal
import sys
import tempfile

MAX_BYTES = int(os.environ.get("MAX_BYTES", 5 * 1024 * 1024))
STALL = int(os.environ.get("UPLOAD_TIMEOUT_MS", 10_000)) / 1000
SIGNATURE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP", re.DOTALL)
PIECE = 64 * 1024


class Refused(Exception):
    pass


class Upload:
    """One connection's incoming bytes, with a clock for silence."""

    def __init__(self, reader):
        self.reader = reader

    async def some(self, most):
        async with asyncio.timeout(STALL):
            piece = await self.reader.read(most)
        if not piece:
            raise EOFError
        return piece

    async def exactly(self, count):
        data = bytearray()
        while len(data) < count:
            data += await self.some(count - len(data))
        return bytes(data)


def parse(data):
    try:
        header = json.loads(data.decode("utf-8", "strict"))
    except (ValueError, RecursionError):
        raise Refused("BAD_HEADER") from None
    match header:
        case {"name": str(name), "size": int(size)} if not isinstance(size, bool) and size >= 0:
            pass
        case _:
            raise Refused("BAD_HEADER")
    if not re.fullmatch(r"[^./\\\0][^/\\\0]*", name) or len(name.encode("utf-8", "surrogatepass")) > 255:
        raise Refused("BAD_NAME")
    if size > MAX_BYTES:
        raise Refused("TOO_LARGE")
    if size == 0:
        raise Refused("NOT_AN_IMAGE")
    return name, size


async def store(upload, directory, name, size):
    piece = await upload.exactly(min(size, 12))
    if not SIGNATURE.match(piece):
        raise Refused("NOT_AN_IMAGE")
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=directory, prefix=".", delete=False) as file:
        try:
            while True:
                file.write(piece)
                digest.update(piece)
                size -= len(piece)
                if size == 0:
                    break
                piece = await upload.some(min(size, PIECE))
            file.flush()
            os.replace(file.name, os.path.join(directory, name))
        except BaseException:  # CancelledError, at shutdown, is none of the others
            os.unlink(file.name)
            raise
    return digest.hexdigest()


async def converse(reader, writer, directory):
    upload = Upload(reader)
    try:
        while first := await reader.read(1):
            length = int.from_bytes(first + await upload.exactly(3), "big")
            if not 1 <= length <= 4096:
                raise Refused("BAD_HEADER")
            name, size = parse(await upload.exactly(length))
            writer.write(f"OK {await store(upload, directory, name, size)}\n".encode())
            await writer.drain()
    except Refused as refusal:
        writer.write(f"ERR {refusal}\n".encode())
    except (EOFError, ConnectionError):
        pass
    except OSError:  # TimeoutError is one
        writer.write(b"ERR FAILED\n")


async def linger(reader, writer):
    """Whoever closes with unread bytes sends a reset: read on for a moment."""
    with contextlib.suppress(OSError):
        writer.write_eof()
        async with asyncio.timeout(0.5):
            while await reader.read(PIECE):
                pass
    writer.close()


async def serve(host, port, directory):
    tasks = set()

    async def client(reader, writer):
        task = asyncio.current_task()
        tasks.add(task)
        try:
            await converse(reader, writer, directory)
            await linger(reader, writer)
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            tasks.discard(task)

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    server = await asyncio.start_server(client, host, port, backlog=256, limit=PIECE)
    await stop.wait()
    server.close()
    for task in list(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def send(host, port, path, name=None):
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        reader, writer = await asyncio.open_connection(host, port)
        sending = asyncio.create_task(send_frame(writer, file, name or os.path.basename(path), size))
        try:
            reply = await reader.readuntil(b"\n")
        except asyncio.IncompleteReadError:
            sys.exit("the server closed the connection and did not say why")
        finally:
            sending.cancel()
            writer.transport.abort()
    if not reply.startswith(b"OK "):
        sys.exit(f"refused: {reply.decode().strip()}")
    sys.stdout.write(reply.decode())


async def send_frame(writer, file, name, size):
    header = json.dumps({"size": size, "name": name}, ensure_ascii=False).encode()
    writer.write(len(header).to_bytes(4, "big") + header)
    with contextlib.suppress(ConnectionError):  # the reply says why
        while size > 0 and (piece := file.read(min(size, PIECE))):
            size -= len(piece)
            writer.write(piece)
            await writer.drain()


if __name__ == "__main__":
    what, arguments = {"serve": serve, "send": send}[sys.argv[1]], sys.argv[2:]
    try:
        asyncio.run(what(*arguments))
    except OSError as error:
        sys.exit(f"{what.__name__}: {error.strerror or error}")

import type { Socket } from "node:net";
import { readHeader } from "./header.ts";
import { isImage, SIGNATURE_BYTES } from "./image.ts";
import type { ByteReader } from "./reader.ts";
import { Refusal } from "./refusal.ts";
import { save } from "./store.ts";

/** How long a client that we have hung up on may go on sending. */
const LINGER_MS = 500;

/** Takes one upload after another from a client, until it says FIN or sends something that is refused. */
export async function converse(socket: Socket, reader: ByteReader, directory: string, maxBytes: number): Promise<void> {
  try {
    while (await reader.begun()) {
      const { name, size } = await readHeader(reader, maxBytes);
      const firstBytes = await reader.peek(Math.min(size, SIGNATURE_BYTES));
      if (!isImage(firstBytes)) throw new Refusal("NOT_AN_IMAGE");
      const sha256 = await save(directory, name, reader.pieces(size));
      await say(socket, `OK ${sha256}\n`);
    }
    socket.end();
  } catch (error) {
    // Whatever else went wrong is no business of the client's: paths and disks are ours.
    const code = error instanceof Refusal ? error.code : "FAILED";
    await hangUp(socket, reader, `ERR ${code}\n`);
  }
}

/** Waits until the reply has left, so that replies to a client that does not read them can't pile up. */
async function say(socket: Socket, reply: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.write(reply, (error) => (error ? reject(error) : resolve()));
  });
}

/** Closing a socket that holds unread bytes sends a reset, which may overtake our last words: read on for a moment. */
async function hangUp(socket: Socket, reader: ByteReader, lastWords: string): Promise<void> {
  socket.end(lastWords);
  const enough = setTimeout(() => socket.destroy(), LINGER_MS);
  await reader.discard().catch(() => {}); // destroyed, or reset by the client: over, in any case
  clearTimeout(enough);
}

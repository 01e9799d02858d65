import { type Bytes, type DatagramPeer, expect, type Program } from "@wirelab/checks";
import type { Random } from "@wirelab/model";

/** The bytes of a largest datagram over IPv4. */
export const largest = 65_507;

/** The longest id, in characters. */
export const longestId = 16;

/** An id that no other request of the check has. */
export function newId(random: Random, length = 9): string {
  return `${random.int(0, 9)}${random.word(length - 1)}`;
}

/** A datagram: an id, a space, and a command or a result. */
export function datagram(id: string, content: Bytes): Buffer {
  return Buffer.concat([Buffer.from(`${id} `), Buffer.from(content)]);
}

/** Asks for something with an id of its own, and expects this result. */
export async function ask(peer: DatagramPeer, random: Random, command: Bytes, result: Bytes): Promise<void> {
  const id = newId(random);
  await peer.send(datagram(id, command));
  await expect(peer).toReceive(datagram(id, result));
}

/** So many small datagrams are held by any socket's buffer. */
export const held = 16;

/** Asks for echoes, a few at a time, as a reply may take a moment. */
export async function askForEchoes(peer: DatagramPeer, random: Random, count: number): Promise<void> {
  for (let left = count; left > 0; left -= held) {
    const echoes = Array.from({ length: Math.min(left, held) }, () => ({ id: newId(random), bytes: random.word(3) }));
    for (const { id, bytes } of echoes) await peer.send(datagram(id, `ECHO ${bytes}`));
    await expect(peer).toReceiveInAnyOrder(echoes.map(({ id, bytes }) => datagram(id, bytes)));
    peer.allRead();
  }
}

/** Lets a program find all that is sent in the meantime waiting for it, as if it had come at once. */
export async function atOnce(program: Program, send: () => Promise<void>): Promise<void> {
  program.signal("SIGSTOP");
  await send();
  program.signal("SIGCONT");
}

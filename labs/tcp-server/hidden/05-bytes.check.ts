import { expect, test } from "@wirelab/checks";
import { longest } from "../lines.ts";

const LF = 0x0a;

test("keeps all byte values but LF", async ({ peer, random }) => {
  const values = Array.from({ length: 256 }, (_, value) => value).filter((value) => value !== LF);
  const line = Buffer.from([...random.shuffle(values), LF]);
  await peer.send(line);
  await expect(peer).toReceive(line);
});

test("keeps a line of exactly 4096 bytes", async ({ peer, random }) => {
  const line = Buffer.concat([random.bytes(longest, [LF]), Buffer.from("\n")]);
  await peer.send(line);
  await expect(peer).toReceive(line);
});

test("keeps characters that come byte by byte", async ({ peer, random }) => {
  const line = Buffer.from(`é${random.word(2)}漢🧵\r\n`);
  await peer.sendInPieces([...line].map((byte) => Buffer.of(byte)));
  await expect(peer).toReceive(line);
});

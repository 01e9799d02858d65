import { expect, test } from "@wirelab/checks";
import { longest } from "../lines.ts";

const LF = 0x0a;

test("keeps all byte values but LF", async ({ peer, random }) => {
  const values = Array.from({ length: 256 }, (_, value) => value).filter((value) => value !== LF);
  const line = Buffer.from([...random.shuffle(values), LF]);
  const [cut, next] = [random.int(1, 127), random.int(128, 255)];
  await peer.sendInPieces([line.subarray(0, cut), line.subarray(cut, next), line.subarray(next)]);
  await expect(peer).toReceive(line);
});

test("takes neither CR nor NUL for the end of a line", async ({ connect, random }) => {
  for (const [name, begin] of Object.entries({ CR: `${random.word(4)}\r`, NUL: `${random.word(3)}\0${random.word(3)}` })) {
    const peer = await connect(name);
    const end = `${random.word(4)}\n`;
    await peer.send(begin);
    await expect(peer).toStaySilent();
    await peer.send(end);
    await expect(peer).toReceive(begin + end);
    await peer.leave();
  }
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

import { expect, test } from "@wirelab/checks";

const lf = 0x0a;

/** What is easily taken off a line: a byte order mark where it begins a text, white space at both ends. */
const edges = ["\uFEFF", " ", "\t"].map((edge) => [...Buffer.from(edge)]);

test("keeps all byte values but LF both ways", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const values = Array.from({ length: 256 }, (_, value) => value).filter((value) => value !== lf);
  for (const edge of edges) {
    const shuffled = (): Buffer => Buffer.from([...edge, ...random.shuffle(values), ...edge, lf]);
    const [request, reply] = [shuffled(), shuffled()];
    await client.stdio.send(request);
    await expect(peer).toReceive(request);
    await peer.send(reply);
    await expect(client.stdio).toReceive(reply);
  }
});

test("keeps characters that are typed byte by byte", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const [request, reply] = [Buffer.from(`你${random.word(2)}🙂\r\n`), Buffer.from(`é${random.word(2)}好\r\n`)];
  await client.stdio.sendInPieces(bytesOf(request));
  await expect(peer).toReceive(request);
  await peer.sendInPieces(bytesOf(reply));
  await expect(client.stdio).toReceive(reply);
});

function bytesOf(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

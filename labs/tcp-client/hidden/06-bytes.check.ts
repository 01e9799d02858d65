import { expect, test } from "@wirelab/checks";

const lf = 0x0a;

test("keeps all byte values but LF both ways", async ({ server, startClient, random }) => {
  const client = await startClient();
  const peer = await server.accept();
  const values = Array.from({ length: 256 }, (_, value) => value).filter((value) => value !== lf);
  for (let turn = 0; turn < 3; turn++) {
    const [request, reply] = [Buffer.from([...random.shuffle(values), lf]), Buffer.from([...random.shuffle(values), lf])];
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

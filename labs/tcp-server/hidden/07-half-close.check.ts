import { expect, line, lines, test } from "@wirelab/checks";

test("answers data that came together with FIN", async ({ peer, random }) => {
  const message = `${line(random)}${random.word(4)} \r`;
  await peer.end(message);
  await expect(peer).toReceive(message);
  await expect(peer).toBeClosed();
});

test("loses nothing that was sent before FIN", async ({ peer, random }) => {
  const message = lines(random, 2000).join("") + random.word(9);
  peer.pauseReading();
  await peer.send(message);
  await peer.end();
  peer.resumeReading();
  await expect(peer).toReceive(message);
  await expect(peer).toBeClosed();
});

test("closes after a FIN with nothing before it", async ({ peer }) => {
  await peer.end();
  await expect(peer).toBeClosed();
});

test("serves others after a half-close", async ({ connect, random }) => {
  const [ann, bob] = [await connect("ann"), await connect("bob")];
  const question = line(random);
  await ann.end();
  await expect(ann).toBeClosed();
  await bob.send(question);
  await expect(bob).toReceive(question);
});

import { expect, line, test } from "@wirelab/checks";

test("sends the unfinished line back at FIN, then closes", async ({ peer, random }) => {
  const [whole, tail] = [line(random), random.word(6)];
  await peer.send(whole);
  await expect(peer).toReceive(whole);
  await peer.send(tail);
  await peer.end();
  await expect(peer).toReceive(tail);
  await expect(peer).toBeClosed();
});

test("closes its side when the client has nothing more to say", async ({ peer, random }) => {
  const whole = line(random);
  await peer.send(whole);
  await expect(peer).toReceive(whole);
  await peer.end();
  await expect(peer).toBeClosed();
});

import { expect, line, lines, refusal, test } from "@wirelab/checks";
import { manyLines } from "../lines.ts";

test("answers the whole lines it has received, and no half line", async ({ program, connect, random }) => {
  const peer = await connect();
  const whole = lines(random, 50).join("");
  await peer.sendInPieces([whole + random.word(5)]);
  program.signal("SIGTERM");
  await expect(peer).toReceive(whole);
  await expect(peer).toBeClosed({ orReset: true });
  await expect(program).toExit(0);
});

test("takes no new connection after SIGTERM", async ({ start, random }) => {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const program = await start();
    const [peer, question] = [await program.connect(), line(random)];
    await peer.send(question);
    await expect(peer).toReceive(question);
    program.signal("SIGTERM");
    // On a loaded machine, a server that took connections to its end may have ended before that could be told from a late refusal.
    if ((await refusal(program)) === "ended") continue;
    await expect(program).toExit(0);
    return;
  }
});

test("sends the replies that wait for a slow reader", async ({ start, random }) => {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const program = await start();
    const peer = await program.connect("slow");
    peer.pauseReading();
    const sent = await peer.sendUntilStalled(manyLines(random));
    // A program that does not stop reading has piled up more than can be sent in time: that is another stage's business.
    if (!peer.stalled) return;
    const read = sent.subarray(0, await peer.bytesRead());
    const due = read.subarray(0, read.lastIndexOf("\n") + 1);
    const began = performance.now();
    program.signal("SIGTERM");
    peer.resumeReading();
    await peer.until(() => peer.inbox.length >= due.length || peer.ending !== undefined);
    // The program must be gone in 2 s: on a loaded machine, one that was sending for most of that time had to break off.
    const lasted = Math.min(program.exitedAt, performance.now()) - began;
    const brokeOff = peer.inbox.length < due.length && lasted > 500;
    if (brokeOff && attempt < 3) continue;
    const wasSending = peer.lastReceived - began > (peer.endedAt - began) / 2;
    await expect(peer).toReceive(brokeOff && wasSending ? due.subarray(0, peer.inbox.length) : due);
    peer.ignoreRest();
    await expect(program).toExit(0);
    return;
  }
});

test("ends though a client neither reads nor closes", async ({ program, connect, random }) => {
  const [stuck, half] = [await connect("stuck"), await connect("half")];
  stuck.pauseReading();
  await stuck.sendUntilStalled(manyLines(random));
  await half.sendInPieces([random.word(7)]);
  program.signal("SIGTERM");
  await expect(program).toExit(0);
});

import { expect, lines, test } from "@wirelab/checks";
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

test("takes no new connection after SIGTERM", async ({ program, connect, random }) => {
  // Replies that are not taken keep the server from ending at once.
  const slow = await connect("slow");
  slow.pauseReading();
  await slow.sendUntilHeld(manyLines(random));
  program.signal("SIGTERM");
  await expect(program).toRefuse();
});

test("sends the replies that wait for a slow reader", async ({ start, inTime, random }) => {
  const inAll = 2000;
  await inTime([inAll, inAll, inAll], async () => {
    const program = await start();
    const peer = await program.connect("slow");
    peer.pauseReading();
    const read = await peer.sendUntilHeld(manyLines(random));
    program.signal("SIGTERM");
    // What is read before it has noticed the signal, it could send on as if there were none.
    await program.settled();
    peer.resumeReading();
    await expect(peer).toReceive(read.subarray(0, read.lastIndexOf("\n") + 1));
    peer.ignoreRest();
    await expect(program).toExit(0);
  });
});

test("ends when no client has ever come", async ({ program }) => {
  // It may listen a moment before it minds signals.
  await expect(program).toKeepRunning();
  program.signal("SIGTERM");
  await expect(program).toExit(0);
});

test("ends though a client neither reads nor closes", async ({ program, connect, random }) => {
  const [stuck, half] = [await connect("stuck"), await connect("half")];
  stuck.pauseReading();
  await stuck.sendUntilHeld(manyLines(random));
  await half.sendInPieces([random.word(7)]);
  program.signal("SIGTERM");
  await expect(program).toExit(0);
});

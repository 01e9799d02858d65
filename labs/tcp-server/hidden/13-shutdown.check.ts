import { expect, test } from "@wirelab/checks";
import { line, lines, manyLines } from "../lines.ts";

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
  const [peer, question] = [await connect(), line(random)];
  await peer.send(question);
  await expect(peer).toReceive(question);
  program.signal("SIGTERM");
  await expect(program).toRefuse();
  await expect(program).toExit(0);
});

test("sends the replies that wait for a slow reader", async ({ program, connect, random }) => {
  const peer = await connect("slow");
  peer.pauseReading();
  const { sent } = await peer.sendUntilStalled(manyLines(random));
  const read = sent.subarray(0, await peer.bytesRead());
  program.signal("SIGTERM");
  peer.resumeReading();
  await expect(peer).toReceive(read.subarray(0, read.lastIndexOf("\n") + 1));
  await expect(program).toExit(0);
});

test("ends though a client neither reads nor closes", async ({ program, connect, random }) => {
  const [stuck, half] = [await connect("stuck"), await connect("half")];
  stuck.pauseReading();
  await stuck.sendUntilStalled(manyLines(random));
  await half.sendInPieces([random.word(7)]);
  program.signal("SIGTERM");
  await expect(program).toExit(0);
});

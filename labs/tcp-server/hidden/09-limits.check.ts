import { canObserve, expect, line, test } from "@wirelab/checks";
import { longest } from "../lines.ts";

const error = "ERR line too long\n";
const mebi = 2 ** 20;

test("counts bytes, not characters", async ({ peer }) => {
  const characters = "好".repeat(Math.floor(longest / 3) + 1);
  await peer.send(`${characters}\n`);
  await expect(peer).toReceive(error);
  await expect(peer).toBeClosed({ orReset: true });
});

test("answers the lines before the one that is too long", async ({ peer, random }) => {
  const before = line(random) + line(random);
  await peer.send(`${before}${random.word(longest + 1)}\n${line(random)}`);
  await expect(peer).toReceive(before + error);
  await expect(peer).toBeClosed({ orReset: true });
});

test("takes 4096 bytes that come in pieces, and refuses one more", async ({ peer, random }) => {
  const allowed = random.word(longest);
  await peer.sendInPieces([allowed.slice(0, -1), allowed.slice(-1)]);
  await expect(peer).toStaySilent();
  await peer.send("\n");
  await expect(peer).toReceive(`${allowed}\n`);
  await peer.sendInPieces([random.word(longest - 1), random.word(1)]);
  await expect(peer).toStaySilent();
  await peer.send(`${random.word(1)}\n`);
  await expect(peer).toReceive(error);
  await expect(peer).toBeClosed({ orReset: true });
});

test("does not keep an endless line in memory", async ({ program, connect, random, skip }) => {
  skip(!canObserve, "a system that tells a program's memory");
  const endless = await connect("endless");
  const before = program.memory();
  const piece = Buffer.from(random.word(1024).repeat(64));
  await endless.sendUntilStalled(Array.from({ length: (192 * mebi) / piece.length }, () => piece));
  await expect(program).toGrowByAtMost(96 * mebi, before);
  // One that has said ERR and FIN may read on, and must not keep that either. What it throws away, its runtime may collect late.
  const more = Buffer.alloc(mebi, piece);
  for (let sent = 0; sent < 192 && endless.ending === "end" && !endless.stalled; sent++) {
    await endless.sendUntilStalled([more]);
    await expect(program).toGrowByAtMost(128 * mebi, before);
  }
});

test("serves the next client after a line that was too long", async ({ connect, random }) => {
  const ann = await connect("ann");
  await ann.send(`${random.word(longest + 1)}\n`);
  await expect(ann).toReceive(error);
  const [bob, question] = [await connect("bob"), line(random)];
  await bob.send(question);
  await expect(bob).toReceive(question);
});

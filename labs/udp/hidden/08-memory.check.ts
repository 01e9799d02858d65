import { canObserve, expect, pause } from "@wirelab/checks";
import { ask, askForEchoes, datagram, newId } from "../requests.ts";
import { test } from "../test.ts";

const mebi = 2 ** 20;

/** What a socket's buffer holds of the requests that flood a server. */
const held = 7;

/** After so long, in milliseconds, a server that takes its time for each reply has shown what there is to see. */
const longEnough = 150_000;

test("remembers what a quiet peer asked, however busy others are, and for more than a second", async ({ program, datagrams, random }) => {
  const [quiet, busy] = [await datagrams("quiet", { host: program.host }), await datagrams("busy")];
  const crowd = await Promise.all(Array.from({ length: 30 }, (_, number) => datagrams(`another ${number}`)));
  const [name, id] = [random.word(5), newId(random)];
  const once = async (): Promise<void> => {
    await quiet.send(datagram(id, `ADD ${name} 1`));
    await expect(quiet).toReceive(datagram(id, "1"));
  };
  await once();
  await askForEchoes(busy, random, 1100);
  for (const peer of crowd) await askForEchoes(peer, random, 3);
  await once();
  await pause(1300);
  await once();
});

test("does not remember without end", async ({ ann, program, random, skip }) => {
  skip(!canObserve, "a system that tells a program's memory");
  const began = performance.now();
  const bytes = random.word(7000);
  const flood = async (count: number): Promise<void> => {
    for (let sent = 0; sent < count && performance.now() - began < longEnough; sent += held) {
      const due = ann.received + held;
      for (let number = 0; number < held; number++) await ann.send(datagram(newId(random), `ECHO ${bytes}`));
      const { happened } = await ann.until(() => ann.received >= due);
      if (!happened) return;
      ann.allRead();
      ann.inbox.length = 0;
    }
  };
  // By then its memory is as large as it has to be: what a language's runtime sets aside, and the last thousand requests.
  await flood(6000);
  const before = program.memory();
  await flood(26_000);
  await expect(program).toGrowByAtMost(144 * mebi, before);
  await ask(ann, random, `ECHO ${bytes}`, bytes);
});

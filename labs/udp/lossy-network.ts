import { expect, explain, type Pair, type Program, type StartOptions, text } from "@wirelab/checks";
import type { Random } from "@wirelab/model";
import { patience } from "./commands.ts";

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

interface Network extends Endpoint {
  readonly delivered: number;
}

/** The fixtures that this takes. */
interface Fixtures {
  readonly start: (options: Partial<StartOptions>) => Promise<Program>;
  readonly startClient: (options: Partial<StartOptions>) => Promise<Program>;
  readonly network: (server: Endpoint, faults: Readonly<Record<"loss" | "doubling" | "reordering" | "delay", number>>) => Promise<Network>;
  readonly random: Random;
}

const faults = { loss: 0.2, doubling: 0.1, reordering: 0.1, delay: 60 };

/** Many tries: it is not the machine's load that decides whether one gets through. */
const env = { RETRY_MS: "20", TRIES: "1000" };

/** Two hundred additions over a network that loses every fifth datagram: each total is exact. */
export function countOverLossyNetwork({ start, startClient, network, random }: Fixtures): (pair: Pair) => Promise<void> {
  return async (pair) => {
    const server = await start({ role: "server", author: pair.server });
    const between = await network(server, faults);
    const { commands, totals } = additions(random, 200);
    const client = await startClient({ author: pair.client, host: between.host, port: between.port, env });
    await client.stdio.end(commands);
    await untilPrinted(client, totals, between);
    await expect(client.stdio).toReceive(totals);
    await expect(client).toExit(0);
  };
}

/** Waits for what the client prints as long as replies reach it: it may keep all of it back until its end. */
async function untilPrinted(client: Program, totals: string, network: Network): Promise<void> {
  const { stdio, check } = client;
  const expected = Buffer.from(totals);
  const decided = (): boolean =>
    stdio.ending !== undefined || stdio.inbox.length >= expected.length || !stdio.inbox.agreesWith(expected, 0);
  let before;
  do {
    before = network.delivered;
    await stdio.until(decided, before > 0 ? patience.later : patience.first);
  } while (!decided() && network.delivered > before && !check.overdue);
  if (decided()) return;
  throw await explain(check, {
    situation: "wait",
    program: client,
    peer: stdio,
    expected,
    actual: stdio.inbox.peek(),
    message: text(
      "The client has neither printed all totals nor ended, and no new reply has reached it for a while.",
      "客户端既没有打印出全部总数，也没有结束，而且已经有一阵子没有新的回复到达它了。",
    ),
  });
}

/** Commands that add to a few counters, and what the client must print for them. */
function additions(random: Random, count: number): { readonly commands: string; readonly totals: string } {
  const counters = new Map([3, 4, 5].map((length) => [random.word(length), 0]));
  let [commands, totals] = ["", ""];
  for (let number = 0; number < count; number++) {
    const [name, amount] = [random.pick([...counters.keys()]), random.int(-999, 999)];
    const total = (counters.get(name) ?? 0) + amount;
    counters.set(name, total);
    commands += `ADD ${name} ${amount}\n`;
    totals += `${total}\n`;
  }
  return { commands, totals };
}

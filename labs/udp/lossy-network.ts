import { expect, type Pair, type Program, type StartOptions } from "@wirelab/checks";
import type { Random } from "@wirelab/model";

interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** The fixtures that this takes. */
interface Fixtures {
  readonly start: (options: Partial<StartOptions>) => Promise<Program>;
  readonly startClient: (options: Partial<StartOptions>) => Promise<Program>;
  readonly network: (server: Endpoint, faults: Readonly<Record<"loss" | "doubling" | "reordering" | "delay", number>>) => Promise<Endpoint>;
  readonly random: Random;
}

const faults = { loss: 0.2, doubling: 0.1, reordering: 0.1, delay: 60 };

/** Many tries: it is not the machine's load that decides whether one gets through. */
const env = { RETRY_MS: "40", TRIES: "1000" };

/** Two hundred additions over a network that loses every fifth datagram: each total is exact. */
export function countOverLossyNetwork({ start, startClient, network, random }: Fixtures): (pair: Pair) => Promise<void> {
  return async (pair) => {
    const server = await start({ role: "server", author: pair.server });
    const { host, port } = await network(server, faults);
    const { commands, totals } = additions(random, 200);
    const client = await startClient({ author: pair.client, host, port, env });
    await client.stdio.end(commands);
    await expect(client.stdio).toReceive(totals);
    await expect(client).toExit(0);
  };
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

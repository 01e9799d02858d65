import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { test as base } from "vitest";
import { Check } from "./check.ts";
import { currentJob } from "./current-job.ts";
import { DatagramPeer } from "./datagram-peer.ts";
import { Directory } from "./directory.ts";
import { findLeftover } from "./leftover.ts";
import { LossyNetwork, type NetworkFaults } from "./lossy-network.ts";
import { type Pair, runPairing, type Scenario } from "./pairing.ts";
import { programsOf } from "./job.ts";
import type { Peer } from "./peer.ts";
import { freePort } from "./ports.ts";
import { Program, type StartOptions } from "./program.ts";
import { Sample } from "./sample.ts";
import { Server } from "./server.ts";
import type { Slowness } from "./slowness.ts";
import { failedNeed, finishCheck, stageSuite } from "./stages.ts";
import type { Endpoint } from "./system/sockets.ts";

/** Where a program is told to listen or to connect, unless a check says otherwise. */
const loopback = "127.0.0.1";

/**
 * A check, with what it is made of as fixtures. Each is disposed of when the check is over.
 *
 * - For servers: `start` starts the submission's program and waits until it listens, `program` is one that was started so, `connect`
 *   opens connections to it, `peer` is the first of them; `launch` starts without waiting. `takenPort` is a port that the grader listens on.
 * - For clients: `listen` opens a server of the grader's own, `server` is one; `startClient` starts the submission's client against
 *   an endpoint, by default that server's; `stdio` of a client is the conversation over its standard input and output.
 * - For datagrams: `datagrams` binds peers; `network` is one that loses, doubles and reorders, in front of a server.
 * - `inTime` tries a rule about time, on a machine that was too slow to tell anew with a longer time.
 * - `sample` takes what a measurement measures.
 * - `directory` is one that a program may write into; `pairing` lets a client and a server talk to each other, the student's or the reference's.
 */
export const test = base
  .extend("check", { auto: true }, async ({ task, skip, onTestFinished }, { onCleanup }) => {
    let need: string | undefined;
    onTestFinished(() => finishCheck(task, need !== undefined));
    need = await failedNeed(task);
    skip(need !== undefined, need);
    const { seed } = currentJob();
    const check = await Check.begin(seed, `${stageSuite(task).name}/${task.name}`);
    onCleanup(async () => {
      try {
        check.recorder.stop();
        task.meta.ms = check.ms;
        const pending = check.pending();
        const leftover = await findLeftover(check);
        task.meta.transcript = check.recorder.events;
        if (pending.length > 0) throw new Error(`the check ended before ${pending.join(", ")} was over: an await is missing`);
        if (leftover) throw leftover;
      } finally {
        await check.end();
      }
    });
    return check;
  })
  .extend("random", ({ check }) => check.random)
  .extend("sample", ({ task }) => new Sample(task.meta))
  .extend("freePort", () => freePort)
  .extend("takenPort", async ({ freePort: port }, { onCleanup }) => {
    const occupant = createServer((socket) => socket.destroy());
    occupant.listen(await port(), loopback);
    await once(occupant, "listening");
    onCleanup(() => void occupant.close());
    return (occupant.address() as AddressInfo).port;
  })
  .extend("author", ({ task }) => task.meta.author ?? "student")
  .extend("launch", ({ check, author, freePort: port }) => async (options: Partial<StartOptions> = {}): Promise<Program> => {
    const program = new Program(check, currentJob(), { host: loopback, author, ...options, port: options.port ?? (await port()) });
    check.programs.push(program);
    return program;
  })
  .extend("start", ({ launch }) => async (options: Partial<StartOptions> = {}): Promise<Program> => {
    const program = await launch(options);
    await program.ready();
    return program;
  })
  .extend("program", async ({ start }) => start())
  .extend(
    "connect",
    ({ program }) =>
      (name?: string): Promise<Peer> =>
        program.connect(name),
  )
  .extend("peer", async ({ connect }) => connect())
  .extend(
    "listen",
    ({ check, freePort: port }) =>
      async (endpoint: Partial<Endpoint> = {}): Promise<Server> =>
        Server.listen(check, { host: loopback, ...endpoint, port: endpoint.port ?? (await port()) }),
  )
  .extend("server", async ({ listen }) => listen())
  .extend("startClient", ({ launch, check, author }) => (options: Partial<StartOptions> = {}): Promise<Program> => {
    const { missing, commands } = programsOf(currentJob(), author);
    const role = "client" in commands || "client" in missing ? "client" : "main";
    const [{ host, port } = { host: loopback, port: undefined }] = [...check.servers, ...check.datagramPeers];
    return launch({ role, interactive: true, host, ...(port !== undefined && { port }), ...options });
  })
  .extend(
    "datagrams",
    ({ check }) =>
      (name: string, endpoint: Partial<Endpoint> = {}): Promise<DatagramPeer> =>
        DatagramPeer.bind(check, name, { host: loopback, port: 0, ...endpoint }),
  )
  .extend(
    "network",
    ({ check }) =>
      (server: Endpoint, faults: NetworkFaults): Promise<LossyNetwork> =>
        LossyNetwork.open(check, server, faults),
  )
  .extend(
    "inTime",
    ({ check }) =>
      (times: readonly number[], attempt: (time: number, slowness: Slowness) => Promise<void>): Promise<void> =>
        check.inTime(times, attempt),
  )
  .extend("directory", ({ check }) => Directory.make(check, currentJob().scratch))
  .extend(
    "pairing",
    ({ check }) =>
      (pair: Pair, scenario: Scenario): Promise<void> =>
        runPairing(check, pair, scenario),
  );

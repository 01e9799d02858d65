import { expect } from "vitest";
import { ByteStream } from "../byte-stream.ts";
import { DatagramPeer } from "../datagram-peer.ts";
import { Directory } from "../directory.ts";
import { Peer } from "../peer.ts";
import { Program } from "../program.ts";
import { Watcher } from "../watcher.ts";
import { toReceiveInAnyOrder, toReceiveLike } from "./receive-datagram.ts";
import { toBeClosed, toBeReset } from "./to-be-closed.ts";
import { toExit, toExplainItself } from "./to-exit.ts";
import { toFailCleanly } from "./to-fail-cleanly.ts";
import { toGrowByAtMost } from "./to-grow-by-at-most.ts";
import { toHaveSeenWholes } from "./to-have-seen-wholes.ts";
import { toHold } from "./to-hold.ts";
import { toHaveStalled } from "./to-have-stalled.ts";
import { toKeepRunning } from "./to-keep-running.ts";
import { toReceive } from "./to-receive.ts";
import { toRefuse } from "./to-refuse.ts";
import { toStaySilent } from "./to-stay-silent.ts";
import { toWaitQuietly } from "./to-wait-quietly.ts";

type Arguments<M> = M extends (received: never, ...args: infer A) => Promise<void> ? A : never;
type Method<M> = (...args: Arguments<M>) => Promise<void>;

const forConversations = { toReceive, toStaySilent };
const forDatagrams = { toReceiveInAnyOrder, toReceiveLike };
const forStreams = { toBeClosed };
const forPeers = { toBeReset, toHaveStalled };
const forPrograms = { toExit, toExplainItself, toFailCleanly, toRefuse, toGrowByAtMost, toKeepRunning, toWaitQuietly };
const forDirectories = { toHold };
const forWatchers = { toHaveSeenWholes };

type Methods<M> = { [Name in keyof M]: Method<M[Name]> };
type OurMatchers = Methods<typeof forConversations> &
  Methods<typeof forDatagrams> &
  Methods<typeof forStreams> &
  Methods<typeof forPeers> &
  Methods<typeof forPrograms> &
  Methods<typeof forDirectories> &
  Methods<typeof forWatchers>;

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends OurMatchers {}
}

type Thing = ByteStream | DatagramPeer | Program | Directory | Watcher;
type Matcher = (received: never, ...args: never[]) => Promise<void>;

const passed = { pass: true, message: () => "" };

/** Makes our matchers vitest's. They fail by throwing, and the check that they belong to knows while they are under way. */
function adapt(isRight: (received: unknown) => received is Thing, matchers: Record<string, Matcher>): Parameters<typeof expect.extend>[0] {
  return Object.fromEntries(
    Object.entries(matchers).map(([name, matcher]) => [
      name,
      function (received: unknown, ...args: unknown[]) {
        if (!isRight(received)) throw new TypeError(`${name} is for another kind of object`);
        if (this.isNot) throw new TypeError(`${name} cannot be negated`);
        return received.check.track(name, matcher(received as never, ...(args as never[]))).then(() => passed);
      },
    ]),
  );
}

expect.extend({
  ...adapt((received) => received instanceof ByteStream || received instanceof DatagramPeer, forConversations),
  ...adapt((received) => received instanceof DatagramPeer, forDatagrams),
  ...adapt((received) => received instanceof ByteStream, forStreams),
  ...adapt((received) => received instanceof Peer, forPeers),
  ...adapt((received) => received instanceof Program, forPrograms),
  ...adapt((received) => received instanceof Directory, forDirectories),
  ...adapt((received) => received instanceof Watcher, forWatchers),
});

export { expect };

import type { Evidence } from "../src/diagnoses/evidence.ts";
import type { Peer } from "../src/peer.ts";
import type { Program } from "../src/program.ts";

interface Seen extends Partial<Pick<Evidence, "situation">> {
  readonly expected?: string | Buffer;
  readonly actual?: string | Buffer;
  /** What the peer had sent. */
  readonly sent?: string | Buffer;
  /** What the program sends to the peer: replies by default. */
  readonly carries?: Peer["carries"];
  /** What the check's other peer, bob, had sent. */
  readonly bobSent?: string;
  /** Names in a directory that should not be there. */
  readonly surplus?: readonly string[];
  /** How the program ended its side of the connection. */
  readonly ending?: Peer["ending"];
  /** Whether the peer had said all, and sent FIN. */
  readonly finished?: boolean;
  /** The code with which the program ended. */
  readonly exited?: number;
  /** Whether it was the grader that ended it. */
  readonly stopping?: boolean;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly flooded?: boolean;
  readonly transport?: "tcp" | "udp";
  readonly role?: string;
  /** The datagrams that the peer has sent, taken, and not taken yet. */
  readonly exchange?: { readonly sent?: readonly string[]; readonly taken?: readonly string[]; readonly inbox?: readonly string[] };
  /** A datagram that another peer has sent. */
  readonly otherSent?: string;
  /** Where the program was told to listen, 127.0.0.1 by default. */
  readonly host?: string;
  /** Where it listens, as "host port"; it was told 8080. */
  readonly listensOn?: readonly string[];
}

/** Evidence with what matters, as it is when a program that does nothing wrong is waited for. */
export function evidence(seen: Seen): Evidence {
  const { situation = "receive", expected, actual, sent = "hello\n", bobSent, ending, exited, host = "127.0.0.1", exchange } = seen;
  const program = {
    host,
    port: 8080,
    role: seen.role ?? "main",
    transport: seen.transport ?? "tcp",
    exited: exited === undefined ? undefined : { code: exited },
    stopping: seen.stopping ?? false,
    stdout: { flooded: seen.flooded ?? false, includes: (bytes: Buffer) => Buffer.from(seen.stdout ?? "").includes(bytes) },
    stderr: { flooded: false, size: seen.stderr?.length ?? 0, lastLines: () => seen.stderr ?? "" },
    listening: { endpoints: (seen.listensOn ?? [`${host} 8080`]).map(endpoint) },
  } as unknown as Program;
  return {
    situation,
    expected: expected === undefined ? undefined : Buffer.from(expected as string),
    actual: actual === undefined ? undefined : Buffer.from(actual as string),
    program,
    peer: exchange
      ? undefined
      : ({
          name: "ann",
          carries: seen.carries ?? "reply",
          sent: Buffer.from(sent as string),
          ending,
          finished: seen.finished ?? false,
        } as Peer),
    surplus: seen.surplus ?? [],
    exchange: exchange && {
      sent: (exchange.sent ?? []).map((bytes) => Buffer.from(bytes)),
      taken: (exchange.taken ?? []).map((bytes) => Buffer.from(bytes)),
      inbox: (exchange.inbox ?? []).map((bytes) => ({ bytes: Buffer.from(bytes), from: { host, port: 8080 }, at: 0 })),
    },
    otherExchanges: seen.otherSent === undefined ? [] : [{ sent: [Buffer.from(seen.otherSent)] }],
    others: bobSent === undefined ? [] : [{ name: "bob", sent: Buffer.from(bobSent) } as Peer],
  };
}

export type { Seen };

function endpoint(listening: string): { host: string; port: number } {
  const [host = "", port] = listening.split(" ");
  return { host, port: Number(port) };
}

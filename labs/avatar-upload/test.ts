import { type Directory, expect, type Pair, type Peer, type Program, test as base, timerSlack } from "@wirelab/checks";
import { frame, ok, refusal } from "./frames.ts";
import { picture } from "./pictures.ts";

/** The client's arguments, and the port of the server where it is not that of the fixture `server`. */
interface ClientOptions {
  readonly file: string;
  readonly name?: string;
  readonly host?: string;
  readonly port?: number;
}

/**
 * What every check of this lab is made of.
 *
 * - For the server: `program` stores into `directory`, and so does one that `startServer` starts with an environment of its own.
 *   `upload` and `refused` each open a connection to `program`, and close it when the reply is in.
 * - For the client: `runClient` starts it; it may read what is in `directory`.
 * - For both: `exchange` lets a client upload a picture to a server, and looks at what each of them made of it.
 */
export const test = base
  .extend(
    "startServer",
    ({ start, directory }) =>
      (env: Readonly<Record<string, string | undefined>> = {}): Promise<Program> =>
        start({ ...storing(directory), env }),
  )
  .extend("program", async ({ startServer }) => startServer())
  .extend(
    "upload",
    ({ connect }) =>
      async (name: string, image: Uint8Array): Promise<void> =>
        uploadOver(await connect(`upload of ${shortened(name)}`), name, image),
  )
  .extend("refused", ({ connect }) => async (what: string, bytes: Uint8Array, code: Parameters<typeof refusal>[0]): Promise<void> => {
    const peer = await connect(what);
    await peer.send(bytes);
    await expect(peer).toReceive(refusal(code));
    await peer.leave();
  })
  .extend(
    "runClient",
    ({ startClient, directory }) =>
      ({ file, name, ...endpoint }: ClientOptions): Promise<Program> =>
        startClient({ ...endpoint, args: name === undefined ? [file] : [file, name], readable: [directory.path] }),
  )
  .extend("exchange", ({ start, startClient, directory, random }) => async (pair: Pair): Promise<void> => {
    const avatars = await directory.folder(`${pair.client}-to-${pair.server}`);
    const [name, png] = [`头像-${random.word(5)}.webp`, picture(random, { kind: "webp", size: random.int(200_000, 1_500_000) })];
    const file = await directory.write(name, png);
    const server = await start({ role: "server", author: pair.server, ...storing(avatars) });
    const client = await startClient({ author: pair.client, port: server.port, args: [file], readable: [file] });
    await expect(client.stdio).toReceive(ok(png));
    await expect(client).toExit(0);
    await expect(avatars).toHold({ [name]: png });
  });

/** How a server is started that stores into a directory. */
export function storing({ path }: Directory): { args: string[]; writable: string[] } {
  return { args: [path], writable: [path] };
}

/** Uploads a picture, waits for its OK, and closes the connection. */
export async function uploadOver(peer: Peer, name: string, image: Uint8Array): Promise<void> {
  await peer.send(frame(name, image));
  await expect(peer).toReceive(ok(image));
  await peer.leave();
}

/** The server has given an upload up: it closed the connection, with or without a last word. */
export async function toHaveGivenUp(peer: Peer, { notBefore }: { readonly notBefore: number }): Promise<void> {
  await expect(peer).toBeClosed({ orReset: true, anyData: true, notBefore: notBefore - timerSlack, within: 4000 });
  if (peer.inbox.length > 0) await expect(peer).toReceive(refusal("FAILED"));
}

function shortened(name: string): string {
  return name.length > 24 ? `${name.slice(0, 20)}…` : name;
}

// Put beside every attack: tries it, then tells whoever connects what came of it.
import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** All that an attacker could wish to know about the machine. */
export interface Target {
  /** The folder that holds the labs, the hidden checks and the references. */
  readonly workspace: string;
  /** The folder for temporary files that the grader was started with; a secret lies in it. */
  readonly folder: string;
  /** Where somebody outside listens, over TCP and over UDP. */
  readonly outside: { readonly tcp: number; readonly udp: number };
}

export const [host = "", port = ""] = process.argv.slice(2);
export const target = JSON.parse(readFileSync("target.json", "utf8")) as Target;

/** Sends `took: …` where the attack worked, and `kept out: …` where it threw. */
export function reportBack(attack: () => string | Promise<string>): void {
  const outcome = tried(attack);
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => void outcome.then((words) => socket.end(`${words}\n`)));
  });
  server.listen(Number(port), host);
}

async function tried(attack: () => string | Promise<string>): Promise<string> {
  try {
    return `took: ${(await attack()).slice(0, 80).replaceAll("\n", " ")}`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `kept out: ${code ?? message}`;
  }
}

import { setTimeout as wait } from "node:timers/promises";
import { type Text, text } from "@wirelab/model";
import type { Directory } from "../directory.ts";
import { explain } from "../explain.ts";
import { allowance, patiently } from "../patience.ts";

/** What should be there under a name: a file's content, or a directory, whatever that holds. */
export type Content = Uint8Array | "directory";

export interface HoldingOptions {
  /** The directory must be so already: no program is waited for. */
  readonly atOnce?: boolean;
  /** Names that begin with a dot are not looked at: while a program is at work, they are its own business. */
  readonly butHidden?: boolean;
}

/** Programs that have slept this long are done with what they were woken for, in milliseconds. */
const quiet = 40;

/** How often the directory is looked at, in milliseconds. */
const interval = 20;

/** The directory holds these and nothing else, or does so once the programs are done with what they are doing. */
export async function toHold(
  directory: Directory,
  contents: Readonly<Record<string, Content>>,
  { atOnce = false, butHidden = false }: HoldingOptions = {},
): Promise<void> {
  const { check } = directory;
  if (!atOnce) {
    await patiently(new Promise(() => {}), check.programs, quiet);
    let given = false;
    const right = async (): Promise<void> => {
      while (!given && (await findFlaw(directory, contents, butHidden))) await wait(interval);
    };
    await check.track("toHold", patiently(right(), check.programs, allowance.reply));
    given = true;
  }
  const flaw = await findFlaw(directory, contents, butHidden);
  if (flaw) throw await explain(check, { situation: "files", program: check.programs.at(-1), ...flaw });
}

interface Flaw {
  readonly message: Text;
  readonly expected?: Buffer;
  readonly actual?: Buffer;
  readonly surplus?: readonly string[];
}

async function findFlaw(directory: Directory, contents: Readonly<Record<string, Content>>, butHidden: boolean): Promise<Flaw | undefined> {
  for (const [name, wanted] of Object.entries(contents)) {
    const kind = await directory.kindOf(name);
    const file = wanted !== "directory" && kind === "file" ? await directory.read(name) : undefined;
    if (wanted === "directory" ? kind === "directory" : file?.equals(wanted)) continue;
    if (kind === undefined) return { message: text(`There is no ${shown(name)} in the directory.`, `目录里没有 ${shown(name)}。`) };
    if (wanted === "directory" || !file)
      return {
        message: text(
          `${shown(name)} is a ${kind} and should be a ${wanted === "directory" ? "directory" : "file"}.`,
          `${shown(name)} 的类型是 ${kind}，应该是 ${wanted === "directory" ? "directory" : "file"}。`,
        ),
      };
    return {
      message: text(
        `The file ${shown(name)} is not what it should be: it has ${file.length} bytes; ${wanted.length} were expected.`,
        `文件 ${shown(name)} 的内容不对：它有 ${file.length} 字节，应该是 ${wanted.length} 字节。`,
      ),
      expected: Buffer.from(wanted),
      actual: file,
    };
  }
  const surplus = (await directory.names()).filter((name) => !Object.hasOwn(contents, name) && !(butHidden && name.startsWith(".")));
  if (surplus.length === 0) return undefined;
  const list = surplus.slice(0, 3).map(shown).join(", ");
  return {
    surplus,
    message: text(`The directory holds what should not be there: ${list}.`, `目录里有不该有的东西：${list}。`),
  };
}

function shown(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 50)}…` : name);
}

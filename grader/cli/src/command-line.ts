import { basename } from "node:path";

/** The command that this process runs, as a person would type it. */
export function commandLine([, script = "", ...args]: readonly string[] = process.argv): string {
  return ["pnpm", basename(script, ".ts"), ...args].map(quoted).join(" ");
}

/** For a shell: what holds anything but letters, digits and a few harmless signs stands in quotes. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

import { basename } from "node:path";

/** The argv that starts pnpm: the one that this process was started by, or the one that npx finds. */
export function pnpm(...args: readonly string[]): [command: string, ...args: string[]] {
  const path = process.env["npm_execpath"] ?? "";
  if (!basename(path).startsWith("pnpm")) return ["npx", "-y", "pnpm@12", ...args];
  return /\.[cm]?js$/.test(path) ? [process.execPath, path, ...args] : [path, ...args];
}

/** The environment without settings that reach from one workspace into another. */
export function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm|pnpm)_|^INIT_CWD$/i.test(name)));
}

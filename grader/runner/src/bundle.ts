import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { join } from "node:path";
import { printable, text } from "@wirelab/model";
import { run, type Sandbox } from "@wirelab/sandbox";
import { Refusal } from "./refusal.ts";

/** esbuild's own binary: without its JavaScript around it, it can be put into a sandbox. */
const esbuild = createRequire(createRequire(import.meta.url).resolve("esbuild")).resolve(
  `@esbuild/${platform()}-${arch()}/${platform() === "win32" ? "esbuild.exe" : "bin/esbuild"}`,
);

/** What CommonJS code expects to find, in the module that becomes of it. */
const banner =
  'import{createRequire as __cr}from"node:module";import{fileURLToPath as __fp}from"node:url";' +
  'const require=__cr(import.meta.url),__filename=__fp(import.meta.url),__dirname=__fp(new URL(".",import.meta.url));';

/**
 * Compiles a TypeScript program once, so that each start of it is a start of plain Node.
 * It runs in the sandbox of the program, so that it reads nothing that the program could not.
 * @throws {Refusal} where the program does not compile
 */
export async function bundle(box: string, file: string, sandbox: Sandbox, secret: readonly string[]): Promise<readonly string[]> {
  const output = join(".wirelab", file.replace(/^src\//, "").replace(/\.ts$/, ".mjs"));
  const wrapped = sandbox.wrap(
    [
      ...[esbuild, file, "--bundle", "--platform=node", "--format=esm", "--target=node24", `--outfile=${output}`],
      // No tsconfig.json has a say, be it the submission's or one in a folder above.
      "--tsconfig-raw={}",
      ...["--sourcemap=external", "--sources-content=false", "--log-level=error", "--color=false"],
      ...["--define:require.main=module", `--banner:js=${banner}`],
    ],
    { kind: "program", box, readable: [esbuild], writable: [box], secret, offline: true },
  );
  const { code, stderr } = await run(wrapped, { cwd: box, timeout: 60_000 });
  if (code !== 0) {
    if (code !== 1 || !stderr) throw new Error(`esbuild ended with ${code ?? "a signal"}: ${stderr}`);
    const reason = printable(Buffer.from(stderr)).trim();
    throw new Refusal(text(`${file} does not compile:\n${reason}`, `${file} 无法编译：\n${reason}`));
  }
  return ["node", output];
}

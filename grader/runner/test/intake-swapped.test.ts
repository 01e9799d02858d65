import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test, type TestContext } from "vitest";
import type { Content, Entry } from "../src/intake/entry.ts";
import { readFolder } from "../src/intake/folder.ts";
import { program, submission, temporaryFolder, write } from "./support/intake.ts";

describe.for([true, false])("a folder that is swapped for a link while it is read (by descriptor: %s)", (byDescriptor) => {
  const swap = (folder: string, secret: string): void => {
    renameSync(join(folder, "src"), join(folder, "aside"));
    symlinkSync(secret, join(folder, "src"));
  };
  const make = (context: TestContext): { folder: string; secret: string; source: AsyncIterator<Entry> } => {
    const folder = submission(context, { "src/lib.ts": "lib" });
    const secret = write(temporaryFolder(context), { "main.ts": "SECRET", "lib.ts": "SECRET" });
    return { folder, secret, source: readFolder(folder, byDescriptor)[Symbol.asyncIterator]() };
  };

  test("before it is entered", async (context) => {
    const { folder, secret, source } = make(context);
    const { value: src } = (await source.next()) as { value: Entry };
    swap(folder, secret);
    context.expect((await src.open()).kind).toBe("refused");
    context.expect((await source.next()).done).toBe(true);
  });

  test("after it was entered", async (context) => {
    const { folder, secret, source } = make(context);
    const { value: src } = (await source.next()) as { value: Entry };
    context.expect(await src.open()).toEqual({ kind: "folder" });
    const first = (await source.next()) as { value: Entry };
    swap(folder, secret);
    const read = [await textOf(await first.value.open())];
    for (let { value, done } = await source.next(); !done; { value, done } = await source.next()) {
      read.push(await textOf(await (value as Entry).open()));
    }
    // What was entered is read on, where there are descriptors to hold it by; elsewhere nothing is.
    context.expect(read).toEqual(byDescriptor ? [program, "lib"] : ["refused", "refused"]);
  });

  test("one that stays is read", async (context) => {
    const { source } = make(context);
    const read: string[] = [];
    for (let { value, done } = await source.next(); !done; { value, done } = await source.next()) {
      read.push(await textOf(await (value as Entry).open()));
    }
    context.expect(read).toEqual(["folder", program, "lib"]);
  });
});

async function textOf(content: Content): Promise<string> {
  if (content.kind !== "file") return content.kind;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content.bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

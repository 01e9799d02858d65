import { join } from "node:path";
import { WholeFiles } from "../../src/store/whole-file.ts";

/** Writes large files into a folder, and one of them again and again, until it is killed. */
const [, , folder = ""] = process.argv;
const files = new WholeFiles(folder);
for (let number = 0; ; number++) {
  const content = `${JSON.stringify({ number, padding: "x".repeat(2 ** 20) })}\n`;
  await files.create(join(folder, `${number % 50}.json`), content);
  await files.replace(join(folder, "again.json"), content);
  process.stdout.write(".");
}

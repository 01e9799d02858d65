import type { Text } from "@wirelab/model";
import { bytesMistakes } from "./bytes.ts";
import { clientMistakes, connectMistakes } from "./client.ts";
import { datagramMistakes } from "./datagrams.ts";
import type { Evidence } from "./evidence.ts";
import { exitMistakes } from "./exit.ts";
import { fileMistakes } from "./files.ts";
import { listenMistakes } from "./listen.ts";
import { streamMistakes } from "./stream.ts";
import { uploadMistakes } from "./upload.ts";

/** Recognises one classical mistake, or says nothing. */
export type Diagnosis = (evidence: Evidence) => Text | undefined;

/** In the order of their strength: the first that speaks is shown. */
const diagnoses: readonly Diagnosis[] = [
  ...connectMistakes,
  ...exitMistakes,
  ...listenMistakes,
  ...fileMistakes,
  ...uploadMistakes,
  ...datagramMistakes,
  ...bytesMistakes,
  ...clientMistakes,
  ...streamMistakes,
];

/** The likely mistake behind a failure, in one sentence; undefined where nothing classical fits. */
export function diagnose(evidence: Evidence): Text | undefined {
  for (const diagnosis of diagnoses) {
    const found = diagnosis(evidence);
    if (found) return found;
  }
  return undefined;
}

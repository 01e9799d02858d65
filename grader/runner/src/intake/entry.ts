import type { Text } from "@wirelab/model";

/** One thing that a submission holds, whatever holds the submission: a folder or an archive. */
export interface Entry {
  /** Its path within the submission, as the source has it: not known to be text yet, nor to stay inside. */
  readonly path: Uint8Array;
  readonly isFolder: boolean;
  /** Says what it is, and gives its bytes. What is not opened is passed over, a folder with all that is in it. */
  open(): Promise<Content>;
}

export type Content =
  | { readonly kind: "folder" }
  | {
      readonly kind: "file";
      /** As the source states it; `bytes` may turn out to be more or fewer. */
      readonly size: number;
      readonly executable: boolean;
      /** To be read before the next entry is asked for. */
      readonly bytes: AsyncIterable<Uint8Array>;
    }
  | { readonly kind: "refused"; readonly reason: Text };

/** All that a submission holds, folders before what is in them. */
export type Source = AsyncIterable<Entry>;

export function refusedFor(reason: Text): Content {
  return { kind: "refused", reason };
}

import { createHash } from "node:crypto";

/** The longest header that the protocol allows, in bytes. */
export const longestHeader = 4096;

/** The longest name, in bytes. */
export const longestName = 255;

/** A header with its length before it; an object is written as JSON. */
export function header(content: object | string | Uint8Array): Buffer {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
  return Buffer.concat([headerLength(bytes.length), bytes]);
}

/** The four bytes that come before a header. */
export function headerLength(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** A whole upload. */
export function frame(name: string, picture: Uint8Array): Buffer {
  return Buffer.concat([header({ name, size: picture.length }), picture]);
}

/** The reply to an upload that is stored. */
export function ok(picture: Uint8Array): string {
  return `OK ${createHash("sha256").update(picture).digest("hex")}\n`;
}

/** The reply to one that is not. */
export function refusal(code: "BAD_HEADER" | "BAD_NAME" | "TOO_LARGE" | "NOT_AN_IMAGE" | "FAILED"): string {
  return `ERR ${code}\n`;
}

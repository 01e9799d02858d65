import type { Text } from "@wirelab/model";
import { notOnWindows, reasons, tooLong } from "./reasons.ts";

/** Neither source nor needed: what builds and systems leave behind, and what could change how our own tools behave. */
const leftOut =
  /^(node_modules|\.git|\.npmrc|\.env.*|\.pnp\..*|\.wirelab|[jt]sconfig.*\.json|vitest\.config\..*|__MACOSX|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/** Whether a file or folder of this name is passed over without a word. */
export function isLeftOut(name: string): boolean {
  return leftOut.test(name);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A path or name as text; undefined where it is not UTF-8. */
export function decode(name: Uint8Array): string | undefined {
  try {
    return utf8.decode(name);
  } catch {
    return undefined;
  }
}

/** The longest name that every file system takes, in bytes. */
const longestName = 255;

/** Windows keeps these names for devices, with any ending; the digits may be superscript. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³])\s*(\..*)?$/i;

/** Why a file or folder may not bear a name; undefined where it may. */
export function whyNotName(name: string): Text | undefined {
  if (Buffer.byteLength(name) > longestName) return tooLong(longestName);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return reasons.control;
  if (/\p{Bidi_Control}/u.test(name)) return reasons.direction;
  if (/[<>:"|?*\\]|[. ]$/.test(name) || device.test(name)) return notOnWindows(name);
  return undefined;
}

/** What paths have in common that many file systems take for the same. */
export function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

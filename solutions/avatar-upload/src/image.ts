/** As many bytes as it takes to know every kind. */
export const SIGNATURE_BYTES = 12;

/** Whether these are the first bytes of a PNG, JPEG, GIF or WebP. A name ending in .png proves nothing. */
export function isImage(firstBytes: Buffer): boolean {
  const text = firstBytes.toString("latin1"); // one character for each byte, so that nothing is lost
  return (
    text.startsWith("\x89PNG\r\n\x1A\n") ||
    text.startsWith("\xFF\xD8\xFF") ||
    text.startsWith("GIF87a") ||
    text.startsWith("GIF89a") ||
    // RIFF is a family of formats, sound and film among them; the four bytes between are a length.
    (text.startsWith("RIFF") && text.startsWith("WEBP", 8))
  );
}

/** What `lab` prints with: students get this, and no other format. */
export { type Style, styleFor } from "./style.ts";
export { refusedParts, stageLine, stageTrouble } from "./submission.ts";

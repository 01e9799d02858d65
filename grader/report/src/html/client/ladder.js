// Under a ladder, what was sent: in hex and as text.

/** Bytes as lines of an offset, so many in hex, and the same as text. */
function dumpOf(hex, width) {
  const bytes = hex.match(/../g) ?? [];
  const lines = [];
  for (let at = 0; at < bytes.length; at += width) {
    const row = bytes.slice(at, at + width);
    const text = row.map((byte) => (byte >= "20" && byte < "7f" ? String.fromCharCode(parseInt(byte, 16)) : "·")).join("");
    lines.push(`${at.toString(16).padStart(4, "0")}  ${row.join(" ").padEnd(3 * width - 1)}  ${text}`);
  }
  return lines.join("\n");
}

function showBytes(button) {
  const figure = button.closest("figure");
  const panel = figure.querySelector(".dump");
  const opens = button.getAttribute("aria-expanded") !== "true";
  for (const other of figure.querySelectorAll("[data-bytes]")) other.setAttribute("aria-expanded", String(opens && other === button));
  panel.hidden = !opens;
  if (!opens) return;
  const { bytes, size } = button.dataset;
  const note = document.createElement("p");
  const rest = Number(size) - bytes.length / 2;
  note.textContent = `${button.closest("g").querySelector(".time").textContent} · ${size} B${rest > 0 ? ` (… +${rest} B)` : ""}`;
  const dump = document.createElement("pre");
  dump.textContent = dumpOf(bytes, figure.clientWidth > 560 ? 16 : 8);
  panel.replaceChildren(note, dump);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-bytes]");
  if (button) showBytes(button);
});

// The heat map: which columns and rows are shown, in which order, and where a cell leads.
const chosen = { lab: "", state: "" };

/** Whether a row, in the columns shown, is of the kind that was asked for. */
function isIn(row, state) {
  const looks = [...row.cells].filter((cell) => !cell.hidden).map((cell) => cell.classList[1]);
  const any = (...wanted) => looks.some((look) => wanted.includes(look));
  if (state === "failing") return any("f0", "f1", "f2", "f3");
  if (state === "fault") return any("x");
  if (state === "full") return any("p") && !any("f0", "f1", "f2", "f3", "s", "x");
  return true;
}

function refresh() {
  const table = document.querySelector(".heat");
  const wanted = document.querySelector(".find input").value.trim().toLocaleLowerCase();
  table.classList.toggle("only", chosen.lab !== "");
  for (const cell of table.querySelectorAll("[class^=l]")) cell.hidden = chosen.lab !== "" && !cell.classList.contains(chosen.lab);
  let shown = 0;
  for (const row of table.tBodies[0].rows) {
    row.hidden = !row.cells[0].textContent.toLocaleLowerCase().includes(wanted) || !isIn(row, chosen.state);
    if (!row.hidden) shown++;
  }
  document.querySelector(".count span").textContent = shown;
}

function choose(button) {
  const group = button.closest("[data-choose]");
  chosen[group.dataset.choose] = button.dataset.value;
  press(button, group.children);
  refresh();
}

/** What came of a stage, from not handed in to passed, as the table's cells have it in their class. */
const shades = ["n", "x", "s", "f0", "f1", "f2", "f3", "p"];

function sortKey(cell) {
  if (cell.localName === "th") return cell.textContent;
  if (cell.matches(".score, .total")) return cell.classList.contains("n") ? -1 : parseFloat(cell.textContent);
  return shades.indexOf(cell.classList[1]);
}

/** A head's column: the second row of heads begins after the two that span both rows. */
function columnOf(head) {
  return head.cellIndex + (head.parentElement.rowIndex === 1 ? 2 : 0);
}

/** Sorts by a column: names from the first on, anything else from the most on; the other way round the second time. */
function sortBy(head) {
  const table = head.closest("table");
  const byName = head.classList.contains("student");
  const before = head.getAttribute("aria-sort");
  const ascending = before ? before === "descending" : byName;
  table.querySelector("[aria-sort]").removeAttribute("aria-sort");
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const column = columnOf(head);
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: sortKey(row.cells[column]) }));
  rows.sort((a, b) => (byName ? a.key.localeCompare(b.key) : a.key - b.key) * (ascending ? 1 : -1));
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

function headOf(cell) {
  return cell.closest("table").tHead.rows[1].cells[cell.cellIndex - 2];
}

/** Opens a cell's stage on the page of its submission. */
function openStage(cell) {
  if (cell.matches(".n, .score, .total")) return;
  let score = cell;
  while (!score.classList.contains("score")) score = score.previousElementSibling;
  location.href = `${score.querySelector("a").getAttribute("href")}#${headOf(cell).dataset.stage}`;
}

let tip;

/** Tells the title of a stage where the mouse is. */
function tell(cell) {
  tip?.remove();
  const head = cell?.localName === "th" ? cell : cell && headOf(cell);
  if (!head?.matches(".column") || cell.classList.contains("n")) return;
  const title = head.querySelector(".title");
  tip = document.createElement("div");
  tip.className = "tip";
  tip.textContent = (title.querySelector(`[lang="${document.documentElement.lang}"]`) ?? title).textContent;
  document.body.append(tip);
  const { left, bottom } = cell.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${bottom + 6}px`;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.closest("[data-choose]")) choose(button);
  else if (button?.closest(".heat")) sortBy(button.closest("th"));
  else if (target.closest(".heat td") && !target.closest("a")) openStage(target.closest("td"));
});
document.addEventListener("input", ({ target }) => {
  if (target.closest(".find")) refresh();
});
document.addEventListener("mouseover", ({ target }) => tell(target.closest(".heat tbody td, .heat .column")));

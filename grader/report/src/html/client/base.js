// What every page can do. All scripts listen on the document, so that they need not wait for it.
const root = document.documentElement;

/** Choices are kept for all pages; where nothing can be kept, a choice holds for this page. */
const kept = {
  get(key) {
    try {
      return localStorage.getItem(`wirelab-${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`wirelab-${key}`, value);
    } catch {
      // Some browsers keep nothing for files.
    }
  },
};

/** Shows one of a group of buttons as chosen. */
function press(chosen, group) {
  for (const button of group) button.setAttribute("aria-pressed", String(button === chosen));
}

/** Both languages are in the page; the style shows one. */
function speak(language) {
  root.lang = language;
  document.title = root.getAttribute(`data-title-${language}`);
  press(document.querySelector(`[data-language="${language}"]`), document.querySelectorAll("[data-language]"));
}

/** The theme is the system's until the reader chooses. */
function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function showTheme() {
  document.querySelector("[data-theme-switch]").setAttribute("aria-pressed", String(isDark()));
}

/** A link to a check opens what it lies in. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let box = target; box; box = box.parentElement) if (box.localName === "details") box.open = true;
  target.scrollIntoView();
}

if (["light", "dark"].includes(kept.get("theme"))) root.dataset.theme = kept.get("theme");
if (["en", "zh"].includes(kept.get("language"))) root.lang = kept.get("language");

addEventListener("hashchange", reveal);
document.addEventListener("DOMContentLoaded", () => {
  speak(root.lang);
  showTheme();
  reveal();
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.language) {
    kept.set("language", button.dataset.language);
    speak(button.dataset.language);
  }
  if (button?.matches("[data-theme-switch]")) {
    root.dataset.theme = isDark() ? "light" : "dark";
    kept.set("theme", root.dataset.theme);
    showTheme();
  }
});

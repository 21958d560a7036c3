// Light, dark, or as the system has it; and the colours of the style for what is drawn on canvas.

const THEMES = ["auto", "light", "dark"];
const colours = new Map();

// The colour of a custom property of the style, as the canvas needs it.
function colour(name) {
  if (!colours.has(name)) {
    const probe = el("i");
    probe.style.color = `var(--${name})`;
    document.body.append(probe);
    colours.set(name, getComputedStyle(probe).color);
    probe.remove();
  }
  return colours.get(name);
}

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("synchronicle-theme", theme);
  } catch {
    // a page opened from disk may not be allowed to remember
  }
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  const shown = $("theme");
  shown.textContent = { auto: "◐", light: "☀", dark: "☾" }[theme];
  shown.title = `Colours: ${theme}. Change to ${next}`;
  shown.setAttribute("aria-label", shown.title);
  shown.onclick = () => setTheme(next);
  repaint();
}

function repaint() {
  colours.clear();
  tell("theme");
}

function startTheme() {
  let theme = "auto";
  try {
    theme = localStorage.getItem("synchronicle-theme") ?? "auto";
  } catch {
    // as above
  }
  setTheme(THEMES.includes(theme) ? theme : "auto");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

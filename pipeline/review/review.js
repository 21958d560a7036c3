// The page works by its buttons alone; this adds the keyboard.
"use strict";

const follow = (rel) => document.querySelector(`a[rel=${rel}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement?.blur();
  const typing = event.target instanceof HTMLInputElement;
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") follow("next");
  else if (event.key === "k") follow("prev");
  else {
    const button = [...document.querySelectorAll("button[data-key]")].find((one) => one.dataset.key === event.key);
    if (!button) return;
    const text = button.form.querySelector("input[name=text]:not([type=hidden])");
    if (text) text.focus();
    else button.form.requestSubmit(button);
  }
  event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button");
  if (button) button.disabled = true; // one decision, however often the key is pressed
});

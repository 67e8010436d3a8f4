// Comfort only: everything works without it.
"use strict";

// One press, one request: a second press while the first is under way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  edited.delete(form);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What is typed into a decision is not lost by leaving the page unawares.
const edited = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.dataset.careful !== undefined) edited.add(form);
});
window.addEventListener("beforeunload", (event) => {
  if (edited.size) event.preventDefault();
});

// Writing what is wrong ticks the line it belongs to.
document.addEventListener("input", (event) => {
  const tick = event.target.dataset.ticks && document.getElementById(event.target.dataset.ticks);
  if (tick && event.target.value) tick.checked = true;
});

// "/" goes to the search box, as in the station's window.
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && !typing && search) {
    event.preventDefault();
    search.focus();
  }
});

// A page that shows how things stand looks again by itself, unless somebody is at work on it.
const every = Number(document.body.dataset.reload);
if (every) {
  setInterval(() => {
    const here = document.activeElement;
    const typing = here && /^(INPUT|TEXTAREA|SELECT)$/.test(here.tagName);
    const busy = typing || edited.size || document.querySelector("details[open]");
    if (!document.hidden && !busy) location.reload();
  }, every * 1000);
}

// What every page needs: focus and announcement after a swap, numbers that light up, the menu.

const live = document.getElementById("live");

// A heading that takes the focus shows it to whoever used the keyboard last, on this page or the one
// before; whoever pointed sees where they are.
const root = document.documentElement;
function point(by) {
  root.toggleAttribute("data-pointer", by);
  try {
    sessionStorage.setItem("pointer", by ? "1" : "");
  } catch { /* Storage switched off: known on this page only. */ }
}
document.addEventListener("pointerdown", () => point(true), true);
document.addEventListener("keydown", () => point(false), true);
try {
  root.toggleAttribute("data-pointer", sessionStorage.getItem("pointer") === "1");
} catch { /* as above */ }

// The heading that says what just happened: after a swap, and on a page one is sent to.
function arrive() {
  const head = document.querySelector("[data-focus]");
  if (head) {
    head.removeAttribute("data-focus");
    head.setAttribute("tabindex", "-1");
    head.focus({ preventScroll: true });
    const { top } = head.getBoundingClientRect();
    if (top < 0 || top > innerHeight * 0.6) head.scrollIntoView({ block: "start" });
  }
  const said = document.querySelector("[data-say]");
  if (said && live) {
    live.textContent = said.dataset.say;
    said.removeAttribute("data-say");
  }
}
arrive();
document.addEventListener("htmx:afterSettle", (event) => {
  arrive();
  event.detail.elt?.setAttribute?.("data-swapped", "");
});

// A number thickens its underline everywhere it is spoken of.
function light(event, on) {
  const number = event.target.closest?.("a[data-n]")?.dataset.n;
  if (!number) return;
  for (const element of document.querySelectorAll(`[data-n="${CSS.escape(number)}"]`)) {
    element.classList.toggle("lit", on);
  }
}
for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => light(event, on));
}

// The menu is a details element and works without this; Escape closes it.
document.addEventListener("keydown", (event) => {
  const menu = document.querySelector(".menu[open]");
  if (event.key === "Escape" && menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A film that is enlarged shows its middle first; Escape makes it small again.
document.addEventListener("change", (event) => {
  const film = event.target.closest(".zoom")?.closest(".film");
  if (film) film.scrollLeft = (film.scrollWidth - film.clientWidth) / 2;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const box of document.querySelectorAll(".zoom :checked")) box.checked = false;
});

// Tabs that run out of the window: the current one is brought into sight, the page stays.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const { left, width } = here.getBoundingClientRect();
  const row = here.parentElement;
  row.scrollLeft += left + width / 2 - innerWidth / 2;
}

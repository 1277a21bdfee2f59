// What every page needs: focus and announcement after a swap, numbers that light up, the menu.

const live = document.getElementById("live");

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

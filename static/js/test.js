// A test: the clock counts down by the server's time, and every choice is saved as it is made. Without
// this file a choice is saved by its button, and the server keeps the time all the same.

const SOON = [[300, "5 minutes left."], [60, "1 minute left."]];
const clock = document.querySelector("[data-left]");

function words(seconds) {
  if (seconds < 60) return `${seconds} s`;
  const all = Math.ceil(seconds / 60);
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  if (!hours) return `${minutes} min`;
  return minutes ? `${hours} h ${minutes} min` : `${hours} h`;
}

if (clock) {
  const ends = performance.now() + Number(clock.dataset.left) * 1000;
  const remaining = () => Math.ceil((ends - performance.now()) / 1000);
  let before = remaining() + 1;
  const tick = () => {
    const seconds = Math.max(0, remaining());
    clock.querySelector("[data-clock]").textContent = words(seconds);
    clock.classList.toggle("soon", seconds <= SOON[0][0]);
    for (const [at, says] of SOON) {
      if (before > at && seconds <= at && seconds > 0) document.getElementById("live").textContent = says;
    }
    before = seconds;
    if (seconds > 0) return;
    clearInterval(ticking);
    location.assign(clock.dataset.over);
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

const form = document.querySelector("form.decision");
const lost = form?.querySelector("[data-lost]");

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target !== form) return;
  lost.hidden = true;
  const state = form.querySelector("#saved p");
  state.className = "quiet";
  state.textContent = "Saving …";
});

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:swapError"]) {
  document.addEventListener(failure, (event) => {
    if (event.target !== form) return;
    form.querySelector("#saved p").textContent = "Not saved";
    lost.hidden = false;
  });
}

form?.querySelector("[data-resend]")?.addEventListener("click", () => {
  form.dispatchEvent(new Event("change", { bubbles: true }));
});

// The decision of a case: choose, strike out, commit with a certainty. Without this file it is a
// plain form. Struck-out options are remembered in this tab only.

const KEYS = { g: 0, f: 1, c: 2 };

const formOf = (node) => node?.closest?.("form.decision");
const optionOf = (node) => node.closest(".option");
const radios = (form) => [...form.querySelectorAll('.options input[type="radio"]')];
const buttons = (form) => [...form.querySelectorAll(".bar button")];
const isSending = (form) => form.querySelector(".bar")?.classList.contains("wait");

function say(form, ask, hint) {
  form.querySelector("[data-ask]").textContent = ask;
  form.querySelector("[data-hint]").textContent = hint;
}

function prepare(form) {
  const chosen = radios(form).some((radio) => radio.checked);
  form.querySelector(".bar").classList.remove("wait");
  for (const button of buttons(form)) {
    button.disabled = !chosen;
    button.classList.remove("sent");
  }
  if (chosen) say(form, "How sure are you?", "commits your answer");
  else say(form, "Choose an answer first", "then say how sure you are");
}

// Strike-out
const shelf = (form) => `struck:${form.dataset.item ?? form.action}`;

function strike(option, out) {
  const button = option.querySelector(".strike");
  option.classList.toggle("out", out);
  if (button) button.setAttribute("aria-label", `${out ? "Restore" : "Strike out"} ${button.dataset.name}`);
}

function remember(form) {
  const struck = radios(form).filter((radio) => optionOf(radio).classList.contains("out"));
  try {
    sessionStorage.setItem(shelf(form), JSON.stringify(struck.map((radio) => radio.value)));
  } catch { /* Storage switched off: the strokes last as long as the page. */ }
}

function recall(form) {
  let struck = [];
  try {
    struck = JSON.parse(sessionStorage.getItem(shelf(form)) ?? "[]");
  } catch { /* as above */ }
  for (const radio of radios(form)) strike(optionOf(radio), struck.includes(radio.value) && !radio.checked);
}

function set(form) {
  recall(form);
  if (!form.querySelector(".bar")) return;
  prepare(form);
}

// Sending, and what is said when it fails
function sending(form, button) {
  const bar = form.querySelector(".bar");
  bar.classList.add("wait");
  button?.classList.add("sent");
  form.querySelector("[data-lost]").hidden = true;
  say(form, `Sending: ${button?.dataset.word ?? ""}`, "not saved yet");
}

function lost(form) {
  const notice = form.querySelector("[data-lost]");
  if (!notice) return;
  const sent = form.querySelector(".bar .sent");
  set(form);
  notice.hidden = false;
  notice.dataset.value = sent?.value ?? "";
  notice.querySelector("button").focus();
}

document.addEventListener("change", (event) => {
  const form = formOf(event.target);
  if (!form || event.target.name !== "option") return;
  strike(optionOf(event.target), false);
  remember(form);
  set(form);
});

document.addEventListener("click", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  const striker = event.target.closest(".strike");
  if (striker) {
    const option = optionOf(striker);
    const out = !option.classList.contains("out");
    const radio = option.querySelector('input[type="radio"]');
    const takesBack = out && radio.checked;
    if (takesBack) radio.checked = false;
    strike(option, out);
    remember(form);
    set(form);
    // In a test a choice is saved as it changes.
    if (takesBack) form.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (event.target.closest("[data-again]")) {
    const value = form.querySelector("[data-lost]").dataset.value;
    (buttons(form).find((button) => button.value === value) ?? form.querySelector("button:not([type])"))?.click();
  }
});

document.addEventListener("submit", (event) => {
  const form = formOf(event.target);
  if (!form?.querySelector(".bar")) return;
  const isSure = event.submitter?.name === "certainty";
  if (isSending(form) || !isSure) {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isSure && !isSending(form)) say(form, form.querySelector("[data-ask]").textContent, "press G, F or C");
    return;
  }
  sending(form, event.submitter);
}, true);

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:swapError"]) {
  document.addEventListener(failure, (event) => {
    const form = formOf(event.target);
    if (form) lost(form);
  });
}

// The arrows go to the questions beside this one, wherever a quiz offers them.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat) return;
  if (event.target.closest("input, textarea, select, summary")) return;
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (way) document.querySelector(`a[rel="${way}"]`)?.click();
});

// Keys work only while the decision has focus within, and never in a field for text.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const form = formOf(event.target);
  if (!form || event.target.matches('textarea, select, input:not([type="radio"])')) return;
  const radio = radios(form)[Number(event.key) - 1];
  if (radio) {
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    event.preventDefault();
  }
  const button = buttons(form)[KEYS[event.key.toLowerCase()]];
  if (button && !button.disabled) {
    button.click();
    event.preventDefault();
  }
});

const setAll = () => document.querySelectorAll("form.decision").forEach(set);
document.addEventListener("htmx:afterSettle", setAll);
window.addEventListener("pageshow", setAll);
setAll();

// The studio: what is typed is kept as one types, and nothing of it is lost. Without this file it is
// a plain form with a button.

const editor = () => document.getElementById("editor");
const saved = () => document.getElementById("saved");
const shelf = () => `manuscript:${editor()?.dataset.manuscript}`;
function fields() {
  const data = new FormData(editor());
  for (const name of ["csrfmiddlewaretoken", "base", "caret"]) data.delete(name);
  return new URLSearchParams(data).toString();
}
let kept = editor() ? fields() : "";
let asked = "";
let isActing = false;

function say(text, how = "") {
  const place = saved();
  if (!place) return;
  place.className = `saved ${how}`;
  place.textContent = text;
}

// What has not reached the server lies here until it has: a lost connection, an ended session.
function store(text) {
  try {
    if (text) localStorage.setItem(shelf(), text);
    else localStorage.removeItem(shelf());
  } catch { /* Storage switched off: what is typed lasts as long as the page. */ }
}

function recall() {
  let text = "";
  try {
    text = localStorage.getItem(shelf()) ?? "";
  } catch { /* as above */ }
  if (!text || !editor()) return;
  const sent = new URLSearchParams(text);
  sent.set("csrfmiddlewaretoken", editor().querySelector("[name=csrfmiddlewaretoken]").value);
  sent.delete("act");
  const values = {};
  for (const name of new Set(sent.keys())) values[name] = sent.getAll(name);
  // Written over an older revision: the server puts it together with what stands there now.
  values.recalled = "1";
  htmx.ajax("POST", editor().action, { source: "#studio", target: "#studio", swap: "outerHTML", values });
}

document.addEventListener("input", (event) => {
  if (!editor()?.contains(event.target)) return;
  say("Typing …", "wait");
  store(`${fields()}&base=${document.getElementById("base").value}`);
});

// A dialog for the finding picker, where there are dialogs.
document.addEventListener("htmx:afterSwap", (event) => {
  const picker = document.getElementById("picker");
  if (event.detail.target.id === "picker" && !picker.open) {
    picker.showModal();
    picker.querySelector("#q")?.focus();
  }
});
// A tap on the figure picks the region of the list.
document.addEventListener("click", (event) => {
  const spot = event.target.closest("#picker [data-at]");
  if (!spot) return;
  event.preventDefault();
  document.getElementById("id_at").value = spot.dataset.at;
  for (const one of document.querySelectorAll("#picker [data-at]")) {
    if (one === spot) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest("#picker [data-close]")) {
    event.preventDefault();
    document.getElementById("picker").close();
  }
});

// Sending
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id !== "editor") return;
  const button = event.detail.triggeringEvent?.submitter;
  isActing = Boolean(button?.name === "act");
  asked = fields();
});
document.addEventListener("htmx:beforeSend", (event) => {
  if (event.detail.elt.id === "editor") say("Keeping …", "wait");
});

// Where a whole new page comes while one types on, the words typed since go on in it.
let typing = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "studio" || !editor()) return;
  const field = document.activeElement;
  typing = null;
  if (field?.matches("#editor textarea, #editor input:not([type=hidden])") && field.id) {
    typing = { id: field.id, value: field.value, from: field.selectionStart, to: field.selectionEnd };
    typing.isNewer = !isActing && new URLSearchParams(asked).get(field.name) !== field.value;
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  const id = event.detail.target.id;
  if (!["studio", "beside"].includes(id) || !editor()) return;
  const beside = document.getElementById("beside");
  document.getElementById("base").value = beside.dataset.base;
  kept = id === "beside" ? asked : fields();
  if (id === "studio") arrive();
  if (id === "beside" && asked === fields()) {
    say(beside.dataset.kept);
    store("");
  } else if (id === "studio" && !typing?.isNewer && !editor().querySelector(".notice.error")) {
    store("");
  }
});

function arrive() {
  const look = document.getElementById("studio").dataset.look;
  if (typing && !isActing) {
    const field = document.getElementById(typing.id);
    if (field) {
      if (typing.isNewer) {
        field.value = typing.value;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
      field.focus({ preventScroll: true });
      if (typing.from !== null) field.setSelectionRange?.(typing.from, typing.to);
    }
  } else if (look) {
    const piece = document.getElementById(look);
    const field = piece?.querySelector("textarea, input:not([type=hidden]), button");
    field?.focus();
    piece?.scrollIntoView({ block: "nearest" });
  }
  typing = null;
  drag();
}

// What failed
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.elt.id !== "editor") return;
    say("Not kept: no connection. Your words are safe here; trying again.", "lost");
    setTimeout(() => editor() && htmx.trigger(editor(), "keep"), 4000);
  });
}
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.elt.id !== "editor") return;
  const status = event.detail.xhr.status;
  const why = status === 413 || status === 400 ? "it is too much for one page" : `the server answered ${status}`;
  say(`Not kept: ${why}. Your words are still on this page.`, "lost");
});
addEventListener("pagehide", () => {
  if (!editor() || fields() === kept) return;
  navigator.sendBeacon(editor().action, new FormData(editor()));
});

// Keys: the line below, up, down. A split goes where the cursor is.
document.addEventListener("keydown", (event) => {
  const line = event.target.closest?.(".line");
  if (!line || event.target.tagName !== "TEXTAREA") return;
  const press = (word) => line.querySelector(`button[value^="${word}:"]`)?.click();
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    press("after");
  } else if (event.altKey && event.key === "ArrowUp") {
    event.preventDefault();
    press("up");
  } else if (event.altKey && event.key === "ArrowDown") {
    event.preventDefault();
    press("down");
  }
});
let caret = "";
document.addEventListener("selectionchange", () => {
  const field = document.activeElement;
  if (field?.matches?.(".line textarea")) caret = String(field.selectionStart);
});
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-split]")) document.getElementById("caret").value = caret;
}, true);

// Dragging by the number
let drawn = null;
function drag() {
  for (const number of document.querySelectorAll(".line .ln")) number.draggable = true;
}
document.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".ln")) return;
  drawn = event.target.closest(".line");
  drawn.classList.add("drawn");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});
function over(event) {
  return drawn && (event.target.closest?.(".line") ?? event.target.closest?.(".stageof"));
}
document.addEventListener("dragover", (event) => {
  const place = over(event);
  if (!place) return;
  event.preventDefault();
  for (const one of document.querySelectorAll(".over")) one.classList.remove("over");
  if (place !== drawn) place.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const place = over(event);
  if (!place) return;
  event.preventDefault();
  if (place.matches(".line")) place.before(drawn);
  else place.querySelector(".lines").append(drawn);
  const stage = drawn.closest(".stageof").dataset.stage;
  const field = drawn.querySelector("[name=line]");
  field.value = `${stage}:${drawn.id}`;
  const whole = document.createElement("input");
  whole.type = "hidden";
  whole.name = "act";
  whole.value = `see:${drawn.id}`;
  editor().append(whole);
  htmx.trigger(editor(), "keep");
});
document.addEventListener("dragend", () => {
  drawn?.classList.remove("drawn");
  drawn = null;
  for (const one of document.querySelectorAll(".over")) one.classList.remove("over");
});

drag();
recall();

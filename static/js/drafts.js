// A report that keeps itself as a draft while it is typed. It goes the way of "Save and come back
// later", never stands in the way of sending, and where the server cannot be reached the words
// stay in this tab until they are kept. Without this file the button does the same.

const form = document.querySelector("form[data-drafts]");
const PAUSE = 1500; // Milliseconds after the last key.
const AGAIN = 30_000; // Milliseconds until what failed is tried again.
const LOCAL = `draft ${form.action}`;
const NOT_KEPT = new Set(["evidence_files", "csrfmiddlewaretoken"]);

let timer = 0;
let changed = false; // Something was typed that no draft holds yet.
let underWay = null; // What aborts the request that is under way.
let leaving = false;
let kind = "";

const line = document.createElement("p");
line.className = "quiet app-draft";
line.hidden = true;
form.elements.text.closest(".govuk-form-group").after(line);

// Say how it stands; a screen reader hears it when it is not as it was.
function tell(words, of, link) {
  line.replaceChildren(words);
  if (link) line.append(" ", link);
  line.hidden = false;
  if (of !== kind) document.getElementById("announcements").textContent = line.textContent;
  kind = of;
}

function signIn() {
  const link = document.createElement("a");
  link.className = "govuk-link";
  const here = new URL(form.action);
  link.href = `${form.dataset.login}?next=${encodeURIComponent(here.pathname + here.search)}`;
  link.target = "_blank";
  link.textContent = "Sign in again (opens in a new tab)";
  return link;
}

const clock = (moment) => new Date(moment).toTimeString().slice(0, 5);

function typed() {
  const fields = [...new FormData(form)].filter(([name]) => !NOT_KEPT.has(name));
  return fields.filter(([, value]) => typeof value === "string");
}

function keepHere(fields, submitted = false) {
  try {
    sessionStorage.setItem(LOCAL, JSON.stringify({ at: Date.now(), fields, submitted }));
  } catch {
    // No room, or not allowed: the words still stand on the page.
  }
}

function post(fields, options) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("autosave", "1");
  return fetch(form.action, { method: "POST", body, redirect: "manual", ...options });
}

const isAnswer = (answer) => (answer.headers.get("Content-Type") ?? "").includes("json");

// After signing in elsewhere the page's token counts no more: take the new one from a new page.
async function withNewToken() {
  const page = await fetch(form.action, { redirect: "manual" });
  if (!page.ok) return false;
  const held = new DOMParser().parseFromString(await page.text(), "text/html");
  const token = held.querySelector("form[data-drafts] [name=csrfmiddlewaretoken]");
  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  return Boolean(token);
}

// Return what the server said; null where nobody is signed in any more.
async function asked(fields, options) {
  const answer = await post(fields, options);
  if (isAnswer(answer)) return [answer, await answer.json()];
  if (answer.status >= 500) throw new Error("The server could not answer.");
  if (!(await withNewToken())) return null;
  const again = await post(fields, options);
  return isAnswer(again) ? [again, await again.json()] : null;
}

function failed(fields, words, of, link) {
  changed = true;
  keepHere(fields);
  tell(words, of, link);
  wait(AGAIN);
}

async function save(fields = typed(), options = {}) {
  clearTimeout(timer);
  if (underWay) return wait(PAUSE);
  changed = false;
  underWay = new AbortController();
  try {
    const found = await asked(fields, { signal: underWay.signal, ...options });
    if (leaving) return null;
    if (!found) {
      failed(fields, "You are signed out. Your words stand here and are not lost.", "out", signIn());
      return null;
    }
    const [answer, said] = found;
    if (said.key) form.elements.key.value = said.key;
    if (said.version) form.elements.draft_seen.value = said.version;
    if (answer.ok) sessionStorage.removeItem(LOCAL);
    else keepHere(fields);
    if (said.told) tell(said.told, answer.ok ? "kept" : "refused");
    return said;
  } catch (error) {
    const words = "Not saved as a draft just now. Your words stand here, and it is tried again.";
    if (!leaving) failed(fields, words, "failed");
    return null;
  } finally {
    underWay = null;
  }
}

function wait(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => changed && !leaving && save(), milliseconds);
}

function typing(event) {
  if (event.target.type === "file") return;
  changed = true;
  wait(PAUSE);
}

function putBack(fields) {
  const values = new Map(fields);
  for (const field of form.elements) {
    if (!values.has(field.name) || field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "radio") field.checked = field.value === values.get(field.name);
    else field.value = values.get(field.name);
  }
  form.dispatchEvent(new Event("change"));
}

// What could not be kept before, in this tab: unless it was sent or kept since, it stands here
// again. An answer to the form has it on the page.
async function again() {
  const held = JSON.parse(sessionStorage.getItem(LOCAL) ?? "null");
  if (!held) return;
  const key = new Map(held.fields).get("key");
  if (form.dataset.drafts === "answer" || (held.submitted && key === form.dataset.draftKey)) {
    sessionStorage.removeItem(LOCAL);
    return;
  }
  const said = await save(held.fields);
  sessionStorage.removeItem(LOCAL);
  if (said?.sent) return;
  putBack(held.fields);
  if (!said?.version) changed = true;
  tell(`What you typed at ${clock(held.at)} stands here again.`, "again");
}

form.addEventListener("input", typing);
form.addEventListener("change", typing);
form.addEventListener("submit", () => {
  leaving = true;
  if (sessionStorage.getItem(LOCAL)) keepHere(typed(), true);
  clearTimeout(timer);
  underWay?.abort();
});
window.addEventListener("pageshow", () => (leaving = false));
window.addEventListener("online", () => changed && save());
document.addEventListener("visibilitychange", () => {
  if (!changed || leaving) return;
  if (document.hidden) save(typed(), { keepalive: true });
  else save();
});

// data-fills="text": a button that puts its words after what stands in a field.
form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fills]");
  if (!button) return;
  event.preventDefault();
  const field = form.elements[button.dataset.fills];
  const before = field.value.trimEnd();
  field.value = (before ? `${before}\n\n` : "") + button.dataset.words;
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// A file dragged over the page finds its place, which may be folded away.
document.addEventListener("dragenter", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  form.querySelector("#evidence details")?.setAttribute("open", "");
});

// What was typed before this file had come.
const isTyped = (field) =>
  (field.type === "textarea" && field.value !== field.defaultValue) ||
  (field.type === "radio" && field.checked !== field.defaultChecked);
if (!sessionStorage.getItem(LOCAL) && [...form.elements].some(isTyped)) {
  changed = true;
  wait(PAUSE);
}

again();

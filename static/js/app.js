// Every page works without this file; it only improves what the server sent.

const own = document.querySelector("script[data-govuk]");
const { initAll } = await import(own.dataset.govuk);

// data-shown-for="outlook" data-shown-values="at_risk off_track": a part of the form that
// belongs to some answers of a question. Without scripts it is always shown.
function showWhereAsked(scope) {
  for (const part of scope.querySelectorAll("[data-shown-for]")) {
    const form = part.closest("form");
    const values = part.dataset.shownValues.split(" ");
    const update = () => {
      const chosen = form.querySelector(`[name="${CSS.escape(part.dataset.shownFor)}"]:checked`);
      const hasError = part.querySelector(".govuk-error-message");
      part.hidden = !hasError && !(chosen && values.includes(chosen.value));
    };
    form.addEventListener("change", update);
    update();
  }
}

// data-announce: words a screen reader should hear after a part of the page changed.
function announce(scope) {
  const words = [...scope.querySelectorAll("[data-announce]")];
  if (scope.matches("[data-announce]")) words.unshift(scope);
  if (words.length) {
    document.getElementById("announcements").textContent = words[0].textContent.trim();
  }
}

// data-apart=";": a field for several names. Its list suggests the name being written, after
// those that stand before it.
function suggestNext(event) {
  const field = event.target;
  if (!field.dataset?.apart || !field.list) return;
  const end = field.value.lastIndexOf(field.dataset.apart) + 1;
  const before = end ? `${field.value.slice(0, end)} ` : "";
  for (const option of field.list.options) {
    option.dataset.name ??= option.value;
    option.value = before + option.dataset.name;
  }
}

// The button that takes files runs its words together: read out and seen they are to be the same.
function setFileWordsApart(scope) {
  for (const status of scope.querySelectorAll(".govuk-file-upload-button__status")) {
    if (status.nextSibling?.nodeType !== Node.TEXT_NODE) status.after(" ");
  }
}

// A part of the page that could not be fetched or sent says so where it was asked for. What was
// typed stands where it stands, and the next try has the token that came with the answer.
const GONE = [
  "This is not there any more",
  "It was taken away while you had it open. What you typed stands here: copy what you need.",
];
const NO_ANSWER = [
  "The service is not answering just now",
  "This is not confirmed as saved. What you typed stands here: wait a moment, then try again.",
];

function paragraph(words) {
  const made = document.createElement("p");
  made.className = "govuk-body";
  made.append(words);
  return made;
}

// Return the heading of what was answered, and the paragraphs above what it shows again.
function said(answered) {
  const page = new DOMParser().parseFromString(answered.responseText, "text/html");
  takeToken(page);
  const heading = page.querySelector("main h1");
  if (answered.status === 404 || !heading) {
    const [first, ...rest] = answered.status === 404 ? GONE : NO_ANSWER;
    return [first, rest.map(paragraph)];
  }
  const found = [];
  for (let next = heading.nextElementSibling; next?.matches("p, ul"); ) {
    found.push(next);
    next = next.nextElementSibling;
  }
  return [heading.textContent, found];
}

function takeToken(page) {
  const fresh = page.querySelector("main [name=csrfmiddlewaretoken]");
  if (!fresh) return;
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = fresh.value;
}

// Parts that are asked for again and again by themselves have nobody to tell.
const isAskedFor = (element) => element.matches("form, a, button");

function takeFailedAway() {
  document.querySelector(".app-failed")?.remove();
}

function tellFailed(element, [heading, words]) {
  takeFailedAway();
  const box = document.createElement("div");
  box.className = "govuk-error-summary app-failed";
  box.tabIndex = -1;
  box.innerHTML = '<div role="alert"><h2 class="govuk-error-summary__title"></h2></div>';
  box.querySelector("h2").textContent = heading;
  box.firstChild.append(...words);
  (element.closest("p") ?? element).before(box);
  box.focus();
}

initAll();
setFileWordsApart(document);
showWhereAsked(document);
document.addEventListener("focusin", suggestNext);
document.addEventListener("input", suggestNext);

document.addEventListener("htmx:afterSettle", (event) => {
  initAll({ scope: event.target });
  setFileWordsApart(event.target);
  showWhereAsked(event.target);
  announce(event.target);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isAskedFor(event.detail.elt)) takeFailedAway();
});

document.addEventListener("htmx:responseError", (event) => {
  if (isAskedFor(event.detail.elt)) tellFailed(event.detail.elt, said(event.detail.xhr));
});

document.addEventListener("htmx:sendError", (event) => {
  const [heading, words] = NO_ANSWER;
  if (isAskedFor(event.detail.elt)) tellFailed(event.detail.elt, [heading, [paragraph(words)]]);
});

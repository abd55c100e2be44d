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

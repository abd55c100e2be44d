// Marks the page before it is drawn, so that nothing jumps. GOV.UK's own inline line, as a file.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");

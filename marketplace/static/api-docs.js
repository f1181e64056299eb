"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const docs = document.getElementById("docs");
  window.SwaggerUIBundle({ url: docs.dataset.document, domNode: docs, deepLinking: true });
});

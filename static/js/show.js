// A "Show" button beside each password field that asks for one.
(() => {
  "use strict";
  document.querySelectorAll("input[data-show]").forEach(input => {
    var box = document.createElement("div"), button = document.createElement("button");
    box.className = "shown";
    button.type = "button";
    button.className = "button outlined";
    button.textContent = input.dataset.show;
    button.setAttribute("aria-controls", input.id);
    button.setAttribute("aria-pressed", "false");
    input.replaceWith(box);
    box.append(input, button);

    function show(yes) {
      input.type = yes ? "text" : "password";
      button.setAttribute("aria-pressed", yes);
    }
    button.addEventListener("click", () => show(input.type === "password"));
    // Sent as a password again, so that no browser keeps it as typed text.
    if (input.form) input.form.addEventListener("submit", () => show(false));
  });
})();

// Leave covers the page before anything is asked of the network, and Back finds nothing to show.
(function () {
  "use strict";
  var root = document.documentElement;
  var pressed = null, pressedAt = 0;

  function cover() {
    var leave = document.querySelector(".leave");
    root.classList.add("gone");
    document.title = leave ? leave.dataset.title : "";
  }

  document.addEventListener("click", function (event) {
    var leave = event.target.closest && event.target.closest(".leave");
    if (!leave) return;
    cover();
    // Unless write.js knows that every word is saved, the form goes on as a POST: the server saves, then ends the session.
    var form = leave.form && leave.form.dataset;
    if (form && (form.autosave !== "on" || form.dirty !== undefined)) return;
    event.preventDefault();
    location.replace(leave.form ? leave.formAction : leave.href);
  });

  // A second tap on the same button within three seconds sends nothing twice.
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || root.classList.contains("gone")) return;
    var by = event.submitter || event.target, now = Date.now();
    if (by === pressed && now - pressedAt < 3000) return event.preventDefault();
    pressed = by;
    pressedAt = now;
  });

  window.addEventListener("pageshow", function (event) {
    if (!event.persisted || document.prerendering) return;
    var leave = document.querySelector(".leave");
    if (root.classList.contains("gone") && leave) {
      location.replace(leave.form ? leave.formAction : leave.href);
    } else if (root.hasAttribute("data-private")) {
      cover();
      location.reload();
    }
  });
})();

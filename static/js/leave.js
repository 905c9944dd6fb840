// Leave covers the page before anything is asked of the network, and Back finds nothing to show.
(() => {
  "use strict";
  var root = document.documentElement, leave = document.querySelector(".leave"), told = document.createElement("p");
  var pressed = null, pressedAt = 0, alone = false, shifts = 0, forget = 0;

  function cover() {
    root.classList.add("gone");
    document.title = leave.dataset.title;
  }

  function go() { location.replace(leave.form ? leave.formAction : leave.href); }

  document.addEventListener("click", event => {
    if (!event.target.closest || !event.target.closest("[data-title]")) return;
    cover();
    // Unless write.js knows that every word is saved, the form goes on as a POST: the server saves, then ends the session.
    var form = leave.form && leave.form.dataset;
    if (form && (form.autosave !== "on" || form.dirty !== undefined)) return;
    event.preventDefault();
    go();
  });

  // Shift three times, each within five seconds of the one before, is Leave. Only a press of Shift alone counts:
  // with a letter it writes a capital, with Alt or Ctrl it changes the keyboard's language.
  function count(presses) {
    shifts = presses;
    told.textContent = leave.parentNode.dataset["shift" + presses] || "";
    clearTimeout(forget);
    if (presses) forget = setTimeout(count, 5000, 0);
  }
  window.addEventListener("keydown", event => {
    if (event.repeat) return;
    alone = event.key === "Shift" && !(event.isComposing || event.altKey || event.ctrlKey || event.metaKey);
    if (!alone && shifts) count(0);
  }, true);
  window.addEventListener("keyup", event => {
    if (!alone || event.key !== "Shift") return;
    alone = false;
    count((shifts + 1) % 3);
    if (!shifts) leave.click();
  }, true);
  window.addEventListener("pointerdown", () => { alone = false; }, true);
  told.className = "unseen";
  told.setAttribute("aria-live", "polite");
  leave.parentNode.append(told);

  // A second tap on the same button within three seconds sends nothing twice.
  document.addEventListener("submit", event => {
    if (event.defaultPrevented || root.classList.contains("gone")) return;
    var by = event.submitter || event.target, now = Date.now();
    if (by === pressed && now - pressedAt < 3000) return event.preventDefault();
    pressed = by;
    pressedAt = now;
  });

  window.addEventListener("pageshow", event => {
    if (!event.persisted || document.prerendering) return;
    if (root.classList.contains("gone")) {
      go();
    } else if (root.hasAttribute("data-private")) {
      cover();
      location.reload();
    }
  });
})();

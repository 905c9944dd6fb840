// Saves what is typed, never twice at once, and says so in the server's own words.
(() => {
  "use strict";
  var form = document.querySelector("form#writing[data-autosave]");
  if (!form || !window.AbortController) return;
  var text = form.querySelector("[name=text]");
  var status = document.querySelector("[data-status]");
  var root = document.documentElement, said = form.dataset;
  var PAUSE = 4000, LONGEST = 8000, RETRY = 5000, RETRY_LONGEST = 120000, WAIT = 4000;
  var typed = said.dirty === undefined ? 0 : 1, saved = 0;  // versions: unsaved while they differ
  var flying = null, timer = 0, since = 0, retry = 0, told = 0, touched = Date.now();
  var sending = false, covered = null, onward = form.action, last = status ? status.textContent : "";

  function say(words) {
    last = words;
    var all = [words, left()].filter(Boolean).join(" ");
    if (status && status.textContent !== all) status.textContent = all;
  }

  // Room left, in code points as the server counts them, only when little is left.
  function left() {
    var room = said.limit - Array.from(text.value.replace(/\r\n?/g, "\n")).length;
    if (!(room < 2000)) return "";
    return (room < 0 ? said.over : said.left).replace("%s", Math.abs(room).toLocaleString(root.lang));
  }

  function mark() { form.toggleAttribute("data-dirty", typed !== saved); }
  function later(pause) { clearTimeout(timer); timer = setTimeout(save, pause); }

  function body() {
    var fields = new URLSearchParams();
    new FormData(form).forEach((value, name) => { if (typeof value === "string") fields.append(name, value); });
    fields.append("act", "autosave");
    return fields.toString();
  }

  function keep(answer, version) {
    retry = 0;
    if (answer.kept_apart) {
      saved = version;
      onward = answer.see || onward;
      mark();
      return cover(answer.kept_apart, goOn);
    }
    ["rev", "kept"].forEach(name => {
      var input = form.querySelector("[name=" + name + "]");
      if (input && answer[name] !== undefined) input.value = answer[name];
    });
    say(answer.saved || answer.message || "");
    // Words refused with a reason stay unsaved; they are sent again when they change.
    if (answer.saved) saved = version;
    mark();
  }

  function failed() {
    say(said.failed || "");
    retry = Math.min(retry ? retry * 2 : RETRY, RETRY_LONGEST);
    later(retry);
  }

  function save() {
    clearTimeout(timer);
    if (flying) return flying;
    if (typed === saved) return Promise.resolve();
    var version = typed, sent = body();
    since = 0;
    // A line can die without a word: sent once more.
    var line = new AbortController(), patience = setTimeout(() => line.abort(), RETRY_LONGEST);
    flying = fetch(form.action, {
      method: "POST", body: sent, signal: line.signal, credentials: "same-origin", redirect: "manual", keepalive: sent.length < 60000,
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" }
    }).then(response => response.status < 500 ? response.json() : Promise.reject())
      .finally(() => clearTimeout(patience))
      .then(answer => { flying = null; keep(answer, version); if (typed !== version) later(covered ? 0 : PAUSE); })
      .catch(() => { flying = null; failed(); });
    return flying;
  }

  function settled() {
    var wait = new Promise(done => setTimeout(done, WAIT));
    return Promise.race([Promise.resolve(save()), wait]);
  }

  form.addEventListener("input", () => {
    typed += 1;
    mark();
    // Told when the hands rest, so that a screen reader is not interrupted at each letter.
    clearTimeout(told);
    told = setTimeout(() => say(last), 1000);
    var now = Date.now();
    since = since || now;
    if (!retry) later(Math.max(0, Math.min(PAUSE, since + LONGEST - now)));
  });
  // A tap on Save also leaves the field: wait a little, so that Save itself goes first.
  text.addEventListener("blur", () => { if (typed !== saved && !retry) later(800); });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !sending) save();
  });

  form.addEventListener("submit", event => {
    if (event.defaultPrevented) return;
    clearTimeout(timer);
    // Leaving waits for nothing. Saving waits for the save under way, so that no text meets itself as a stranger.
    if (flying && form.requestSubmit && !root.classList.contains("gone")) {
      event.preventDefault();
      var by = event.submitter;
      Promise.race([flying, new Promise(done => setTimeout(done, WAIT))])
        .then(() => { flying = null; form.requestSubmit(by); });
      return;
    }
    sending = true;
    setTimeout(() => { sending = false; }, 3000);
  });

  // A link away from the page goes on when the words are safe.
  document.addEventListener("click", event => {
    var link = event.target.closest("a[href]");
    if (!link || typed === saved || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    if (link.matches(".leave, [target], [href^='#'], [href^='tel:']")) return;
    event.preventDefault();
    settled().then(() => { location.href = link.href; });
  });
  window.onbeforeunload = () => {
    if (typed !== saved && !sending && !root.classList.contains("gone")) return "-";
  };

  // Nothing of the page is left to see, and nothing can be typed. What is not saved yet stays under the cover.
  function cover(message, next) {
    if (covered) return;
    var page = document.querySelector("main"), words = document.createElement("h1"), button = document.createElement("button");
    covered = document.createElement("main");
    covered.className = "cover";
    words.id = "cover";
    words.textContent = message;
    button.className = "button filled";
    button.type = "button";
    button.textContent = said.coverButton;
    button.setAttribute("aria-describedby", "cover");
    button.addEventListener("click", next);
    covered.append(words, button);
    page.hidden = true;
    page.after(covered);
    button.focus();
  }

  function uncover() {
    covered.remove();
    covered = null;
    document.querySelector("main").hidden = false;
    touched = Date.now();
  }

  // Nobody has touched the page for a long time. A reload would lose words that could not be saved.
  function back() {
    if (typed === saved) return location.reload();
    uncover();
    save();
  }

  // The words were kept apart, since she is signed out or another page was first. With this page's slip each
  // further save would only keep one more copy: what was typed meanwhile goes once more, then the page is over.
  function goOn() {
    settled().then(() => {
      if (typed === saved) location.href = onward;
      else form.requestSubmit();
    });
  }

  ["keydown", "pointerdown", "input", "scroll"].forEach(kind => {
    window.addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
  });
  said.autosave = "on";
  setInterval(() => {
    if (covered || Date.now() - touched < (said.idle || 840) * 1000) return;
    settled().then(() => cover(said.cover, back));
  }, 5000);
})();

// What is made in the page (record.js, draw.js) stays in it, and nowhere else, until it is kept.
(() => {
  "use strict";
  const from = document.querySelector("[data-whose]"), form = from.querySelector("form"), panels = [];
  const root = document.documentElement, gone = () => root.classList.contains("gone");
  let heard = Date.now();

  // The server hears that she is here, and gives a token that holds if it is still she.
  async function ask() {
    heard = Date.now();
    const text = await (await fetch(location.href)).text();
    const token = new DOMParser().parseFromString(text, "text/html").querySelector(`[data-whose="${from.dataset.whose}"] [name=csrf_token]`);
    if (!token) throw from.dataset.out;
    form.csrf_token.value = token.value;
  }

  function here() { if (Date.now() - heard > 240000) ask().catch(() => {}); }

  // `content` gives a blob or its promise, `forget` lets go of it, `acts` are buttons.
  window.panel = (name, content, forget, acts) => {
    const box = document.querySelector(`[data-panel=${name}]`), told = box.querySelector("[data-told]");
    const self = { box, show, drop, here };

    function show(state) {
      self.state = state;
      box.querySelectorAll("[data-in]").forEach(part => { part.hidden = !part.matches(`[data-in~=${state}]`); });
    }

    function drop() {
      forget();
      show("new");
    }

    async function keep() {
      if (self.state === "sending") return;
      told.textContent = "";
      show("sending");
      try {
        await ask();
        const body = new FormData(form);
        body.set("file", await content(), "x");
        const headers = { "Accept": "application/json" };
        const answer = await (await fetch(form.action, { method: "POST", body, headers })).json();
        if (gone()) return;
        if (!answer.see) throw answer.told;
        drop();
        location.href = answer.see;
      } catch (why) {
        if (typeof why === "string") told.textContent = why;
        show("failed");
      }
    }

    box.querySelectorAll("[data-to]").forEach(button => {
      button.onclick = () => {
        const to = button.dataset.to;
        ({ keep, drop, ...acts }[to] || show)(to);
        if (button.hidden) told.parentNode.focus();
      };
    });
    panels.push(self);
    show("new");
    box.hidden = box.parentNode.hidden = false;
    return self;
  };

  const leave = () => panels.forEach(panel => panel.drop());
  document.addEventListener("click", () => { if (gone()) leave(); });
  window.onpagehide = leave;
  window.onbeforeunload = () => {
    if (!gone() && !panels.every(panel => /new|asking|refused/.test(panel.state))) return "-";
  };
})();

// A voice, recorded in the page.
(() => {
  "use strict";
  const devices = navigator.mediaDevices;
  if (!window.panel || !window.MediaRecorder || !devices) return;
  const panel = window.panel("record", blob, forget, { start, pause, go, stop });
  const audio = panel.box.querySelector("audio"), clock = panel.box.querySelector("[data-clock]");
  // Players do not know how long WebM is.
  const mp4 = "audio/mp4", mimeType = MediaRecorder.isTypeSupported(mp4) ? mp4 : "";
  let pieces = [], ms, last, stream, recorder;

  async function start() {
    panel.show("asking");
    try {
      stream = await devices.getUserMedia({ audio: true });
      if (panel.state !== "asking") return silence();  // she has left
      recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32000 });
      recorder.ondataavailable = take;
      recorder.onstop = listen;
      ms = 0;
      recorder.start(1000);
      go();
    } catch (_) {
      silence();
      panel.show("refused");
    }
  }

  function take(event) {
    pieces.push(event.data);
    count();
    panel.here();
    if (blob().size > panel.box.dataset.most - 100000) stop();
  }

  function count() {
    ms += Date.now() - last;
    last = Date.now();
    clock.textContent = new Date(ms).toISOString().slice(11, 19);
  }

  function pause() {
    count();
    recorder.pause();
    panel.show("paused");
  }

  function go() {
    recorder.resume();
    last = Date.now();
    count();
    panel.show("recording");
  }

  function stop() { if (recorder && recorder.state !== "inactive") recorder.stop(); }
  function silence() { if (stream) stream.getTracks().forEach(track => track.stop()); }
  function blob() { return new Blob(pieces, { type: recorder.mimeType }); }

  function listen() {
    silence();
    audio.src = URL.createObjectURL(blob());
    panel.show("made");
  }

  function forget() {
    if (recorder) recorder.ondataavailable = recorder.onstop = null;
    stop();
    silence();
    pieces = [];
    URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
  }
})();

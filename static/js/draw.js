// A drawing. The sheet keeps its size, whatever the screen does.
(() => {
  "use strict";
  const canvas = document.querySelector("canvas");
  if (!window.panel || !window.PointerEvent) return;
  const panel = window.panel("draw", blob, forget, { undo, clear });
  const paint = canvas.getContext("2d"), sheet = { pen: canvas.dataset.sheet, points: [] };
  let strokes = [], stroke;

  // A stroke without points is a new sheet.
  function line(one, from) {
    const points = one.points.slice(from);
    [paint.fillStyle, paint.lineWidth] = one.pen.split(" ");
    paint.strokeStyle = paint.fillStyle;
    paint.lineCap = paint.lineJoin = "round";
    if (!points.length) return paint.fillRect(0, 0, canvas.width, canvas.height);
    paint.beginPath();
    paint.moveTo(points[0][0] + 1, points[0][1]);  // a dot has a length too
    points.forEach(point => paint.lineTo(...point));
    paint.stroke();
  }

  function show() {
    [sheet, ...strokes].forEach(one => line(one, 0));
    panel.show(strokes.length ? "made" : "new");
  }

  function undo() {
    strokes.pop();
    show();
  }

  function clear() {
    strokes.push(sheet);
    show();
  }

  function forget() {
    strokes = [];
    show();
  }

  function blob() { return new Promise(done => canvas.toBlob(done)); }

  function move(event) {
    const scale = canvas.width / canvas.clientWidth;
    if (!stroke || !event.isPrimary) return;
    stroke.points.push([event.offsetX * scale, event.offsetY * scale]);
    line(stroke, -2);
  }

  canvas.onpointerdown = event => {
    if (!event.isPrimary || event.button || panel.state === "sending") return;
    canvas.setPointerCapture(event.pointerId);
    stroke = { pen: panel.box.querySelector(":checked").value, points: [] };
    strokes.push(stroke);
    move(event);
    panel.show("made");
    panel.here();
  };
  canvas.onpointermove = move;
  canvas.onlostpointercapture = () => { stroke = null; };
  show();
})();

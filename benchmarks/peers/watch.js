// Runs before a page's own scripts and tells the trace, by a time stamp called "drawn", each time the figure's picture
// changes: a path of its SVG, a line or an image on a canvas, a new <img>.
{
  globalThis.benchDrawings = 0;
  const drawn = () => {
    globalThis.benchDrawings++;
    console.timeStamp("drawn");
  };

  // JupyterLab's own icons are SVG as well: only those inside a figure count.
  const PICTURE = "figure[data-explorer] :is(svg, .plot)";
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target instanceof Element && target.closest(PICTURE))) drawn();
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["d"] });

  // A picture of many strokes is drawn in one task: once it is told, the rest of the task is silent.
  let told = false;
  for (const method of ["stroke", "fill", "drawImage", "putImageData"]) {
    const own = CanvasRenderingContext2D.prototype[method];
    CanvasRenderingContext2D.prototype[method] = function (...rest) {
      if (!told) {
        told = true;
        drawn();
        queueMicrotask(() => { told = false; });
      }
      return own.apply(this, rest);
    };
  }

  document.addEventListener("load", ({ target }) => {
    if (target instanceof HTMLImageElement && target.closest(".jp-OutputArea")) drawn();
  }, true);
}

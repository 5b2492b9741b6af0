// Runs before the first paint, so that a page in the dark does not flash white.
(() => {
  const kept = localStorage.getItem("studylake-theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
})();

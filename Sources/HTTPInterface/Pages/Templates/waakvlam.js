// Says that there is news; what is on the page stays as it is until whoever reads it wants to see it.
"use strict";
(() => {
  const region = document.getElementById("nieuws");
  if (!region) return;
  let known = Number(region.dataset.positie);
  let timer = 0;

  const tell = () => {
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "Ververs deze bladzijde";
    region.replaceChildren("Er is iets nieuws vastgelegd. ", link);
    region.className = "melding";
  };

  const ask = async () => {
    try {
      const answer = await fetch(region.dataset.adres, {
        credentials: "same-origin", headers: { Accept: "application/json", "If-None-Match": `"${known}"` },
      });
      // Whoever is not signed in any more is not told anything.
      if (answer.status === 401 || answer.status === 403) return stop();
      if (answer.status !== 200) return;
      const position = (await answer.json()).positie;
      if (position > known) {
        known = position;
        tell();
      }
    } catch {
      // The next time, when the server is there again.
    }
  };

  const stop = () => clearInterval(timer);
  const start = () => {
    stop();
    timer = setInterval(ask, 10000);
  };
  // Nobody looks at a page that is not shown.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return stop();
    ask();
    start();
  });
  start();
})();

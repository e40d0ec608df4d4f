// What makes the page pleasant; every page also works without it.
"use strict";

(() => {
  document.documentElement.classList.add("script");
  // A page that the browser kept may show what was removed since.
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  let alive = () => {};
  const SILENT = "Het programma antwoordt niet. Staat het venster van het programma nog open?";
  const say = (element, text) => { if (element) element.textContent = text; };

  // The drop zone: shows what is chosen, and how far sending is; sending can be cancelled.
  const upload = document.querySelector("form[data-oplaad]");
  if (upload) {
    const input = upload.querySelector("input[type=file]");
    const zone = upload.querySelector(".sleep");
    const chosen = upload.querySelector("#bestand-gekozen");
    const state = upload.querySelector("[data-stand]");
    const cancel = upload.querySelector("[data-annuleer]");
    const button = upload.querySelector("button.hoofd");
    const bar = upload.querySelector("[data-voortgang]");
    const meter = bar.querySelector("progress");
    let sending = null;

    const size = () => [...input.files].reduce((sum, file) => sum + file.size, 0);
    const wrong = (text) => {
      let place = document.getElementById("bestand-fout");
      if (!place) {
        place = document.createElement("p");
        place.id = "bestand-fout";
        place.className = "veldfout";
        zone.append(place);
      }
      place.setAttribute("role", "alert");
      place.textContent = text;
      input.setAttribute("aria-invalid", text ? "true" : "false");
      input.setAttribute("aria-describedby", text ? "bestand-fout bestand-hulp" : "bestand-hulp");
      if (text) input.focus();
    };
    const busy = (is) => {
      button.disabled = is;
      cancel.hidden = !is;
      bar.hidden = !is;
      if (is) cancel.focus();
    };

    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, () => zone.classList.add("erboven"));
    }
    for (const name of ["dragleave", "drop"]) {
      zone.addEventListener(name, () => zone.classList.remove("erboven"));
    }
    input.addEventListener("change", () => {
      const names = [...input.files].map((file) => file.name);
      say(chosen, names.length ? `Gekozen: ${names.join(", ")}` : "");
      wrong("");
    });
    cancel.addEventListener("click", () => { if (sending) sending.abort(); });

    upload.addEventListener("submit", (event) => {
      event.preventDefault();
      wrong("");
      if (size() > Number(upload.dataset.meest)) {
        wrong("Dit is te groot; kies een kleiner bestand.");
        return;
      }
      const ask = new XMLHttpRequest();
      sending = ask;
      ask.open("POST", upload.action);
      ask.setRequestHeader("Accept", "application/json");
      ask.responseType = "json";
      ask.upload.addEventListener("progress", (step) => {
        if (step.lengthComputable) meter.value = Math.round(100 * step.loaded / step.total);
      });
      ask.addEventListener("load", () => {
        const answer = ask.response || {};
        if (answer.naar) {
          say(state, "Verstuurd. Het register wordt gecontroleerd.");
          window.location.assign(answer.naar);
          return;
        }
        busy(false);
        say(state, "");
        wrong(answer.fout || "Dat lukte niet; probeer het opnieuw.");
      });
      ask.addEventListener("abort", () => {
        busy(false);
        say(state, "Versturen geannuleerd; er is niets bewaard.");
        button.focus();
      });
      ask.addEventListener("error", () => {
        busy(false);
        say(state, "");
        wrong(SILENT);
      });
      busy(true);
      meter.value = 0;
      say(state, "Bezig met versturen.");
      ask.send(new FormData(upload));
    });
  }

  // Work that goes on: asks how far it is, and goes on when it is done.
  const work = document.querySelector("[data-werk]");
  if (work) {
    const meter = work.querySelector("progress");
    const step = work.querySelector("[data-stap]");
    let failed = 0;
    const look = async () => {
      try {
        const answer = await fetch(work.dataset.werk, { headers: { Accept: "application/json" } });
        if (answer.status === 403 || answer.status === 404) {
          window.location.reload();
          return;
        }
        if (!answer.ok) throw new Error();
        const now = await answer.json();
        failed = 0;
        alive();
        meter.value = now.procent;
        if (step.textContent !== now.stap) say(step, now.stap);
        if (now.klaar) {
          const [path, anchor] = work.dataset.daarna.split("#");
          if (anchor) window.sessionStorage.setItem("naar", anchor);
          window.location.replace(path);
          return;
        }
      } catch {
        failed += 1;
        if (failed > 5) {
          say(step, SILENT);
          return;
        }
      }
      window.setTimeout(look, 400);
    };
    look();
  }

  // After work: to what was made; after a mistake: to what was wrong.
  const anchor = window.sessionStorage.getItem("naar");
  if (anchor && !work) {
    window.sessionStorage.removeItem("naar");
    const place = document.getElementById(anchor);
    if (place) { place.scrollIntoView(); place.focus({ preventScroll: true }); }
  }
  const mistakes = document.getElementById("fouten");
  if (mistakes) mistakes.focus();

  // Filtering while typing, told to who can't see it.
  const filter = document.querySelector("form[data-filter]");
  if (filter) {
    let wait = 0;
    let last = 0;
    const refresh = async () => {
      const turn = ++last;
      const asked = new URLSearchParams(new FormData(filter));
      let text;
      try {
        const answer = await fetch(filter.action, { method: "POST", body: asked });
        if (answer.status === 403 || answer.status === 404) {
          window.location.assign(window.location.pathname);
          return;
        }
        if (!answer.ok) return;
        alive();
        text = await answer.text();
      } catch {
        say(document.getElementById("gevonden"), SILENT);
        return;
      }
      if (turn !== last) return;
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const told = document.getElementById("gevonden");
      const list = document.getElementById("lijst");
      const found = fresh.getElementById("lijst");
      if (!found) return;
      const words = fresh.getElementById("gevonden").textContent;
      found.querySelector("#gevonden").remove();
      while (told.nextSibling) told.nextSibling.remove();
      list.append(...found.childNodes);
      say(told, words);
      if (window.location.search) window.history.replaceState(null, "", window.location.pathname);
    };
    filter.addEventListener("input", () => {
      window.clearTimeout(wait);
      wait = window.setTimeout(refresh, 250);
    });
    filter.addEventListener("submit", (event) => {
      if (event.submitter && event.submitter.name) return;
      event.preventDefault();
      window.clearTimeout(wait);
      refresh();
    });
  }

  // Two minutes before everything is removed because nothing happens, ask.
  const quiet = Number(document.body.dataset.stilte || 0);
  const banner = document.getElementById("stilte");
  if (quiet && banner) {
    let timer = 0;
    // What was removed does not stay on the screen. No request is made: that would be a sign of life.
    const cover = () => {
      banner.hidden = true;
      const head = document.createElement("h1");
      head.textContent = "Het was een tijd stil";
      const text = document.createElement("p");
      text.textContent = "Wat u gekozen had, is gewist. Er is niets veranderd aan het register zelf.";
      const on = document.createElement("a");
      on.className = "knop";
      on.href = window.location.pathname;
      on.textContent = "Ga verder";
      const line = document.createElement("p");
      line.append(on);
      const main = document.getElementById("inhoud");
      main.replaceChildren(head, text, line);
      document.title = "Gewist – Expertteam Jeugd";
      main.focus();
    };
    const restart = () => {
      window.clearTimeout(timer);
      banner.hidden = true;
      timer = window.setTimeout(() => {
        banner.hidden = false;
        timer = window.setTimeout(cover, 125 * 1000);
      }, Math.max(1, quiet - 120) * 1000);
    };
    alive = restart;
    const form = banner.querySelector("form");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })
        .catch(() => null);
      if (answer && answer.ok) restart();
      else window.location.reload();
    });
    restart();
  }
})();

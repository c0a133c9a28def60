// The page of a run asks how far it is and, once it is done, shows itself anew. Files may be dropped
// on the upload form, and a button pressed twice sends once. Without scripts the page has a link to
// look again and the form has its button.
(() => {
  class RunProgress extends HTMLElement {
    connectedCallback() {
      this.failures = 0;
      this.wait();
    }
    disconnectedCallback() {
      clearTimeout(this.timer);
    }
    wait() {
      this.timer = setTimeout(() => this.ask(), 1500 * 2 ** Math.min(this.failures, 4));
    }
    async ask() {
      if (document.hidden) return this.wait();
      try {
        const response = await fetch(this.dataset.src, { headers: { Accept: "text/html" } });
        if (!response.ok || response.redirected) throw new Error(String(response.status));
        if (response.headers.get("X-Busy") !== "1") return location.reload();
        this.innerHTML = await response.text();
        this.failures = 0;
      } catch {
        this.failures += 1;
      }
      this.wait();
    }
  }
  customElements.define("run-progress", RunProgress);

  // The second answer to one question would find nothing left to answer
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.closest(".imports")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  addEventListener("DOMContentLoaded", () => {
    const zone = document.querySelector("[data-drop]");
    const input = zone?.querySelector("input[type=file]");
    if (!input) return;
    const over = (event, is) => {
      event.preventDefault();
      zone.classList.toggle("is-over", is);
    };
    zone.addEventListener("dragover", (event) => over(event, true));
    zone.addEventListener("dragleave", (event) => over(event, false));
    zone.addEventListener("drop", (event) => {
      over(event, false);
      if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });
})();

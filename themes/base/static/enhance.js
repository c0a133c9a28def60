// Fetches htmx only when something on the page is about to use it: the search box has the focus, a
// "show more" link is near, or a list is changed by small forms of its own. Until then, and without
// any script, links and forms do the work.
(() => {
  const address = document.currentScript.dataset.htmx;
  let asked = false;
  const insert = () => {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  };
  const fetchHtmx = () => {
    if (asked) return;
    asked = true;
    // Between DOMContentLoaded and load htmx would wait for ever for what has been
    if (document.readyState === "complete") insert();
    else addEventListener("load", insert);
  };
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-hx-get]")) fetchHtmx();
  });
  if (document.querySelector("[data-hx-boost=true]")) fetchHtmx();
  const more = document.querySelector("a[data-hx-get]");
  if (more && "IntersectionObserver" in window) {
    const near = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) fetchHtmx();
      },
      { rootMargin: "800px" },
    );
    near.observe(more);
  }
})();

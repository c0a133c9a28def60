// Fetches htmx only when something on the page is about to use it: the search box has the focus, or
// a "show more" link is near. Until then, and without any script, links and forms do the work.
(() => {
  const address = document.currentScript.dataset.htmx;
  let asked = false;
  const fetchHtmx = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  };
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("input[data-hx-get]")) fetchHtmx();
  });
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

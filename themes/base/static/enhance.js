// Fetches htmx only when something on the page is about to use it: the search box has the focus, a
// "show more" link is near, or a list is changed by small forms of its own. Until then, and without
// any script, links and forms do the work.
(() => {
  const address = document.currentScript.dataset.htmx;
  let asked = false;
  const insert = () => {
    const script = document.createElement("script");
    script.src = address;
    // What was typed while it came has to be asked for too
    script.addEventListener("load", () => {
      const box = document.activeElement;
      if (box.matches("input[data-hx-get]") && box.value !== box.defaultValue)
        box.dispatchEvent(new Event("typed"));
    });
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

// Suggestions under the search box by the combobox pattern: the focus stays in the box, the arrows
// move through the list, Enter opens what is chosen, Escape closes.
(() => {
  const box = document.getElementById("tim");
  const list = document.getElementById("goi-y");
  if (!box || !list) return;
  let at = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const choose = (place) => {
    const found = options();
    at = found.length ? ((place % found.length) + found.length) % found.length : -1;
    found.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", found[at].id);
    found[at].scrollIntoView({ block: "nearest" });
  };
  const changed = () => {
    const isOpen = options().length > 0;
    at = -1;
    box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) box.setAttribute("aria-controls", "goi-y-ds");
    else box.removeAttribute("aria-controls");
  };
  const close = () => {
    list.replaceChildren();
    changed();
  };
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  changed();
  list.addEventListener("htmx:afterSwap", changed);
  // A browser that gives links no focus would close the list before the click
  list.addEventListener("mousedown", (event) => event.preventDefault());
  box.addEventListener("keydown", (event) => {
    const found = options();
    if (!found.length || event.isComposing) return;
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at < 0 ? found.length - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) found[at].click();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  box.form.addEventListener("focusout", (event) => {
    if (!box.form.contains(event.relatedTarget)) close();
  });
})();

// What makes pages quicker with scripts; each works without.
const menus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
document.addEventListener("click", (event) => {
  menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// A summary of faults or a note on what was done is what the page is about: it takes focus.
document.querySelector("[data-focus]")?.focus();

// After a swap the new heading or note takes focus, unless focus was outside of it or is kept.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.target;
  if (target.contains(document.activeElement) && document.activeElement !== document.body) return;
  if (!target.hasAttribute("data-focus-after")) return;
  const heading = target.querySelector("[data-focus], h1, h2");
  if (heading) { heading.tabIndex = -1; heading.focus(); }
});

// The sum of weights as one types.
document.addEventListener("input", (event) => {
  const group = event.target.closest("[data-sum]");
  const output = group?.querySelector("output");
  if (!output) return;
  const values = [...group.querySelectorAll("input[data-part]")].map((input) => Number(input.value.replace(",", ".")) || 0);
  const total = values.reduce((sum, value) => sum + value, 0);
  output.textContent = String(Math.round(total * 100) / 100);
  output.classList.toggle("bad", total !== Number(group.dataset.sum));
});

(() => {
  "use strict";
  const rows = [...document.querySelectorAll("tr[data-role]")];
  const chips = [...document.querySelectorAll("button[data-role]")];
  const sets = [...document.querySelectorAll("button[data-set]")];
  const told = document.getElementById("told");
  if (!told) return;
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  function apply() {
    const on = new Set(chips.filter(pressed).map((chip) => chip.dataset.role));
    let count = 0;
    for (const row of rows) {
      row.hidden = !on.has(row.dataset.role);
      count += row.hidden ? 0 : 1;
    }
    for (const set of sets) {
      press(set, chips.every((chip) => pressed(chip) === belongs(chip, set.dataset.set)));
    }
    told.textContent = count === rows.length ? `all ${count} blocks` : `${count} of ${rows.length} blocks`;
  }

  function belongs(chip, set) {
    return set === "all" || (set === "kept") === (chip.dataset.kept === "1");
  }

  for (const chip of chips) {
    chip.addEventListener("click", () => {
      press(chip, !pressed(chip));
      apply();
    });
  }
  for (const set of sets) {
    set.addEventListener("click", () => {
      for (const chip of chips) press(chip, belongs(chip, set.dataset.set));
      apply();
    });
  }
  document.documentElement.classList.add("js");
  apply();
})();

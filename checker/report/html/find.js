"use strict";
// Stands before the parts, so that the field takes words while the rest of a large page is read.
(() => {
  const FACETS = ["standard", "status", "severity", "owner", "asset", "modality"];
  const ITEMS = ".item, table.i > tbody > tr[id], table.r > tbody > tr[id]";
  const GROUPS = ".group, main > section, table.i > tbody, table.r > tbody";
  const FEW = 300; // matches up to which folded parts open by themselves
  const find = document.getElementById("find");
  const q = document.getElementById("q");
  const found = document.getElementById("found");
  const clear = find.querySelector("button");
  const selects = {};
  let whole = false;
  let rows = null;
  let groups = null;

  const text = (one) => (one ? one.textContent : "");

  // The row that says what those below it have in common.
  function headOf(row) {
    const head = row.parentElement.rows && row.parentElement.rows[0];
    return head && !head.id ? head : null;
  }

  // Rows of instances, records and things to ask for say nothing that their heads or tables say.
  function ofRow(row, table) {
    const instance = table.classList.contains("i");
    const chip = ((instance && headOf(row)) || row).querySelector(".s");
    if (table.classList.contains("ask")) return ofAsked(row);
    return {
      asset: text(row.children[instance ? 0 : 1]).split(", "),
      status: chip ? text(chip) : instance ? table.dataset.all : "used",
    };
  }

  // What is asked for has the facets of its control, and the assets that its requirement lists.
  function ofAsked(row) {
    const heading = document.getElementById(row.querySelector("a").hash.slice(1));
    const control = heading && heading.closest(".item");
    const named = [...row.children[1].querySelectorAll("a")];
    let asset = named.map(text);
    if (named.some((one) => one.hash === row.querySelector("a").hash)) {
      let table = heading;
      while (table && !table.querySelector("table.i")) table = table.nextElementSibling;
      asset = table ? [...table.querySelectorAll("tr[id]")].map((one) => text(one.children[0])) : asset;
    }
    return { ...(control ? ofItem(control) : {}), asset, status: "unmet" };
  }

  function ofItem(item) {
    if (item.id.startsWith("gap.")) {
      const control = document.getElementById("control." + item.id.slice(4));
      return { ...(control ? ofItem(control) : {}), status: "gap" };
    }
    const around = { ...item.dataset };
    for (const name of ["standard", "owner"])
      around[name] ||= item.closest(`[data-${name}]`)?.dataset[name];
    around.status ||= text(item.querySelector("summary .s"));
    return around;
  }

  // Every item with its facets, those of the items around it included; read once.
  function index() {
    if (rows) return rows;
    const byElement = new Map();
    rows = [];
    for (const element of document.querySelectorAll(ITEMS)) {
      const around = element.parentElement.closest(".item");
      const parent = around ? byElement.get(around) : null;
      const facets = parent ? { ...parent.facets } : {};
      const table = element.closest("table.i, table.r, table.ask");
      const own = table ? ofRow(element, table) : ofItem(element);
      for (const name of FACETS) if (own[name]) facets[name] = [].concat(own[name]);
      const row = { element, facets, text: null, parent };
      byElement.set(element, row);
      rows.push(row);
    }
    groups = [...document.querySelectorAll(GROUPS)];
    return rows;
  }

  function textOf(row) {
    if (row.text === null)
      row.text = (text(row.element) + " " + text(headOf(row.element))).toLowerCase();
    return row.text;
  }

  // The choices of a filter are read when somebody first looks at the filters.
  function offer() {
    if (selects.status || !whole) return;
    const values = {};
    for (const row of index())
      for (const name of FACETS)
        for (const value of row.facets[name] || []) (values[name] ||= new Set()).add(value);
    const box = document.getElementById("facets");
    for (const name of FACETS) {
      if (!values[name]) continue;
      const label = document.createElement("label");
      label.htmlFor = "f-" + name;
      label.textContent = name[0].toUpperCase() + name.slice(1);
      const select = document.createElement("select");
      select.id = "f-" + name;
      select.append(new Option("any", ""));
      for (const value of [...values[name]].sort()) select.append(new Option(value, value));
      select.addEventListener("change", () => apply(true));
      selects[name] = select;
      box.append(label, select);
    }
  }

  function wanted() {
    const chosen = {};
    for (const name in selects) if (selects[name].value) chosen[name] = selects[name].value;
    return { words: q.value.toLowerCase().split(/\s+/).filter(Boolean), chosen };
  }

  function apply(write) {
    const { words, chosen } = wanted();
    const picked = Object.entries(chosen);
    const active = words.length > 0 || picked.length > 0;
    if (active && !whole) return (found.textContent = "Reading the page");
    if (active || rows) filter(active, words, picked);
    clear.hidden = !active;
    if (write) remember(active, chosen);
  }

  function filter(active, words, picked) {
    let hits = 0;
    const keep = new Set();
    for (const row of index()) {
      if (!active) continue;
      const fits =
        picked.every(([name, value]) => (row.facets[name] || []).includes(value)) &&
        words.every((word) => textOf(row).includes(word));
      if (!fits) continue;
      hits += 1;
      for (let at = row; at; at = at.parent) keep.add(at);
    }
    for (const row of rows) row.element.hidden = active && !keep.has(row);
    const counts = new Map();
    for (const row of keep)
      for (let at = row.element.parentElement; at; at = at.parentElement)
        counts.set(at, (counts.get(at) || 0) + 1);
    for (const group of groups) {
      const count = counts.get(group) || 0;
      if (group.tagName === "SECTION") badge(group.id, active, count);
      else group.hidden = active && !count;
      if (active && count && hits <= FEW && group.tagName === "DETAILS") group.open = true;
    }
    if (active && hits <= FEW)
      for (const row of keep)
        for (let at = row.element.parentElement; at; at = at.parentElement)
          if (at.tagName === "DETAILS") at.open = true;
    found.textContent = active ? hits + " of " + rows.length + " entries" : "";
  }

  // How many entries of a part match, beside its name.
  function badge(part, active, count) {
    const link = document.querySelector('nav a[href="#' + part + '"]');
    if (!link) return;
    const mark = link.querySelector("span") || link.appendChild(document.createElement("span"));
    mark.textContent = active && count ? count : "";
    link.classList.toggle("none", active && !count);
  }

  function remember(active, chosen) {
    const state = new URLSearchParams();
    if (q.value) state.set("q", q.value);
    for (const name in chosen) state.set(name, chosen[name]);
    const address = location.href.split("#")[0];
    history.replaceState(null, "", active ? address + "#?" + state : address);
  }

  // A fragment is a view (#?status=gap&q=weights), or the place of something.
  function read() {
    const fragment = location.hash.slice(1);
    if (!fragment.startsWith("?")) return show(document.getElementById(fragment));
    const state = new URLSearchParams(fragment.slice(1));
    if (FACETS.some((name) => state.get(name))) offer();
    q.value = state.get("q") || "";
    for (const name in selects) selects[name].value = state.get(name) || "";
    if (FACETS.some((name) => state.get(name))) document.getElementById("filters").open = true;
    apply(false);
  }

  function show(target) {
    if (!target) return;
    for (let at = target; at && at !== document.body; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      at.hidden = false;
    }
    target.scrollIntoView({ block: target.tagName === "SECTION" ? "start" : "nearest" });
    const box = target.getBoundingClientRect();
    if (box.top < 0 || box.top > innerHeight * 0.7) scrollBy(0, box.top - innerHeight * 0.25);
  }

  find.hidden = false;
  let timer = 0;
  q.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(true), 120);
  });
  document.getElementById("filters").addEventListener("toggle", offer);
  find.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("reset", () => setTimeout(() => apply(true)));
  addEventListener("hashchange", read);
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) {
      one.dataset.was = "closed";
      one.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-was]")) {
      one.open = false;
      delete one.dataset.was;
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    q.focus();
  });
  document.addEventListener("DOMContentLoaded", () => {
    whole = true;
    const roomy = matchMedia("(min-width: 62.01rem) and (min-height: 54rem)").matches;
    const small = !document.body.classList.contains("big-page");
    if (roomy && small) document.getElementById("filters").open = true;
    if (document.getElementById("filters").open) offer();
    if (q.value && !location.hash) apply(true);
    else read();
  });
})();

"use strict";
(() => {
  const find = document.getElementById("find");
  const q = document.getElementById("q");
  const found = document.getElementById("found");
  const FACETS = ["standard", "status", "severity", "owner", "asset", "modality"];
  const selects = {};
  let rows = null;

  // Every item with its text and its facets, those of the items around it included; read once.
  function index() {
    if (rows) return rows;
    rows = [...document.querySelectorAll(".item")].map((element) => {
      const facets = {};
      for (let at = element; at; at = at.parentElement && at.parentElement.closest(".item"))
        for (const name of FACETS)
          if (at.dataset[name] && !(name in facets)) facets[name] = at.dataset[name];
      return { element, facets, text: null, parent: null };
    });
    const byElement = new Map(rows.map((row) => [row.element, row]));
    for (const row of rows) {
      const above = row.element.parentElement.closest(".item");
      row.parent = above ? byElement.get(above) : null;
    }
    return rows;
  }

  function textOf(row) {
    if (row.text === null) row.text = row.element.textContent.toLowerCase();
    return row.text;
  }

  function offer() {
    const values = {};
    for (const element of document.querySelectorAll(".item"))
      for (const name of FACETS)
        if (element.dataset[name]) (values[name] ||= new Set()).add(element.dataset[name]);
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
    const active = words.length || Object.keys(chosen).length;
    if (active || rows) {
      let shown = 0;
      const keep = new Set();
      for (const row of index()) {
        const fits =
          Object.entries(chosen).every(([name, value]) => row.facets[name] === value) &&
          words.every((word) => textOf(row).includes(word));
        if (!fits) continue;
        shown += 1;
        for (let at = row; at; at = at.parent) keep.add(at);
      }
      for (const row of rows) row.element.hidden = Boolean(active) && !keep.has(row);
      document.documentElement.classList.toggle("filtered", Boolean(active));
      found.textContent = active ? shown + " of " + rows.length + " entries" : "";
    }
    if (write) remember(active, chosen);
  }

  function remember(active, chosen) {
    const state = new URLSearchParams();
    if (q.value) state.set("q", q.value);
    for (const name in chosen) state.set(name, chosen[name]);
    history.replaceState(null, "", active ? "#?" + state : location.pathname + location.search);
  }

  // A fragment is a view (#?status=gap&q=weights), or the place of something.
  function read() {
    const fragment = decodeURIComponent(location.hash.slice(1));
    if (fragment.startsWith("?")) {
      const state = new URLSearchParams(fragment.slice(1));
      q.value = state.get("q") || "";
      for (const name in selects) selects[name].value = state.get(name) || "";
      apply(false);
    } else if (fragment) show(document.getElementById(fragment));
  }

  function show(target) {
    if (!target) return;
    for (let at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") at.open = true;
      at.hidden = false;
    }
    target.scrollIntoView({ block: "center" });
  }

  // Follow one node of a graph: all it rests on, all that rests on it.
  function follow(svg) {
    const nodes = [...svg.querySelectorAll("a")];
    const lines = [...svg.querySelectorAll(".lines path")];
    const below = nodes.map(() => []);
    const above = nodes.map(() => []);
    for (const line of lines) {
      below[line.dataset.a].push(Number(line.dataset.b));
      above[line.dataset.b].push(Number(line.dataset.a));
    }
    const reach = (starts, next) => {
      const seen = new Set(starts);
      for (const one of seen) for (const other of next[one]) seen.add(other);
      return seen;
    };
    const mark = (starts) => {
      const down = reach(starts, below);
      const up = reach(starts, above);
      svg.classList.toggle("on", starts.length > 0);
      nodes.forEach((node, n) => {
        const near = down.has(n) || up.has(n);
        node.classList.toggle("near", near);
        node.classList.toggle("far", !near);
      });
      for (const line of lines) {
        const a = Number(line.dataset.a), b = Number(line.dataset.b);
        const near = (down.has(a) && down.has(b)) || (up.has(a) && up.has(b));
        line.classList.toggle("near", near);
        line.classList.toggle("far", !near);
      }
    };
    svg.addEventListener("click", (event) => {
      const node = event.target.closest("a");
      if (!node) return mark([]);
      const n = nodes.indexOf(node);
      if (node.classList.contains("chosen")) return; // a second click follows the link
      event.preventDefault();
      for (const one of nodes) one.classList.toggle("chosen", one === node);
      mark([n]);
      if (svg.id === "graph-families") open(node.dataset.family);
    });
    return (family) => mark(nodes.flatMap((one, n) => (one.dataset.family === family ? [n] : [])));
  }

  let controls = null;
  function open(family) {
    if (controls) controls(family);
  }

  // Name the asset and the clause of the cell under the pointer.
  function cross(svg) {
    const left = Number(svg.dataset.left), top = Number(svg.dataset.top);
    const heads = [...svg.querySelectorAll(".heads text")].map((one) => one.textContent);
    const sides = [...svg.querySelectorAll(".sides text")].map((one) => one.textContent);
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    svg.prepend(title);
    const bar = (x, y, w, h) => {
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "path");
      rect.setAttribute("class", "cross");
      rect.setAttribute("d", `M${x} ${y}h${w}v${h}h-${w}z`);
      return rect;
    };
    let drawn = [];
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left - left) / 14);
      const row = Math.floor((event.clientY - box.top - top) / 14);
      for (const one of drawn) one.remove();
      drawn = [];
      if (!heads[column] || !sides[row]) return (title.textContent = "");
      title.textContent = sides[row] + ", " + heads[column];
      drawn = [
        bar(0, top + 14 * row, left + 14 * heads.length, 14),
        bar(left + 14 * column, 0, 14, top + 14 * sides.length),
      ];
      svg.append(...drawn);
    });
  }

  offer();
  find.hidden = false;
  let timer = 0;
  q.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(true), 120);
  });
  find.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("reset", () => setTimeout(() => apply(true)));
  addEventListener("hashchange", read);
  addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details")) {
      one.dataset.was = one.open ? "1" : "";
      one.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details")) one.open = one.dataset.was === "1";
  });
  for (const svg of document.querySelectorAll(".matrix")) cross(svg);
  for (const svg of document.querySelectorAll(".graph")) {
    const marked = follow(svg);
    if (svg.id === "graph-controls") controls = marked;
  }
  read();
})();

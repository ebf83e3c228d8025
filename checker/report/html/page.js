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
    const chip = ((table.className === "i" && headOf(row)) || row).querySelector(".s");
    if (table.classList.contains("ask")) return ofAsked(row);
    const instance = table.className === "i";
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
      while (table && table.className !== "i") table = table.nextElementSibling;
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
      const label = document.createElement("label");
      label.htmlFor = "f-" + name;
      label.textContent = name[0].toUpperCase() + name.slice(1);
      const select = document.createElement("select");
      select.id = "f-" + name;
      select.append(new Option("any", ""));
      for (const value of [...(values[name] || [])].sort()) select.append(new Option(value, value));
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

  const numbers = (path) => path.match(/-?\d+/g).map(Number);

  // Follow nodes of a graph: all they rest on, all that rests on them. Wired at the first click.
  function follower(svg) {
    const nodes = [...svg.querySelectorAll("a")];
    const lines = [...svg.querySelectorAll(".lines path")];
    const corners = nodes.map((node) => numbers(node.querySelector("path").getAttribute("d")).slice(0, 2));
    const places = new Map(corners.map(([x, y], n) => [x + " " + y, n]));
    // A line begins at the right of one node and ends, step by step, at the left of another.
    const ends = lines.map((line) => {
      const [start, ...steps] = line.getAttribute("d").match(/[Mch][^Mch]*/g).map(numbers);
      let [x, y] = start;
      const from = places.get(x - 116 + " " + (y - 10));
      for (const step of steps) {
        x += step[step.length === 1 ? 0 : 4];
        y += step.length === 1 ? 0 : step[5];
      }
      return [from, places.get(x + " " + (y - 10))];
    });
    const below = nodes.map(() => []);
    const above = nodes.map(() => []);
    for (const [a, b] of ends) {
      below[a].push(b);
      above[b].push(a);
    }
    // Of one node everything; of the nodes of a family what is next to them.
    const reach = (starts, next) => {
      const seen = new Set(starts);
      if (starts.length > 1) return new Set([...starts, ...starts.flatMap((one) => next[one])]);
      for (const one of seen) for (const other of next[one]) seen.add(other);
      return seen;
    };
    const said = document.getElementById(svg.id.replace("graph", "focus"));
    const whole = { width: svg.getAttribute("width"), height: svg.getAttribute("height") };
    const curves = lines.map((line) => line.getAttribute("d"));
    // What is followed is moved together, its columns and rows in their order, the rest is left out.
    const pack = (near) => {
      const columns = new Map();
      const order = [...near].sort((a, b) => corners[a][0] - corners[b][0] || corners[a][1] - corners[b][1]);
      const at = new Map();
      for (const n of order) {
        const x = corners[n][0];
        if (!columns.has(x)) columns.set(x, { place: columns.size, rows: 0 });
        const column = columns.get(x);
        at.set(n, [12 + 172 * column.place, 12 + 26 * column.rows++]);
      }
      const tall = Math.max(0, ...[...columns.values()].map((column) => column.rows));
      for (const column of columns.values()) column.down = 13 * (tall - column.rows);
      for (const n of order) at.get(n)[1] += columns.get(corners[n][0]).down;
      return { at, width: 172 * columns.size - 32, height: 26 * tall + 24 };
    };
    const draw = (packed) => {
      nodes.forEach((node, n) => {
        const to = packed && packed.at.get(n);
        if (to) node.setAttribute("transform", `translate(${to[0] - corners[n][0]} ${to[1] - corners[n][1]})`);
        else node.removeAttribute("transform");
      });
      lines.forEach((line, n) => {
        const [a, b] = ends[n].map((one) => packed && packed.at.get(one));
        if (!a || !b) return line.setAttribute("d", curves[n]);
        const x = a[0] + 116, y = a[1] + 10, middle = (x + b[0]) / 2;
        line.setAttribute("d", `M${x} ${y}C${middle} ${y} ${middle} ${b[1] + 10} ${b[0]} ${b[1] + 10}`);
      });
      const { width, height } = packed || whole;
      svg.setAttribute("width", width);
      svg.setAttribute("height", height);
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    };
    return (starts, what) => {
      const down = reach(starts, below);
      const up = reach(starts, above);
      svg.classList.toggle("on", starts.length > 0);
      draw(starts.length ? pack(new Set([...down, ...up])) : null);
      nodes.forEach((node, n) => {
        node.classList.toggle("near", down.has(n) || up.has(n));
        node.classList.toggle("chosen", starts.includes(n));
      });
      lines.forEach((line, n) => {
        const [a, b] = ends[n];
        line.classList.toggle("near", (down.has(a) && down.has(b)) || (up.has(a) && up.has(b)));
      });
      said.hidden = !starts.length;
      said.textContent = starts.length
        ? what + (starts.length > 1 ? ": next to it, rests on " : ": rests on ") + (down.size - starts.length) + ", needed by " + (up.size - starts.length) +
          ". A click beside it shows all again."
        : "";
    };
  }

  const followers = new Map();
  let last = {};
  function follow(svg, starts, what) {
    if (!followers.has(svg)) followers.set(svg, follower(svg));
    followers.get(svg)(starts, what);
  }

  function click(svg, event) {
    const node = event.target.closest("a");
    if (!node) {
      last = {};
      return follow(svg, [], "");
    }
    const n = [...svg.querySelectorAll("a")].indexOf(node);
    if (last.svg === svg && last.n === n) return; // a second click follows the link
    event.preventDefault();
    last = { svg, n };
    const name = node.querySelector("text").textContent;
    follow(svg, [n], name);
    const controls = document.getElementById("graph-controls");
    if (svg.id === "graph-families" && controls) {
      const members = [...controls.querySelectorAll("a")].flatMap((one, at) =>
        Number(one.dataset.f) === n ? [at] : []);
      controls.closest("details").open = true;
      follow(controls, members, "Family " + name);
      controls.parentElement.scrollIntoView({ block: "nearest" });
    }
  }

  // Name the asset and the clause of the cell under the pointer.
  function cross(svg) {
    const left = Number(svg.dataset.left), top = Number(svg.dataset.top);
    const heads = [...svg.querySelectorAll(".heads text")].map((one) => one.textContent);
    const sides = [...svg.querySelectorAll(".sides text")].map((one) => one.textContent);
    const make = (name) => document.createElementNS("http://www.w3.org/2000/svg", name);
    const title = make("title"), bars = [make("path"), make("path")];
    for (const bar of bars) bar.setAttribute("class", "cross");
    svg.prepend(title);
    svg.append(...bars);
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left - left) / 14);
      const row = Math.floor((event.clientY - box.top - top) / 14);
      const inside = heads[column] && sides[row];
      title.textContent = inside ? sides[row] + ", " + heads[column] : "";
      bars[0].setAttribute("d", inside ? `M0 ${top + 14 * row}h${left + 14 * heads.length}v14H0z` : "");
      bars[1].setAttribute("d", inside ? `M${left + 14 * column} 0h14v${top + 14 * sides.length}h-14z` : "");
    });
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
    for (const svg of document.querySelectorAll(".matrix")) cross(svg);
    for (const svg of document.querySelectorAll(".graph"))
      svg.addEventListener("click", (event) => click(svg, event));
    const roomy = matchMedia("(min-width: 62.01rem) and (min-height: 54rem)").matches;
    const small = !document.body.classList.contains("big-page");
    if (roomy && small) document.getElementById("filters").open = true;
    if (document.getElementById("filters").open) offer();
    if (q.value && !location.hash) apply(true);
    else read();
  });
})();

"use strict";
// Drawings: follow a node of a graph, name the cell of a matrix under the pointer.
(() => {
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

  document.addEventListener("DOMContentLoaded", () => {
    for (const svg of document.querySelectorAll(".matrix")) cross(svg);
    for (const svg of document.querySelectorAll(".graph"))
      svg.addEventListener("click", (event) => click(svg, event));
  });
})();

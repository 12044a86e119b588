"use strict";
(function () {
  const root = document.documentElement;
  const controls = document.querySelector("form.controls");
  const showing = document.querySelector(".showing");
  const sections = Array.from(document.querySelectorAll(".status"));
  const entries = Array.from(document.querySelectorAll(".entry")).map(function (node) {
    return {
      node: node,
      home: node.parentNode,
      next: node.nextSibling,
      section: node.closest(".status"),
      count: Number(node.dataset.count),
      text: null,
    };
  });
  const homes = new Set(entries.map(function (each) { return each.home; }));
  const total = entries.reduce(function (sum, each) { return sum + each.count; }, 0);
  const order = new Intl.Collator("en-GB", { numeric: true });
  let made = [];

  root.classList.add("js");
  if (!controls || !entries.length) return;
  controls.hidden = false;

  function said(number) {
    return number.toLocaleString("en-GB");
  }

  function element(name, className, text) {
    const node = document.createElement(name);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  /* Each entry goes back to its own list, at the place where it stood. */
  function ungroup() {
    for (const each of entries.slice().reverse()) each.home.insertBefore(each.node, each.next);
    made.forEach(function (group) { group.remove(); });
    made = [];
    homes.forEach(function (home) { home.closest(".group").hidden = false; });
  }

  function group(by) {
    ungroup();
    if (!by) return;
    for (const section of sections) {
      const named = new Map();
      for (const each of entries) {
        if (each.section !== section) continue;
        const name = each.node.dataset[by];
        if (!named.has(name)) named.set(name, []);
        named.get(name).push(each);
      }
      Array.from(named.keys()).sort(order.compare).forEach(function (name, index) {
        section.appendChild(groupOf(section, name, named.get(name), index));
      });
      section.querySelectorAll(".group:not(.made)").forEach(function (each) { each.hidden = true; });
    }
  }

  function groupOf(section, name, members, index) {
    const count = members.reduce(function (sum, each) { return sum + each.count; }, 0);
    const node = element("div", "group made");
    const heading = element("h4", "", name + " ");
    heading.id = section.dataset.status + "-made-" + (index + 1);
    heading.appendChild(element("span", "soft", "(" + said(count) + ")"));
    node.appendChild(heading);
    let list = node;
    if ("folded" in section.dataset) {
      list = element("details", "list");
      list.appendChild(element("summary", "", "Findings: " + said(count) + " under " + name));
      node.appendChild(list);
    }
    members.forEach(function (each) { list.appendChild(each.node); });
    made.push(node);
    return node;
  }

  function wanted() {
    const words = controls.elements.words.value.trim().toLowerCase();
    return {
      status: controls.elements.status.value,
      force: controls.elements.force.value,
      words: words ? words.split(/\s+/) : [],
    };
  }

  function matches(each, asked) {
    if (asked.status && each.section.dataset.status !== asked.status) return false;
    if (asked.force && each.node.dataset.force !== asked.force) return false;
    if (!asked.words.length) return true;
    if (each.text === null) each.text = each.node.textContent.toLowerCase();
    return asked.words.every(function (word) { return each.text.includes(word); });
  }

  function filter() {
    const asked = wanted();
    const narrowed = Boolean(asked.status || asked.force || asked.words.length);
    let shown = 0;
    for (const each of entries) {
      const match = matches(each, asked);
      each.node.hidden = !match;
      if (match) shown += each.count;
    }
    const inside = function (node) { return node.querySelector(".entry:not([hidden])") !== null; };
    document.querySelectorAll("details.waiting").forEach(function (each) {
      each.hidden = !inside(each);
    });
    document.querySelectorAll(".group").forEach(function (each) {
      const replaced = made.length > 0 && !each.classList.contains("made");
      each.hidden = replaced || !inside(each);
    });
    for (const each of sections) each.hidden = !inside(each);
    if (narrowed && shown > 0) {
      document.querySelectorAll(".status details.list").forEach(function (each) {
        if (inside(each)) each.open = true;
      });
    }
    showing.textContent = shown === 0
      ? "No finding has all of this. Clear the filters to see all " + said(total) + "."
      : "Showing " + said(shown) + " of " + said(total) + " findings.";
  }

  /* A link leads to what it names even where that is filtered out, grouped otherwise or closed. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      if (target.tagName === "H4" && made.length) {
        controls.elements.grouping.value = "";
        ungroup();
      }
      clear();
    }
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    if (target.tagName === "H4") {
      const list = target.parentNode.querySelector("details.list");
      if (list) list.open = true;
    }
    target.scrollIntoView();
  }

  function clear() {
    controls.elements.status.value = "";
    controls.elements.force.value = "";
    controls.elements.words.value = "";
    filter();
  }

  let waiting = 0;
  controls.addEventListener("submit", function (event) { event.preventDefault(); });
  controls.addEventListener("input", function (event) {
    if (event.target.name === "grouping") group(event.target.value);
    clearTimeout(waiting);
    waiting = setTimeout(filter, event.target.name === "words" ? 250 : 0);
  });
  controls.elements.clear.addEventListener("click", clear);
  controls.elements.open.addEventListener("click", function () {
    document.querySelectorAll(".status details.list, details.entry").forEach(function (each) {
      if (!each.closest("[hidden]")) each.open = true;
    });
  });
  controls.elements.close.addEventListener("click", function () {
    document.querySelectorAll(".status details").forEach(function (each) { each.open = false; });
  });
  window.addEventListener("hashchange", follow);

  /* Browsers that cannot print what is closed: what belongs to a gap and the questions are opened for the print. */
  let opened = [];
  window.addEventListener("beforeprint", function () {
    const printed = "article.entry > .body > details:not([open]), details.asked:not([open])";
    opened = Array.from(document.querySelectorAll(printed));
    opened.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (each) { each.open = false; });
    opened = [];
  });

  /* A browser may bring back what was chosen before the page was left. */
  if (controls.elements.grouping.value) group(controls.elements.grouping.value);
  filter();
  if (location.hash) follow();
})();

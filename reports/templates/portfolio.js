"use strict";
(function () {
  const controls = document.querySelector("form.controls");
  const showing = document.querySelector(".showing");
  const sheets = Array.from(document.querySelectorAll(".sheet"));
  const said = function (number) { return number.toLocaleString("en-GB"); };

  document.documentElement.classList.add("js");

  /* Each sheet is one partnership, county or body. Its name is that of rows and columns elsewhere. */
  const titles = new Map();
  for (const node of sheets) {
    const title = node.querySelector("h3").textContent;
    if (!titles.has(title)) titles.set(title, { sheets: [], shown: true });
    titles.get(title).sheets.push(node);
  }
  const rows = Array.from(document.querySelectorAll(".sticky tbody tr")).map(function (node) {
    return { node: node, title: node.cells[0].textContent.trim() };
  });
  const columns = Array.from(document.querySelectorAll(".by-duty")).flatMap(function (table) {
    return Array.from(table.tHead.rows[0].cells, function (cell, place) {
      return { table: table, place: place, title: cell.textContent.trim() };
    }).slice(1);
  });
  const withGap = new Set(Array.from(document.querySelectorAll(".counts td.gap"), function (cell) {
    return cell.parentNode.cells[0].textContent.trim();
  }));

  function hide(node, title) {
    const each = titles.get(title);
    if (each) node.hidden = !each.shown;
  }

  function filter() {
    if (!controls) return;
    const words = controls.elements.words.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const which = controls.elements.which.value;
    let shown = [];
    for (const [title, each] of titles) {
      const text = title.toLowerCase();
      each.shown = words.every(function (word) { return text.includes(word); }) && (!which || withGap.has(title));
      for (const node of each.sheets) node.hidden = !each.shown;
      if (each.shown) shown = shown.concat(each.sheets);
    }
    for (const each of rows) hide(each.node, each.title);
    for (const each of columns) {
      for (const row of each.table.rows) hide(row.cells[each.place], each.title);
    }
    const narrowed = shown.length < sheets.length;
    if (narrowed && shown.length === 1) shown[0].open = true;
    showing.textContent = shown.length
      ? "Showing " + said(shown.length) + " of " + said(sheets.length) + " partnerships, counties and bodies."
      : "None has all of this in its name. Clear the search to see all " + said(sheets.length) + ".";
  }

  function clear() {
    controls.elements.words.value = "";
    controls.elements.which.value = "";
    filter();
  }

  /* A link leads to what it names even where that is closed or left out by the search. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }

  let waiting = 0;
  if (controls && sheets.length > 1) {
    controls.hidden = false;
    controls.addEventListener("submit", function (event) { event.preventDefault(); });
    controls.addEventListener("input", function (event) {
      clearTimeout(waiting);
      waiting = setTimeout(filter, event.target.name === "words" ? 250 : 0);
    });
    controls.elements.clear.addEventListener("click", clear);
    filter();
  }
  window.addEventListener("hashchange", follow);
  if (location.hash) follow();
})();

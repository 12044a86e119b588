// Uses the page of a report as a reader would: groups, filters, searches, follows links, prints. Nothing may be lost on the way.
import assert from "node:assert/strict";
import { inUse, settled } from "./uses.mjs";

const references = (page) =>
  page.evaluate(() => Array.from(document.querySelectorAll(".status .ref code"), (each) => each.textContent));
const shownEntries = (page) =>
  page.evaluate(() =>
    Array.from(document.querySelectorAll(".entry")).filter((each) => !each.closest("[hidden]")).map((each) => ({ ...each.dataset })),
  );
const showing = async (page) => (await page.locator(".showing").textContent()).trim();
const sumOf = (entries) => entries.reduce((sum, each) => sum + Number(each.count), 0);

const USES = {
  async "every grouping holds every finding, and the first comes back as it was"(page) {
    const before = await references(page);
    for (const grouping of ["provision", "bound"]) {
      await page.locator(`input[value=${grouping}]`).check();
      await settled(page);
      assert.deepEqual((await references(page)).sort(), [...before].sort());
      const groups = await page.evaluate(
        (by) =>
          Array.from(document.querySelectorAll(".made"), (group) => ({
            heading: group.querySelector("h4").textContent,
            names: Array.from(group.querySelectorAll(".entry"), (each) => each.dataset[by]),
            count: Array.from(group.querySelectorAll(".entry")).reduce((sum, each) => sum + Number(each.dataset.count), 0),
          })),
        grouping,
      );
      for (const { heading, names, count } of groups)
        assert.equal(heading, `${[...new Set(names)].join()} (${count.toLocaleString("en-GB")})`);
      assert.equal(groups.reduce((sum, each) => sum + each.count, 0), before.length);
    }
    await page.locator("input[name=grouping]").first().check();
    await settled(page);
    assert.deepEqual(await references(page), before);
  },

  async "filters narrow what is shown, say how many are left, and can be cleared"(page) {
    const total = (await references(page)).length;
    assert.equal(await showing(page), `Showing ${total} of ${total} findings.`);
    await page.locator("select[name=status]").selectOption("due");
    await page.locator("select[name=force]").selectOption("Must");
    await settled(page);
    const narrowed = await shownEntries(page);
    assert.ok(narrowed.length && narrowed.every((each) => each.force === "Must"));
    assert.equal(await showing(page), `Showing ${sumOf(narrowed)} of ${total} findings.`);
    await page.locator("input[type=search]").fill("Northvale minutes-that-nobody-wrote");
    await settled(page);
    assert.match(await showing(page), /^No finding has all of this\./);
    assert.deepEqual(await shownEntries(page), []);
    await page.locator("button[name=clear]").click();
    assert.equal(sumOf(await shownEntries(page)), total);
    assert.equal(await page.locator(".showing").getAttribute("role"), "status");
  },

  async "what is found is opened to the reader"(page) {
    await page.locator("input[type=search]").fill("nothing has come to us");
    await settled(page);
    const visible = await page.locator(".entry:visible").count();
    assert.equal(visible, (await shownEntries(page)).length);
    assert.ok(visible >= 1);
  },

  async "a count leads to its list even where a filter hides it"(page) {
    await page.locator("select[name=status]").selectOption("gap");
    await settled(page);
    await page.locator(".statuses a[href='#cannot-tell']").first().click();
    await settled(page);
    assert.ok(await page.locator("#cannot-tell").isVisible());
    await page.locator("input[value=provision]").check();
    await settled(page);
    await page.locator(".counts a[href='#due-1']").click();
    await settled(page);
    assert.ok(await page.locator("#due-1").isVisible());
    assert.ok(await page.locator("#due-1 + details[open] .entry").first().isVisible());
  },

  async "a print has its gaps open, and the screen is afterwards as before"(page) {
    const open = () => page.evaluate(() => document.querySelectorAll("details[open]").length);
    const before = await open();
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("article.entry > .body > details:not([open])").count(), 0);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    assert.equal(await open(), before);
  },

  async "the first key leads past the heading, and the controls can be reached by keys alone"(page) {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await page.locator("input[name=grouping]").first().focus();
    await page.keyboard.press("ArrowDown");
    await settled(page);
    assert.ok((await page.locator(".made").count()) > 0);
  },
};

await inUse(USES, process.argv[2]);

// Uses the page of many dossiers as a reader would: searches, follows what is owed, moves in the matrix by keys.
import assert from "node:assert/strict";
import { inUse, settled } from "./uses.mjs";

const visibleSheets = (page) => page.locator(".sheet:visible h3").allTextContents();
const showing = async (page) => (await page.locator(".showing").textContent()).trim();

const USES = {
  async "a search leaves one partnership in tables, matrix and sheets, opens it, and can be cleared"(page) {
    const all = await visibleSheets(page);
    const titles = await page.locator("#sheets ~ .sheet h3").allTextContents();
    const wanted = titles.at(-1);
    await page.locator("input[type=search]").fill(wanted);
    await settled(page);
    assert.deepEqual(await visibleSheets(page), [wanted]);
    assert.equal(await showing(page), `Showing 1 of ${all.length} partnerships, counties and bodies.`);
    assert.equal(await page.locator(".sheet[open]").count(), 1);
    assert.deepEqual(await page.locator("#standings ~ tbody tr:visible th").allTextContents(), [wanted]);
    const heads = await page.locator("#matrix-partnership-1 + .scroll thead th:visible").allTextContents();
    const rows = await page.locator("#matrix-partnership-1 + .scroll tbody tr:visible th").allTextContents();
    assert.ok((heads.includes(wanted) && heads.length === 2) || rows.join() === wanted);
    await page.locator("input[type=search]").fill("nobody-is-called-so");
    await settled(page);
    assert.match(await showing(page), /^None has all of this in its name\./);
    await page.locator("button[name=clear]").click();
    assert.deepEqual(await visibleSheets(page), all);
  },

  async "those with a gap can be shown alone"(page) {
    const gaps = await page.locator(".counts td.gap").count();
    await page.locator("input[value=gap]").check();
    await settled(page);
    assert.equal((await visibleSheets(page)).length, gaps);
  },

  async "what is owed leads from the matrix to its finding, even where a search hides it"(page) {
    const link = page.locator(".matrix td a").first();
    const anchor = await link.getAttribute("href");
    await link.click();
    await settled(page);
    assert.ok(await page.locator(anchor).isVisible());
    await page.locator("input[type=search]").fill("nobody-is-called-so");
    await settled(page);
    await page.evaluate((hash) => {
      location.hash = "";
      location.hash = hash;
    }, anchor);
    await settled(page);
    assert.ok(await page.locator(anchor).isVisible());
  },

  async "every count of the summary leads to its list"(page) {
    for (const link of await page.locator(".statuses td a").all()) {
      await link.click();
      const heading = await page.locator(await link.getAttribute("href")).textContent();
      assert.ok(heading.endsWith(`(${await link.textContent()})`));
    }
  },

  async "the heads of a matrix stay in sight, and it can be moved by keys"(page) {
    await page.setViewportSize({ width: 400, height: 500 });
    const region = page.locator("#matrix-partnership-1 + .scroll");
    await region.focus();
    for (let times = 0; times < 5; times += 1) await page.keyboard.press("ArrowRight");
    for (let times = 0; times < 5; times += 1) await page.keyboard.press("ArrowDown");
    await settled(page);
    const moved = await region.evaluate((node) => node.scrollTop + node.scrollLeft);
    assert.ok(moved > 0);
    const [inside, head] = await Promise.all([region.boundingBox(), region.locator("thead th").first().boundingBox()]);
    assert.ok(Math.abs(head.x - inside.x) < 2 && Math.abs(head.y - inside.y) < 2);
  },
};

await inUse(USES, process.argv[2]);

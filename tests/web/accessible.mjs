// Opens each page given in Chromium, in light and dark, with JavaScript on and off, on a phone and on a desk, with its
// lists closed and open, and fails where axe-core finds anything to mend, where a page is wider than its window, or
// where it asks for anything from the network.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = [320, 1280];

// What a reader may have done before the page is looked at. The last two need the page's own script.
const STATES = {
  "as it opens": async () => {},
  // Of each kind the first ones: the others differ only in their words, and axe takes minutes to read them all.
  "with lists open": (page) =>
    page.evaluate(() => {
      const first = (within, what, most = 1) => Array.from(within.querySelectorAll(what)).slice(0, most);
      for (const list of first(document, "main > section", 99).flatMap((each) => first(each, "details:not(.entry)", 2)))
        list.open = true;
      for (const status of first(document, ".status", 99))
        for (const each of [...first(status, ".list"), ...first(status, ".waiting"), ...first(status, ".entry", 2)])
          for (const one of [each, ...(each.matches(".entry") ? first(each, "details", 9) : [])]) one.open = true;
    }),
  "by provision": (page) => page.locator("input[value=provision]").check(),
  "searched": async (page) => {
    await page.locator("input[type=search]").fill("plan");
    await page.locator(".showing", { hasText: /^Showing (?!(\S+) of \1 )/ }).waitFor();
  },
};

function problemsOf(found) {
  return found.violations.flatMap((rule) =>
    rule.nodes.slice(0, 2).map((node) => `${rule.id}: ${node.target.join(" ")}\n      ${node.failureSummary.replaceAll("\n", " ")}`),
  );
}

async function problems(browser, { file, colorScheme, javaScriptEnabled, width, state }) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const found = [];
  const page = await context.newPage();
  const address = pathToFileURL(resolve(file)).href;
  page.on("request", (request) => {
    if (request.url() !== address) found.push(`it asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`its console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`its script fails: ${error.message}`));
  // Scripts are on again once the page is there, since axe is one: the page's own did not run.
  const tools = await context.newCDPSession(page);
  await tools.send("Emulation.setScriptExecutionDisabled", { value: !javaScriptEnabled });
  await page.goto(address);
  await tools.send("Emulation.setScriptExecutionDisabled", { value: false });
  await STATES[state](page);
  const across = await page.evaluate(() => document.documentElement.scrollWidth);
  if (across > width) found.push(`it is ${across} px wide`);
  await page.evaluate(AXE);
  found.push(...problemsOf(await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ["violations"] }), TAGS)));
  await context.close();
  return found;
}

function* views(files) {
  for (const file of files)
    for (const colorScheme of ["light", "dark"])
      for (const width of WIDTHS)
        for (const javaScriptEnabled of [true, false])
          for (const state of statesOf(file === files[0], javaScriptEnabled, colorScheme, width))
            yield { file, colorScheme, javaScriptEnabled, width, state };
}

// The first page is looked at in every state, the others as they open.
function statesOf(whole, javaScriptEnabled, colorScheme, width) {
  const [opens, open, ...ofScript] = Object.keys(STATES);
  const once = (colorScheme === "light") === (width === WIDTHS[0]);
  return [opens, ...(whole ? [open] : []), ...(whole && javaScriptEnabled && once ? ofScript : [])];
}

function told({ file, colorScheme, javaScriptEnabled, width, state }) {
  const script = javaScriptEnabled ? "on" : "off";
  return `${basename(file)}, ${colorScheme}, ${width} px, JavaScript ${script}, ${state}`;
}

async function main(files) {
  if (!files.length) throw new Error("name the pages to look at");
  const every = [...views(files)];
  const left = [...every];
  let failed = 0;
  await withBrowser((browser) => {
    const look = async () => {
      for (let view = left.shift(); view; view = left.shift()) {
        const found = await problems(browser, view);
        if (found.length) failed += 1;
        console.log(`${told(view)}: ${found.length ? `\n    ${found.join("\n    ")}` : "nothing to mend"}`);
      }
    };
    return Promise.all([look(), look()]);
  });
  console.log(`${every.length} views of ${files.length} pages: ${failed || "none"} with something to mend.`);
  process.exitCode = failed ? 1 : 0;
}

await main(process.argv.slice(2));

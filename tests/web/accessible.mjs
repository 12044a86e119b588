// Opens each page given in Chromium, in light and dark, with JavaScript on and off, on a phone and on a desk, with its
// lists closed and open, and fails where axe-core finds anything to mend, where a page is wider than its window, or
// where it asks for anything from the network. Pages named after -- are large, and axe is slow on them: they are looked
// at twice, as they open.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Every two of colours, width and script are met together. The two for large pages differ in all of them.
const SETTINGS = [
  { colorScheme: "light", width: 1280, javaScriptEnabled: false },
  { colorScheme: "light", width: 320, javaScriptEnabled: true },
  { colorScheme: "dark", width: 1280, javaScriptEnabled: true },
  { colorScheme: "dark", width: 320, javaScriptEnabled: false },
];
const FOR_LARGE = [
  { colorScheme: "light", width: 320, javaScriptEnabled: true },
  { colorScheme: "dark", width: 1280, javaScriptEnabled: false },
];

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
  "with the second choice taken": (page) => page.locator("form.controls input[type=radio]").nth(1).check(),
  "searched": async (page) => {
    const title = await page.locator(".sheet h3, details.entry .what").first().textContent();
    await page.locator("input[type=search]").fill(title);
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

function* views(small, large) {
  // The large ones first: they take longest.
  for (const file of large) for (const setting of FOR_LARGE) yield { file, ...setting, state: "as it opens" };
  for (const file of small)
    for (const setting of SETTINGS) for (const state of statesFor(setting)) yield { file, ...setting, state };
}

function statesFor({ javaScriptEnabled }) {
  const [opens, open, ...ofScript] = Object.keys(STATES);
  return [opens, open, ...(javaScriptEnabled ? ofScript : [])];
}

function told({ file, colorScheme, javaScriptEnabled, width, state }) {
  const script = javaScriptEnabled ? "on" : "off";
  return `${basename(file)}, ${colorScheme}, ${width} px, JavaScript ${script}, ${state}`;
}

async function main(files) {
  if (!files.length) throw new Error("name the pages to look at");
  const small = files.includes("--") ? files.slice(0, files.indexOf("--")) : files;
  const every = [...views(small, files.slice(small.length + 1))];
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
  console.log(`${every.length} views of ${new Set(every.map(({ file }) => file)).size} pages: ${failed || "none"} with something to mend.`);
  process.exitCode = failed ? 1 : 0;
}

await main(process.argv.slice(2));

// Runs what a reader would do with a page, each time with the page as it opens.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withBrowser } from "./browser.mjs";

// A page answers to what is typed after a moment.
export const settled = (page) => page.waitForTimeout(400);

export async function inUse(uses, file) {
  await withBrowser(async (browser) => {
    const address = pathToFileURL(resolve(file)).href;
    for (const [what, use] of Object.entries(uses)) {
      const page = await browser.newPage();
      await page.goto(address);
      await use(page);
      await page.close();
      console.log(`It holds: ${what}.`);
    }
  });
}

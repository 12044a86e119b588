// A Chromium without a window: the one in CHROMIUM, or /usr/bin/chromium. It may be run by root, as in a container.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Runs what is given with a browser of its own, and leaves nothing behind.
export async function withBrowser(run) {
  const home = mkdtempSync(join(tmpdir(), "dutybound-web-"));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ARGUMENTS,
    env: { ...process.env, HOME: home },
  });
  try {
    return await run(browser);
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}

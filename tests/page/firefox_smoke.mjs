// Do in Firefox, over WebDriver BiDi, what a reader does first, and tell what came of it as JSON.
// usage: node firefox_smoke.mjs PUPPETEER FIREFOX MAP.html WORDS

import { pathToFileURL } from "node:url";

const PATIENCE = { timeout: 90_000 };
const [library, firefox, page, words] = process.argv.slice(2);
const { default: puppeteer } = await import(pathToFileURL(library).href);
const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true, ...PATIENCE });
const told = { faults: [], asked: [] };
try {
  const tab = await browser.newPage();
  tab.on("pageerror", (error) => told.faults.push(String(error)));
  tab.on("console", (message) => message.type() === "error" && told.faults.push(message.text()));
  tab.on("request", (request) => request.url().startsWith("http") && told.asked.push(request.url()));
  await tab.setViewport({ width: 1440, height: 900 });
  await tab.goto(pathToFileURL(page).href);
  await tab.waitForSelector("html[data-ready=yes]", PATIENCE);
  told.shown = await tab.$eval(".shown", (line) => line.textContent);
  told.marks = await tab.$$eval(".mark", (all) => all.length);
  await tab.type(".search", words);
  await tab.waitForFunction((old) => document.querySelector(".shown").textContent !== old, PATIENCE, told.shown);
  told.found = await tab.$eval(".shown", (line) => line.textContent);
  await tab.click(".listing .item");
  await tab.waitForSelector(".evidence:not([hidden]) blockquote", PATIENCE);
  told.quotes = await tab.$$eval(".evidence blockquote", (all) => all.map((one) => one.textContent));
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}

/* Looks at one page after the other: an address a line comes in, a report a line goes out. */

import { createInterface } from "node:readline";

const [, , library, port, categories] = process.argv;
const { default: lighthouse } = await import(library);
const asked = {
  port: Number(port), onlyCategories: categories.split(","), logLevel: "silent", disableFullPageScreenshot: true,
};
for await (const address of createInterface({ input: process.stdin })) {
  let report;
  try {
    report = (await lighthouse(address, asked)).lhr;
  } catch (error) {
    report = { requestedUrl: address, runtimeError: { message: String(error) } };
  }
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

// Runs checks of pages in one browser. Each check opens its page in a context of its own, and afterwards the page must not have shown a
// dialog, reported an error, or requested anything but itself.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const packages = join(dirname(fileURLToPath(import.meta.url)), '../../../out/browser/package.json');
const { chromium } = createRequire(packages)('playwright-core');

const checks = [];

/** Adds a check. Options are those of a browser context, and blocks, which expects reports of the Content-Security-Policy. */
export function check(name, report, test, options = {}) {
    checks.push({ name, report, test, options });
}

/** Returns the names of all checks. */
export const listChecks = () => checks.map(({ name }) => name);

export function launch(executablePath) {
    // The sandbox does not work for root, and shared memory is small in containers. No host name is resolved.
    const args = ['--no-sandbox', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND'];
    return chromium.launch({ executablePath, args });
}

/** Runs all checks and returns their names with the error of each, or null. The keys of reports are the names that checks use. */
export async function runChecks(executablePath, reports) {
    const browser = await launch(executablePath);
    try {
        const results = [];
        for (const item of checks) {
            const start = performance.now();
            const error = await runCheck(browser, item, reports);
            results.push({ name: item.name, error, seconds: Math.round(performance.now() - start) / 1000 });
        }
        return results;
    } finally {
        await browser.close();
    }
}

async function runCheck(browser, { report, test, options }, reports) {
    const { blocks = false, ...contextOptions } = options;
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block', ...contextOptions });
    context.setDefaultTimeout(60000);
    try {
        const url = pathToFileURL(reports[report]).href;
        const { page, problems } = await openPage(context, url, blocks);
        await test(page);
        if (problems.length > 0) throw new Error(problems.join('\n'));
        return null;
    } catch (error) {
        return `${error.message}`.slice(0, 4000);
    } finally {
        await context.close();
    }
}

async function openPage(context, url, blocks) {
    const problems = [];
    const isExpected = (text) => blocks && /Content Security Policy|Content-Security-Policy/.test(text);
    await context.route(() => true, (route) => {
        if (route.request().url().split('#')[0] === url) return route.continue();
        problems.push(`A request was sent to ${route.request().url()}`);
        return route.abort();
    });
    const page = await context.newPage();
    page.on('dialog', (dialog) => { problems.push(`A dialog was displayed: ${dialog.message()}`); return dialog.dismiss(); });
    page.on('popup', () => problems.push('A window was opened.'));
    page.on('download', () => problems.push('A download was started.'));
    page.on('frameattached', () => problems.push('A frame was added.'));
    page.on('pageerror', (error) => problems.push(`The script failed: ${error.message}`));
    page.on('console', (message) => {
        if (message.type() !== 'error' && message.type() !== 'warning') return;
        if (!isExpected(message.text())) problems.push(`The console contains: ${message.text()}`);
    });
    await page.addInitScript(recordLayoutShifts);
    await page.goto(url);
    return { page, problems };
}

// Runs in the page, before its own script.
function recordLayoutShifts() {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.layoutShift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
}

// Themes, small screens, print, and the page without its script.
import assert from 'node:assert/strict';
import { findLowContrast, findWideElements } from './appearance.mjs';
import { check } from './harness.mjs';
import { countRows, findSearch, findStatus, findTable } from './table.mjs';

const minimum = { minText: 4.5, minShape: 3, hasBackgrounds: true };
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

async function assertContrast(page, limits = minimum) {
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    assert.deepEqual(await page.evaluate(findLowContrast, limits), []);
}

/** Returns the brightness of the background, from 0 to 255. */
const readBrightness = (page) => page.evaluate(() => {
    const colors = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number));
    const [red, green, blue] = colors.find(([, , , alpha]) => alpha !== 0) ?? [255, 255, 255];
    return (red + green + blue) / 3;
});

for (const colorScheme of ['light', 'dark']) {
    check(`has readable text and charts in the ${colorScheme} theme`, 'small', async (page) => {
        const brightness = await readBrightness(page);
        assert.ok(colorScheme === 'dark' ? brightness < 60 : brightness > 200, `The background has the brightness ${brightness}.`);
        await assertContrast(page);
    }, { colorScheme });
}

check('changes the theme with the preference while it is open', 'small', async (page) => {
    const light = await page.locator('body').evaluate((body) => getComputedStyle(body).color);
    await page.emulateMedia({ colorScheme: 'dark' });
    assert.notEqual(await page.locator('body').evaluate((body) => getComputedStyle(body).color), light);
}, { colorScheme: 'light' });

check('shows the whole table in a window of 1280 px', 'small', async (page) => {
    const { width, content } = await findTable(page).evaluate(({ parentElement }) => ({ width: parentElement.clientWidth, content: parentElement.scrollWidth }));
    assert.ok(content <= width, `The table is ${content} px wide, and ${width} px are visible.`);
});

for (const report of ['small', 'hostile', 'large']) {
    check(`fits a screen of 360 px without scrolling sideways and without shifting (${report} report)`, report, async (page) => {
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
        const { width, content, shift } = await page.evaluate(() => ({
            width: document.documentElement.clientWidth,
            content: document.documentElement.scrollWidth,
            shift: window.layoutShift,
        }));
        assert.equal(width, 360);
        assert.ok(content <= width, `The page is ${content} px wide: ${content > width ? await page.evaluate(findWideElements) : ''}`);
        assert.equal(shift, 0);
    }, phone);
}

check('has controls that a finger can hit on a screen of 360 px', 'small', async (page) => {
    for (const control of [findSearch(page), ...await findTable(page).getByRole('button').all()]) {
        if (!await control.isVisible()) continue;
        const box = await control.boundingBox();
        assert.ok(box.height >= 24 && box.width >= 24, `${await control.evaluate((element) => element.outerHTML)} has ${box.width} x ${box.height} px.`);
    }
}, phone);

for (const colorScheme of ['light', 'dark']) {
    check(`prints all rows in black on white, without controls, in the ${colorScheme} theme`, 'small', async (page) => {
        const rows = await countRows(page);
        await page.setViewportSize({ width: 718, height: 1000 });
        await page.emulateMedia({ media: 'print' });
        assert.equal(await findSearch(page).isVisible(), false, 'The search field is printed.');
        assert.equal(await countRows(page), rows);

        // Browsers do not print backgrounds unless the reader asks for them.
        await assertContrast(page, { ...minimum, hasBackgrounds: false });
        const cut = await findTable(page).evaluate((table) => {
            const problems = [];
            for (let element = table; element; element = element.parentElement) {
                if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) problems.push(`${element.tagName} is cut: ${element.scrollWidth} > ${element.clientWidth}`);
                if (element.clientHeight && element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== 'visible') problems.push(`${element.tagName} is cut at its end.`);
            }
            if (getComputedStyle(table.tHead).display !== 'table-header-group') problems.push('The header is not repeated.');
            const row = table.tBodies[0].rows[0];
            if (getComputedStyle(row).breakInside !== 'avoid') problems.push('A row can be cut by the end of a page.');
            return problems;
        });
        assert.deepEqual(cut, []);
    }, { colorScheme });
}

check('prints on paper', 'small', async (page) => {
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 10000);
});

for (const [report, total] of [['small', 48], ['large', 5003]]) {
    check(`shows all rows and no controls without JavaScript (${report} report)`, report, async (page) => {
        assert.equal(await countRows(page), total);
        assert.equal(await findSearch(page).isVisible(), false, 'A search field that does nothing is shown.');
        assert.equal(await page.getByRole('button', { disabled: false }).count(), 0, 'A button that does nothing is shown.');
        assert.ok(await page.getByRole('img').count() >= 4, 'The charts are missing.');
    }, { javaScriptEnabled: false });
}

// Names, structure, and language of the page.
import assert from 'node:assert/strict';
import { check } from './harness.mjs';
import { findSearch, findStatus, findTable } from './table.mjs';

check('has a title, a language, and one main part', 'small', async (page) => {
    assert.equal(await page.title(), 'Nightly batch');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.equal(await page.getByRole('main').count(), 1);
    assert.equal(await page.evaluate(() => document.compatMode + document.characterSet), 'CSS1CompatUTF-8');
});

check('has headings in order', 'small', async (page) => {
    const levels = await page.getByRole('heading').evaluateAll((headings) => headings.map((heading) => Number(heading.tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    assert.equal(levels[0], 1);
    levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `A heading of level ${level} follows level ${levels[i - 1]}.`));
});

check('names each chart, and gives its values as text', 'small', async (page) => {
    const charts = page.getByRole('img');
    assert.ok(await charts.count() >= 4);
    const names = [];
    for (const chart of await charts.all()) {
        const snapshot = await chart.ariaSnapshot();
        names.push(snapshot.match(/\bimg "(.+?)"/)?.[1]);
        assert.ok(names.at(-1)?.length > 10, `A chart has no name: ${snapshot}`);
        const hasValues = await chart.evaluate((image) => {
            const part = image.closest('figure, section, article');
            return part.querySelector('table') !== null || (image.querySelector('desc')?.textContent ?? '').match(/\d/) !== null;
        });
        assert.ok(hasValues, `The chart '${names.at(-1)}' has no values as text.`);
    }
    assert.equal(new Set(names).size, names.length, `Charts have the same name: ${names.join('; ')}`);
});

check('gives the axes of the charts a unit', 'small', async (page) => {
    const texts = await page.getByRole('img').evaluateAll((charts) => charts.map((chart) => chart.textContent));
    for (const text of texts) assert.match(text, /\b(seconds|s|requests|items|completions|tokens|cost)\b/i);
});

check('has unique ids, and references only ids that exist', 'small', async (page) => {
    const problems = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
        const references = [...document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls], label[for], a[href^="#"]')].flatMap((element) =>
            ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for'].flatMap((name) => (element.getAttribute(name) ?? '').split(/\s+/))
                .concat(element.getAttribute('href')?.slice(1) ?? []));
        return [...ids.filter((id, i) => ids.indexOf(id) !== i), ...references.filter((id) => id && !document.getElementById(id))];
    });
    assert.deepEqual(problems, []);
});

check('names every table and marks its headers', 'small', async (page) => {
    const problems = await page.getByRole('table').evaluateAll((tables) => tables.flatMap((table) => [
        ...(table.caption || table.getAttribute('aria-label') || table.getAttribute('aria-labelledby') ? [] : [`no name: ${table.outerHTML.slice(0, 80)}`]),
        ...[...table.querySelectorAll('th:not([scope])')].map((cell) => `no scope: ${cell.outerHTML}`),
        ...(table.querySelector('th') ? [] : [`no header: ${table.outerHTML.slice(0, 80)}`]),
    ]));
    assert.deepEqual(problems, []);
});

check('names the search field and reports its result politely', 'small', async (page) => {
    assert.equal(await findTable(page).count(), 1);
    assert.equal(await findSearch(page).count(), 1);
    assert.equal(await findStatus(page).count(), 1);
});

check('lets the keyboard scroll a table that is wider than the screen', 'small', async (page) => {
    const problems = await page.evaluate(() => [...document.querySelectorAll('main *')]
        .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth)
        .filter((element) => element.tabIndex < 0 || !(element.getAttribute('aria-label') || element.getAttribute('aria-labelledby')))
        .map((element) => element.outerHTML.slice(0, 120)));
    assert.deepEqual(problems, []);
}, { viewport: { width: 360, height: 740 } });

// Finds the table of a report and its controls by role and name, as a user of a screen reader does.
import assert from 'node:assert/strict';

export const findTable = (page) => page.getByRole('table', { name: /^(items|requests)/i });
export const findSearch = (page) => page.getByRole('searchbox', { name: /search/i });
export const findStatus = (page) => page.getByRole('status');
export const findPagerButton = (page, name) => page.getByRole('button', { name });

/** Returns the column headers that have a button to sort by, in order. */
export async function readSortableColumns(page) {
    const headers = findTable(page).getByRole('columnheader').filter({ has: page.getByRole('button') });
    const columns = await headers.evaluateAll((cells) => cells.map((cell) => ({
        name: cell.querySelector('button').innerText.trim(),
        index: cell.cellIndex,
        direction: cell.getAttribute('aria-sort') ?? 'none',
    })));
    return columns.map((column, i) => ({ ...column, button: headers.nth(i).getByRole('button') }));
}

/** Returns the text of the cells of a column, of the rows that are displayed. */
export function readColumn(page, index) {
    return findTable(page).evaluate((table, column) => [...table.tBodies].flatMap((body) => [...body.rows])
        .filter((row) => row.getClientRects().length > 0).map((row) => row.cells[column].textContent.trim()), index);
}

export async function countRows(page) {
    return (await readColumn(page, 0)).length;
}

/** Reports values that are not in order. Numbers are compared as numbers, and rows without a value come last in both directions. */
export function assertOrder(values, isDescending, name) {
    const present = values.filter((value) => !isMissing(value));
    assert.deepEqual(values.slice(present.length).filter((value) => !isMissing(value)), [], `${name}: rows without a value are not last`);
    const numbers = present.map((value) => Number(value.replace(/,/g, '')));
    const compare = numbers.every(Number.isFinite) ? (a, b) => toNumber(a) - toNumber(b) : compareText;
    for (let i = 1; i < present.length; i++) {
        const order = compare(present[i - 1], present[i]);
        assert.ok(isDescending ? order >= 0 : order <= 0, `${name}: '${present[i - 1]}' comes before '${present[i]}'`);
    }
}

const isMissing = (value) => value === '' || value === '–' || value === '—';
const toNumber = (value) => Number(value.replace(/,/g, ''));
const { compare: compareText } = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

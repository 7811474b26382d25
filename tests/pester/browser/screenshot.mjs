// Takes a picture of a page: node screenshot.mjs <Chromium> <page> <PNG file> [<width> <height> <light or dark>]
import { pathToFileURL } from 'node:url';
import { launch } from './harness.mjs';

const [executablePath, file, image, width = '1120', height = '1180', colorScheme = 'light'] = process.argv.slice(2);
const browser = await launch(executablePath);
try {
    const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) }, colorScheme });
    await page.goto(pathToFileURL(file).href);
    await page.screenshot({ path: image, fullPage: height === '0' });
} finally {
    await browser.close();
}

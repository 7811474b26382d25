// Runs all checks of reports and writes their results as JSON: node run.mjs <Chromium> <name>=<file>...
// Without arguments, writes the names of the checks.
import { listChecks, runChecks } from './harness.mjs';
import './accessibility.checks.mjs';
import './appearance.checks.mjs';
import './controls.checks.mjs';
import './safety.checks.mjs';

const [executablePath, ...files] = process.argv.slice(2);
const reports = Object.fromEntries(files.map((file) => [file.slice(0, file.indexOf('=')), file.slice(file.indexOf('=') + 1)]));
console.log(JSON.stringify(executablePath ? await runChecks(executablePath, reports) : listChecks()));

// Installs playwright-core, in the version of package-lock.json, in out/browser. The tests run an installed Chromium or Chrome.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';

const source = dirname(fileURLToPath(import.meta.url));
const target = join(source, '../../../out/browser');
mkdirSync(target, { recursive: true });
for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(source, name), join(target, name));

// On Windows, npm is a script that only a shell starts.
const npm = spawnSync('npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000', { cwd: target, shell: true, stdio: 'inherit' });
process.exit(npm.status ?? 1);

import { describeFindings, loadConfig } from '../kiosk-config/load.ts';
import { askHealth } from './platform-health.ts';

// npm run config:check FILE: is this file fit for a station in service?
const file = process.argv[2] ?? 'kiosk-config/default.json';
const loaded = loadConfig(file);
if (!loaded.ok) {
  process.stderr.write(`${describeFindings(loaded)}\n`);
  process.exit(78);
}
const { platform } = loaded.config;
const health = platform && (await askHealth(platform));
if (health === null) process.stdout.write(`${file}: form is right. platform is null: for training and trial only\n`);
else if (!health.ok)
  process.stdout.write(`${file}: form is right. ${platform!.url} did not answer: ${health.reason}\n`);
else if (health.trial) {
  process.stderr.write(
    `${file}: platform.url is ${JSON.stringify(platform!.url)}: a trial platform, not for a station in service\n`,
  );
  process.exit(78);
} else process.stdout.write(`${file}: in order; ${platform!.url} answers\n`);

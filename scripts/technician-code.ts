import { join } from 'node:path';
import { parseArgs } from 'node:util';
import QRCode from 'qrcode';
import { oneTimeCodes, technicianSecret } from '../electron/store/technician/technician.ts';
import { describeFindings, loadConfig } from '../kiosk-config/load.ts';

// npm run technician:code: this minute's code for the technician's page of a kiosk, and the picture from which an
// authenticator on a phone learns to make them. Run on the terminal, by whoever may read its data folder.
const { values } = parseArgs({
  options: {
    config: { type: 'string', default: 'kiosk-config/default.json' },
    data: { type: 'string' },
  },
});
const loaded = loadConfig(values.config);
if (loaded.ok) {
  const { station, dataFolder } = loaded.config;
  const codes = oneTimeCodes(technicianSecret(join(values.data ?? dataFolder, 'identity')), station.id);
  process.stdout.write(`${await QRCode.toString(codes.toString(), { type: 'terminal', small: true })}\n`);
  process.stdout.write(
    `${codes.generate()}, good for ${codes.remaining() / 1000} seconds\n`.replace(/(\d+)\.\d+ s/, '$1 s'),
  );
} else {
  process.stderr.write(`${describeFindings(loaded)}\n`);
  process.exitCode = 1;
}

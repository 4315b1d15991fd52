import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { writeFileDurably } from '../write-file.ts';
import type { TechnicianDoor } from './contract.ts';

const SECRET_BYTES = 20;
const PERIOD_S = 30;
/** A code of the period before or after is good too: clocks of phones differ. */
const WINDOW = 1;
const MOST_WRONG = 5;
const LOCKED_MS = 15 * 60_000;
const Cards = z.array(z.string().regex(/^[0-9a-f]{64}$/));

/** The secret of this machine's one-time codes, made at its first start; a file of this user alone. */
export function technicianSecret(folder: string): Secret {
  const file = join(folder, 'technician.secret');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileDurably(file, new Secret({ size: SECRET_BYTES }).base32);
  }
  return Secret.fromBase32(readFileSync(file, 'utf8').trim());
}

/** RFC 6238, as every authenticator on a phone has it: SHA-1, six digits, thirty seconds. */
export const oneTimeCodes = (secret: Secret, stationId: string) =>
  new TOTP({ issuer: '就业驿站', label: stationId, secret, digits: 6, period: PERIOD_S });

/** A damaged list knows nobody: the codes still open, and the terminal starts. */
function knownCards(file: string): readonly string[] {
  try {
    return existsSync(file) ? Cards.parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  } catch {
    return [];
  }
}

export function openTechnicianDoor(folder: string, stationId: string, clock: Clock): TechnicianDoor {
  const secret = technicianSecret(folder);
  const codes = oneTimeCodes(secret, stationId);
  const file = join(folder, 'technician-cards.json');
  let known = knownCards(file);
  let wrong = 0;
  let shutUntil = -Infinity;
  let lastUsed = -Infinity;
  // ID numbers can be guessed through: without the secret the list tells nothing.
  const mark = (number: string) => createHmac('sha256', secret.bytes).update(number).digest('hex');

  return {
    checkCode: (code) => {
      if (clock.monotonic() < shutUntil) return 'locked';
      const timestamp = clock.now().getTime();
      const delta = codes.validate({ token: code, window: WINDOW, timestamp });
      const counter = Math.floor(timestamp / 1000 / PERIOD_S) + (delta ?? 0);
      if (delta !== null && counter > lastUsed) {
        lastUsed = counter;
        wrong = 0;
        return 'right';
      }
      wrong += 1;
      if (wrong < MOST_WRONG) return 'wrong';
      wrong = 0;
      shutUntil = clock.monotonic() + LOCKED_MS;
      return 'locked';
    },
    knowsCard: (number) => known.includes(mark(number)),
    makeCardKnown: (number) => {
      known = [...new Set([...known, mark(number)])];
      writeFileDurably(file, JSON.stringify(known));
    },
  };
}

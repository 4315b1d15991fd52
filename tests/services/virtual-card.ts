import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { simulatedSocialCards } from '../../electron/devices/social-card/simulated-cards.ts';
import { simulateSocialCard } from '../../electron/devices/social-card/simulator.ts';
import { answerVpcd, VPCD_PORT, vpcdStream } from '../../electron/devices/social-card/vpcd.ts';

// The card's side of pcscd's virtual reader, a program of its own because it lives in pcscd's network. Told line by line:
// the name of a simulated card puts it in, `take` takes it out.
const ATR = Buffer.from('3B6D000000815444438660532800000001', 'hex');
let socket: Socket | undefined;

createInterface({ input: process.stdin }).on('line', (line) => {
  socket?.destroy();
  socket = undefined;
  if (line === 'take') return;
  const answer = simulateSocialCard(simulatedSocialCards[line as keyof typeof simulatedSocialCards]);
  const messages = vpcdStream();
  const inserted = connect(VPCD_PORT, '127.0.0.1');
  inserted.on('data', (bytes) => {
    for (const message of messages(bytes)) {
      const back = answerVpcd(message, { atr: ATR, answer });
      if (back) inserted.write(back);
    }
  });
  inserted.on('error', (error) => console.error(error.message));
  socket = inserted;
});

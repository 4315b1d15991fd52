import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDaemon, type Platform } from './processes.ts';
import { openScreen } from './screen.ts';
import { toRow, type Row } from './table.ts';

const RUNS = 5;
const EMPTY = '<!doctype html><title>empty</title><body></body>';

/** From the daemon's spawn, through the browser's, to the waiting screen with the station's name painted. */
async function startKiosk(dataFolder: string, platform: Platform, stationName: string): Promise<number> {
  const began = Date.now();
  const daemon = await startDaemon(dataFolder, platform);
  try {
    return await firstPaint(daemon.url, stationName, began);
  } finally {
    await daemon.stop();
  }
}

async function firstPaint(url: string, words: string, began: number): Promise<number> {
  const screen = await openScreen(url, words);
  await screen.close();
  return screen.firstSeenAt - began;
}

export async function measureStart(dataFolder: string, platform: Platform, stationName: string): Promise<Row> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(EMPTY);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const emptyUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const ours: number[] = [];
  const base: number[] = [];
  // The first round fills the machine's caches for both and is not counted.
  for (let run = -1; run < RUNS; run++) {
    const times = {
      base: await firstPaint(emptyUrl, '', Date.now()),
      ours: await startKiosk(dataFolder, platform, stationName),
    };
    if (run < 0) continue;
    base.push(times.base);
    ours.push(times.ours);
  }
  server.close();
  server.closeAllConnections();
  return toRow('process start → first screen painted', 'bare Chromium, empty page', ours, base);
}

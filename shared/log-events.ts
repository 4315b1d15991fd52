/**
 * Every event that may be logged, with a sentence for the technician and the fields it may carry. Fields are numbers,
 * flags and words of our own making: there is no free text, so nothing of a person can get in (reliability.md 6.2).
 */
type Field = 'number' | 'flag' | 'code';

const event = <const F extends Record<string, Field>>(sentence: string, fields: F) => ({ sentence, fields });

export const logEvents = {
  'kiosk.started': event('The kiosk started', { version: 'code', shell: 'code', ms: 'number' }),
  'kiosk.stopped': event('The kiosk stopped', { how: 'code' }),
  'kiosk.defect': event('A defect was caught at the edge of the process', { where: 'code', kind: 'code' }),
  'store.catalogue': event('The catalogue was begun anew, lives in memory, or found no room', { trouble: 'code' }),
  'store.trouble': event('The disk does not do what the outbox needs; see the technician’s page', { trouble: 'code' }),
  'store.short': event('The disk is full: the catalogue is no longer brought up to date', {}),
  'sync.page': event('A page of changes was applied', {
    kind: 'code',
    rows: 'number',
    bad: 'number',
    remaining: 'number',
  }),
  'sync.done': event('The catalogue is up to date', { kind: 'code', rows: 'number', ms: 'number' }),
  'sync.failed': event('A sync ended early', { code: 'code', detail: 'code' }),
  'sync.brake': event('A mass deletion was not believed', { kind: 'code', asked: 'number', live: 'number' }),
  'sync.conflict': event('The platform sent the same version with another content', { kind: 'code' }),
  'sync.other-feed': event('The platform was set up anew; the catalogue is fetched again', { kind: 'code' }),
  'network.changed': event('The platform became reachable or unreachable', { online: 'flag', code: 'code' }),
  'outbox.taken': event('A submission was committed to disk', { kind: 'code', seq: 'number', ms: 'number' }),
  'outbox.delivered': event('The platform accepted a submission', { kind: 'code', seq: 'number', tries: 'number' }),
  'outbox.retry': event('A delivery failed and will be tried again', { code: 'code', tries: 'number', ms: 'number' }),
  'outbox.set-aside': event('The platform refused a submission; staff must look at it', {
    code: 'code',
    seq: 'number',
  }),
  'outbox.retried': event('The technician had refused submissions sent once more', { count: 'number' }),
  'outbox.overdue': event('Submissions have waited for more than a week', { waiting: 'number', days: 'number' }),
  'identity.enrolled': event('The platform knows this device', { device: 'code' }),
  'identity.failed': event('The device could not be enrolled or renewed', { code: 'code' }),
  'identity.keys': event('A signed list of keys was taken over', { sequence: 'number', keys: 'number' }),
  'visit.began': event('A visit began', { lang: 'code' }),
  'visit.screen': event('The visit came to a screen', { screen: 'code' }),
  'visit.identified': event('A card was read; what was odd about it', {
    ms: 'number',
    expired: 'flag',
    remarks: 'code',
  }),
  'visit.ended': event('The visit ended and was cleared', { how: 'code', ms: 'number' }),
  'card.refused': event('A card could not be read', { code: 'code', detail: 'code' }),
  'card.left': event('A card lay on the reader long after it was read', { seconds: 'number' }),
  'device.changed': event('A device changed its state', { device: 'code', state: 'code' }),
  'scan.came': event('A code was scanned; whether a screen had asked for one', {
    symbology: 'code',
    bytes: 'number',
    taken: 'flag',
  }),
  'scan.mangled': event('A scanner typed Alt codes: set it to HID POS or serial', {}),
  'print.ended': event('A slip came to its end', { result: 'code', ms: 'number' }),
  'help.asked': event('Somebody asked for help', { screen: 'code' }),
  'help.unanswered': event('Nobody answered a call for help in time', { online: 'flag' }),
  'technician.entered': event('A technician came in', { how: 'code' }),
  'technician.refused': event('A technician’s code was wrong', { how: 'code' }),
  'technician.card-known': event('A card was made a technician’s', {}),
  'gate.refused': event('A call was refused at the gate', { call: 'code', reason: 'code' }),
  'shell.restarted': event('The screen was started anew', { reason: 'code', attempt: 'number' }),
  'origin.refused': event('The loopback origin refused a request', { reason: 'code' }),
} as const;

export type LogEventName = keyof typeof logEvents;

type Value<F extends Field> = F extends 'number' ? number : F extends 'flag' ? boolean : string;
export type LogFields<N extends LogEventName> = {
  readonly [K in keyof (typeof logEvents)[N]['fields']]: (typeof logEvents)[N]['fields'][K] extends Field
    ? Value<(typeof logEvents)[N]['fields'][K]>
    : never;
};

/** A code is a short word of ours: no Han, no run of five digits, so neither a name nor a piece of a number passes. */
export const isLogCode = (value: string): boolean =>
  /^[A-Za-z0-9][\w./:@ -]{0,79}$/.test(value) && !/\d{5}/.test(value);

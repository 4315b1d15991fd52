import ipp, { CONSTANTS as is } from 'ipp-encoder';

/**
 * Questions to a print service and what it answers: IPP (RFC 8010, RFC 8011) as CUPS speaks it, devices.md 10. The codec is
 * a package's; which attributes are asked for and what they mean stands here.
 */
export type Operation =
  'validate-job' | 'create-job' | 'send-document' | 'cancel-job' | 'get-job-attributes' | 'get-printer-attributes';

const OPERATIONS: Readonly<Record<Operation, number>> = {
  'validate-job': 0x0004,
  'create-job': 0x0005,
  'send-document': 0x0006,
  'cancel-job': 0x0008,
  'get-job-attributes': 0x0009,
  'get-printer-attributes': 0x000b,
};
export const MEDIA = 'iso_a4_210x297mm';
const USER = 'kiosk';
const PDF = 'application/pdf';

export interface Question {
  readonly operation: Operation;
  readonly requestId: number;
  readonly printerUri: string;
  readonly jobId?: number;
  readonly title?: string;
}

interface Attribute {
  readonly tag: number;
  readonly name: string;
  readonly value: string | number | boolean | readonly string[];
}

const ABOUT_PRINTER = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'];
const ABOUT_JOB = ['job-state', 'job-state-reasons'];

/** What each operation says besides charset, language and printer, in the order of the RFC. */
function ownAttributes({ operation, jobId, title = '' }: Question): { operation: Attribute[]; job: Attribute[] } {
  const user = { tag: is.NAME_WITHOUT_LANG, name: 'requesting-user-name', value: USER };
  const job = { tag: is.INTEGER, name: 'job-id', value: jobId ?? 0 };
  const name = { tag: is.NAME_WITHOUT_LANG, name: 'job-name', value: title };
  const format = { tag: is.MIME_MEDIA_TYPE, name: 'document-format', value: PDF };
  const wanted = (value: readonly string[]) => ({ tag: is.KEYWORD, name: 'requested-attributes', value });
  const sheet = [
    { tag: is.INTEGER, name: 'copies', value: 1 },
    { tag: is.KEYWORD, name: 'media', value: MEDIA },
  ];
  switch (operation) {
    case 'get-printer-attributes':
      return { operation: [wanted(ABOUT_PRINTER)], job: [] };
    case 'validate-job':
      return { operation: [user, name, format], job: sheet };
    case 'create-job':
      return { operation: [user, name], job: sheet };
    case 'send-document':
      return { operation: [job, user, format, { tag: is.BOOLEAN, name: 'last-document', value: true }], job: [] };
    case 'get-job-attributes':
      return { operation: [job, user, wanted(ABOUT_JOB)], job: [] };
    case 'cancel-job':
      // Of CUPS: the job's history and its document go with it.
      return { operation: [job, user, { tag: is.BOOLEAN, name: 'purge-job', value: true }], job: [] };
  }
}

/** The head of a request; a document's bytes follow it at once. */
export function encodeQuestion(question: Question): Uint8Array {
  const own = ownAttributes(question);
  const head: Attribute[] = [
    { tag: is.CHARSET, name: 'attributes-charset', value: 'utf-8' },
    { tag: is.NATURAL_LANG, name: 'attributes-natural-language', value: 'zh-cn' },
    { tag: is.URI, name: 'printer-uri', value: question.printerUri },
  ];
  const groups = [
    { tag: is.OPERATION_ATTRIBUTES_TAG, attributes: [...head, ...own.operation] },
    ...(own.job.length > 0 ? [{ tag: is.JOB_ATTRIBUTES_TAG, attributes: own.job }] : []),
  ];
  return new Uint8Array(
    ipp.request.encode({
      version: { major: 2, minor: 0 },
      operationId: OPERATIONS[question.operation],
      requestId: question.requestId,
      groups,
    }),
  );
}

export interface ServiceAnswer {
  readonly requestId: number;
  /** 0000 to 00FF is success. */
  readonly statusCode: number;
  readonly attributes: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

/** `undefined` when it is no answer. */
export function decodeAnswer(bytes: Uint8Array): ServiceAnswer | undefined {
  try {
    const { requestId, statusCode, groups } = ipp.response.decode(Buffer.from(bytes));
    const all = groups.flatMap(({ attributes }) => attributes.map(({ name, value }) => [name, value] as const));
    return { requestId, statusCode, attributes: Object.fromEntries(all) };
  } catch {
    return undefined;
  }
}

export type JobState =
  'pending' | 'pending-held' | 'processing' | 'processing-stopped' | 'canceled' | 'aborted' | 'completed';
const JOB_STATES: Readonly<Record<number, JobState>> = {
  3: 'pending',
  4: 'pending-held',
  5: 'processing',
  6: 'processing-stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
};
export const jobStateOf = ({ attributes }: ServiceAnswer) => JOB_STATES[Number(attributes['job-state']?.[0])];

/** A reason without its suffix: the same without one means an error, `-report` and `-warning` hold nothing up. */
export const reasonsOf = (answer: ServiceAnswer, of: 'printer' | 'job') =>
  (answer.attributes[`${of}-state-reasons`] ?? []).map((reason) => {
    const [, name, weight] = /^(.*?)(?:-(report|warning|error))?$/.exec(String(reason)) ?? [];
    return { name: name ?? '', weight: weight ?? 'error' };
  });

import type { CallbackResponse, OnBeforeRequestListenerDetails, WebRequest, WebRequestFilter } from 'electron';
import { guard } from './guard.ts';

type Details = OnBeforeRequestListenerDetails;
type Listener = (details: Details, callback: (response: CallbackResponse) => void) => void;

export interface RequestFilter {
  readonly webRequest: WebRequest;
  ask(details: Details): Promise<CallbackResponse>;
}

function matches(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true;
  const text = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*');
  return new RegExp(`^${text}$`, 's').test(url);
}

function covers(filter: WebRequestFilter, { url, resourceType }: Details): boolean {
  const isTyped = !filter.types || filter.types.some((type) => type === resourceType);
  const isExcluded = filter.excludeUrls?.some((pattern) => matches(pattern, url)) ?? false;
  return isTyped && !isExcluded && filter.urls.some((pattern) => matches(pattern, url));
}

export function createRequestFilter(): RequestFilter {
  let filter: WebRequestFilter = { urls: ['<all_urls>'] };
  let listener: Listener | null = null;

  const webRequest = {
    onBeforeRequest: (...args: [WebRequestFilter, Listener | null] | [Listener | null]): void => {
      filter = args.length === 2 ? args[0] : { urls: ['<all_urls>'] };
      listener = args.length === 2 ? args[1] : args[0];
    },
  } satisfies Pick<WebRequest, 'onBeforeRequest'>;

  return {
    webRequest: guard('webRequest', webRequest) as unknown as WebRequest,
    ask: (details) =>
      new Promise((resolve) => {
        if (listener && covers(filter, details)) listener(details, resolve);
        else resolve({});
      }),
  };
}

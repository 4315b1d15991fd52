import type { Bridge } from '../../shared/ipc.ts';

// Runs in the page, carried there as text: everything a function needs stands inside it. Scripts are compiled without
// the browser's types, so the few things of the page that are used are named here.
interface Element {
  readonly style: { display: string };
  readonly textContent: string;
  cloneNode(deep: true): Element;
  remove(): void;
}
interface Tap {
  readonly timeStamp: number;
  preventDefault(): void;
  stopImmediatePropagation(): void;
}
declare const document: {
  readonly body: (Element & { append(child: Element): void }) | null;
  querySelector(selector: string): Element | null;
};
declare const kiosk: Bridge;
declare function requestAnimationFrame(run: () => void): void;
declare function addEventListener(type: 'click', run: (tap: Tap) => void, how: { capture: true; once: true }): void;

export interface Bench {
  /** Wall time at which the page's first words had been painted. */
  readonly firstSeen: Promise<number>;
  /** Page time at which a frame with these words had been painted. */
  seen(words: string): Promise<number>;
  /** From the next tap, by the browser's own stamp on it, to these words painted. */
  watchTap(words: string): void;
  /** Takes the screen as it stands as dead elements; the next tap puts them in the kiosk's place. */
  keepCopy(): void;
  watchTapOnCopy(words: string): void;
  dropCopy(): void;
  took(): Promise<number>;
  /**
   * From the card's touch of the reader to the step that follows it, and on to the name: that stands two steps on, so the
   * phone is answered as soon as it is asked for.
   */
  layCard(postingId: string, afterMs: number): Promise<{ step: number; name: number }>;
}

export function installBench(firstWords: string): void {
  const seen = (words: string) =>
    new Promise<number>((resolve) => {
      const look = () => {
        if (document.body?.textContent.includes(words) !== true) {
          requestAnimationFrame(look);
          return;
        }
        // A task that was queued in a frame runs when that frame has been laid out and painted.
        setTimeout(() => resolve(performance.now()), 0);
      };
      requestAnimationFrame(look);
    });

  let took = Promise.resolve(NaN);
  const onTap = (words: string, act: (tap: Tap) => void) => {
    took = new Promise((resolve) => {
      const tapped = (tap: Tap) => {
        act(tap);
        void seen(words).then((at) => resolve(at - tap.timeStamp));
      };
      addEventListener('click', tapped, { capture: true, once: true });
    });
  };

  let copy: Element | undefined;
  const display = (value: string) => (document.querySelector('#app')!.style.display = value);

  const cardIsAskedFor = () =>
    new Promise<void>((resolve) => {
      const stop = kiosk.on('visit', (visit) => {
        if (visit.state !== 'open' || visit.apply?.step !== 'card') return;
        stop();
        resolve();
      });
    });

  const bench: Bench = {
    firstSeen: seen(firstWords).then((at) => performance.timeOrigin + at),
    seen,
    took: () => took,
    watchTap: (words) => onTap(words, () => undefined),
    keepCopy: () => void (copy = document.querySelector('.screen')!.cloneNode(true)),
    watchTapOnCopy: (words) =>
      onTap(words, (tap) => {
        tap.preventDefault();
        tap.stopImmediatePropagation();
        display('none');
        document.body?.append(copy!);
      }),
    dropCopy: () => {
      copy?.remove();
      display('');
    },
    layCard: async (postingId, afterMs) => {
      await kiosk.call('visit/wake', null);
      const asked = cardIsAskedFor();
      void kiosk.call('visit/go', { name: 'apply', id: postingId });
      await asked;
      await new Promise((next) => setTimeout(next, afterMs));
      const laidAt = performance.now();
      void kiosk.call('dock/card', 'ordinary');
      const step = (await seen('没有电话')) - laidAt;
      void kiosk.call('apply/phone', { phone: null });
      return { step, name: (await seen('这些要发出去')) - laidAt };
    },
  };
  Object.assign(globalThis, { bench });
}

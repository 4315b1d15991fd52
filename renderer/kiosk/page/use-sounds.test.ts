import { mount } from '@vue/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { h } from 'vue';
import type { Bridge } from '../../../shared/ipc.ts';
import { kioskKey } from '../../bridge/use-kiosk.ts';
import { useSounds } from './use-sounds.ts';

afterEach(() => vi.unstubAllGlobals());

/** The browser's loudspeaker, which this page has none of: what is asked of it is written down. */
function loudspeaker() {
  const heard: number[] = [];
  const through = { connect: (next: unknown) => next };
  class Audio {
    state = 'running';
    currentTime = 0;
    destination = through;
    createOscillator() {
      const frequency = { value: 0 };
      return { ...through, frequency, start: () => void heard.push(frequency.value), stop: () => undefined };
    }
    createGain() {
      const gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
      return { ...through, gain };
    }
    close() {
      this.state = 'closed';
      return Promise.resolve();
    }
  }
  vi.stubGlobal('AudioContext', Audio);
  return heard;
}

test('the warning and the card that is to be taken are heard, once the first touch has let the page speak', () => {
  const heard = loudspeaker();
  let play: (sound: 'warning' | 'take-card') => void = () => undefined;
  const kiosk: Bridge = {
    call: () => new Promise(() => undefined),
    on: (_, listener) => {
      play = listener as typeof play;
      return () => undefined;
    },
  };
  const page = mount(
    { setup: () => (useSounds(), () => h('p')) },
    { global: { provide: { [kioskKey as symbol]: kiosk } } },
  );
  play('warning');
  expect(heard).toEqual([]);
  document.dispatchEvent(new Event('pointerdown'));
  play('warning');
  expect(heard).toEqual([520]);
  play('take-card');
  expect(heard).toEqual([520, 660, 880, 660, 880]);
  page.unmount();
});

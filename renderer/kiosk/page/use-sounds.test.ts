import { mount } from '@vue/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { h } from 'vue';
import type { Bridge } from '../../../shared/ipc.ts';
import { kioskKey } from '../../bridge/use-kiosk.ts';
import { useSounds } from './use-sounds.ts';

afterEach(() => vi.unstubAllGlobals());

/** The browser's loudspeaker, which this page has none of: what is asked of it is written down. */
function loudspeaker(state: 'running' | 'suspended') {
  const heard: number[] = [];
  const through = { connect: (next: unknown) => next };
  class Audio {
    state: 'running' | 'suspended' | 'closed' = state;
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
    resume() {
      this.state = 'running';
      return Promise.resolve();
    }
    close() {
      this.state = 'closed';
      return Promise.resolve();
    }
  }
  vi.stubGlobal('AudioContext', Audio);
  return heard;
}

function page() {
  let play: (sound: 'warning' | 'take-card') => void = () => undefined;
  const kiosk: Bridge = {
    call: () => new Promise(() => undefined),
    on: (_, listener) => {
      play = listener as typeof play;
      return () => undefined;
    },
  };
  const mounted = mount(
    { setup: () => (useSounds(), () => h('p')) },
    { global: { provide: { [kioskKey as symbol]: kiosk } } },
  );
  return { play: (sound: 'warning' | 'take-card') => play(sound), leave: () => mounted.unmount() };
}

test('where a shell lets the page speak, a card left behind is heard before any touch', () => {
  const heard = loudspeaker('running');
  const { play, leave } = page();
  play('take-card');
  expect(heard).toEqual([660, 880, 660, 880]);
  leave();
});

test('elsewhere the warning and the card that is to be taken are heard once a touch has let the page speak', () => {
  const heard = loudspeaker('suspended');
  const { play, leave } = page();
  play('warning');
  expect(heard).toEqual([]);
  document.dispatchEvent(new Event('pointerdown'));
  play('warning');
  expect(heard).toEqual([520]);
  play('take-card');
  expect(heard).toEqual([520, 660, 880, 660, 880]);
  leave();
});

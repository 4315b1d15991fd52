import { onScopeDispose } from 'vue';
import { useKiosk } from '../../bridge/use-kiosk.ts';
import type { Payload } from '../../../shared/ipc.ts';
import { useListener } from './use-listener.ts';

/** Tones in hertz, one after another. */
const tones: Record<Payload<'sound'>, readonly number[]> = {
  'card-read': [880],
  'take-card': [660, 880, 660, 880],
  warning: [520],
  done: [660, 990],
};
const TONE_SECONDS = 0.16;
const LOUDNESS = 0.2;

/**
 * Sounds that are ours to make. The shells let a page speak before its first touch, so that a card left behind is heard
 * after the visit too; any other browser needs the touch.
 */
export function useSounds() {
  const kiosk = useKiosk();
  let audio: AudioContext | null = null;

  const play = (sound: Payload<'sound'>) => {
    audio ??= new AudioContext();
    if (audio.state !== 'running') return;
    const { currentTime, destination } = audio;
    for (const [i, hertz] of tones[sound].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const start = currentTime + i * TONE_SECONDS * 1.2;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(LOUDNESS, start);
      volume.gain.linearRampToValueAtTime(0, start + TONE_SECONDS);
      tone.connect(volume).connect(destination);
      tone.start(start);
      tone.stop(start + TONE_SECONDS);
    }
  };
  useListener('pointerdown', () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
  });
  const stop = kiosk.on('sound', play);
  onScopeDispose(() => {
    stop();
    void audio?.close();
  });
}

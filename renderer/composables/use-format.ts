import { computed, type ComputedRef } from 'vue';
import type { Language } from '../../shared/visit.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import type { Format } from './format.ts';
import { en } from './format-en.ts';
import { zhCn } from './format-zh-cn.ts';

const formats: Record<Language, Format> = { 'zh-CN': zhCn, en };

/** How this visitor's language says days and figures, and the time that the main process told. */
export function useFormat(): { readonly format: ComputedRef<Format>; readonly now: ComputedRef<string> } {
  const store = useKioskStore();
  return {
    format: computed(() => formats[store.open?.modes.language ?? 'zh-CN']),
    now: computed(() => store.status.now),
  };
}

import { createInstance, type i18n } from 'i18next';
import type { Language } from '../../shared/visit.ts';
import { en } from './en/all.ts';
import { zhCn } from './zh-CN/all.ts';

export const resources = {
  'zh-CN': { translation: zhCn },
  en: { translation: en },
} as const satisfies Record<Language, { translation: object }>;

/** All words are in the bundle, so they are there before the first screen. */
export function createWords(language: Language = 'zh-CN'): i18n {
  const words = createInstance();
  void words.init({
    lng: language,
    fallbackLng: false,
    resources,
    initAsync: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // Vue escapes
  });
  return words;
}

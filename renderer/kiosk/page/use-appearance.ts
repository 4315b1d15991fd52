import { useTranslation } from 'i18next-vue';
import { watchEffect } from 'vue';
import { useKioskStore } from '../../stores/kiosk.ts';

/** Highest reach over a front approach (EN 301 549 ch. 8), and how far below the glass's upper edge the first target may stand. */
const REACH_MM = 1_220;
const WALL_LEAST_MM = 49;

/** Modes are attributes on <html>; no component asks for them. */
export function useAppearance(root: HTMLElement = document.documentElement) {
  const store = useKioskStore();
  const { i18next } = useTranslation();

  watchEffect(() => {
    if (!store.ready) return;
    const { panel, light } = store.status;
    const modes = store.open?.modes;
    const language = modes?.language ?? 'zh-CN';
    const look = modes?.look === 'contrast' ? 'contrast' : light === 'night' ? 'night' : null;
    const height = window.innerHeight / panel.pixelsPerMillimetre;
    const low = panel.lowerEdgeMillimetres + height - WALL_LEAST_MM > REACH_MM;

    root.lang = language;
    if (i18next.language !== language) void i18next.changeLanguage(language);
    root.toggleAttribute('data-elder', modes?.elder ?? false);
    root.toggleAttribute('data-low', low);
    if (look) root.setAttribute('data-look', look);
    else root.removeAttribute('data-look');
    root.style.setProperty('--mm', `${panel.pixelsPerMillimetre}px`);
    root.style.setProperty('--sill', String(panel.lowerEdgeMillimetres));
  });
}

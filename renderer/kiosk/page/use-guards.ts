import { useListener } from './use-listener.ts';

/** What a browser offers and a kiosk must not: menus, dragging, selecting, zooming. */
export function useGuards() {
  const refuse = (event: Event) => event.preventDefault();
  useListener('contextmenu', refuse);
  useListener('dragstart', refuse);
  useListener('selectstart', refuse);
  useListener('wheel', (event) => event.ctrlKey && event.preventDefault());
  useListener('touchmove', (event) => event.touches.length > 1 && event.preventDefault());
}

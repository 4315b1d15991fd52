import { nextTick, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { splitPages, type Block, type Piece } from './split-pages.ts';

/** So many pages are measured before the glass may draw again. */
const PAGES_AT_A_TIME = 6;

/** A page as it is painted: one paragraph for each piece, the same in the probe and before the reader. */
export const classesOf = (piece: Piece) => [piece.kind, { cut: piece.cut, resumed: piece.resumed }];

function paint(probe: HTMLElement, page: readonly Piece[]): void {
  probe.replaceChildren(
    ...page.map(({ kind, text, cut, resumed }) => {
      const paragraph = probe.ownerDocument.createElement('p');
      paragraph.className = [kind, cut && 'cut', resumed && 'resumed'].filter(Boolean).join(' ');
      paragraph.textContent = text;
      return paragraph;
    }),
  );
}

/**
 * Divides a text into pages of the room that `sheet` has, measured on an unseen copy with the same style. Measured anew
 * when the text, the size of the letters or the room changes; an older measuring never overwrites a newer one.
 */
export function usePagedText(
  blocks: () => readonly Block[],
  sheet: Ref<HTMLElement | null>,
  probe: Ref<HTMLElement | null>,
  again: () => unknown = () => null,
) {
  const pages = shallowRef<readonly (readonly Piece[])[]>([]);
  const measured = ref(false);
  let turn = 0;

  async function measure() {
    const mine = ++turn;
    measured.value = false;
    await nextTick();
    // Before the letters are there, a line would be measured with other ones.
    if ('fonts' in document) await document.fonts.ready;
    const [room, copy] = [sheet.value, probe.value];
    // Away from the glass (您还在吗) there is no room to measure; the pages that were found stand.
    if (mine !== turn || !room?.isConnected || !copy) return;
    const height = room.clientHeight;
    const fits = (page: readonly Piece[]) => {
      paint(copy, page);
      return copy.offsetHeight <= height;
    };
    const found: (readonly Piece[])[] = [];
    for (const page of splitPages(blocks(), fits)) {
      found.push(page);
      if (found.length === 1) pages.value = [...found];
      if (found.length % PAGES_AT_A_TIME === 0) {
        await new Promise((resume) => setTimeout(resume));
        if (mine !== turn) return;
      }
    }
    copy.replaceChildren();
    pages.value = found;
    measured.value = true;
  }

  watch([blocks, sheet, probe, again], () => void measure(), { immediate: true, flush: 'post' });

  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => void measure());
  watch(sheet, (now, before) => {
    if (before) observer?.unobserve(before);
    if (now) observer?.observe(now);
  });
  onScopeDispose(() => {
    turn += 1;
    observer?.disconnect();
  });

  return { pages, measured };
}

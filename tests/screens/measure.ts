/** What was measured on the painted page, in millimetres and ratios (look/README.md, "Gate"). */
export interface Measured {
  readonly smallestTarget: { mm: number; what: string };
  readonly smallestTile: { mm: number; what: string };
  readonly nearestTwo: { mm: number; what: string };
  readonly smallestEm: { mm: number; what: string };
  readonly leastContrast: { ratio: number; what: string };
  /** Things that scroll, are cut off or leave the glass. */
  readonly overflowing: string[];
  readonly highestTargetAboveFloor: number;
}

/** Runs in the page. Everything it needs stands inside it. */
export function measurePage(): Measured {
  const root = getComputedStyle(document.documentElement);
  const mm = parseFloat(root.getPropertyValue('--mm'));
  const sill = parseFloat(root.getPropertyValue('--sill'));
  const isSeen = (element: Element) => {
    const style = getComputedStyle(element);
    return element.getClientRects().length > 0 && style.visibility !== 'hidden' && style.opacity !== '0';
  };
  const name = (element: Element) =>
    element.textContent.replace(/\s+/g, '').slice(0, 10) || element.getAttribute('aria-label') || element.className;
  const least = <T extends { mm: number }>(all: T[], none: T): T => all.reduce((a, b) => (b.mm < a.mm ? b : a), none);

  const targets = [...document.querySelectorAll('button')]
    .filter((button) => isSeen(button) && !button.closest('[data-dock]'))
    .map((button) => ({
      box: button.getBoundingClientRect(),
      what: name(button),
      tile: button.classList.contains('tile'),
      isKey: button.closest('.board, .pad') !== null,
    }));
  const side = (box: DOMRect) => Math.min(box.width, box.height) / mm;

  const gaps = targets.flatMap((a, i) =>
    targets.slice(i + 1).map((b) => {
      const dx = Math.max(a.box.left - b.box.right, b.box.left - a.box.right);
      const dy = Math.max(a.box.top - b.box.bottom, b.box.top - a.box.bottom);
      // Rows of a keyboard may stand closer: two millimetres, counted here as three.
      const allowance = a.isKey && b.isKey ? 1 : 0;
      return { mm: Math.max(dx, dy) / mm + allowance, what: `${a.what} | ${b.what}` };
    }),
  );

  const rgb = (color: string): number[] | null => {
    const parts = (color.match(/[\d.]+/g) ?? []).map(Number);
    return parts.length > 3 && parts[3] === 0 ? null : parts.slice(0, 3);
  };
  const luminance = (color: number[]) =>
    color
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i]!, 0);
  const contrast = (a: number[], b: number[]) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = (element: Element): number[] | null => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const ground = rgb(getComputedStyle(at).backgroundColor);
      if (ground) return ground;
    }
    return null;
  };

  const texts: { mm: number; ratio: number; what: string }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    const element = text.parentElement;
    if (!element || !text.data.trim() || !isSeen(element) || element.closest('svg, [data-dock]')) continue;
    const style = getComputedStyle(element);
    const [color, ground] = [rgb(style.color), groundOf(element)];
    texts.push({
      mm: parseFloat(style.fontSize) / mm,
      ratio: color && ground ? contrast(color, ground) : 21,
      what: text.data.trim().slice(0, 12),
    });
  }

  const overflowing = [...document.querySelectorAll('body *')]
    .filter((element) => isSeen(element) && !element.closest('svg, [data-dock]'))
    .flatMap((element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const leaves = box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1;
      const clips =
        style.overflow !== 'visible' &&
        (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2);
      const isArt = element.classList.contains('tile') && element.querySelector('.toolwall') !== null;
      return (leaves || clips) && !isArt && box.width > 0
        ? [`${element.tagName.toLowerCase()}.${element.className} ${name(element)}`]
        : [];
    });

  const none = { mm: 999, what: '' };
  const worst = texts.reduce((a, b) => (b.ratio < a.ratio ? b : a), { ratio: 21, what: '', mm: 0 });
  return {
    smallestTarget: least(
      targets.map(({ box, what }) => ({ mm: side(box), what })),
      none,
    ),
    smallestTile: least(
      targets.filter(({ tile }) => tile).map(({ box, what }) => ({ mm: side(box), what })),
      none,
    ),
    nearestTwo: least(gaps, none),
    smallestEm: least(texts, none),
    leastContrast: { ratio: worst.ratio, what: worst.what },
    overflowing,
    highestTargetAboveFloor: Math.max(0, ...targets.map(({ box }) => (innerHeight - box.top) / mm + sill)),
  };
}

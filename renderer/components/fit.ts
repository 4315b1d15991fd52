/** How wide a text is in ems, nearly: a Han character is one, a figure or Latin letter a little over half, a space a quarter. */
export const ems = (text: string) =>
  Array.from(text).reduce((sum, c) => sum + (c === ' ' ? 0.24 : /[\u0021-\u00ff]/.test(c) ? 0.58 : 1), 0);

/** The platform's words may be longer than their place. They are cut at a character with an ellipsis, never squeezed. */
export function fit(text: string, room: number): string {
  if (ems(text) <= room) return text;
  let kept = '';
  for (const character of text) {
    if (ems(kept + character) > room - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Two lines beside the picture and the word, in either orientation. */
export const DUTIES_AT_A_GLANCE = 22;
export const CONDITIONS_AT_A_GLANCE = 22;
/** Two lines at double size, under the pay. */
export const DUTIES_IN_LARGE = 17;

const SENTENCE = /[^。！？；]*[。！？；]?/g;
const PHRASE = /[^。！？；，：、]*[。！？；，：、]?/g;
const bare = (text: string) => text.replace(/[。；，：、]$/, '');

/** As many whole sentences as go into `most` characters, else whole phrases, and a sign that there is more; seldom half a word. */
export function gist(text: string, most: number): string {
  if (text.length <= most) return text;
  for (const unit of [SENTENCE, PHRASE]) {
    let taken = '';
    for (const [piece] of text.matchAll(unit)) {
      if (bare(taken + piece).length > most - 1) break;
      taken += piece;
    }
    if (taken !== '') return `${bare(taken)}…`;
  }
  return `${text.slice(0, most - 1)}…`;
}

import { useTranslation } from 'i18next-vue';
import { computed, type Ref } from 'vue';
import type { Posting } from '../../../../shared/domain/posting.ts';
import type { Block } from '../parts/split-pages.ts';
import { CONDITIONS_AT_A_GLANCE, DUTIES_AT_A_GLANCE, gist } from './gist.ts';

const heading = (text: string): Block => ({ kind: 'heading', text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** The posting in full words, as headed paragraphs; `inFull` tells whether that says more than a glance does. */
export function usePostingWords(posting: Ref<Posting | null>, elder: () => boolean) {
  const { t } = useTranslation();

  const conditions = (p: Posting) => t(`posting.education.${p.education}`) + t('posting.stop') + p.conditions;
  const seats = (p: Posting) => {
    const left = Math.max(0, p.headcount - p.filled);
    return (
      t('posting.headcount', { n: p.headcount }) +
      t('posting.and') +
      (left > 0 ? t('posting.free', { n: left }) : t('posting.full'))
    );
  };
  const blocks = computed<readonly Block[]>(() => {
    const p = posting.value;
    if (!p) return [];
    const words = [
      heading(t('posting.facts.duties')),
      paragraph(p.duties),
      heading(t('posting.facts.conditions')),
      paragraph(conditions(p)),
    ];
    if (!elder()) return words;
    return [
      paragraph(t(`posting.nature.${p.nature}`) + t('posting.and') + p.source),
      heading(t('posting.facts.employer')),
      paragraph(p.employer.name),
      heading(t('posting.facts.headcount')),
      paragraph(seats(p)),
      heading(t('posting.facts.hours')),
      paragraph(p.hours.spoken),
      ...words,
    ];
  });
  const inFull = computed(() => {
    const p = posting.value;
    if (!p) return false;
    return (
      elder() ||
      gist(p.duties, DUTIES_AT_A_GLANCE) !== p.duties ||
      gist(conditions(p), CONDITIONS_AT_A_GLANCE) !== conditions(p)
    );
  });
  return { blocks, inFull };
}

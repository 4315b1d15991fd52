import { useTranslation } from 'i18next-vue';
import type { Policy } from '../../../../shared/domain/policy.ts';
import { useFormat } from '../../../composables/use-format.ts';

/** Whose paper it is: issuer, number as printed, date with its year. */
export function usePolicyOrigin() {
  const { t } = useTranslation();
  const { format } = useFormat();
  return {
    originOf: (
      { issuer, documentNumber, issuedOn }: Pick<Policy, 'issuer' | 'documentNumber' | 'issuedOn'>,
      between: string,
    ) =>
      [
        issuer ?? t('policies.noIssuer'),
        documentNumber,
        issuedOn && t('policies.issuedOn', { year: issuedOn.slice(0, 4), day: format.value.shortDay(issuedOn) }),
      ]
        .filter((part) => part !== null)
        .join(between),
  };
}

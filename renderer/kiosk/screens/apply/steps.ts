import type { ApplyView } from '../../../../shared/visit.ts';

export type Step<S extends ApplyView['step']> = Extract<ApplyView, { step: S }>;

/** The stones in the wall: the card and the phone, what is sent, received. */
export const STEPS = 3;

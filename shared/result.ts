/** What an operation came to. Plain data, so it crosses IPC and HTTP unchanged. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export const ok = <T>(value: T) => ({ ok: true, value }) as const;

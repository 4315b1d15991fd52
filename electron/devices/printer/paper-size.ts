/** 80 mm paper: 72 mm of print at 8 dots to the millimetre. */
export const PAPER_DOTS = 576;
/** A square cell of the ROM font; a half-width one is half as wide. */
export const CELL_DOTS = 24;

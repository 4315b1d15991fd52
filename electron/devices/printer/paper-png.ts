import { paperSvg, type Paper } from './paper.ts';

const BLACK_BELOW = 140;

/** Black or nothing, as thermal paper is. */
export async function paperToPng(paper: Paper): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const picture = sharp(Buffer.from(paperSvg(paper)))
    .flatten({ background: '#fff' })
    .greyscale()
    .threshold(BLACK_BELOW);
  return picture.png({ palette: true, colours: 2 }).toBuffer();
}

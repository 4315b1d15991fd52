import type { Place } from '../../../shared/domain/place.ts';
import type { Random } from './random.ts';
import { compounds, landmarks, lanes, secondWords, trees } from './words/streets.ts';

export type Centre = {
  readonly latitude: number;
  readonly longitude: number;
  readonly areaCode: string;
  readonly areaCodes: readonly string[];
};
/** A block of the invented town: everything in it says the same name. */
export type Block = { id: number; community: string; road: string };
export type Spot = { block: Block; north: number; east: number };

const METRES_PER_DEGREE = 111_320;
const BLOCK_METRES = 500;
const REACH = 12_000;
const BLOCKS_ACROSS = 2 * Math.ceil(REACH / BLOCK_METRES) + 1;

// 15 minutes at 70 metres a minute, streets being 1.3 times as long as the straight line; a little less, for rounding.
const QUARTER_OF_AN_HOUR = (15 * 70) / 1.3 - 7;

const names = trees.length * secondWords.length * compounds.length;
// Coprime to the number of names, so that walking through the blocks meets every name once.
const STRIDE = 1_237;

function blockAt(north: number, east: number): Block {
  const row = Math.floor(north / BLOCK_METRES + BLOCKS_ACROSS / 2);
  const column = Math.floor(east / BLOCK_METRES + BLOCKS_ACROSS / 2);
  const id = row * BLOCKS_ACROSS + column;
  const middle = (BLOCKS_ACROSS * BLOCKS_ACROSS - 1) / 2;
  // The station's own block is the first name of the list, 柳荫里.
  const name = ((((id - middle) * STRIDE) % names) + names) % names;
  const tree = trees[name % trees.length]!;
  const second = secondWords[Math.floor(name / trees.length) % secondWords.length]!;
  const compound = compounds[Math.floor(name / trees.length / secondWords.length)]!;
  return { id, community: tree + second + compound, road: tree + second + lanes[id % lanes.length]! };
}

/** Anywhere within 12 km, or within a quarter of an hour's walk. */
export function drawSpot(near: boolean, random: Random): Spot {
  const [least, most] = near ? [70, QUARTER_OF_AN_HOUR] : [QUARTER_OF_AN_HOUR + 20, REACH];
  // The root spreads spots evenly over the ground instead of crowding them in the middle.
  const metres = Math.sqrt(least * least + random.next() * (most * most - least * least));
  const angle = random.next() * 2 * Math.PI;
  const north = metres * Math.cos(angle);
  const east = metres * Math.sin(angle);
  return { block: blockAt(north, east), north, east };
}

function areaCodeOf({ north, east }: Spot, centre: Centre): string {
  if (Math.hypot(north, east) < 2_500 || centre.areaCodes.length === 0) return centre.areaCode;
  const turn = (Math.atan2(east, north) + Math.PI) / (2 * Math.PI);
  return centre.areaCodes[Math.floor(turn * centre.areaCodes.length) % centre.areaCodes.length]!;
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function coordinatesOf({ north, east }: Spot, centre: Centre) {
  const perDegreeEast = METRES_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180);
  return {
    latitude: rounded(centre.latitude + north / METRES_PER_DEGREE),
    longitude: rounded(centre.longitude + east / perDegreeEast),
  };
}

function drawLandmarks(random: Random): string[] {
  const wanted = random.weighted([
    [0, 2],
    [1, 3],
    [2, 3],
    [3, 2],
  ]);
  const found = new Set<string>();
  while (found.size < wanted) found.add(random.pick(landmarks));
  return [...found];
}

type PlaceWishes = { address: string; located: boolean };

export function placeAt(spot: Spot, centre: Centre, { address, located }: PlaceWishes, random: Random): Place {
  return {
    address,
    areaCode: areaCodeOf(spot, centre),
    coordinates: located ? coordinatesOf(spot, centre) : null,
    landmarks: located ? drawLandmarks(random) : [],
  };
}

import { computed, onScopeDispose, ref } from 'vue';
import { useVisit } from '../../composables/use-visit.ts';

export interface Layout {
  readonly landscape: boolean;
  readonly elder: boolean;
}

/** How the glass stands and how large its letters are: the two things that decide how much fits. */
export function useLayout() {
  const visit = useVisit();
  const wide = matchMedia('(orientation: landscape)');
  const landscape = ref(wide.matches);
  const turned = () => (landscape.value = wide.matches);
  wide.addEventListener('change', turned);
  onScopeDispose(() => wide.removeEventListener('change', turned));
  return computed<Layout>(() => ({ landscape: landscape.value, elder: visit.value.modes.elder }));
}

// Fewer things, never smaller things: measured on the 21.5″ panel, where nothing may scroll.
export const jobsPerPage = ({ landscape, elder }: Layout) => (elder ? (landscape ? 1 : 2) : landscape ? 3 : 4);
export const eventsPerPage = ({ landscape, elder }: Layout) => (elder ? (landscape ? 1 : 2) : landscape ? 4 : 4);
export const policiesPerPage = ({ landscape, elder }: Layout) => (elder ? (landscape ? 1 : 2) : landscape ? 4 : 5);
/** A notice takes the place of a row of chips. */
export const chipsInSight = ({ landscape, elder }: Layout, notice: boolean) =>
  elder ? (landscape ? (notice ? 1 : 3) : 2) : 6;

/** How many ems of a document's name and of the line below it a tile holds, and of its name the wall. */
export const policyRoom = ({ landscape, elder }: Layout) => {
  if (elder) return landscape ? { title: 30, note: 20, wall: 32 } : { title: 22, note: 10, wall: 18 };
  return landscape ? { title: 27, note: 19, wall: 70 } : { title: 31, note: 21, wall: 38 };
};

/** The page on which the first thing of the old page stands when pages change their size. */
export const samePlace = (page: number, before: number, after: number) => Math.floor((page * before) / after);

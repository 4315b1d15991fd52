import type { WebFrameMain } from 'electron';
import { originOf, toElectron } from './address.ts';
import type { CdpSession } from './cdp.ts';
import { guard } from './guard.ts';

type Frame = Pick<
  WebFrameMain,
  'url' | 'origin' | 'name' | 'parent' | 'top' | 'processId' | 'routingId' | 'isDestroyed'
>;

interface State {
  url: string;
  name: string;
  parentId: string | undefined;
  readonly frame: WebFrameMain;
}

/** The frames of one page: one object each for as long as it lives, so that `senderFrame === mainFrame` may be asked. */
export interface Frames {
  readonly main: WebFrameMain;
  find(frameId: string): WebFrameMain | null;
  isMain(frameId: string): boolean;
  /** The preload's world knows its address before Chromium's own event says so. */
  note(frameId: string, url: string): void;
  watch(session: CdpSession, mainFrameId: string): void;
}

export function createFrames(): Frames {
  const states = new Map<string, State>();
  let mainId = '';

  const createState = (): State => {
    const frame = {
      get url() {
        return toElectron(state.url);
      },
      get origin() {
        return originOf(toElectron(state.url));
      },
      get name() {
        return state.name;
      },
      get parent() {
        return states.get(state.parentId ?? '')?.frame ?? null;
      },
      get top() {
        return main.frame;
      },
      processId: 1,
      routingId: states.size + 1,
      isDestroyed: () => ![...states.values()].includes(state),
    } satisfies Frame;
    const state: State = {
      url: '',
      name: '',
      parentId: undefined,
      frame: guard('WebFrameMain', frame) as unknown as WebFrameMain,
    };
    return state;
  };
  const main = createState();
  const at = (frameId: string): State => {
    const state = states.get(frameId) ?? createState();
    states.set(frameId, state);
    return state;
  };

  return {
    main: main.frame,
    find: (frameId) => states.get(frameId)?.frame ?? null,
    isMain: (frameId) => frameId === mainId,
    note: (frameId, url) => {
      at(frameId).url = url;
    },
    watch: (session, mainFrameId) => {
      mainId = mainFrameId;
      states.set(mainFrameId, main);
      session.on('Page.frameNavigated', ({ frame }) => {
        Object.assign(at(frame.id), {
          url: frame.url + (frame.urlFragment ?? ''),
          name: frame.name ?? '',
          parentId: frame.parentId,
        });
      });
      session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
        at(frameId).url = url;
      });
      session.on('Page.frameDetached', ({ frameId, reason }) => {
        if (reason === 'remove') states.delete(frameId);
      });
    },
  };
}

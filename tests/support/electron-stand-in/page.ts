import type { WebFrameMain } from 'electron';
import { type CdpSession, quietly } from './cdp.ts';
import type { Frames } from './frames.ts';
import { BINDING, pageScripts, WORLD } from './page-scripts.ts';
import type { Delivery, Question, Report } from './page-worlds.ts';

export interface Page {
  deliver(delivery: Delivery, contextId?: number): void;
}

interface Hearer {
  report(message: Report, frame: WebFrameMain, answer: (delivery: Delivery) => void): void;
  /** Answers at once: the page stands still until then. */
  question(question: Question): boolean;
}

/** Puts the preload into every new document of a page and connects its world with main. */
export async function preparePage(session: CdpSession, frames: Frames, preload: string, hearer: Hearer): Promise<Page> {
  const worlds = new Map<number, string>();
  const ourScripts = new Set<string>();

  session.on('Runtime.executionContextCreated', ({ context: { id, name, auxData } }) => {
    if (name === WORLD) worlds.set(id, (auxData as { frameId: string }).frameId);
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void worlds.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => {
    worlds.clear();
    ourScripts.clear();
  });

  const deliver = (delivery: Delivery, contextId = mainWorldId()): void => {
    if (contextId === undefined) return;
    const expression = `standInDeliver(${JSON.stringify(JSON.stringify(delivery))})`;
    quietly(session.send('Runtime.evaluate', { expression, contextId }));
  };
  const mainWorldId = (): number | undefined => [...worlds].findLast(([, frameId]) => frames.isMain(frameId))?.[0];

  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    const frameId = worlds.get(executionContextId);
    if (name !== BINDING || frameId === undefined) return;
    const message = JSON.parse(payload) as Report & { url: string };
    frames.note(frameId, message.url);
    const frame = frames.find(frameId);
    if (frame) hearer.report(message, frame, (delivery) => deliver(delivery, executionContextId));
  });

  session.on('Debugger.scriptParsed', ({ scriptId, executionContextId }) => {
    if (worlds.has(executionContextId)) ourScripts.add(scriptId);
  });
  session.on('Debugger.paused', ({ callFrames: [top] }) => {
    const answer = async (): Promise<void> => {
      // The page, too, may say `debugger`: only the preload's world is asked what it wants.
      if (!top || top.functionName !== 'askMain' || !ourScripts.has(top.location.scriptId)) return;
      const { callFrameId } = top;
      const asked = await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'standIn.question' });
      const verdict = hearer.question(JSON.parse(String(asked.result.value)) as Question);
      await session.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: `standIn.answer = '${verdict}'` });
    };
    const resume = (): void => quietly(session.send('Debugger.resume'));
    answer().then(resume, (defect: unknown) => {
      console.error('Electron stand-in, on a question of the page:', defect);
      resume();
    });
  });

  const scripts = pageScripts(preload);
  await Promise.all([
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Debugger.enable'),
    session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName: WORLD }),
  ]);
  return { deliver };
}

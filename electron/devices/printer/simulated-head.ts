import type { Align, QrLevel } from './escpos.ts';
import { qrModules } from './qr-code.ts';
import type { Mark, Paper } from './paper.ts';
import type { Command } from './simulated-commands.ts';
import { CELL_DOTS, PAPER_DOTS } from './paper-size.ts';
import { columns } from './text.ts';

type TextMark = Extract<Mark, { kind: 'text' }>;

/** White above the first line: the head stands behind the cutter. Below, the cut feeds as much again. */
const MARGIN_DOTS = 32;
const DEFAULT_SPACING = 30;

const modes = {
  across: 1,
  down: 1,
  align: 'left' as Align,
  bold: false,
  inverse: false,
  spacing: DEFAULT_SPACING,
  module: 3,
  level: 'L' as QrLevel,
  stored: '',
};
const widthOf = (run: TextMark) => columns(run.text) * (CELL_DOTS / 2) * run.across;

/** Head and paper of the simulated printer: commands become marks, and the cut makes a paper of them. */
export function createHead() {
  let mode = { ...modes };
  let line: TextMark[] = [];
  let marks: Mark[] = [];
  let y = MARGIN_DOTS;

  const lineWidth = () => line.reduce((sum, run) => sum + widthOf(run), 0);
  const start = (width: number) => {
    if (mode.align === 'left') return 0;
    const free = Math.max(0, PAPER_DOTS - width);
    return mode.align === 'right' ? free : free >> 1;
  };

  function printLine() {
    let x = start(lineWidth());
    for (const run of line) {
      marks.push({ ...run, x, y });
      x += widthOf(run);
    }
    y += Math.max(mode.spacing, ...line.map((run) => run.down * CELL_DOTS));
    line = [];
  }

  /** A letter that the line has no room for begins the next. */
  function write(text: string) {
    for (const letter of text) {
      const { across, down, bold, inverse } = mode;
      if (lineWidth() + columns(letter) * (CELL_DOTS / 2) * across > PAPER_DOTS) printLine();
      const last = line.at(-1);
      const same = last?.across === across && last.down === down && last.bold === bold && last.inverse === inverse;
      if (last && same) line[line.length - 1] = { ...last, text: last.text + letter };
      else line.push({ kind: 'text', x: 0, y: 0, text: letter, across, down, bold, inverse });
    }
  }

  function printQr() {
    const { stored: payload, module, level } = mode;
    if (!payload) return;
    const dots = qrModules(payload, level).side * module;
    if (dots > PAPER_DOTS) return; // a printer says nothing when a code does not fit (devices.md 9.2)
    marks.push({ kind: 'qr', x: start(dots), y, payload, module, level });
    y += dots;
  }

  return {
    /** Somebody tore off what hung out. */
    tearOff() {
      marks = [];
      y = MARGIN_DOTS;
    },
    /** What waits in the line buffer goes with the buffers. */
    reset() {
      mode = { ...modes };
      line = [];
    },
    /** The paper that this command cut off, if it did. */
    take(command: Command): Paper | undefined {
      if (line.length > 0 && ['qr-print', 'raster', 'cut'].includes(command.kind)) printLine();
      switch (command.kind) {
        case 'init':
          mode = { ...modes };
          break;
        case 'size':
          mode = { ...mode, across: command.across, down: command.down };
          break;
        case 'align':
          if (line.length === 0) mode = { ...mode, align: command.to };
          break;
        case 'bold':
        case 'inverse':
          mode = { ...mode, [command.kind]: command.on };
          break;
        case 'spacing':
          mode = { ...mode, spacing: command.dots };
          break;
        case 'qr-module':
          mode = { ...mode, module: command.dots };
          break;
        case 'qr-level':
          mode = { ...mode, level: command.level };
          break;
        case 'qr-store':
          mode = { ...mode, stored: command.payload };
          break;
        case 'qr-print':
          printQr();
          break;
        case 'text':
          write(command.text);
          break;
        case 'line-feed':
          printLine();
          break;
        case 'feed':
          for (let lines = 0; lines < command.lines; lines++) printLine();
          break;
        case 'raster': {
          const { bits, bytesPerRow } = command;
          marks.push({ kind: 'raster', x: start(bytesPerRow * 8), y, bits, bytesPerRow });
          y += bits.length / bytesPerRow;
          break;
        }
        case 'cut': {
          // An empty strip is no slip: nobody would take it for one.
          const paper = marks.length > 0 ? { marks, height: y + MARGIN_DOTS } : undefined;
          marks = [];
          y = MARGIN_DOTS;
          return paper;
        }
        default:
      }
      return undefined;
    },
  };
}

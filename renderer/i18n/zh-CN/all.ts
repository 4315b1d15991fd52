import { apply } from './apply.ts';
import { attract } from './attract.ts';
import { common } from './common.ts';
import { devices } from './devices.ts';
import { dock } from './dock.ts';
import { events } from './events.ts';
import { failures } from './failures.ts';
import { help } from './help.ts';
import { hiring } from './hiring.ts';
import { home } from './home.ts';
import { idle } from './idle.ts';
import { jobs } from './jobs.ts';
import { policies } from './policies.ts';
import { posting } from './posting.ts';
import { skirting } from './skirting.ts';
import { status } from './status.ts';
import { technician } from './technician.ts';

export const zhCn = {
  apply,
  attract,
  common,
  devices,
  dock,
  events,
  failures,
  help,
  hiring,
  home,
  idle,
  jobs,
  policies,
  posting,
  skirting,
  status,
  technician,
} as const;

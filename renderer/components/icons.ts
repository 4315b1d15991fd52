/** One tag of a drawing: name, attributes, text. Styles are objects, because the content policy refuses style attributes. */
export type Stroke = readonly [
  tag: 'path' | 'circle' | 'text',
  attributes: Readonly<Record<string, string | number | Readonly<Record<string, string>>>>,
  text?: string,
];

// One hand, one grid: 96 × 96, 6 clear all round, line 3.6, round ends; at most three fills; objects, never faces.
export const icons = {
  tools: [
    ['path', { class: 'f wood', d: 'M8 12h80v9H8z' }],
    ['path', { class: 'o', d: 'M24 21v36' }],
    ['path', { class: 'f lit', d: 'M15 57h18l5 27H10z' }],
    ['path', { class: 'o', d: 'M19 70v14M29 70v14' }],
    ['path', { class: 'o', d: 'M50 21v32' }],
    ['path', { class: 'f metal', d: 'M41 53h18v20q0 11-9 11t-9-11z' }],
    ['path', { class: 'o', d: 'M47 62v10M53 62v10' }],
    ['path', { class: 'f leaf', d: 'M70 21h10v34H70z' }],
    ['path', { class: 'f metal', d: 'M66 55h18v12l-6 17h-6l-6-17z' }],
  ],
  shop: [
    ['path', { class: 'f paper', d: 'M16 38h64v46H16z' }],
    ['path', { class: 'f wood', d: 'M54 50h18v34H54z' }],
    ['path', { class: 'f paper', d: 'M23 48h24v24H23z' }],
    ['text', { class: 't', x: 35, y: 67.5, style: { fontSize: '20px' } }, '招'],
    [
      'path',
      {
        class: 'f leaf',
        d: 'M18 12h60l10 22q0 7-7.300 7t-8.300-7q0 7-8.300 7t-8.300-7q0 7-8.300 7t-8.300-7q0 7-8.300 7t-8.300-7q0 7-8.300 7T8 34z',
      },
    ],
    ['path', { class: 'o', d: 'M25 34l5-22M40 34l3-22M56 34l-3-22M71 34l-5-22' }],
    ['path', { class: 'o', d: 'M66 66v4' }],
  ],
  calendar: [
    ['path', { class: 'f paper', d: 'M16 18h64v66H16z' }],
    ['path', { class: 'f rustf', d: 'M16 18h64v17H16z' }],
    ['path', { class: 'o', d: 'M34 11v14M62 11v14' }],
    ['text', { class: 't', x: 48, y: 72, style: { fontSize: '34px' } }, '21'],
    ['path', { class: 'f paper', d: 'M80 68v16H64z' }],
  ],
  policy: [
    ['path', { class: 'f paper', d: 'M14 10h50l14 14v52H14z' }],
    ['path', { class: 'o', d: 'M64 10v14h14M26 28h24M26 40h40M26 52h14' }],
    ['circle', { class: 'f sky', cx: 40, cy: 70, r: 15 }],
    ['circle', { class: 'f sky', cx: 74, cy: 70, r: 15 }],
    ['path', { class: 'o', d: 'M55 68q2-4 4 0M25 66l-8-7' }],
  ],
  slip: [
    ['path', { class: 'f paper', d: 'M22 8h52v76l-6.500-5-6.500 5-6.500-5-6.500 5-6.500-5-6.500 5-6.500-5-6.500 5z' }],
    ['path', { class: 'o', d: 'M32 20h32M32 30h20' }],
    ['path', { class: 'inkf', d: 'M34 42h10v10H34zM52 42h10v10H52zM34 58h10v10H34zM52 58h5v5h-5zM58 64h5v5h-5z' }],
    ['path', { d: 'M8 55h80', style: { stroke: 'var(--i-lit)', strokeWidth: '7', strokeLinecap: 'round' } }],
    ['path', { class: 'o', d: 'M8 50v10M88 50v10' }],
  ],
  phone: [
    ['path', { class: 'f lit', d: 'M20 46h56l12 38H8z' }],
    ['circle', { class: 'f paper', cx: 48, cy: 65, r: 11 }],
    ['circle', { class: 'inkf', cx: 48, cy: 65, r: 3 }],
    [
      'path',
      { class: 'f lit', d: 'M10 34Q10 14 48 14t38 20v6q0 4-4 4H70q-4 0-4-4v-8q-18-5-36 0v8q0 4-4 4H14q-4 0-4-4z' },
    ],
  ],
  handset: [
    ['path', { class: 'o', d: 'M10 36Q10 16 48 16t38 20v8H66v-10q-18-5-36 0v10H10z', transform: 'translate(0 16)' }],
  ],
  call: [
    [
      'path',
      {
        class: 'inkf',
        d: 'M20 12l14-4q5-1 7 4l6 15q2 5-2 8l-8 6q6 14 20 20l7-8q3-4 8-2l14 7q5 3 3 8l-4 13q-2 6-9 6Q10 80 12 20q1-6 8-8z',
        transform: 'translate(1 0)',
      },
    ],
  ],
  bell: [
    ['path', { class: 'f lit', d: 'M14 66q0-36 34-36t34 36z' }],
    ['path', { class: 'f metal', d: 'M8 66h80v14H8z' }],
    ['path', { class: 'f metal', d: 'M38 14h20v8H38z' }],
    ['path', { class: 'o', d: 'M48 22v8M26 58q2-14 14-18' }],
  ],
  badge: [
    ['path', { class: 'f metal', d: 'M38 4h20v14H38z' }],
    ['path', { class: 'f paper', d: 'M14 14h68v76H14z' }],
    ['path', { class: 'f leaf', d: 'M14 14h68v9H14z' }],
    ['circle', { class: 'f far', cx: 48, cy: 37, r: 9 }],
    ['path', { class: 'f bluef', d: 'M30 64v-4q0-12 18-12t18 12v4z' }],
    ['text', { class: 't', x: 48, y: 84, style: { fontSize: '18px' } }, ''],
  ],
  see: [
    ['path', { class: 'f paper', d: 'M6 48q42-46 84 0-42 46-84 0z' }],
    ['circle', { class: 'f inkf', cx: 48, cy: 48, r: 12 }],
  ],
  lock: [
    ['path', { class: 'o', d: 'M30 44V30q0-18 18-18t18 18v14', style: { strokeWidth: '6' } }],
    ['path', { class: 'f lit', d: 'M18 44h60v40H18z' }],
    ['path', { class: 'o', d: 'M48 58v12', style: { strokeWidth: '6' } }],
  ],
  back: [['path', { class: 'o', d: 'M40 20L14 48l26 28M14 48h68', style: { strokeWidth: '7' } }]],
  home: [['path', { class: 'o', d: 'M12 46L48 16l36 30M22 40v42h52V40M40 82V58h16v24', style: { strokeWidth: '6' } }]],
  speak: [
    [
      'path',
      { class: 'o', d: 'M10 36h16l22-20v64L26 60H10zM62 34q12 14 0 28M74 22q22 26 0 52', style: { strokeWidth: '6' } },
    ],
  ],
  bigger: [
    ['text', { class: 't', x: 34, y: 84, style: { fontSize: '66px' } }, '大'],
    ['path', { class: 'o', d: 'M80 80V22M68 34l12-14 12 14', style: { strokeWidth: '6' } }],
  ],
  smaller: [
    ['text', { class: 't', x: 34, y: 76, style: { fontSize: '48px' } }, '大'],
    ['path', { class: 'o', d: 'M80 20v58M68 66l12 14 12-14', style: { strokeWidth: '6' } }],
  ],
  eye: [
    ['circle', { class: 'o', cx: 48, cy: 48, r: 36, style: { strokeWidth: '6' } }],
    ['path', { class: 'inkf', d: 'M48 12a36 36 0 0 1 0 72z' }],
  ],
  lang: [
    ['text', { class: 't', x: 30, y: 52, style: { fontSize: '46px' } }, '文'],
    ['text', { class: 't', x: 66, y: 86, style: { fontSize: '46px' } }, 'A'],
  ],
  ok: [['path', { class: 'o', d: 'M16 50l22 22 42-48', style: { strokeWidth: '9' } }]],
  x: [['path', { class: 'o', d: 'M22 22l52 52M74 22L22 74', style: { strokeWidth: '8' } }]],
  next: [['path', { class: 'o', d: 'M56 20l26 28-26 28M82 48H14', style: { strokeWidth: '7' } }]],
  down: [['path', { class: 'o', d: 'M20 44l28 32 28-32M48 76V14', style: { strokeWidth: '7' } }]],
  walk: [
    ['circle', { class: 'inkf', cx: 52, cy: 16, r: 9 }],
    [
      'path',
      {
        class: 'o',
        d: 'M52 32L44 56l18 12 4 18M44 56l-8 16-14 10M52 34l-18 8-6 14M52 36l12 12 14 4',
        style: { strokeWidth: '7' },
      },
    ],
  ],
  bus: [
    ['path', { class: 'f leaf', d: 'M16 16h64v54H16z' }],
    ['path', { class: 'f sky', d: 'M24 26h48v20H24z' }],
    ['circle', { class: 'inkf', cx: 32, cy: 74, r: 8 }],
    ['circle', { class: 'inkf', cx: 64, cy: 74, r: 8 }],
  ],
  clock: [
    ['circle', { class: 'f paper', cx: 48, cy: 48, r: 36 }],
    ['path', { class: 'o', d: 'M48 24v24l16 12', style: { strokeWidth: '5' } }],
  ],
  printer: [
    ['path', { class: 'f paper', d: 'M28 12h40v26H28z' }],
    ['path', { class: 'f metal', d: 'M12 36h72v34H12z' }],
    ['path', { class: 'f paper', d: 'M26 56h44v30H26z' }],
    ['path', { class: 'o', d: 'M36 68h24M72 46h.1' }],
  ],
  noprint: [
    ['path', { class: 'f metal', d: 'M12 36h72v34H12z' }],
    ['path', { class: 'o', d: 'M28 36V12h40v24M26 56h44' }],
    ['path', { d: 'M12 84L84 12', style: { stroke: 'var(--rust)', strokeWidth: '9', strokeLinecap: 'round' } }],
  ],
  nonet: [
    ['path', { class: 'o', d: 'M10 38Q48 6 86 38M24 54q24-20 48 0', style: { strokeWidth: '6' } }],
    ['circle', { class: 'inkf', cx: 48, cy: 72, r: 7 }],
    ['path', { d: 'M14 84L82 14', style: { stroke: 'var(--rust)', strokeWidth: '9', strokeLinecap: 'round' } }],
  ],
  card: [
    ['path', { class: 'f paper', d: 'M8 22h80v54H8z' }],
    ['path', { class: 'f far', d: 'M58 32h20v28H58z' }],
    ['path', { class: 'o', d: 'M18 36h28M18 48h28M18 64h36' }],
  ],
  mail: [
    ['path', { class: 'f paper', d: 'M10 22h76v54H10z' }],
    ['path', { class: 'f lit', d: 'M10 22h76L48 54z' }],
  ],
  flag: [
    ['path', { class: 'o', d: 'M22 86V12' }],
    ['path', { class: 'f rustf', d: 'M22 14h52l-12 15 12 15H22z' }],
  ],
  wipe: [
    ['path', { class: 'f lit', d: 'M10 50h76v16q0 18-18 18H28q-18 0-18-18z' }],
    ['path', { class: 'o', d: 'M24 50q-4-14 8-18M48 50q-6-20 4-32M70 50q8-12-2-22' }],
  ],
  hand: [
    [
      'path',
      {
        class: 'f paper',
        d: 'M36 84q-10-10-18-26-3-6 2-8t9 4l7 10V18q0-6 6-6t6 6v24q2-4 6-4t6 5q3-3 6-2t5 5q3-2 6 0t3 7v14q0 12-6 17z',
      },
    ],
    ['path', { class: 'o', d: 'M22 20q4-12 14-14M56 8q8 4 10 14', style: { strokeWidth: '4' } }],
  ],
  mic: [
    ['path', { class: 'f metal', d: 'M36 14q0-6 12-6t12 6v32q0 8-12 8t-12-8z' }],
    ['path', { class: 'o', d: 'M24 42q0 24 24 24t24-24M48 66v18M34 86h28' }],
  ],
  pen: [
    ['path', { class: 'f wood', d: 'M20 76l6-20 40-40 14 14-40 40z' }],
    ['path', { class: 'o', d: 'M26 56l14 14M14 86h60' }],
  ],
  del: [['path', { class: 'o', d: 'M34 22h50v52H34L10 48zM48 38l20 20M68 38L48 58', style: { strokeWidth: '6' } }]],
  search: [
    ['circle', { class: 'o', cx: 42, cy: 42, r: 26, style: { strokeWidth: '7' } }],
    ['path', { class: 'o', d: 'M62 62l22 22', style: { strokeWidth: '8' } }],
  ],
  pin: [
    ['path', { class: 'f lit', d: 'M48 88Q18 54 18 38a30 30 0 0 1 60 0q0 16-30 50z' }],
    ['circle', { class: 'f paper', cx: 48, cy: 38, r: 11 }],
  ],
  stool: [
    ['path', { class: 'f paper', d: 'M18 50h60v11H18z' }],
    ['path', { class: 'o', d: 'M28 61l-6 26M68 61l6 26M26 76h44' }],
  ],
  stoolT: [
    ['circle', { class: 'inkf', cx: 48, cy: 15, r: 11 }],
    ['path', { class: 'inkf', d: 'M29 56V46q0-16 19-16t19 16v10z' }],
    ['path', { class: 'f wood2', d: 'M18 56h60v9H18z' }],
    ['path', { class: 'o', d: 'M28 65l-5 22M68 65l5 22' }],
  ],
  coin: [
    ['circle', { class: 'f lit', cx: 48, cy: 48, r: 36 }],
    ['text', { class: 't', x: 48, y: 64, style: { fontSize: '44px' } }, '元'],
  ],
  bowl: [
    ['path', { class: 'f paper', d: 'M12 46h72q0 30-26 34H38Q12 76 12 46z' }],
    ['path', { class: 'o', d: 'M34 34q-5-8 1-14t0-12M52 34q-5-8 1-14t0-12M30 84h36' }],
  ],
  cap: [
    ['path', { class: 'f bluef', d: 'M18 48q0-28 30-28t30 28v8H18z' }],
    ['path', { class: 'f inkf', d: 'M18 56h60l8 12q-38 8-76 0z' }],
    ['circle', { class: 'f lit', cx: 48, cy: 38, r: 6 }],
  ],
  list: [
    ['path', { class: 'o', d: 'M34 24h50M34 48h50M34 72h50', style: { strokeWidth: '6' } }],
    ['circle', { class: 'inkf', cx: 16, cy: 24, r: 6 }],
    ['circle', { class: 'inkf', cx: 16, cy: 48, r: 6 }],
    ['circle', { class: 'inkf', cx: 16, cy: 72, r: 6 }],
  ],
  clean: [
    ['path', { class: 'o', d: 'M66 8L48 52', style: { strokeWidth: '5' } }],
    ['path', { class: 'f lit', d: 'M36 48l26 10 2 26-44-16z' }],
    ['path', { class: 'o', d: 'M34 70l8-14M48 76l4-14' }],
    ['path', { class: 'f bluef', d: 'M62 60h26l-4 26H66z' }],
    ['path', { class: 'o', d: 'M62 60q13-18 26 0' }],
  ],
  cook: [
    ['path', { class: 'f metal', d: 'M8 46h60q0 30-30 30T8 46z' }],
    ['path', { class: 'o', d: 'M68 50l22-10', style: { strokeWidth: '6' } }],
    ['path', { class: 'o', d: 'M24 36q-5-8 1-14t0-12M42 36q-5-8 1-14t0-12' }],
    ['path', { class: 'f lit', d: 'M22 88q0-8 8-10 0 6 8 2 8 4 8-2 8 2 8 10z' }],
  ],
  guard: [
    ['path', { class: 'f paper', d: 'M12 30h36v54H12z' }],
    ['path', { class: 'f leaf', d: 'M8 18h44v12H8z' }],
    ['path', { class: 'f sky', d: 'M20 38h20v18H20z' }],
    ['path', { class: 'f rustf', d: 'M48 60h42v9H48z' }],
    ['path', { class: 'o', d: 'M60 60l-5 9M74 60l-5 9M88 60l-5 9M84 69v15' }],
  ],
  care: [
    ['circle', { class: 'f metal', cx: 30, cy: 24, r: 13 }],
    ['path', { class: 'f bluef', d: 'M10 84V62q0-20 20-20t20 20v22z' }],
    ['circle', { class: 'f wood', cx: 66, cy: 36, r: 12 }],
    ['path', { class: 'f lit', d: 'M48 84V68q0-16 18-16t18 16v16z' }],
    ['path', { class: 'o', d: 'M38 60q8 12 20 6' }],
  ],
  truck: [
    ['path', { class: 'f lit', d: 'M6 26h48v42H6z' }],
    ['path', { class: 'f leaf', d: 'M54 38h20l14 16v14H54z' }],
    ['path', { class: 'f sky', d: 'M61 44h11l8 10H61z' }],
    ['circle', { class: 'f paper', cx: 24, cy: 72, r: 10 }],
    ['circle', { class: 'f paper', cx: 70, cy: 72, r: 10 }],
  ],
  factory: [
    ['path', { class: 'f metal', d: 'M8 84V44l20 12V44l20 12V44l20 12h20v28z' }],
    ['path', { class: 'f rustf', d: 'M70 14h12v42H70z' }],
    ['path', { class: 'f lit', d: 'M18 64h12v10H18zM42 64h12v10H42zM66 64h12v10H66z' }],
  ],
  sell: [
    ['path', { class: 'f wood', d: 'M10 12h76v72H10z' }],
    ['path', { class: 'f paper', d: 'M17 19h62v24H17zM17 50h62v27H17z' }],
    ['path', { class: 'f leaf', d: 'M24 27h10v16H24z' }],
    ['path', { class: 'f lit', d: 'M40 24h14v19H40z' }],
    ['path', { class: 'f rustf', d: 'M60 30h12v13H60z' }],
    ['path', { class: 'f bluef', d: 'M24 58h16v19H24z' }],
    ['circle', { class: 'f rustf', cx: 56, cy: 69, r: 8 }],
  ],
  fix: [
    ['path', { class: 'f wood', d: 'M42 38h12v48H42z' }],
    ['path', { class: 'f metal', d: 'M22 14h42q16 0 20 16-10-6-20-4v12H22z' }],
  ],
  any: [
    ['circle', { class: 'f leaf', cx: 30, cy: 30, r: 17 }],
    ['path', { class: 'f lit', d: 'M52 14h32v32H52z' }],
    ['path', { class: 'f bluef', d: 'M30 50l18 34H12z' }],
    ['path', { class: 'f rustf', d: 'M68 50l16 17-16 17-16-17z' }],
  ],
} as const satisfies Record<string, readonly Stroke[]>;

export type IconName = keyof typeof icons;
